/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MIB (1 << 20)

/* What the system would do is in test-vfs-posix.c; this is what only this file system does. */

static guint64
write_file (PyxisVfs *vfs, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  guint64 ino = pyxis_vfs_open (vfs, path, PYXIS_VFS_OPEN_CREATE | PYXIS_VFS_OPEN_TRUNCATE, &error);

  g_assert_no_error (error);
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, text, strlen (text), &error));
  g_assert_no_error (error);
  g_assert_true (pyxis_vfs_close (vfs, ino, NULL));
  return ino;
}

static guint64
make_folder (PyxisVfs *vfs, const char *path)
{
  guint64 ino = pyxis_vfs_make_folder (vfs, path, 0755, NULL);

  g_assert_cmpuint (ino, !=, 0);
  return ino;
}

static void
assert_text (PyxisVfs *vfs, guint64 ino, const char *expected)
{
  char data[100];
  gssize n = pyxis_vfs_read (vfs, ino, 0, data, sizeof data, NULL);

  g_assert_cmpmem (data, n, expected, strlen (expected));
}

static PyxisVfsStat
get_stat (PyxisVfs *vfs, const char *path)
{
  g_autoptr (GError) error = NULL;
  PyxisVfsStat stat;

  g_assert_true (pyxis_vfs_stat (vfs, path, &stat, &error));
  return stat;
}

static PyxisVfs *
new_with_limits (gsize bytes, guint files)
{
  const PyxisVfsLimits limits = { bytes, files, PYXIS_VFS_PATH_MAX, PYXIS_VFS_NAME_MAX };

  return pyxis_vfs_new_with_limits (&limits);
}

static void
test_defaults (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  const PyxisVfsLimits *limits = pyxis_vfs_get_limits (vfs);

  g_assert_cmpuint (limits->bytes, >, 0);
  g_assert_cmpuint (limits->bytes, <=, 1 << 30);
  g_assert_cmpuint (limits->files, >=, 1000000);
  g_assert_cmpuint (limits->path, ==, 4096);
  g_assert_cmpuint (limits->name, ==, 255);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 0);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&vfs));
}

