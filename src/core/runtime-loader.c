/* SPDX-License-Identifier: Apache-2.0 */
#include "runtime-loader.h"

static const PyxisRuntimeLoader loaders[] = {
  { "micropython", "micropython.mjs", "loader-micropython.mjs", NULL },
  { "pyodide", "pyodide.mjs", "loader-pyodide.mjs", "pyodide-snapshot.mjs" },
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
pyxis_runtime_loader_ask (const PyxisRuntimeLoader *self, const char *query)
{
  if (g_strcmp0 (query, "real") == 0)
    return PYXIS_RUNTIME_LOADER_REAL;
  if (self->restorer && g_strcmp0 (query, "restore") == 0)
    return PYXIS_RUNTIME_LOADER_RESTORER;
  if (self->restorer && g_strcmp0 (query, "snapshot") == 0)
    return PYXIS_RUNTIME_LOADER_SNAPSHOT;
  return PYXIS_RUNTIME_LOADER_SCRIPT;
}
