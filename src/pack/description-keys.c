/* SPDX-License-Identifier: Apache-2.0 */
#include "description-keys.h"

#include <string.h>

#include "description-translations.h"
#include "description-words.h"
#include "licence-expression.h"

#define DEFAULT_WIDTH 1000
#define DEFAULT_HEIGHT 700

static void
read_texts (PyxisDescriptionReading *reading)
{
  PyxisDescription *self = reading->self;
  const struct {
    const cJSON *table;
    const char *key;
    PyxisValueKind kind;
    char **text;
  } texts[] = {
    { reading->root, "name", PYXIS_VALUE_NAME, &self->name },
    { reading->root, "version", PYXIS_VALUE_VERSION, &self->version },
    { reading->pyxis, "version", PYXIS_VALUE_VERSION, &self->version },
    { reading->root, "description", PYXIS_VALUE_TEXT, &self->description },
    { reading->root, "author_name", PYXIS_VALUE_NAME, &self->author },
    { reading->root, "author_email", PYXIS_VALUE_EMAIL, &self->author_email },
    { reading->root, "license", PYXIS_VALUE_LICENCE, &self->licence },
    { reading->pyxis, "licence", PYXIS_VALUE_LICENCE, &self->licence },
    { reading->pyxis, "homepage", PYXIS_VALUE_ADDRESS, &self->homepage },
    { reading->pyxis, "id", PYXIS_VALUE_ID, &self->id },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    pyxis_description_reading_take_text (reading, texts[i].table, texts[i].key, texts[i].kind,
                                         texts[i].text);
}

/* What there is no app without. */
static void
read_names (PyxisDescriptionReading *reading, const char *project_name)
{
  PyxisDescription *self = reading->self;

  read_texts (reading);
  if (!self->name) {
    self->name = pyxis_description_value_is_allowed (PYXIS_VALUE_NAME, project_name)
                   ? g_strdup (project_name)
                   : g_strdup ("App");
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new (NULL, "name", self->name, PYXIS_VALUE_NAME),
      "there is no “name”; the app is called “%s”, after its folder.", self->name);
  }
  if (!self->version) {
    self->version = g_strdup ("0.1.0");
    /* In the table: a worker would take one at the top for that of its interpreter. */
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new ("pyxis", "version", self->version, PYXIS_VALUE_VERSION),
      "there is no “version”; it is 0.1.0.");
  }
}

/* It is the author's to name: for the desktop it is one in no list. */
static void
note_licence (PyxisDescriptionReading *reading)
{
  const char *licence = reading->self->licence;
  g_autofree char *known = pyxis_licence_expression_dup_known (licence);
  gboolean is_own = cJSON_HasObjectItem (reading->pyxis, "licence");

  pyxis_description_reading_note (
    reading,
    pyxis_description_fix_new (is_own ? "pyxis" : NULL, is_own ? "licence" : "license", licence,
                               PYXIS_VALUE_LICENCE),
    "SPDX knows no licence “%s”; catalogues of apps are told “%s”. A known one is like “MIT” or "
    "“GPL-3.0-or-later”.",
    licence, known);
}

/* What others are made of. */
static void
complete_names (PyxisDescriptionReading *reading)
{
  PyxisDescription *self = reading->self;

  if (!self->id) {
    g_autofree char *word = pyxis_description_words_dup_id_part (self->name);

    self->id = g_strconcat ("local.pyxis.", word, NULL);
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new ("pyxis", "id", self->id, PYXIS_VALUE_ID),
      "there is no “id” in [pyxis]; it is %s, made of the name. Give one of your own before "
      "others install the app: it tells it from others of that name.",
      self->id);
  }
  if (!self->description) {
    self->description = g_strdup_printf ("%s, an app in Python", self->name);
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new (NULL, "description", self->description, PYXIS_VALUE_TEXT),
      "there is no “description”; it is “%s”.", self->description);
  }
  self->summary = pyxis_description_words_dup_summary (self->description);
  if (!self->author) {
    self->author = g_strdup_printf ("The author of %s", self->name);
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new (NULL, "author_name", self->author, PYXIS_VALUE_NAME),
      "there is no “author_name”; it is “%s”.", self->author);
  }
  if (self->licence && !pyxis_licence_expression_is_known (self->licence))
    note_licence (reading);
  if (!self->licence) {
    self->licence = g_strdup ("LicenseRef-proprietary");
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new ("pyxis", "licence", self->licence, PYXIS_VALUE_LICENCE),
      "there is no “licence” in [pyxis]; nobody may copy the app without asking.");
  }
}

