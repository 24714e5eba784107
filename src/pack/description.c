/* SPDX-License-Identifier: Apache-2.0 */
#include "description.h"

#include <string.h>

#include "description-reading.h"
#include "description-translations.h"
#include "description-words.h"
#include "licence-expression.h"

#define DEFAULT_WIDTH 1000
#define DEFAULT_HEIGHT 700


static gboolean
read_names (PyxisDescriptionReading *reading, const char *project_name)
{
  PyxisDescription *self = reading->self;

  if (!pyxis_description_reading_take_text (reading, reading->root, "name", PYXIS_VALUE_NAME,
                                            &self->name) ||
      !pyxis_description_reading_take_text (reading, reading->root, "version", PYXIS_VALUE_VERSION,
                                            &self->version) ||
      !pyxis_description_reading_take_text (reading, reading->pyxis, "version", PYXIS_VALUE_VERSION,
                                            &self->version) ||
      !pyxis_description_reading_take_text (reading, reading->root, "description", PYXIS_VALUE_TEXT,
                                            &self->description) ||
      !pyxis_description_reading_take_text (reading, reading->root, "author_name", PYXIS_VALUE_NAME,
                                            &self->author) ||
      !pyxis_description_reading_take_text (reading, reading->root, "author_email",
                                            PYXIS_VALUE_EMAIL, &self->author_email) ||
      !pyxis_description_reading_take_text (reading, reading->root, "license", PYXIS_VALUE_LICENCE,
                                            &self->licence) ||
      !pyxis_description_reading_take_text (reading, reading->pyxis, "licence", PYXIS_VALUE_LICENCE,
                                            &self->licence) ||
      !pyxis_description_reading_take_text (reading, reading->pyxis, "homepage",
                                            PYXIS_VALUE_ADDRESS, &self->homepage) ||
      !pyxis_description_reading_take_text (reading, reading->pyxis, "id", PYXIS_VALUE_ID,
                                            &self->id))
    return FALSE;

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
  return TRUE;
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
check_file (PyxisDescriptionReading *reading,
            PyxisSource *source,
            const char *key,
            const char *path)
{
  g_autoptr (PyxisContent) content = path ? pyxis_source_open (source, path, NULL) : NULL;

  if (path && !content) {
    g_set_error (reading->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "%s: “%s” names “%s”, which is no file in the project; put it there, or name "
                 "another.",
                 reading->file, key, path);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_pictures (PyxisDescriptionReading *reading, PyxisSource *source)
{
  PyxisDescription *self = reading->self;

  if (!pyxis_description_reading_take_text (reading, reading->pyxis, "icon", PYXIS_VALUE_ICON,
                                            &self->icon) ||
      !check_file (reading, source, "icon", self->icon) ||
      !pyxis_description_reading_take_list (reading, "screenshots", PYXIS_VALUE_SCREENSHOT,
                                            &self->screenshots))
    return FALSE;

  for (gsize i = 0; self->screenshots[i]; i++) {
    if (pyxis_description_value_is_web_picture (self->screenshots[i]))
      continue;
    if (!check_file (reading, source, "screenshots", self->screenshots[i]))
      return FALSE;
    pyxis_description_reading_note (
      reading, NULL,
      "“screenshots” has “%s”, which no catalogue of apps shows; give its “https://” address.",
      self->screenshots[i]);
  }
  if (!self->icon)
    pyxis_description_reading_note (
      reading, NULL, "there is no “icon” in [pyxis]; one is drawn with the name's first letter.");
  return TRUE;
}

static gboolean
read_categories (PyxisDescriptionReading *reading)
{
  PyxisDescription *self = reading->self;
  gboolean has_main = FALSE;

  if (!pyxis_description_reading_take_list (reading, "categories", PYXIS_VALUE_CATEGORY,
                                            &self->categories))
    return FALSE;

  for (gsize i = 0; self->categories[i]; i++)
    has_main = has_main || pyxis_description_value_is_main_category (self->categories[i]);
  if (self->categories[0] && !has_main)
    return pyxis_description_reading_fail (
      reading, "categories", cJSON_GetObjectItemCaseSensitive (reading->pyxis, "categories"),
      pyxis_description_value_get_allowed (PYXIS_VALUE_CATEGORY));
  if (!self->categories[0]) {
    g_strfreev (self->categories);
    self->categories = g_strsplit ("Utility", ";", -1);
    pyxis_description_reading_note (
      reading, pyxis_description_fix_new ("pyxis", "categories", "Utility", PYXIS_VALUE_CATEGORY),
      "there are no “categories” in [pyxis]; menus show the app under Utility.");
  }
  return TRUE;
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

static gboolean
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
    return pyxis_description_reading_fail (
      reading, "min-width", cJSON_GetObjectItem (table, "min-width"), "at most “width”");
  if (window->min_height > window->height)
    return pyxis_description_reading_fail (
      reading, "min-height", cJSON_GetObjectItem (table, "min-height"), "at most “height”");
  return TRUE;
}

/* A value that core has refused already, and what it warns of besides. */
static gboolean
take_warnings (PyxisDescriptionReading *reading, const PyxisConfiguration *configuration)
{
  if (configuration->problem || configuration->refused) {
    g_set_error_literal (reading->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         configuration->problem ? configuration->problem : configuration->refused);
    return FALSE;
  }
  for (guint i = 0; i < configuration->warnings->len; i++) {
    g_ptr_array_add (reading->self->notes, g_strdup (configuration->warnings->pdata[i]));
    g_ptr_array_add (reading->self->fixes, NULL);
  }
  return TRUE;
}

/* "application/x-clock *.clock *.clk" is a type with two patterns. */
static gboolean
read_opens (PyxisDescriptionReading *reading)
{
  PyxisDescription *self = reading->self;
  g_autoptr (GStrvBuilder) patterns = g_strv_builder_new ();

  if (!pyxis_description_reading_take_list (reading, "opens", PYXIS_VALUE_TYPE, &self->opens))
    return FALSE;
  for (gsize i = 0; self->opens[i]; i++) {
    g_auto (GStrv) words = g_strsplit (self->opens[i], " ", -1);

    for (gsize j = 1; words[j]; j++) {
      g_autofree char *pattern = g_strconcat (words[0], " ", words[j], NULL);

      g_strv_builder_add (patterns, pattern);
    }
    self->opens[i][strlen (words[0])] = '\0';
  }
  self->patterns = g_strv_builder_end (patterns);
  return TRUE;
}

static gboolean
read_all (PyxisDescriptionReading *reading, PyxisProject *project)
{
  PyxisDescription *self = reading->self;

  if (!take_warnings (reading, pyxis_project_get_configuration (project)) ||
      !read_names (reading, pyxis_project_get_name (project)))
    return FALSE;
  complete_names (reading);
  return read_pictures (reading, pyxis_project_get_source (project)) && read_categories (reading) &&
         read_window (reading) && pyxis_description_translations_read (reading) &&
         pyxis_description_reading_take_list (reading, "hosts", PYXIS_VALUE_HOST, &self->hosts) &&
         read_opens (reading);
}

PyxisDescription *
pyxis_description_check (PyxisProject *project, PyxisDescriptionFix **fix, GError **error)
{
  const PyxisConfiguration *configuration = pyxis_project_get_configuration (project);
  g_autoptr (PyxisDescription) self = g_atomic_rc_box_new0 (PyxisDescription);
  PyxisDescriptionReading reading = {
    .self = self,
    .file = configuration->file ? configuration->file : "pyscript.toml",
    .root = configuration->root,
    .pyxis = cJSON_GetObjectItemCaseSensitive (configuration->root, "pyxis"),
    .error = error,
  };

  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_description_fix_free);
  self->translations = pyxis_description_translations_new ();
  self->start_page = g_strdup (pyxis_project_get_start_page (project));
  self->has_devtools = read_switch (reading.pyxis, "devtools", FALSE);
  self->keeps_files = read_switch (reading.pyxis, "keep-files", TRUE);

  if (read_all (&reading, project))
    return g_steal_pointer (&self);
  if (fix)
    *fix = g_steal_pointer (&reading.fix);
  pyxis_description_fix_free (reading.fix);
  return NULL;
}

PyxisDescription *
pyxis_description_new (PyxisProject *project, GError **error)
{
  return pyxis_description_check (project, NULL, error);
}

static void
clear (gpointer data)
{
  PyxisDescription *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->version);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->author);
  g_free (self->author_email);
  g_free (self->licence);
  g_free (self->homepage);
  g_free (self->icon);
  g_free (self->start_page);
  g_strfreev (self->categories);
  g_strfreev (self->hosts);
  g_strfreev (self->opens);
  g_strfreev (self->patterns);
  g_strfreev (self->screenshots);
  g_ptr_array_unref (self->translations);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->fixes);
}

void
pyxis_description_free (PyxisDescription *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

PyxisDescription *
pyxis_description_ref (const PyxisDescription *self)
{
  return g_atomic_rc_box_acquire ((gpointer) self);
}