static void
test_root (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  PyxisVfsStat stat = get_stat (vfs, "");

  g_assert_true (stat.is_folder);
  make_folder (vfs, "a");
  g_assert_false (pyxis_vfs_remove (vfs, "", &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EBUSY);
  g_clear_error (&error);
  g_assert_false (pyxis_vfs_rename (vfs, "a", "", &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EBUSY);
  g_clear_error (&error);
  g_assert_false (pyxis_vfs_rename (vfs, "", "a/b", &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EBUSY);
  g_clear_error (&error);
  g_assert_false (pyxis_vfs_put (vfs, "", bytes, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EISDIR);
  g_clear_error (&error);
  g_assert_null (pyxis_vfs_open_stream (vfs, "", &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EISDIR);
  g_clear_error (&error);
  g_assert_false (pyxis_vfs_check_path (vfs, "a\0b", 3, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EINVAL);
  g_assert_true (pyxis_vfs_check_path (vfs, "a/b", 3, NULL));
}

/* A removed file is there for whoever has it open, and its bytes count until then. */
static void
test_open_files (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GError) error = NULL;
  guint64 ino;

  make_folder (vfs, "folder");
  write_file (vfs, "folder/file", "text");
  ino = pyxis_vfs_open (vfs, "folder/file", 0, NULL);
  g_assert_true (pyxis_vfs_open_ino (vfs, ino, NULL));
  g_assert_true (pyxis_vfs_rename (vfs, "folder/file", "folder/new", NULL));
  assert_text (vfs, ino, "text");
  g_assert_true (pyxis_vfs_remove (vfs, "folder", NULL));
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 1);
  g_assert_true (pyxis_vfs_write (vfs, ino, 4, "!", 1, NULL));
  assert_text (vfs, ino, "text!");

  /* Somebody else's new file of that name is another one. */
  g_assert_cmpuint (write_file (vfs, "folder", "other"), !=, ino);
  assert_text (vfs, ino, "text!");
  g_assert_true (pyxis_vfs_close (vfs, ino, NULL));
  assert_text (vfs, ino, "text!");
  g_assert_true (pyxis_vfs_close (vfs, ino, NULL));
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 1);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 64);
  g_assert_cmpint (pyxis_vfs_read (vfs, ino, 0, NULL, 0, &error), ==, -1);
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EBADF);
}

static void
test_close_all (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GError) error = NULL;
  guint64 kept, removed;

  write_file (vfs, "kept", "text");
  write_file (vfs, "removed", "text");
  kept = pyxis_vfs_open (vfs, "kept", 0, NULL);
  removed = pyxis_vfs_open (vfs, "removed", 0, NULL);
  g_assert_cmpuint (pyxis_vfs_open (vfs, "", 0, NULL), !=, 0);
  g_assert_true (pyxis_vfs_unlink (vfs, "removed", NULL));
  pyxis_vfs_close_all (vfs);

  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 1);
  assert_text (vfs, kept, "text");
  g_assert_false (pyxis_vfs_close (vfs, kept, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EBADF);
  g_clear_error (&error);
  g_assert_false (pyxis_vfs_close (vfs, removed, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EBADF);
}

/* By number, on what is no file (any more). */
static void
test_numbers (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  const guint64 folder = make_folder (vfs, "folder");
  const struct {
    guint64 ino;
    int code;
  } rows[] = {
    { folder, PYXIS_VFS_EISDIR },
    { 0, PYXIS_VFS_EBADF },
    { 99, PYXIS_VFS_EBADF },
    { G_MAXUINT64, PYXIS_VFS_EBADF },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    GError *errors[4] = { NULL };
    char data[1];

    g_assert_cmpint (pyxis_vfs_read (vfs, rows[i].ino, 0, data, 1, &errors[0]), ==, -1);
    g_assert_false (pyxis_vfs_write (vfs, rows[i].ino, 0, "x", 1, &errors[1]));
    g_assert_false (pyxis_vfs_append (vfs, rows[i].ino, "x", 1, NULL, &errors[2]));
    g_assert_false (pyxis_vfs_truncate (vfs, rows[i].ino, 0, &errors[3]));
    for (guint k = 0; k < G_N_ELEMENTS (errors); k++) {
      g_assert_error (errors[k], PYXIS_VFS_ERROR, rows[i].code);
      g_clear_error (&errors[k]);
    }
  }
}

static gint64
assert_later (PyxisVfs *vfs, const char *path, gint64 before)
{
  gint64 mtime = get_stat (vfs, path).mtime;

  g_assert_cmpint (mtime, >, before);
  return mtime;
}

/* Each change of a file or of a folder's entries makes its mtime greater, however fast they are. */
static void
test_mtime (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GError) error = NULL;
  gint64 file, folder, other;
  guint64 ino;

  make_folder (vfs, "other");
  folder = get_stat (vfs, "").mtime;
  ino = write_file (vfs, "file", "x");
  folder = assert_later (vfs, "", folder);
  file = get_stat (vfs, "file").mtime;
  g_assert_cmpint (file, >=, folder);

  for (guint i = 0; i < 50; i++) {
    g_assert_true (pyxis_vfs_write (vfs, ino, 0, "y", 1, NULL));
    file = assert_later (vfs, "file", file);
    g_assert_true (pyxis_vfs_truncate (vfs, ino, 1, NULL));
    file = assert_later (vfs, "file", file);
  }
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, "", 0, NULL));
  g_assert_cmpint (get_stat (vfs, "file").mtime, ==, file);
  g_assert_cmpint (get_stat (vfs, "").mtime, ==, folder);

  other = get_stat (vfs, "other").mtime;
  g_assert_true (pyxis_vfs_rename (vfs, "file", "other/file", NULL));
  folder = assert_later (vfs, "", folder);
  other = assert_later (vfs, "other", other);
  g_assert_cmpint (get_stat (vfs, "other/file").mtime, ==, file);
  g_assert_true (pyxis_vfs_unlink (vfs, "other/file", NULL));
  assert_later (vfs, "other", other);
  g_assert_cmpint (get_stat (vfs, "").mtime, ==, folder);

  ino = write_file (vfs, "set", "x");
  g_assert_true (pyxis_vfs_set_mtime (vfs, ino, G_GINT64_CONSTANT (8640000000000000), NULL));
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, "y", 1, NULL));
  assert_later (vfs, "set", G_GINT64_CONSTANT (8640000000000000));
  g_assert_true (pyxis_vfs_set_mtime (vfs, ino, -5, NULL));
  g_assert_cmpint (get_stat (vfs, "set").mtime, ==, -5);
  g_assert_false (pyxis_vfs_set_mtime (vfs, ino, G_MAXINT64, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EINVAL);
  g_assert_true (pyxis_vfs_set_mode (vfs, ino, 0100755, NULL));
  g_assert_cmpuint (get_stat (vfs, "set").mode, ==, 0755);
}

