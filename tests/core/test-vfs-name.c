/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-name.h"

#include "../util/vfs-files.h"

static void
test_free (void)
{
  static const struct {
    const char *name;
    const char *expected;
  } cases[] = {
    { "new.csv", "f/new.csv" },       { "data.csv", "f/data (3).csv" },
    { "a.tar.gz", "f/a (2).tar.gz" }, { ".hidden", "f/.hidden (2)" },
    { "plain", "f/plain (2)" },       { "tür.ä", "f/tür (2).ä" },
    { "folder.d", "f/folder (2).d" },
  };
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);

  vfs_files_make_folder (vfs, "f");
  vfs_files_make_folder (vfs, "f/folder.d");
  vfs_files_put (vfs, "f/data.csv", "");
  vfs_files_put (vfs, "f/data (2).csv", "");
  vfs_files_put (vfs, "f/a.tar.gz", "");
  vfs_files_put (vfs, "f/.hidden", "");
  vfs_files_put (vfs, "f/plain", "");
  vfs_files_put (vfs, "f/tür.ä", "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = pyxis_vfs_name_dup_free (vfs, "f", cases[i].name);

    g_assert_cmpstr (path, ==, cases[i].expected);
  }
}

/* Room for the number is made between two letters. */
static void
test_long (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *path = NULL;

  while (name->len < 250)
    g_string_append (name, "ü");
  g_string_append (name, ".txt");
  vfs_files_put (vfs, name->str, "");
  path = pyxis_vfs_name_dup_free (vfs, "", name->str);
  g_assert_true (g_str_has_suffix (path, "ü (2).txt"));
  g_assert_true (g_utf8_validate (path, -1, NULL));
  vfs_files_put (vfs, path, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-name/free", test_free);
  g_test_add_func ("/vfs-name/long", test_long);
  return g_test_run ();
}
