/* SPDX-License-Identifier: Apache-2.0 */
#include "opened-copies.h"

#include "file-lock.h"
#include "temporary-folder.h"

static TemporaryFolder *runtime;

static void
write_copy (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "copy.csv", NULL);

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
}

static guint
count (void)
{
  g_autoptr (GDir) dir = g_dir_open (runtime, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* They stand in a folder of their own, the oldest goes first, and all go with the application. */
static void
test_bound (void)
{
  g_autoptr (GApplication) application = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GError) error = NULL;

  first = pyxis_opened_copies_make_folder (application, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (first, runtime));
  write_copy (first);
  for (guint i = 1; i < PYXIS_OPENED_COPIES_MAX; i++) {
    g_autofree char *folder = pyxis_opened_copies_make_folder (application, &error);

    write_copy (folder);
    g_assert_true (g_file_test (first, G_FILE_TEST_IS_DIR));
  }
  last = pyxis_opened_copies_make_folder (application, &error);
  g_assert_true (g_file_test (last, G_FILE_TEST_IS_DIR));
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count (), ==, 1);

  /* Another program that starts leaves them. */
  pyxis_opened_copies_sweep ();
  g_assert_true (g_file_test (last, G_FILE_TEST_IS_DIR));
  g_signal_emit_by_name (application, "shutdown");
  g_assert_cmpuint (count (), ==, 0);
}

/* What a program that died left; what is not of the kind, and what is just being made, stay. */
static void
test_sweep (void)
{
  g_autofree char *dead = temporary_folder_write (runtime, "pyxis-open-dead/lock", "", 0);
  g_autofree char *copy = temporary_folder_write (runtime, "pyxis-open-dead/1/copy.csv", "x", -1);
  g_autofree char *alive = temporary_folder_write (runtime, "pyxis-open-alive/lock", "", 0);
  g_autofree char *made = g_build_filename (runtime, "pyxis-open-made", NULL);
  g_autofree char *other = temporary_folder_write (runtime, "other/1/copy.csv", "x", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisFileLock) lock = pyxis_file_lock_try (alive, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (made, 0700), ==, 0);
  temporary_folder_link (runtime, "pyxis-open-link", "other");
  pyxis_opened_copies_sweep ();
  g_assert_false (g_file_test (dead, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (alive, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (made, G_FILE_TEST_IS_DIR));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count (), ==, 4);
}

int
main (int argc, char **argv)
{
  int status;

  runtime = temporary_folder_new ();
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/opened-copies/bound", test_bound);
  g_test_add_func ("/opened-copies/sweep", test_sweep);
  status = g_test_run ();
  temporary_folder_free (runtime);
  return status;
}
