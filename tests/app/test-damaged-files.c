/* SPDX-License-Identifier: Apache-2.0 */
#include "damaged-files.h"

#include <string.h>

#include "../util/temporary-folder.h"

static guint
count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    n += g_str_has_prefix (name, "damaged-");
  return n;
}

static char *
must_keep (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *kept = pyxis_damaged_files_keep (path, &error);

  g_assert_no_error (error);
  return kept;
}

/* It stays when the file goes, once however often it is asked for, and not for ever. */
static void
test_keep (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *last = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < PYXIS_DAMAGED_FILES_MAX + 3; i++) {
    g_autofree char *bytes = g_strdup_printf ("number %u", i);
    g_autofree char *path = temporary_folder_write (folder, "spool", bytes, -1);
    g_autofree char *again = NULL;

    g_free (last);
    last = must_keep (path);
    again = must_keep (path);
    g_assert_cmpstr (again, ==, last);
    g_assert_cmpint (g_unlink (path), ==, 0);
    g_assert_cmpuint (count (folder), ==, MIN (i + 1, PYXIS_DAMAGED_FILES_MAX));
  }
  g_assert_true (g_file_get_contents (last, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "number 10");
}

static void
test_missing (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "none", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_damaged_files_keep (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_describe (void)
{
  static const char *const names[] = { "d", "b\xff", "a", "c", "e" };
  static const char *const parts[] = { "some may be missing",
                                       "“a” may",
                                       "“a”, “b�” may",
                                       "“a”, “b�”, “c” may",
                                       "“a”, “b�”, “c” and 1 more may",
                                       "“a”, “b�”, “c” and 2 more may" };
  static const guint order[] = { 2, 1, 3, 0, 4 };

  for (guint n = 0; n < G_N_ELEMENTS (parts); n++) {
    g_autoptr (GPtrArray) doubtful = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *sentence = NULL;

    for (guint i = n; i > 0; i--)
      g_ptr_array_add (doubtful, g_strdup (names[order[i - 1]]));
    sentence = pyxis_damaged_files_describe (doubtful, "/folder/damaged-1");
    g_test_message ("%s", sentence);
    g_assert_nonnull (strstr (sentence, parts[n]));
    g_assert_nonnull (strstr (sentence, "“/folder/damaged-1”"));
    g_assert_true (g_utf8_validate (sentence, -1, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/damaged-files/keep", test_keep);
  g_test_add_func ("/damaged-files/missing", test_missing);
  g_test_add_func ("/damaged-files/describe", test_describe);
  return g_test_run ();
}
