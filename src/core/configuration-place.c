/* SPDX-License-Identifier: Apache-2.0 */
#include "configuration-place.h"

#include <string.h>

#define TEXT_MAX (1024 * 1024)
#define FLAGS (G_REGEX_CASELESS | G_REGEX_DOTALL)

/* (transfer full) (nullable): what the first group of `pattern` finds. */
static char *
dup_match (const char *pattern, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, FLAGS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* (transfer full) (nullable): of the inside of a tag. */
static char *
dup_attribute (const char *tag, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("(?:^|\\s)%s\\s*=\\s*[\"']([^\"']*)[\"']", name);

  return dup_match (pattern, tag);
}

static gboolean
is_json (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '{';
}

/* A file named by the page, relative to it. */
static PyxisConfigurationPlace *
new_file (PyxisSource *source, const char *page, const char *name, GError **error)
{
  g_autoptr (PyxisConfigurationPlace) place = g_new0 (PyxisConfigurationPlace, 1);
  g_autofree char *folder = g_path_get_dirname (page);

  while (g_str_has_prefix (name, "./"))
    name += strlen ("./");
  place->path = g_str_equal (folder, ".") ? g_strdup (name) : g_build_filename (folder, name, NULL);
  place->text = pyxis_source_load_text (source, place->path, TEXT_MAX, error);
  if (!place->text)
    return NULL;
  place->end = strlen (place->text);
  place->is_json = is_json (place->text);
  return g_steal_pointer (&place);
}

/* In the page's own element, or where one would be: before the first script. */
static PyxisConfigurationPlace *
new_element (const char *page, const char *text, const char *name)
{
  PyxisConfigurationPlace *place = g_new0 (PyxisConfigurationPlace, 1);
  g_autofree char *pattern = g_strdup_printf ("<%s-config\\b[^>]*>(.*?)</%s-config", name, name);
  g_autofree char *first =
    g_strdup_printf ("(<script\\b[^>]*\\btype\\s*=\\s*[\"']?%s\\b|<%s-script\\b)", name, name);
  g_autoptr (GRegex) inside = g_regex_new (pattern, FLAGS, 0, NULL);
  g_autoptr (GRegex) script = g_regex_new (first, FLAGS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GMatchInfo) before = NULL;
  int start = 0;
  int end = 0;

  place->path = g_strdup (page);
  place->text = g_strdup (text);
  if (g_regex_match (inside, text, 0, &match)) {
    g_match_info_fetch_pos (match, 1, &start, &end);
    place->is_json = is_json (text + start);
  } else if (g_regex_match (script, text, 0, &before)) {
    g_match_info_fetch_pos (before, 1, &start, NULL);
    end = start;
    place->element = g_str_equal (name, "mpy") ? "mpy-config" : "py-config";
  } else {
    pyxis_configuration_place_free (place);
    return NULL;
  }
  place->start = start;
  place->end = end;
  return place;
}

PyxisConfigurationPlace *
pyxis_configuration_place_of_project (PyxisProject *project, PyxisSource *source, GError **error)
{
  const char *file = pyxis_project_get_configuration (project)->file;
  PyxisConfigurationPlace *place = NULL;

  if (file)
    return new_file (source, "index.html", file, error);
  place = g_new0 (PyxisConfigurationPlace, 1);
  place->path = g_strdup ("pyscript.toml");
  return place;
}

/* (transfer full) (nullable): the file or text that the page's tags name. */
static char *
dup_named (const char *text, const char *name)
{
  g_autofree char *element = g_strdup_printf ("<%s-config\\b([^>]*)>", name);
  g_autofree char *script = g_strdup_printf ("<script\\b([^>]*\\btype\\s*=\\s*[\"']?%s\\b[^>]*"
                                             "\\bconfig\\s*=[^>]*|[^>]*\\bconfig\\s*=[^>]*\\btype"
                                             "\\s*=\\s*[\"']?%s\\b[^>]*)>",
                                             name, name);
  g_autofree char *tag = dup_match (element, text);
  g_autofree char *other = tag ? NULL : dup_match (script, text);

  return tag ? dup_attribute (tag, "src") : other ? dup_attribute (other, "config") : NULL;
}

PyxisConfigurationPlace *
pyxis_configuration_place_find (PyxisProject *project,
                                PyxisSource *source,
                                const char *page,
                                gboolean is_micropython,
                                GError **error)
{
  const char *name = is_micropython ? "mpy" : "py";
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = pyxis_source_load_text (source, page, TEXT_MAX, &failure);
  g_autofree char *named = text ? dup_named (text, name) : NULL;
  PyxisConfigurationPlace *place = NULL;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return pyxis_configuration_place_of_project (project, source, error);
  if (!text) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (named && (g_str_has_suffix (named, ".toml") || g_str_has_suffix (named, ".json")))
    return new_file (source, page, named, error);
  place = named ? NULL : new_element (page, text, name);
  if (!place)
    g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      "“%s” has its configuration in a place that Pyxis does not change; change it there.", page);
  return place;
}

void
pyxis_configuration_place_free (PyxisConfigurationPlace *self)
{
  if (!self)
    return;
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}