static void
log_change (PyxisVfs *vfs, guint change, const char *path, const char *old_path, GString *log)
{
  static const char *const names[] = { "created", "changed", "removed", "moved" };

  g_string_append_printf (log, "%s %s%s%s; ", names[change], path, old_path ? " from " : "",
                          old_path ? old_path : "");
}

static void
log_limit (PyxisVfs *vfs, guint limit, const char *path, GString *log)
{
  g_string_append_printf (log, "%s %s; ", limit == PYXIS_VFS_LIMIT_BYTES ? "bytes" : "files", path);
}

static void
test_changes (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  guint64 ino;

  g_signal_connect (vfs, "changed", G_CALLBACK (log_change), log);
  make_folder (vfs, "a/");
  ino = pyxis_vfs_create (vfs, "a/f", 0644, NULL);
  g_assert_true (pyxis_vfs_open_ino (vfs, ino, NULL));
  g_assert_true (pyxis_vfs_append (vfs, ino, "x", 1, NULL, NULL));
  g_assert_true (pyxis_vfs_set_mode (vfs, ino, 0600, NULL));
  g_assert_true (pyxis_vfs_put (vfs, "b", bytes, NULL));
  g_assert_true (pyxis_vfs_put (vfs, "b", bytes, NULL));
  g_assert_true (pyxis_vfs_rename (vfs, "a/", "c/", NULL));
  g_assert_true (pyxis_vfs_rename (vfs, "c/f", "b", NULL));
  g_assert_true (pyxis_vfs_rename (vfs, "b", "b", NULL));
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, "y", 1, NULL));
  g_assert_true (pyxis_vfs_unlink (vfs, "b", NULL));
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, "z", 1, NULL)); /* nowhere any more */
  g_assert_false (pyxis_vfs_unlink (vfs, "b", NULL));
  g_assert_true (pyxis_vfs_remove (vfs, "c", NULL));
  g_assert_cmpstr (log->str, ==,
                   "created a; created a/f; changed a/f; changed a/f; created b; changed b; "
                   "moved c from a; moved b from c/f; changed b; removed b; removed c; ");
}

/* A handler may turn everything upside down. */
static void
remove_all (PyxisVfs *vfs, guint change, const char *path)
{
  if (change != PYXIS_VFS_REMOVED)
    (void) pyxis_vfs_remove (vfs, path, NULL);
}

static void
test_handlers (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  guint64 ino;

  write_file (vfs, "file", "x");
  g_signal_connect (vfs, "changed", G_CALLBACK (remove_all), NULL);
  g_assert_cmpuint (pyxis_vfs_create (vfs, "a", 0644, NULL), !=, 0);
  g_assert_cmpuint (pyxis_vfs_make_folder (vfs, "a", 0755, NULL), !=, 0);
  g_assert_true (pyxis_vfs_put (vfs, "a", bytes, NULL));
  ino = pyxis_vfs_open (vfs, "a", PYXIS_VFS_OPEN_CREATE, NULL);
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, "x", 1, NULL));
  g_assert_true (pyxis_vfs_close (vfs, ino, NULL));
  g_assert_true (pyxis_vfs_append (vfs, get_stat (vfs, "file").ino, "x", 1, NULL, NULL));
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 0);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 0);
}

static void
test_limit_of_bytes (void)
{
  g_autoptr (PyxisVfs) vfs = new_with_limits (MIB, 100);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GBytes) big = g_bytes_new_take (g_malloc0 (MIB + 1), MIB + 1);
  g_autoptr (GBytes) half = g_bytes_new_take (g_malloc0 (MIB / 2 + 1000), MIB / 2 + 1000);
  guint64 ino = write_file (vfs, "file", "text");
  const void *zeros = g_bytes_get_data (big, NULL);
  const struct {
    guint64 offset;
    gsize length;
    int code;
  } rows[] = {
    { 0, MIB + 1, PYXIS_VFS_ENOSPC },        { MIB, 1, PYXIS_VFS_ENOSPC },
    { MIB + 1, 1, PYXIS_VFS_EFBIG },         { G_MAXUINT64, 1, PYXIS_VFS_EFBIG },
    { G_MAXUINT64 - 2, 5, PYXIS_VFS_EFBIG },
  };

  g_signal_connect (vfs, "limit-reached", G_CALLBACK (log_limit), log);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (pyxis_vfs_write (vfs, ino, rows[i].offset, zeros, rows[i].length, &error));
    g_assert_error (error, PYXIS_VFS_ERROR, rows[i].code);
    assert_text (vfs, ino, "text");
  }
  g_assert_false (pyxis_vfs_truncate (vfs, ino, MIB + 1, NULL));
  g_assert_false (pyxis_vfs_put (vfs, "new", big, NULL));
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 1);

  /* What a file gives back when it is replaced is room for what replaces it. */
  g_assert_true (pyxis_vfs_put (vfs, "half", half, NULL));
  g_assert_true (pyxis_vfs_put (vfs, "half", half, NULL));
  g_assert_false (pyxis_vfs_put (vfs, "other", half, NULL));
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), <=, MIB);
}