/* Whether the file is there; what is in it is the business of whoever reads it. */
static gboolean
is_file (PyxisSource *source, const char *path)
{
  g_autoptr (PyxisContent) content = pyxis_source_open (source, path, NULL);

  return content != NULL;
}

/* Takes `fix`. */
static void
fail_missing (PyxisDescriptionReading *reading,
              const char *key,
              const char *path,
              PyxisDescriptionFix *fix)
{
  char *sentence = g_strdup_printf (
    "%s: “%s” names “%s”, which is no file in the project; put it there, or name another.",
    reading->file, key, path);

  pyxis_description_reading_add_fault (reading, sentence, fix);
}

static void
read_icon (PyxisDescriptionReading *reading, PyxisSource *source)
{
  PyxisDescription *self = reading->self;

  pyxis_description_reading_take_text (reading, reading->pyxis, "icon", PYXIS_VALUE_ICON,
                                       &self->icon);
  if (!self->icon)
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new ("pyxis", "icon", NULL, PYXIS_VALUE_ICON),
      "there is no “icon” in [pyxis]; one is drawn with the name's first letter.");
  else if (!is_file (source, self->icon))
    fail_missing (reading, "icon", self->icon,
                  pyxis_description_fix_new ("pyxis", "icon", self->icon, PYXIS_VALUE_ICON));
}

static void
read_screenshots (PyxisDescriptionReading *reading, PyxisSource *source)
{
  PyxisDescription *self = reading->self;

  pyxis_description_reading_take_list (reading, "screenshots", PYXIS_VALUE_SCREENSHOT,
                                       &self->screenshots);
  for (gsize i = 0; self->screenshots[i]; i++) {
    if (pyxis_description_value_is_web_picture (self->screenshots[i]))
      continue;
    if (!is_file (source, self->screenshots[i]))
      fail_missing (reading, "screenshots", self->screenshots[i], NULL);
    pyxis_description_reading_note (
      reading, NULL,
      "“screenshots” has “%s”, which no catalogue of apps shows; give its “https://” address.",
      self->screenshots[i]);
  }
}

static void
read_categories (PyxisDescriptionReading *reading)
{
  PyxisDescription *self = reading->self;
  guint n_faults = reading->faults->len;
  gboolean has_main = FALSE;

  pyxis_description_reading_take_list (reading, "categories", PYXIS_VALUE_CATEGORY,
                                       &self->categories);
  for (gsize i = 0; self->categories[i]; i++)
    has_main = has_main || pyxis_description_value_is_main_category (self->categories[i]);
  /* One that is not allowed may have been meant for it. */
  if (self->categories[0] && !has_main && reading->faults->len == n_faults)
    pyxis_description_reading_fail (reading, "categories",
                                    cJSON_GetObjectItemCaseSensitive (reading->pyxis, "categories"),
                                    pyxis_description_value_get_allowed (PYXIS_VALUE_CATEGORY));
  if (!self->categories[0]) {
    g_strfreev (self->categories);
    self->categories = g_strsplit ("Utility", ";", -1);
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new ("pyxis", "categories", "Utility", PYXIS_VALUE_CATEGORY),
      "there are no “categories” in [pyxis]; menus show the app under Utility.");
  }
}

static int
read_pixels (const cJSON *window, const char *key, int fallback)
{
  const cJSON *value = cJSON_GetObjectItemCaseSensitive (window, key);

  return cJSON_IsNumber (value) ? value->valueint : fallback;
}

