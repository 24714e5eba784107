/* SPDX-License-Identifier: Apache-2.0 */
#include "file-lock.h"

#include <signal.h>
#include <sys/wait.h>

#include "../util/temporary-folder.h"

static PyxisFileLock *
take (const char *path)
{
  g_autoptr (GError) error = NULL;
  PyxisFileLock *lock = pyxis_file_lock_try (path, &error);

  g_assert_no_error (error);
  return lock;
}

static void
assert_busy (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_file_lock_try (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static void
test_one (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  struct stat status;

  for (int i = 0; i < 2; i++) {
    g_autoptr (PyxisFileLock) lock = take (path);

    assert_busy (path);
  }
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

/* However a process ends, its lock ends with it. */
static void
test_killed (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  g_autoptr (PyxisFileLock) lock = NULL;
  int ready[2];
  char byte = 0;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0) {
    if (pyxis_file_lock_try (path, NULL) && write (ready[1], "x", 1) == 1)
      pause ();
    _exit (1);
  }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  assert_busy (path);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  lock = take (path);
  close (ready[0]);
  close (ready[1]);
}

/* Neither where there is no folder, nor through a link that somebody laid. */
static void
test_no_place (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_file_lock_try ("/proc/none/lock", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  temporary_folder_link (folder, "link", "target");
  g_assert_null (pyxis_file_lock_try (link, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-lock/one", test_one);
  g_test_add_func ("/file-lock/killed", test_killed);
  g_test_add_func ("/file-lock/no-place", test_no_place);
  return g_test_run ();
}