/* The event comes once until there was room again. */
static void
test_limit_is_told_once (void)
{
  g_autoptr (PyxisVfs) vfs = new_with_limits (1000, 8);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char data[1000] = "";
  guint64 ino = write_file (vfs, "file", "text");

  g_signal_connect (vfs, "limit-reached", G_CALLBACK (log_limit), log);
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, data, 1000, NULL));
  for (guint i = 0; i < 5; i++)
    g_assert_false (pyxis_vfs_append (vfs, ino, data, 1, NULL, NULL));
  g_assert_cmpstr (log->str, ==, "bytes file; ");
  g_assert_true (pyxis_vfs_truncate (vfs, ino, 0, NULL));
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, data, 1000, NULL));
  g_assert_false (pyxis_vfs_append (vfs, ino, data, 1, NULL, NULL));
  g_assert_cmpstr (log->str, ==, "bytes file; bytes file; ");

  g_string_truncate (log, 0);
  for (guint i = 0; i < 10; i++) {
    g_autofree char *path = g_strdup_printf ("%u", i);

    g_assert_cmpint (pyxis_vfs_create (vfs, path, 0644, NULL) != 0, ==, i < 7);
  }
  g_assert_cmpuint (pyxis_vfs_make_folder (vfs, "folder", 0755, &error), ==, 0);
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENOSPC);
  g_assert_cmpuint (pyxis_vfs_open (vfs, "new", PYXIS_VFS_OPEN_CREATE, NULL), ==, 0);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 8);
  g_assert_cmpstr (log->str, ==, "files 7; ");
  g_assert_true (pyxis_vfs_unlink (vfs, "0", NULL));
  g_assert_cmpuint (pyxis_vfs_create (vfs, "0", 0644, NULL), !=, 0);
}

/* As deep as a path can be, and then deeper by a move. */
static void
test_depth (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GString) path = g_string_new ("a");
  g_autoptr (GError) error = NULL;

  make_folder (vfs, "a");
  while (path->len < PYXIS_VFS_PATH_MAX - 1) {
    g_string_append (path, "/a");
    make_folder (vfs, path->str);
  }
  g_string_append (path, "/a");
  g_assert_cmpuint (pyxis_vfs_make_folder (vfs, path->str, 0755, &error), ==, 0);
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENAMETOOLONG);
  g_clear_error (&error);

  make_folder (vfs, "b");
  g_assert_false (pyxis_vfs_rename (vfs, "a", "b/a", &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENAMETOOLONG);
  g_assert_true (pyxis_vfs_rename (vfs, "a", "c", NULL));
  g_string_truncate (path, path->len - 2);
  path->str[0] = 'c';
  g_assert_true (pyxis_vfs_remove_folder (vfs, path->str, NULL));
  g_assert_true (pyxis_vfs_rename (vfs, "c", "b/", NULL));
  g_assert_true (pyxis_vfs_rename (vfs, "b", "aaaa", NULL));
  g_assert_true (pyxis_vfs_remove (vfs, "aaaa", NULL));
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 0);
}

/* A mapped file is neither copied nor written to; a reader keeps what it saw. */
static void
test_put_and_stream (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;
  int fd = memfd_create ("big", MFD_CLOEXEC);
  guint64 ino;
  char data[6];
  gsize n;

  g_assert_cmpint (ftruncate (fd, 3 * MIB), ==, 0);
  g_assert_cmpint (pwrite (fd, "before", 6, 2 * MIB), ==, 6);
  mapped = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  close (fd);
  bytes = g_mapped_file_get_bytes (mapped);
  g_assert_true (pyxis_vfs_put (vfs, "big", bytes, NULL));
  ino = get_stat (vfs, "big").ino;
  g_assert_cmpuint (get_stat (vfs, "big").size, ==, 3 * MIB);

  stream = pyxis_vfs_open_stream (vfs, "big", NULL);
  g_assert_true (pyxis_vfs_write (vfs, ino, 2 * MIB, "after.", 6, NULL));
  g_assert_true (pyxis_vfs_unlink (vfs, "big", NULL));
  g_assert_true (g_seekable_seek (G_SEEKABLE (stream), 2 * MIB, G_SEEK_SET, NULL, NULL));
  g_assert_true (g_input_stream_read_all (stream, data, 6, &n, NULL, NULL));
  g_assert_cmpmem (data, n, "before", 6);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), >=, 3 * MIB);
  g_clear_object (&stream);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 0);
}