static gboolean
read_switch (const cJSON *table, const char *key, gboolean fallback)
{
  const cJSON *value = cJSON_GetObjectItemCaseSensitive (table, key);

  return cJSON_IsBool (value) ? cJSON_IsTrue (value) : fallback;
}

static void
read_window (PyxisDescriptionReading *reading)
{
  PyxisDescriptionWindow *window = &reading->self->window;
  const cJSON *table = cJSON_GetObjectItemCaseSensitive (reading->pyxis, "window");
  const char *scheme = cJSON_GetStringValue (cJSON_GetObjectItem (table, "color-scheme"));

  window->min_width = read_pixels (table, "min-width", 0);
  window->min_height = read_pixels (table, "min-height", 0);
  window->width = read_pixels (table, "width", MAX (DEFAULT_WIDTH, window->min_width));
  window->height = read_pixels (table, "height", MAX (DEFAULT_HEIGHT, window->min_height));
  window->is_resizable = read_switch (table, "resizable", TRUE);
  window->is_fullscreen = read_switch (table, "fullscreen", FALSE);
  window->color_scheme = g_strcmp0 (scheme, "light") == 0  ? "light"
                         : g_strcmp0 (scheme, "dark") == 0 ? "dark"
                                                           : "default";

  if (window->min_width > window->width)
    pyxis_description_reading_fail (reading, "min-width", cJSON_GetObjectItem (table, "min-width"),
                                    "at most “width”");
  if (window->min_height > window->height)
    pyxis_description_reading_fail (reading, "min-height",
                                    cJSON_GetObjectItem (table, "min-height"), "at most “height”");
}

/* What core has refused already, and what it warns of besides. */
static void
take_warnings (PyxisDescriptionReading *reading, const PyxisConfiguration *configuration)
{
  if (configuration->problem)
    pyxis_description_reading_add_fault (reading, g_strdup (configuration->problem), NULL);
  for (guint i = 0; i < configuration->refused->len; i++)
    pyxis_description_reading_add_fault (reading, g_strdup (configuration->refused->pdata[i]),
                                         NULL);
  for (guint i = 0; i < configuration->warnings->len; i++) {
    g_ptr_array_add (reading->self->notes, g_strdup (configuration->warnings->pdata[i]));
    g_ptr_array_add (reading->self->fixes, NULL);
  }
}

/* "application/x-clock *.clock *.clk" is a type with two patterns. */
static void
read_opens (PyxisDescriptionReading *reading)
{
  PyxisDescription *self = reading->self;
  g_autoptr (GStrvBuilder) patterns = g_strv_builder_new ();

  pyxis_description_reading_take_list (reading, "opens", PYXIS_VALUE_TYPE, &self->opens);
  for (gsize i = 0; self->opens[i]; i++) {
    g_auto (GStrv) words = g_strsplit (self->opens[i], " ", -1);

    for (gsize j = 1; words[j]; j++) {
      g_autofree char *pattern = g_strconcat (words[0], " ", words[j], NULL);

      g_strv_builder_add (patterns, pattern);
    }
    self->opens[i][strlen (words[0])] = '\0';
  }
  self->patterns = g_strv_builder_end (patterns);
}

void
pyxis_description_keys_read (PyxisDescriptionReading *reading, PyxisProject *project)
{
  PyxisDescription *self = reading->self;
  PyxisSource *source = pyxis_project_get_source (project);

  take_warnings (reading, pyxis_project_get_configuration (project));
  read_names (reading, pyxis_project_get_name (project));
  complete_names (reading);
  read_icon (reading, source);
  read_screenshots (reading, source);
  read_categories (reading);
  read_window (reading);
  pyxis_description_translations_read (reading);
  pyxis_description_reading_take_list (reading, "hosts", PYXIS_VALUE_HOST, &self->hosts);
  read_opens (reading);
  self->has_devtools = read_switch (reading->pyxis, "devtools", FALSE);
  self->keeps_files = read_switch (reading->pyxis, "keep-files", TRUE);
}
