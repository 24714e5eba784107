/* SPDX-License-Identifier: Apache-2.0 */
#include "progress.h"

#include <string.h>

#define LOADING "Loading "

/* "GET 200 /@pyxis/runtime/pyodide/314.0.2/pyodide.asm.wasm" -> "pyodide.asm.wasm"; (nullable) */
static char *
dup_file_name (const char *text)
{
  const char *path = text ? strchr (text, '/') : NULL;
  g_autofree char *name = path ? g_path_get_basename (path) : NULL;

  return name && !g_str_equal (name, "/") ? g_steal_pointer (&name) : NULL;
}

static gboolean
is_new_page (PyxisEvent *event)
{
  g_autofree char *state = pyxis_event_dup_detail (event, "state");

  return g_strcmp0 (state, "finished") != 0;
}

PyxisProgress
pyxis_progress_read (PyxisEvent *event, char **what)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  const char *kind = fields->kind;

  *what = NULL;
  if (g_str_has_suffix (kind, ":progress")) {
    if (pyxis_progress_is_last_word (fields->text))
      return PYXIS_PROGRESS_END;
    if (!fields->text || !g_str_has_prefix (fields->text, LOADING))
      return PYXIS_PROGRESS_NONE;
    *what = g_strdup (fields->text + strlen (LOADING));
    return PYXIS_PROGRESS_START;
  }
  if (g_str_equal (kind, "request")) {
    *what = dup_file_name (fields->text);
    return *what ? PYXIS_PROGRESS_FETCH : PYXIS_PROGRESS_NONE;
  }
  if (g_str_has_suffix (kind, ":ready") || g_str_has_suffix (kind, ":done") ||
      g_str_equal (kind, "error") || (g_str_equal (kind, "page") && is_new_page (event)))
    return PYXIS_PROGRESS_END;
  return PYXIS_PROGRESS_NONE;
}

gboolean
pyxis_progress_is_of_interpreter (const char *text)
{
  static const char *const words[] = {
    "Loading Pyodide",        "Loading MicroPython",
    "Loading Storage",        "Loaded Storage",
    "Loading Packages Graph", "Loaded Packages Graph",
    "Loading interpreter",    "Loading remote packages",
    "Loaded remote packages", NULL,
  };

  return text && g_strv_contains (words, text);
}

/* The outermost step of each interpreter. Workers that a script starts, and editors, never say that they
 * are ready: this is their last word. */
gboolean
pyxis_progress_is_last_word (const char *text)
{
  return text && (g_str_equal (text, "Loaded Pyodide") || g_str_equal (text, "Loaded MicroPython"));
}
