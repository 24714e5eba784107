/* SPDX-License-Identifier: Apache-2.0 */
#include "folder-files.h"

#include <unistd.h>

#include "../util/temporary-folder.h"

static void
test_list (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *root = g_build_filename (folder, ".root", NULL);
  char *written[] = {
    temporary_folder_write (folder, ".root/b/c.txt", "c", -1),
    temporary_folder_write (folder, ".root/a.txt", "a", -1),
    temporary_folder_write (folder, ".root/.hidden/a.txt", "no", -1),
    temporary_folder_write (folder, ".root/b/.hidden", "no", -1),
    temporary_folder_write (folder, ".root/\xff.txt", "no", -1),
  };
  g_autofree char *link = g_build_filename (root, "link", NULL);
  g_autofree char *slashed = g_strconcat (root, "/", NULL);
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) paths = NULL;
  const char *expected[] = { ".root/a.txt", ".root/b/c.txt", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (written[1], link), ==, 0);
  names = pyxis_folder_files_list (slashed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (names, expected);
  paths = pyxis_folder_files_dup_paths (slashed, expected);
  g_assert_cmpstr (paths[0], ==, written[1]);
  g_assert_cmpstr (paths[1], ==, written[0]);
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    g_clear_pointer (&written[i], g_free);
}

static void
assert_refused (const char *path, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_folder_files_list (path, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (g_pattern_match_simple (sentence, error->message));
}

static void
test_refused (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  assert_refused ("/etc", "*/etc*belongs to the system*");
  assert_refused (folder, "*has no files*choose another folder.");
  g_cancellable_cancel (cancellable);
  g_assert_null (pyxis_folder_files_list (folder, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* As many as there may be, and one more. */
static void
test_limit (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < PYXIS_FOLDER_FILES_MAX; i++) {
    g_autofree char *name = g_strdup_printf ("%u", i);
    g_autofree char *path = temporary_folder_write (folder, name, "", -1);
  }
  names = pyxis_folder_files_list (folder, NULL, NULL);
  g_assert_cmpuint (g_strv_length (names), ==, PYXIS_FOLDER_FILES_MAX);
  last = temporary_folder_write (folder, "last", "", -1);
  assert_refused (folder, "*more files than*10000: choose a folder in it.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder-files/list", test_list);
  g_test_add_func ("/folder-files/refused", test_refused);
  g_test_add_func ("/folder-files/limit", test_limit);
  return g_test_run ();
}
