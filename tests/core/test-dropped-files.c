/* SPDX-License-Identifier: Apache-2.0 */
#include "dropped-files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../util/temporary-folder.h"
#include "folder-files.h"

static void
test_list (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *first = temporary_folder_write (folder, "a.txt", "a", -1);
  g_autofree char *deep = temporary_folder_write (folder, "in/b/c.txt", "c", -1);
  g_autofree char *hidden = temporary_folder_write (folder, "in/.git/config", "no", -1);
  g_autofree char *last = temporary_folder_write (folder, "z.txt", "z", -1);
  g_autofree char *in = g_build_filename (folder, "in", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);
  const char *dropped[] = { first, in, empty, last, NULL };
  const char *names[] = { "a.txt", "in/", "in/b/c.txt", "empty/", "z.txt", NULL };
  const char *paths[] = { first, deep, last, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisDroppedFiles) files = NULL;

  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  files = pyxis_dropped_files_list (dropped, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (files->names, names);
  g_assert_cmpstrv (files->paths, paths);
}

static void
assert_refused (const char *const *dropped, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_dropped_files_list (dropped, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (g_pattern_match_simple (sentence, error->message));
}

static void
test_refused (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone", NULL);
  const char *pipes[] = { pipe, NULL };
  const char *none[] = { gone, NULL };
  const char *system[] = { "/etc", NULL };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipes, "“pipe” is neither a file nor a folder*");
  assert_refused (none, "“gone” is neither a file nor a folder*");
  assert_refused (system, "*/etc*belongs to the system*");
}

/* Two folders, of which each is small enough. */
static void
test_many (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *a = g_build_filename (folder, "a", NULL);
  g_autofree char *b = g_build_filename (folder, "b", NULL);
  const char *dropped[] = { a, b, NULL };

  for (guint i = 0; dropped[i]; i++) {
    g_assert_cmpint (g_mkdir (dropped[i], 0700), ==, 0);
    for (guint j = 0; j < PYXIS_FOLDER_FILES_MAX / 2; j++) {
      g_autofree char *path = g_strdup_printf ("%s/%u", dropped[i], j);

      close (open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    }
  }
  assert_refused (dropped, "These are more files than a page can be given*drop fewer.");
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const char *dropped[] = { "/tmp", NULL };

  g_cancellable_cancel (cancellable);
  g_assert_null (pyxis_dropped_files_list (dropped, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dropped-files/list", test_list);
  g_test_add_func ("/dropped-files/refused", test_refused);
  g_test_add_func ("/dropped-files/many", test_many);
  g_test_add_func ("/dropped-files/cancel", test_cancel);
  return g_test_run ();
}
