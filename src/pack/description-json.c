/* SPDX-License-Identifier: Apache-2.0 */
#include "description-json.h"

static void
add_text (cJSON *object, const char *key, const char *text)
{
  if (text)
    cJSON_AddStringToObject (object, key, text);
}

static void
add_list (cJSON *object, const char *key, char **texts)
{
  cJSON *list = cJSON_AddArrayToObject (object, key);

  for (gsize i = 0; texts[i]; i++)
    cJSON_AddItemToArray (list, cJSON_CreateString (texts[i]));
}

static void
add_window (cJSON *object, const PyxisDescriptionWindow *window)
{
  cJSON *table = cJSON_AddObjectToObject (object, "window");

  cJSON_AddNumberToObject (table, "width", window->width);
  cJSON_AddNumberToObject (table, "height", window->height);
  if (window->min_width > 0)
    cJSON_AddNumberToObject (table, "min-width", window->min_width);
  if (window->min_height > 0)
    cJSON_AddNumberToObject (table, "min-height", window->min_height);
  cJSON_AddBoolToObject (table, "resizable", window->is_resizable);
  cJSON_AddBoolToObject (table, "fullscreen", window->is_fullscreen);
  cJSON_AddStringToObject (table, "color-scheme", window->color_scheme);
}

static void
add_translations (cJSON *object, GPtrArray *translations)
{
  cJSON *table = cJSON_AddObjectToObject (object, "translations");

  for (guint i = 0; i < translations->len; i++) {
    const PyxisTranslation *translation = translations->pdata[i];
    cJSON *words = cJSON_AddObjectToObject (table, translation->language);

    add_text (words, "name", translation->name);
    add_text (words, "summary", translation->summary);
  }
}

cJSON *
pyxis_description_to_json (const PyxisDescription *self)
{
  cJSON *object = cJSON_CreateObject ();

  add_text (object, "id", self->id);
  add_text (object, "name", self->name);
  add_text (object, "version", self->version);
  add_text (object, "summary", self->summary);
  add_text (object, "description", self->description);
  add_text (object, "author", self->author);
  add_text (object, "licence", self->licence);
  add_text (object, "homepage", self->homepage);
  add_text (object, "icon", self->icon);
  add_text (object, "start-page", self->start_page);
  add_list (object, "categories", self->categories);
  add_list (object, "hosts", self->hosts);
  add_list (object, "opens", self->opens);
  if (self->patterns[0])
    add_list (object, "patterns", self->patterns);
  add_list (object, "screenshots", self->screenshots);
  cJSON_AddBoolToObject (object, "devtools", self->has_devtools);
  cJSON_AddBoolToObject (object, "keep-files", self->keeps_files);
  add_window (object, &self->window);
  add_translations (object, self->translations);
  return object;
}
