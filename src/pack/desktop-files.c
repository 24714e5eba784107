/* SPDX-License-Identifier: Apache-2.0 */
#include "desktop-files.h"

#include <string.h>

#include "description-value.h"
#include "licence-expression.h"
#include "template.h"

static void
set_list (GKeyFile *entry, const char *key, char **texts)
{
  if (texts[0])
    g_key_file_set_string_list (entry, G_KEY_FILE_DESKTOP_GROUP, key, (const char *const *) texts,
                                g_strv_length (texts));
}

static void
set_translations (GKeyFile *entry, GPtrArray *translations)
{
  for (guint i = 0; i < translations->len; i++) {
    const PyxisTranslation *one = translations->pdata[i];

    if (one->name)
      g_key_file_set_locale_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME,
                                    one->language, one->name);
    if (one->summary)
      g_key_file_set_locale_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_COMMENT,
                                    one->language, one->summary);
  }
}

GBytes *
pyxis_desktop_files_make_entry (const PyxisDescription *description)
{
  g_autoptr (GBytes) template = pyxis_template_load ("app.desktop");
  g_autoptr (GKeyFile) entry = g_key_file_new ();
  g_autofree char *command =
    g_strconcat (description->id, description->opens[0] ? " %F" : "", NULL);
  const struct {
    const char *key, *value;
  } texts[] = {
    { G_KEY_FILE_DESKTOP_KEY_NAME, description->name },
    { G_KEY_FILE_DESKTOP_KEY_EXEC, command },
    { G_KEY_FILE_DESKTOP_KEY_ICON, description->id },
    { G_KEY_FILE_DESKTOP_KEY_STARTUP_WM_CLASS, description->id },
  };
  char *data;
  gsize length;

  g_key_file_load_from_bytes (entry, template, G_KEY_FILE_NONE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, texts[i].key, texts[i].value);
  /* A menu would show the same words twice. */
  if (!g_str_equal (description->summary, description->name))
    g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_COMMENT,
                           description->summary);
  set_list (entry, G_KEY_FILE_DESKTOP_KEY_CATEGORIES, description->categories);
  set_list (entry, G_KEY_FILE_DESKTOP_KEY_MIME_TYPE, description->opens);
  set_translations (entry, description->translations);
  data = g_key_file_to_data (entry, &length, NULL);
  return g_bytes_new_take (data, length);
}

static void
add_list (cJSON *values, const char *key, char **texts)
{
  cJSON_AddItemToObject (
    values, key,
    cJSON_CreateStringArray ((const char *const *) texts, (int) g_strv_length (texts)));
}

/* Parts that an empty line ends; of what is there, none is empty. */
static void
add_paragraphs (cJSON *values, const char *description)
{
  g_auto (GStrv) parts = g_strsplit (description, "\n\n", -1);
  cJSON *list = cJSON_AddArrayToObject (values, "paragraphs");

  for (gsize i = 0; parts[i]; i++) {
    g_strdelimit (g_strstrip (parts[i]), "\n\t", ' ');
    if (*parts[i])
      cJSON_AddItemToArray (list, cJSON_CreateString (parts[i]));
  }
}

static void
add_translation (cJSON *list, const char *language, const char *text)
{
  cJSON *item;

  if (!text)
    return;
  item = cJSON_CreateObject ();
  cJSON_AddStringToObject (item, "language", language);
  cJSON_AddStringToObject (item, "text", text);
  cJSON_AddItemToArray (list, item);
}

static void
add_translations (cJSON *values, GPtrArray *translations)
{
  cJSON *names = cJSON_AddArrayToObject (values, "names");
  cJSON *summaries = cJSON_AddArrayToObject (values, "summaries");

  for (guint i = 0; i < translations->len; i++) {
    const PyxisTranslation *one = translations->pdata[i];

    add_translation (names, one->language, one->name);
    add_translation (summaries, one->language, one->summary);
  }
}

/* A catalogue of apps takes only those that have an address. */
static void
add_screenshots (cJSON *values, char **screenshots)
{
  cJSON *list = cJSON_AddArrayToObject (values, "screenshots");

  for (gsize i = 0; screenshots[i]; i++) {
    cJSON *item;

    if (!pyxis_description_value_is_web_picture (screenshots[i]))
      continue;
    item = cJSON_CreateObject ();
    if (cJSON_GetArraySize (list) == 0) {
      cJSON_AddStringToObject (item, "first", "yes");
      cJSON_AddStringToObject (values, "has-screenshots", "yes");
    }
    cJSON_AddStringToObject (item, "address", screenshots[i]);
    cJSON_AddItemToArray (list, item);
  }
}

GBytes *
pyxis_desktop_files_make_metainfo (const PyxisDescription *description, const char *date)
{
  g_autofree char *licence = pyxis_licence_expression_dup_known (description->licence);
  cJSON *values = cJSON_CreateObject ();
  GBytes *metainfo;

  cJSON_AddStringToObject (values, "id", description->id);
  cJSON_AddStringToObject (values, "name", description->name);
  cJSON_AddStringToObject (values, "summary", description->summary);
  cJSON_AddStringToObject (values, "licence", licence);
  cJSON_AddStringToObject (values, "author", description->author);
  cJSON_AddStringToObject (values, "homepage", description->homepage ? description->homepage : "");
  cJSON_AddStringToObject (values, "version", description->version);
  cJSON_AddStringToObject (values, "date", date);
  add_list (values, "categories", description->categories);
  add_list (values, "opens", description->opens);
  add_paragraphs (values, description->description);
  add_translations (values, description->translations);
  add_screenshots (values, description->screenshots);
  metainfo = pyxis_template_fill ("app.metainfo.xml", PYXIS_TEMPLATE_XML, values);
  cJSON_Delete (values);
  return metainfo;
}

GBytes *
pyxis_desktop_files_make_types (const PyxisDescription *description)
{
  cJSON *values = cJSON_CreateObject ();
  cJSON *list = cJSON_AddArrayToObject (values, "patterns");
  GBytes *types;

  cJSON_AddStringToObject (values, "name", description->name);
  for (gsize i = 0; description->patterns[i]; i++) {
    g_auto (GStrv) words = g_strsplit (description->patterns[i], " ", 2);
    cJSON *item = cJSON_CreateObject ();

    cJSON_AddStringToObject (item, "type", words[0]);
    cJSON_AddStringToObject (item, "pattern", words[1]);
    cJSON_AddItemToArray (list, item);
  }
  types = pyxis_template_fill ("app.mime.xml", PYXIS_TEMPLATE_XML, values);
  cJSON_Delete (values);
  return types;
}
