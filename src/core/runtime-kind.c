/* SPDX-License-Identifier: Apache-2.0 */
#include "runtime-kind.h"

#include <stdio.h>
#include <string.h>

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NOTHING ((const char *const[]){ NULL })

static const PyxisRuntimeKind kinds[] = {
  { "micropython", "@micropython/micropython-webassembly-pyscript", "", LIST (".mjs", ".wasm"),
    LIST ("micropython.mjs", "micropython.wasm"), NOTHING },
  /* The engine's glue was pyodide.asm.js up to 0.29. Wheels are in the full distribution only. */
  { "pyodide", "pyodide", "", LIST (".mjs", ".js", ".wasm", ".json", ".zip", ".whl"),
    LIST ("pyodide-lock.json", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip"),
    LIST ("pyodide.asm.mjs", "pyodide.asm.js") },
  { "pyscript", "@pyscript/core", "dist", LIST (".js", ".css"), LIST ("core.css", "core.js"),
    NOTHING },
};

/* What a file of a kind begins with. */
static const struct {
  const char *suffix;
  const char *magic;
  gsize length;
} magics[] = {
  { ".wasm", "\0asm", 4 },
  { ".zip", "PK", 2 },
  { ".whl", "PK", 2 },
};

const PyxisRuntimeKind *
pyxis_runtime_kind_get_all (gsize *count)
{
  *count = G_N_ELEMENTS (kinds);
  return kinds;
}

const PyxisRuntimeKind *
pyxis_runtime_kind_lookup (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (strcmp (name, kinds[i].name) == 0 || strcmp (name, kinds[i].npm_name) == 0)
      return &kinds[i];
  }

  return NULL;
}

gboolean
pyxis_runtime_kind_takes_file (const PyxisRuntimeKind *kind, const char *file)
{
  for (gsize i = 0; kind->suffixes[i]; i++) {
    if (g_str_has_suffix (file, kind->suffixes[i]))
      return TRUE;
  }

  return FALSE;
}

static gboolean
begins_as_named (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  char start[4] = { 0 };
  gsize length;
  FILE *stream;

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++) {
    if (!g_str_has_suffix (file, magics[i].suffix))
      continue;

    stream = fopen (path, "re");
    length = stream ? fread (start, 1, sizeof start, stream) : 0;
    g_clear_pointer (&stream, fclose);
    return length >= magics[i].length && memcmp (start, magics[i].magic, magics[i].length) == 0;
  }

  return TRUE;
}

/* (nullable): the first file that is not there. */
static const char *
find_missing (const PyxisRuntimeKind *kind, const char *const *files)
{
  for (gsize i = 0; kind->must_have[i]; i++) {
    if (!g_strv_contains (files, kind->must_have[i]))
      return kind->must_have[i];
  }

  for (gsize i = 0; kind->either_have[i]; i++) {
    if (g_strv_contains (files, kind->either_have[i]))
      return NULL;
  }

  return kind->either_have[0];
}

gboolean
pyxis_runtime_kind_is_whole (const PyxisRuntimeKind *kind, const char *const *files)
{
  return !find_missing (kind, files);
}

static gboolean
fail (GError **error, const PyxisRuntimeKind *kind, const char *file, const char *how)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "This is no whole package of %s: %s %s. Fetch it again.", kind->npm_name, file, how);
  return FALSE;
}

gboolean
pyxis_runtime_kind_check (const PyxisRuntimeKind *kind,
                          const char *folder,
                          const char *const *files,
                          GError **error)
{
  const char *missing = find_missing (kind, files);

  if (missing)
    return fail (error, kind, missing, "is missing");

  for (gsize i = 0; files[i]; i++) {
    if (!begins_as_named (folder, files[i]))
      return fail (error, kind, files[i], "is damaged");
  }

  return TRUE;
}
