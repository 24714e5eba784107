/* SPDX-License-Identifier: Apache-2.0 */
#include "project-scan.h"

#include <string.h>

#define CONFIGURATION_MAX (1024 * 1024)
#define MAX_LISTED 5

static gboolean
has_suffix (const char *name, const char *suffix)
{
  gsize length = strlen (name), ending = strlen (suffix);

  return length > ending && g_ascii_strcasecmp (name + length - ending, suffix) == 0;
}

gboolean
pyxis_project_scan_is_page (const char *name)
{
  return has_suffix (name, ".html") || has_suffix (name, ".htm");
}

gboolean
pyxis_project_scan_is_script (const char *name)
{
  return has_suffix (name, ".py");
}

PyxisConfiguration *
pyxis_project_scan_configuration (const PyxisProjectScan *scan)
{
  gboolean has_toml = g_strv_contains (scan->names, "pyscript.toml");
  gboolean has_json = g_strv_contains (scan->names, "pyscript.json");
  const char *file = has_toml ? "pyscript.toml" : "pyscript.json";
  PyxisConfiguration *configuration = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!has_toml && !has_json)
    return pyxis_configuration_new_empty ();

  text = pyxis_source_load_text (scan->source, file, CONFIGURATION_MAX, &error);
  if (text)
    configuration = pyxis_configuration_parse (file, text, &error);
  if (!configuration)
    configuration = pyxis_configuration_new_broken (file, error);
  if (has_toml && has_json)
    g_ptr_array_add (configuration->warnings,
                     g_strdup ("pyscript.json is not read, because there is pyscript.toml too; "
                               "remove one of them."));

  return configuration;
}

/* UTF-16, which holds NULs, says so with its first two bytes. */
static gboolean
looks_like_text (const guchar *bytes, gsize length)
{
  gboolean is_utf16 = length >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) ||
                                      (bytes[0] == 0xfe && bytes[1] == 0xff));

  return is_utf16 || !memchr (bytes, 0, length);
}

static gboolean
is_blank (const guchar *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isspace (bytes[i]))
      return FALSE;
  }

  return TRUE;
}

gboolean
pyxis_project_scan_check_page (PyxisSource *source, const char *page, GError **error)
{
  g_autoptr (PyxisContent) content = pyxis_source_open (source, page, error);
  guchar start[4096];
  gsize length;

  if (!content ||
      !g_input_stream_read_all (content->stream, start, sizeof start, &length, NULL, error))
    return FALSE;

  if (length < sizeof start && is_blank (start, length)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” is empty; write an HTML page into it.", page);
    return FALSE;
  }
  if (!looks_like_text (start, length)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” is not an HTML page; put an HTML page in its place.", page);
    return FALSE;
  }

  return TRUE;
}

/* The start page that the configuration names is meant even if it is not there. */
static gboolean
check_configured (PyxisSource *source, const char *page, const char *file, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (pyxis_project_scan_check_page (source, page, &local))
    return TRUE;

  if (local->code == G_IO_ERROR_NOT_FOUND || local->code == G_IO_ERROR_IS_DIRECTORY)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "%s names the start page “%s”, but there is no such file; correct start-page in "
                 "[pyxis].",
                 file, page);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GPtrArray *
filter_names (const char *const *names, gboolean (*is_wanted) (const char *name))
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (gsize i = 0; names[i]; i++) {
    if (g_utf8_validate (names[i], -1, NULL) && is_wanted (names[i]))
      g_ptr_array_add (wanted, (gpointer) names[i]);
  }

  return wanted;
}

/* One kind of file that a project can start with. */
typedef struct {
  const char *plural;
  const char *const *usual; /* names of the one that is meant, the best first */
  gboolean (*is_wanted) (const char *name);
  const char *advice;
} Kind;

static const Kind page_kind = {
  "pages",
  (const char *const[]){ "index.html", "index.htm", NULL },
  pyxis_project_scan_is_page,
  "name one as start-page in the table pyxis of pyscript.toml",
};

static const Kind script_kind = {
  "Python files",
  (const char *const[]){ "main.py", NULL },
  pyxis_project_scan_is_script,
  "call one main.py",
};

static void
fail_ambiguous (const PyxisProjectScan *scan, const Kind *kind, GPtrArray *files, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *path = g_build_filename (scan->shown, g_ptr_array_index (files, 0), NULL);
  g_autofree char *quoted = g_shell_quote (path);
  g_autofree char *command =
    scan->is_folder ? g_strdup_printf ("open one, as in pyxis %s, or ", quoted) : g_strdup ("");

  for (guint i = 0; i < MIN (files->len, MAX_LISTED); i++)
    g_string_append_printf (list, "%s“%s”", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (files, i));
  if (files->len > MAX_LISTED)
    g_string_append_printf (list, " and %u more", files->len - MAX_LISTED);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "“%s” has several %s, %s, and no %s; %s%s.", scan->shown, kind->plural, list->str,
               kind->usual[0], command, kind->advice);
}

/* The one file of a kind that is meant: by its usual name, or because it is the only one; NULL where
 * there is none. FALSE with an error if there are several. */
static gboolean
choose (const PyxisProjectScan *scan, const Kind *kind, char **chosen, GError **error)
{
  g_autoptr (GPtrArray) files = filter_names (scan->names, kind->is_wanted);

  for (gsize i = 0; kind->usual[i]; i++) {
    if (g_strv_contains (scan->names, kind->usual[i])) {
      *chosen = g_strdup (kind->usual[i]);
      return TRUE;
    }
  }

  if (files->len > 1) {
    fail_ambiguous (scan, kind, files, error);
    return FALSE;
  }

  *chosen = files->len == 1 ? g_strdup (g_ptr_array_index (files, 0)) : NULL;
  return TRUE;
}

gboolean
pyxis_project_scan_start (const PyxisProjectScan *scan,
                          const PyxisConfiguration *configuration,
                          PyxisProjectStart *start,
                          GError **error)
{
  const char *configured = pyxis_configuration_get_string (configuration, "pyxis", "start-page");

  if (configured) {
    start->page = g_strdup (configured);
    return check_configured (scan->source, configured, configuration->file, error);
  }

  if (!choose (scan, &page_kind, &start->page, error))
    return FALSE;
  if (start->page)
    return pyxis_project_scan_check_page (scan->source, start->page, error);

  if (!choose (scan, &script_kind, &start->script, error))
    return FALSE;
  if (start->script)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "“%s” has nothing to run; put an index.html or a main.py into it.", scan->shown);
  return FALSE;
}

void
pyxis_project_start_clear (PyxisProjectStart *start)
{
  g_clear_pointer (&start->page, g_free);
  g_clear_pointer (&start->script, g_free);
}
