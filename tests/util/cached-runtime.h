/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "runtimes.h"
#include "temporary-folder.h"

/* A Pyodide of a few bytes on the disk, and the folder beside it where something is kept of it. */
#define CACHED_RUNTIME_VERSION "314.0.2"
#define CACHED_RUNTIME_FOLDER "runtimes/pyodide/" CACHED_RUNTIME_VERSION "/"

typedef struct {
  TemporaryFolder *root;
  PyxisRuntimes *runtimes;
  const PyxisRuntime *runtime;
  char *folder; /* which need not be there */
} CachedRuntime;

/* Takes the runtimes that are below a folder of the root, of which `version` is one. */
static inline void
cached_runtime_read (CachedRuntime *self, const char *folder, const char *version)
{
  g_autofree char *path = g_build_filename (self->root, folder, NULL);

  g_clear_object (&self->runtimes);
  self->runtimes = pyxis_runtimes_new ((const char *const[]){ path, NULL });
  self->runtime = pyxis_runtimes_lookup (self->runtimes, "pyodide", version);
  g_assert_nonnull (self->runtime);
}

/* Takes the runtimes anew, of which `version` is one now. */
static inline void
cached_runtime_install (CachedRuntime *self, const char *version)
{
  static const char *const files[] = { "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm",
                                       "pyodide-lock.json", "python_stdlib.zip" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *name = g_strdup_printf ("runtimes/pyodide/%s/%s", version, files[i]);

    g_free (temporary_folder_write (self->root, name, files[i], -1));
  }
  cached_runtime_read (self, "runtimes", version);
}

static inline void
cached_runtime_init (CachedRuntime *self)
{
  self->root = temporary_folder_new ();
  cached_runtime_install (self, CACHED_RUNTIME_VERSION);
  self->folder = g_build_filename (self->root, "cache/kept", NULL);
}

static inline void
cached_runtime_clear (CachedRuntime *self)
{
  g_clear_object (&self->runtimes);
  g_free (self->folder);
  temporary_folder_free (self->root);
}

/* (transfer full) (nullable): the path of a file that is kept, the last one whose name ends so. */
static inline char *
cached_runtime_find (const CachedRuntime *self, const char *ending, guint *count)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  char *found = NULL;
  const char *name;

  *count = 0;
  while (dir && (name = g_dir_read_name (dir)) != NULL) {
    if (!g_str_has_suffix (name, ending))
      continue;
    g_free (found);
    found = g_build_filename (self->folder, name, NULL);
    ++*count;
  }
  return found;
}

/* (transfer full): the same, of the only one. */
static inline char *
cached_runtime_find_only (const CachedRuntime *self, const char *ending)
{
  guint count;
  char *path = cached_runtime_find (self, ending, &count);

  g_assert_cmpuint (count, ==, 1);
  return path;
}
