/* SPDX-License-Identifier: Apache-2.0 */
#include "frame-place.h"

#include <string.h>

#include "address.h"

#define PYODIDE_HOME "/home/pyodide/"
#define PAGE_MAX (2 * 1024 * 1024)

static gboolean
is_file (PyxisProject *project, const char *path)
{
  g_autoptr (PyxisContent) content = NULL;

  if (!*path || !pyxis_address_check_path (path, NULL))
    return FALSE;
  content = pyxis_source_open (pyxis_project_get_source (project), path, NULL);
  return content != NULL;
}

/* (transfer full): `name` as an address relative to the folder of `base`, a path; without "./" and "../". */
static char *
resolve (const char *base, const char *name)
{
  g_autofree char *folder = base ? g_path_get_dirname (base) : g_strdup (".");
  g_autofree char *whole =
    *name == '/' ? g_strdup (name) : g_build_filename ("/", folder, name, NULL);
  g_autofree char *canonical = g_canonicalize_filename (whole, "/");

  return g_strdup (canonical + 1);
}

/* (transfer full) (nullable): the file that "files" put there. */
static char *
dup_source (PyxisProject *project, const char *place)
{
  const PyxisConfiguration *configuration = pyxis_project_get_configuration (project);
  const cJSON *files = cJSON_GetObjectItemCaseSensitive (configuration->root, "files");
  const cJSON *file;

  cJSON_ArrayForEach (file, files)
  {
    const char *to = cJSON_GetStringValue (file);
    g_autofree char *name = g_path_get_basename (file->string);
    g_autofree char *whole =
      to && (!*to || g_str_has_suffix (to, "/")) ? g_strconcat (to, name, NULL) : g_strdup (to);
    g_autofree char *resolved = whole ? resolve (NULL, whole) : NULL;

    if (resolved && g_str_equal (resolved, place))
      return resolve (configuration->file, file->string);
  }
  return NULL;
}

/* (transfer full) (nullable): of a module, by its place in the interpreter: as configured, or where it
 * would be if the places were those of the project, or the end of that. */
static char *
find_module (PyxisProject *project, const char *file)
{
  g_autofree char *place = NULL;
  g_autofree char *source = NULL;

  if (g_str_has_prefix (file, PYODIDE_HOME))
    file += strlen (PYODIDE_HOME);
  place = resolve (NULL, file);
  source = dup_source (project, place);
  if (source && is_file (project, source))
    return g_steal_pointer (&source);
  for (const char *end = place; end; end = strchr (end, '/') ? strchr (end, '/') + 1 : NULL)
    if (is_file (project, end))
      return g_strdup (end);
  return NULL;
}

/* (transfer full) (nullable): of JavaScript's address, if it is one of the page's origin. */
static char *
find_address (PyxisProject *project, const char *address)
{
  const char *host = strstr (address, "://");
  const char *path = host ? strchr (host + strlen ("://"), '/') : NULL;
  g_autoptr (PyxisAddress) parsed = NULL;
  gboolean is_own = host && (g_str_has_prefix (address, "pyxis://") ||
                             g_str_has_prefix (address, "http://127.0.0.1:"));

  parsed = is_own && path ? pyxis_address_parse_target (path, NULL) : NULL;
  if (!parsed)
    return NULL;
  if (parsed->is_folder)
    return g_build_filename (parsed->path, "index.html", NULL);
  return is_file (project, parsed->path) ? g_strdup (parsed->path) : NULL;
}

/* The line of `html` that the code of its `script`th script of Python has its first line on; 0: there
 * is no such script. PyScript leaves a newline after the tag out, and nothing else. */
static guint
find_code (const char *html, int script)
{
  static const char pattern[] = "<(?:script\\b[^>]*\\btype\\s*=\\s*[\"']?(?:m?py|m?py-editor|py-"
                                "game|pyodide|micropython)\\b[^>]*"
                                "|m?py-script\\b[^>]*)>";
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int end = 0;
  guint line = 1;

  g_regex_match (regex, html, 0, &match);
  for (int i = 1; i < script && g_match_info_matches (match); i++)
    g_match_info_next (match, NULL);
  if (script < 1 || !g_match_info_fetch_pos (match, 0, NULL, &end))
    return 0;
  for (int i = 0; i < end; i++)
    line += html[i] == '\n';
  return html[end] == '\n' ? line + 1 : line;
}

/* An element's own code: in the file of its src, or in the page. */
static char *
find_own (PyxisFailure *failure, PyxisProject *project, guint *line)
{
  const char *source = pyxis_failure_get_source (failure);
  const char *page = pyxis_failure_get_page (failure);
  g_autofree char *path = source && !strstr (source, "://") ? resolve (page, source) : NULL;
  g_autofree char *html = NULL;
  guint first = 0;

  if (source)
    return path && is_file (project, path) ? g_steal_pointer (&path) : NULL;
  html =
    page ? pyxis_source_load_text (pyxis_project_get_source (project), page, PAGE_MAX, NULL) : NULL;
  first = html ? find_code (html, pyxis_failure_get_script (failure)) : 0;
  *line += first > 0 ? first - 1 : 0;
  return first > 0 ? g_strdup (page) : NULL;
}

gboolean
pyxis_frame_place_find (
  const PyxisFrame *frame, PyxisFailure *failure, PyxisProject *project, char **path, guint *line)
{
  g_return_val_if_fail (frame && PYXIS_IS_FAILURE (failure) && path && line, FALSE);

  *path = NULL;
  *line = frame->line;
  if (frame->is_internal || frame->line == 0 || !project)
    return FALSE;
  if (frame->file[0] == '<')
    *path = find_own (failure, project, line);
  else if (strstr (frame->file, "://"))
    *path = find_address (project, frame->file);
  else
    *path = find_module (project, frame->file);
  return *path != NULL;
}
