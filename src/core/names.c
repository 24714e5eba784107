/* SPDX-License-Identifier: Apache-2.0 */
#include "names.h"

#include <string.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
pyxis_names_steal_sorted (GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}

char **
pyxis_names_dup_sorted_keys (GHashTable *names)
{
  guint length;
  g_autofree char **keys = (char **) g_hash_table_get_keys_as_array (names, &length);

  qsort (keys, length, sizeof *keys, compare_names);
  return g_strdupv (keys);
}
