/* SPDX-License-Identifier: Apache-2.0 */
#include "licences.h"

#include <string.h>

#include "memory-source.h"
#include "pyxis-pack-resources.h"

static const struct {
  const char *runtime;
  const char *texts[3];
} rows[] = {
  { "micropython", { "MicroPython.txt" } },
  { "pyodide", { "CPython.txt", "Pyodide.txt" } },
};

PyxisSource *
pyxis_licences_new (void)
{
  static const char *const names[] = { "CPython.txt", "MicroPython.txt", "Pyodide.txt" };
  PyxisMemorySource *self = pyxis_memory_source_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strconcat ("/pyxis/licences/", names[i], NULL);
    g_autoptr (GBytes) text =
      g_resource_lookup_data (pyxis_pack_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    pyxis_memory_source_put (self, names[i], text);
  }
  return PYXIS_SOURCE (self);
}

const char *const *
pyxis_licences_of_runtime (const char *name)
{
  static const char *const none[] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (strcmp (rows[i].runtime, name) == 0)
      return rows[i].texts;
  }
  return none;
}
