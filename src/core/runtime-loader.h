/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "runtimes.h"

/* What stands for an interpreter's own module: a script of ours, which imports and fetches the rest by the
 * module's own address with a query, since others may be foreign to the page, or unknown to it. */
typedef struct {
  const char *runtime;
  const char *module;
  const char *script;
  struct {
    const char *query;
    const char *script;
  } parts[4]; /* other scripts that the first imports, as "?QUERY"; unused ones are NULL */
} PyxisRuntimeLoader;

typedef enum {
  PYXIS_RUNTIME_LOADER_SCRIPT,
  PYXIS_RUNTIME_LOADER_REAL,     /* ?real: the module itself */
  PYXIS_RUNTIME_LOADER_SNAPSHOT, /* ?snapshot */
  PYXIS_RUNTIME_LOADER_CODE,     /* ?code */
} PyxisRuntimeLoaderPart;

/* (nullable) (transfer none): NULL for every other file. */
const PyxisRuntimeLoader *pyxis_runtime_loader_find (const PyxisRuntime *runtime, const char *file);

/* `query` is nullable; another one means the script. `script` is set to that, or to the part that is meant. */
PyxisRuntimeLoaderPart
pyxis_runtime_loader_ask (const PyxisRuntimeLoader *self, const char *query, const char **script);
