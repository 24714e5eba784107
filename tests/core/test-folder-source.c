/* SPDX-License-Identifier: Apache-2.0 */
#include "folder-source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "../util/source-rows.h"

static void
test_sparse (void)
{
  const goffset size = G_GINT64_CONSTANT (5) * 1024 * 1024 * 1024;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "big", "", 0);
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);
  g_autoptr (PyxisContent) content = NULL;
  char data[16] = { 0 };
  gsize n;
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (pwrite (fd, "end", 3, size - 3), ==, 3);
  close (fd);

  content = pyxis_source_open (source, "big", NULL);
  g_assert_cmpint (content->size, ==, size);
  g_assert_true (g_seekable_seek (G_SEEKABLE (content->stream), size - 5, G_SEEK_SET, NULL, NULL));
  g_assert_true (g_input_stream_read_all (content->stream, data, sizeof data, &n, NULL, NULL));
  g_assert_cmpmem (data, n, "\0\0end", 5);
}

static void
test_mtime (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "x", "", 0);
  const struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 1234567890 } };
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);
  g_autoptr (PyxisContent) content = NULL;

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  content = pyxis_source_open (source, "x", NULL);
  g_assert_cmpint (content->mtime, ==, 1234567890);
}

static int
refuse_access (int folder, const char *path, PyxisFolderOpenAim aim)
{
  return -EACCES;
}

static int
fail_reading (int folder, const char *path, PyxisFolderOpenAim aim)
{
  return -EIO;
}

static int
run_out (int folder, const char *path, PyxisFolderOpenAim aim)
{
  return -EMFILE;
}

/* As root everything is readable, so the answers of the kernel are made up here. */
static void
test_errors (void)
{
  static const struct {
    PyxisFolderOpen open;
    int code;
    const char *text;
  } rows[] = {
    { refuse_access, G_IO_ERROR_PERMISSION_DENIED, "“sub/x” may not be read" },
    { fail_reading, G_IO_ERROR_FAILED, "“sub/x” cannot be read" },
    { run_out, G_IO_ERROR_TOO_MANY_OPEN_FILES, "“sub/x” cannot be read" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisSource) source = source_new (folder, rows[i].open);
    g_autoptr (GError) error = NULL;

    g_assert_null (pyxis_source_open (source, "sub/x", &error));
    g_assert_error (error, G_IO_ERROR, rows[i].code);
    g_assert_nonnull (strstr (error->message, rows[i].text));
    g_assert_null (strstr (error->message, folder));
  }
}

static void
test_list_root (void)
{
  static const char *const expected[] = { "B", "a", "sub/", "ü", NULL };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const files[] = {
    "a", "B", "ü", "sub/x", ".hidden", ".git/x", "x\xff", "b\\s"
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_free (temporary_folder_write (folder, files[i], "", 0));
  temporary_folder_link (folder, "link", "a");
  temporary_folder_link (folder, "link-folder", "sub");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  names = pyxis_source_list_root (source, PYXIS_SOURCE_LIST_MAX, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (names, expected);

  for (guint limit = 0; limit <= 5; limit++) {
    g_auto (GStrv) some = pyxis_source_list_root (source, limit, NULL);

    g_assert_cmpuint (g_strv_length (some), ==, MIN (limit, 4));
  }
}

/* Only the way to a folder counts, not whether it may be read. */
static void
test_is_folder (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);
  g_autofree char *closed = g_build_filename (folder, "closed", NULL);
  g_autoptr (PyxisSource) refused = source_new (folder, refuse_access);

  g_assert_cmpint (g_mkdir (closed, 0), ==, 0);
  g_assert_true (pyxis_source_is_folder (source, "closed"));
  g_assert_false (pyxis_source_is_folder (refused, "closed"));
  g_assert_true (pyxis_source_is_folder (refused, ""));
}

static void
test_root (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *file = temporary_folder_write (folder, "real/file", "through a link", -1);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  static const SourceRow rows[] = { { "file", READ, "through a link" } };
  g_autoptr (PyxisSource) source = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) not_folder = NULL;

  temporary_folder_link (folder, "link", "real");
  source = source_new (link, pyxis_folder_open);
  assert_rows (source, rows, 1);

  g_assert_null (pyxis_folder_source_new ("/nonexistent/folder", &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (pyxis_folder_source_new (file, &not_folder));
  g_assert_error (not_folder, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder-source/sparse", test_sparse);
  g_test_add_func ("/folder-source/mtime", test_mtime);
  g_test_add_func ("/folder-source/errors", test_errors);
  g_test_add_func ("/folder-source/list-root", test_list_root);
  g_test_add_func ("/folder-source/is-folder", test_is_folder);
  g_test_add_func ("/folder-source/root", test_root);
  return g_test_run ();
}
