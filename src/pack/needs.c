/* SPDX-License-Identifier: Apache-2.0 */
#include "needs.h"

#include <string.h>

#include "page-text.h"
#include "redirect.h"
#include "version.h"

/* The words that stand for an interpreter, in pages, scripts and configuration, and in Python. Whoever
 * listens for "mpy:ready" has no MicroPython yet. */
#define MICROPYTHON_IN_PAGES "(?<![A-Za-z])mpy(?![A-Za-z:])|micropython"
#define MICROPYTHON_IN_PYTHON "type\\s*=\\s*[\"'](mpy|micropython)[\"']"
#define PYODIDE_IN_PAGES                                                                           \
  "pyodide|[\"']py[\"']|type\\s*=\\s*py[\\s>]|(?<![A-Za-z])py-(script|editor|game|config|"         \
  "terminal)"
#define PYODIDE_IN_PYTHON "type\\s*=\\s*[\"'](py|pyodide)[\"']|(import|from)\\s+pyodide"

/* What was seen so far. */
typedef struct {
  gboolean has_pyscript;
  gboolean has_micropython;
  gboolean has_pyodide;
  gboolean has_ulab;
  gboolean has_debug;
  GHashTable *versions; /* (element-type utf8 utf8): by runtime, the first that an address names */
} Seen;

static void
address_cb (const char *address, const char *place, gpointer user_data)
{
  Seen *seen = user_data;
  g_autoptr (PyxisRedirect) redirect = pyxis_redirect_find (address);

  if (redirect->kind != PYXIS_REDIRECT_RUNTIME)
    return;
  seen->has_pyscript = seen->has_pyscript || strcmp (redirect->runtime, "pyscript") == 0;
  if (redirect->version && !g_hash_table_contains (seen->versions, redirect->runtime))
    g_hash_table_insert (seen->versions, g_strdup (redirect->runtime),
                         g_strdup (redirect->version));
}

static gboolean
matches (const char *pattern, const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_OPTIMIZE, 0);
}

static void
look_at (Seen *seen, PyxisSource *source, const char *path)
{
  g_autofree char *text =
    pyxis_page_text_is_one (path) ? pyxis_page_text_load (source, path) : NULL;
  gboolean is_python = g_str_has_suffix (path, ".py");

  if (!text)
    return;

  pyxis_page_text_find_addresses (text, address_cb, seen);
  seen->has_micropython = seen->has_micropython ||
                          matches (is_python ? MICROPYTHON_IN_PYTHON : MICROPYTHON_IN_PAGES, text);
  seen->has_pyodide =
    seen->has_pyodide || matches (is_python ? PYODIDE_IN_PYTHON : PYODIDE_IN_PAGES, text);
  seen->has_ulab = seen->has_ulab || strstr (text, "ulab");
  seen->has_debug = seen->has_debug || (!is_python && strstr (text, "debug"));
}

/* The version of the interpreter that the configuration asks for. */
static void
look_at_configuration (Seen *seen, const PyxisConfiguration *configuration)
{
  const char *wanted = pyxis_configuration_get_string (configuration, NULL, "interpreter");
  const char *name = seen->has_pyodide ? "pyodide" : "micropython";

  if (wanted && pyxis_version_is_valid (wanted))
    g_hash_table_insert (seen->versions, g_strdup (name), g_strdup (wanted));
}

static gboolean
add_runtime (
  PyxisNeeds *self, const Seen *seen, PyxisRuntimes *runtimes, const char *name, GError **error)
{
  const PyxisRuntime *runtime =
    pyxis_runtimes_nearest (runtimes, name, g_hash_table_lookup (seen->versions, name));

  if (!runtime) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "The app uses %s, which is not on this computer: get it with `pyxis runtime add`, "
                 "or let the app carry no Python of its own.",
                 name);
    return FALSE;
  }
  g_ptr_array_add (self->runtimes, (gpointer) runtime);
  return TRUE;
}

static gboolean
choose (PyxisNeeds *self, const Seen *seen, PyxisRuntimes *runtimes, GError **error)
{
  gboolean is_any = seen->has_pyscript && !seen->has_micropython && !seen->has_pyodide;

  self->wants_ulab = seen->has_ulab;
  self->wants_trace = seen->has_debug;
  return (!(seen->has_micropython || is_any) ||
          add_runtime (self, seen, runtimes, "micropython", error)) &&
         (!(seen->has_pyodide || is_any) || add_runtime (self, seen, runtimes, "pyodide", error)) &&
         (!seen->has_pyscript || add_runtime (self, seen, runtimes, "pyscript", error));
}

PyxisNeeds *
pyxis_needs_find (PyxisProject *project,
                  const PyxisInventory *inventory,
                  PyxisRuntimes *runtimes,
                  GError **error)
{
  g_autoptr (PyxisNeeds) self = g_new0 (PyxisNeeds, 1);
  g_autoptr (GHashTable) versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  PyxisSource *source = pyxis_project_get_source (project);
  Seen seen = { .versions = versions };

  self->runtimes = g_ptr_array_new ();
  /* A page that is made for a script is no file of the folder. */
  look_at (&seen, source, pyxis_project_get_start_page (project));
  for (guint i = 0; i < inventory->files->len; i++) {
    const PyxisInventoryFile *file = inventory->files->pdata[i];

    look_at (&seen, source, file->path);
  }
  look_at_configuration (&seen, pyxis_project_get_configuration (project));

  return choose (self, &seen, runtimes, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
pyxis_needs_file (const PyxisNeeds *self, const PyxisRuntime *runtime, const char *file)
{
  if (strcmp (runtime->name, "micropython") != 0)
    return TRUE;

  /* "micropython-settrace-ulab.wasm": PyScript asks for it by `debug` and `packages`. */
  return (self->wants_ulab || !strstr (file, "-ulab")) &&
         (self->wants_trace || !strstr (file, "-settrace"));
}

void
pyxis_needs_free (PyxisNeeds *self)
{
  g_ptr_array_unref (self->runtimes);
  g_free (self);
}