/* A reader may outlive the file system. */
static void
test_lifetime (void)
{
  PyxisVfs *vfs = pyxis_vfs_new ();
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GArray) entries = NULL;
  char data[4];

  make_folder (vfs, "folder");
  write_file (vfs, "folder/file", "text");
  g_assert_cmpuint (pyxis_vfs_open (vfs, "folder/file", 0, NULL), !=, 0);
  stream = pyxis_vfs_open_stream (vfs, "folder/file", NULL);
  entries = pyxis_vfs_list (vfs, "folder", NULL);
  g_assert_finalize_object (vfs);
  g_assert_cmpint (g_input_stream_read (stream, data, 4, NULL, NULL), ==, 4);
  g_assert_cmpmem (data, 4, "text", 4);
  g_assert_cmpstr (g_array_index (entries, PyxisVfsEntry, 0).name, ==, "file");
}

/* Nothing changes, whatever is tried; everything can be read. */
static void
test_read_only (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  char text[4] = "";
  PyxisVfsStat before, after;
  guint n_refused = 0;

  g_assert_true (pyxis_vfs_put (vfs, "file", bytes, NULL));
  g_assert_true (pyxis_vfs_make_folder (vfs, "folder", 0755, NULL));
  g_assert_true (pyxis_vfs_stat (vfs, "file", &before, NULL));
  pyxis_vfs_set_read_only (vfs);
  for (guint i = 0; i < 14; i++) {
    g_autoptr (GError) error = NULL;
    gboolean is_done = i == 0   ? pyxis_vfs_put (vfs, "file", bytes, &error)
                       : i == 1 ? pyxis_vfs_put (vfs, "other", bytes, &error)
                       : i == 2 ? pyxis_vfs_create (vfs, "other", 0644, &error) != 0
                       : i == 3 ? pyxis_vfs_make_folder (vfs, "other", 0755, &error) != 0
                       : i == 4 ? pyxis_vfs_unlink (vfs, "file", &error)
                       : i == 5 ? pyxis_vfs_remove_folder (vfs, "folder", &error)
                       : i == 6 ? pyxis_vfs_remove (vfs, "file", &error)
                       : i == 7 ? pyxis_vfs_rename (vfs, "file", "other", &error)
                       : i == 8 ? pyxis_vfs_open (vfs, "file", PYXIS_VFS_OPEN_TRUNCATE, &error) != 0
                       : i == 9 ? pyxis_vfs_open (vfs, "other", PYXIS_VFS_OPEN_CREATE, &error) != 0
                       : i == 10 ? pyxis_vfs_write (vfs, before.ino, 0, "x", 1, &error)
                       : i == 11 ? pyxis_vfs_truncate (vfs, before.ino, 0, &error)
                       : i == 12 ? pyxis_vfs_set_mtime (vfs, before.ino, 1, &error)
                                 : pyxis_vfs_set_mode (vfs, before.ino, 0, &error);

    g_assert_false (is_done);
    g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EROFS);
    n_refused++;
  }
  g_assert_cmpuint (n_refused, ==, 14);
  g_assert_true (pyxis_vfs_stat (vfs, "file", &after, NULL));
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 2);
  g_assert_cmpuint (pyxis_vfs_open (vfs, "file", 0, NULL), ==, before.ino);
  g_assert_cmpint (pyxis_vfs_read (vfs, before.ino, 0, text, 3, NULL), ==, 3);
  g_assert_cmpstr (text, ==, "new");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs/defaults", test_defaults);
  g_test_add_func ("/vfs/root", test_root);
  g_test_add_func ("/vfs/open-files", test_open_files);
  g_test_add_func ("/vfs/close-all", test_close_all);
  g_test_add_func ("/vfs/numbers", test_numbers);
  g_test_add_func ("/vfs/mtime", test_mtime);
  g_test_add_func ("/vfs/changes", test_changes);
  g_test_add_func ("/vfs/handlers", test_handlers);
  g_test_add_func ("/vfs/limit-of-bytes", test_limit_of_bytes);
  g_test_add_func ("/vfs/limit-is-told-once", test_limit_is_told_once);
  g_test_add_func ("/vfs/depth", test_depth);
  g_test_add_func ("/vfs/put-and-stream", test_put_and_stream);
  g_test_add_func ("/vfs/lifetime", test_lifetime);
  g_test_add_func ("/vfs/read-only", test_read_only);
  return g_test_run ();
}
