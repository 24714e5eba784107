/* SPDX-License-Identifier: Apache-2.0 */
#include "names.h"

#include <locale.h>

static const char *const given[] = { "b", "ü", "a", "B", "a b", "" };
static const char *const expected[] = { "", "B", "a", "a b", "b", "ü", NULL };

/* By bytes, whatever the locale would say of small and capital letters. */
static void
test_sorted (void)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) stolen = NULL;
  g_auto (GStrv) keys = NULL;

  setlocale (LC_ALL, "");
  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_ptr_array_add (array, g_strdup (given[i]));
    g_hash_table_add (set, (gpointer) given[i]);
  }

  stolen = pyxis_names_steal_sorted (array);
  keys = pyxis_names_dup_sorted_keys (set);
  g_assert_cmpstrv (stolen, expected);
  g_assert_cmpstrv (keys, expected);
  g_assert_cmpuint (array->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (set), ==, G_N_ELEMENTS (given));
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) stolen = pyxis_names_steal_sorted (array);
  g_auto (GStrv) keys = pyxis_names_dup_sorted_keys (set);

  g_assert_cmpuint (g_strv_length (stolen), ==, 0);
  g_assert_cmpuint (g_strv_length (keys), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/sorted", test_sorted);
  g_test_add_func ("/names/empty", test_empty);
  return g_test_run ();
}
