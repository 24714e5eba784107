/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "source.h"

/* PyxisMemorySource: generated pages and small files, each a GBytes under a path, in front of
 * another source (nullable) that answers for every other path. Filled before it is shared between
 * threads, constant from then on. */
#define PYXIS_TYPE_MEMORY_SOURCE (pyxis_memory_source_get_type ())
G_DECLARE_FINAL_TYPE (PyxisMemorySource, pyxis_memory_source, PYXIS, MEMORY_SOURCE, GObject)

PyxisMemorySource *pyxis_memory_source_new (PyxisSource *behind);

void pyxis_memory_source_put (PyxisMemorySource *self, const char *path, GBytes *bytes);
