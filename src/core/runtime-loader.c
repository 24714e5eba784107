/* SPDX-License-Identifier: Apache-2.0 */
#include "runtime-loader.h"

static const PyxisRuntimeLoader loaders[] = {
  { "micropython", "micropython.mjs", "loader-micropython.mjs", { { NULL } } },
  { "pyodide",
    "pyodide.mjs",
    "loader-pyodide.mjs",
    { { "keep", "pyodide-code.mjs" },
      { "module", "pyodide-module.mjs" },
      { "restore", "pyodide-snapshot.mjs" } } },
};

const PyxisRuntimeLoader *
pyxis_runtime_loader_find (const PyxisRuntime *runtime, const char *file)
{
  for (gsize i = 0; i < G_N_ELEMENTS (loaders); i++)
    if (g_str_equal (runtime->name, loaders[i].runtime) && g_str_equal (file, loaders[i].module))
      return &loaders[i];
  return NULL;
}

PyxisRuntimeLoaderPart
pyxis_runtime_loader_ask (const PyxisRuntimeLoader *self, const char *query, const char **script)
{
  *script = self->script;
  if (g_strcmp0 (query, "real") == 0)
    return PYXIS_RUNTIME_LOADER_REAL;
  if (self->parts[0].query && g_strcmp0 (query, "snapshot") == 0)
    return PYXIS_RUNTIME_LOADER_SNAPSHOT;
  if (self->parts[0].query && g_strcmp0 (query, "code") == 0)
    return PYXIS_RUNTIME_LOADER_CODE;
  for (gsize i = 0; self->parts[i].query; i++)
    if (g_strcmp0 (query, self->parts[i].query) == 0)
      *script = self->parts[i].script;
  return PYXIS_RUNTIME_LOADER_SCRIPT;
}
