/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A folder for one test, removed with all that is in it; links are removed, not followed. */
typedef char TemporaryFolder;

static inline TemporaryFolder *
temporary_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("pyxis-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* Also makes the folders above `name`. Returns the whole path. */
static inline char *
temporary_folder_write (const TemporaryFolder *folder, const char *name, const void *data, gssize n)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_file_set_contents (path, data, n, &error);
  g_assert_no_error (error);

  return path;
}

/* Whether `folder`, in one or one itself, has a file whose name ends so. */
static inline gboolean
temporary_folder_has (const char *folder, const char *ending)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir && (name = g_dir_read_name (dir)) && !g_str_has_suffix (name, ending))
    ;
  return name != NULL;
}

/* How many names are in a folder that is there. */
static inline guint
temporary_folder_count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir))
    count++;
  return count;
}

static inline void
temporary_folder_link (const TemporaryFolder *folder, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_cmpint (symlink (target, path), ==, 0);
}

static inline int
temporary_folder_remove_one (const char *path, const struct stat *status, int type, struct FTW *ftw)
{
  return remove (path) == 0 || errno == ENOENT ? 0 : -1;
}

/* Again while another process still writes there, as WebKit's does after a page has gone. */
static inline void
temporary_folder_free (TemporaryFolder *folder)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (g_file_test (folder, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < end)
    nftw (folder, temporary_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_free (folder);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TemporaryFolder, temporary_folder_free)
