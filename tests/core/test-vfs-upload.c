/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-upload.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "../util/temporary-folder.h"
#include "../util/vfs-files.h"

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(PyxisVfsUploadResult **) user_data = pyxis_vfs_upload_finish (PYXIS_VFS (source), result);
}

/* Of `name` in the folder; "" is the folder itself. */
static PyxisVfsUploadResult *
upload (PyxisVfs *vfs, TemporaryFolder *disk, const char *name, PyxisVfsConflict conflict)
{
  g_autofree char *path = *name ? g_build_filename (disk, name, NULL) : g_strdup (disk);
  const char *const paths[] = { path, NULL };
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  PyxisVfsUploadOptions options = { paths, "", conflict, progress };
  PyxisVfsUploadResult *result = NULL;

  pyxis_vfs_upload_async (vfs, &options, NULL, done_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

static void
write_file (TemporaryFolder *disk, const char *name, const char *text)
{
  g_free (temporary_folder_write (disk, name, text, -1));
}

static void
assert_created (PyxisVfsUploadResult *result, const char *expected)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_ref (result->created);
  g_autofree char *text = NULL;

  g_ptr_array_add (paths, NULL);
  text = g_strjoinv ("|", (char **) paths->pdata);
  g_assert_cmpstr (text, ==, expected);
  g_ptr_array_set_size (paths, paths->len - 1);
}

static void
test_tree (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsUploadResult) result = NULL;

  write_file (disk, "top/a.txt", "A");
  write_file (disk, "top/sub/b.txt", "B");
  write_file (disk, "top/sub/empty", "");
  result = upload (vfs, disk, "top", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_no_error (result->error);
  vfs_files_assert_tree (vfs, "top/|top/a.txt|top/sub/|top/sub/b.txt|top/sub/empty");
  vfs_files_assert_text (vfs, "top/sub/b.txt", "B");
  g_assert_cmpuint (result->n_files, ==, 3);
  g_assert_cmpuint (result->n_folders, ==, 2);
  assert_created (result, "top");
}

static void
test_conflict (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsUploadResult) both = NULL;
  g_autoptr (PyxisVfsUploadResult) replaced = NULL;
  PyxisVfsKept *kept;

  vfs_files_make_folder (vfs, "top");
  vfs_files_put (vfs, "top/a", "old");
  vfs_files_put (vfs, "top/mine", "mine");
  vfs_files_put (vfs, "top/kind", "a file");
  write_file (disk, "top/a", "new");
  write_file (disk, "top/b", "B");
  write_file (disk, "top/kind/c", "C");
  both = upload (vfs, disk, "top", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  vfs_files_assert_text (vfs, "top/a", "old");
  vfs_files_assert_text (vfs, "top (2)/a", "new");
  assert_created (both, "top (2)");
  g_assert_true (pyxis_vfs_remove (vfs, "top (2)", NULL));

  replaced = upload (vfs, disk, "top", PYXIS_VFS_UPLOAD_REPLACE);
  vfs_files_assert_tree (vfs, "top/|top/a|top/b|top/kind|top/kind (2)/|top/kind (2)/c|top/mine");
  vfs_files_assert_text (vfs, "top/a", "new");
  assert_created (replaced, "top/b|top/kind (2)");
  g_assert_cmpuint (replaced->replaced->len, ==, 1);
  kept = replaced->replaced->pdata[0];
  g_assert_cmpstr (kept->path, ==, "top/a");
  g_assert_cmpuint (kept->size, ==, 3);
}

static void
make_odd (TemporaryFolder *disk)
{
  g_autofree char *fifo = g_build_filename (disk, "top", "fifo", NULL);
  g_autofree char *locked = g_build_filename (disk, "top", "locked", NULL);
  g_autofree char *socket_path = g_build_filename (disk, "top", "socket", NULL);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  write_file (disk, "top/ok", "1");
  write_file (disk, "top/new\nline \xff#?%", "2");
  temporary_folder_link (disk, "top/link", "ok");
  temporary_folder_link (disk, "top/broken", "none");
  temporary_folder_link (disk, "top/loop", ".");
  temporary_folder_link (disk, "top/outside", "/etc");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_strlcpy (address.sun_path, socket_path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  close (fd);
  write_file (disk, "top/locked/x", "3");
}

/* Links, FIFOs and sockets are left out and counted; a name that is no UTF-8 becomes one. */
static void
test_odd (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsUploadResult) result = NULL;
  g_autoptr (PyxisVfsUploadResult) missing = NULL;
  g_autoptr (PyxisVfsUploadResult) fifo = NULL;
  g_autoptr (PyxisVfsUploadResult) link = NULL;

  make_odd (disk);
  result = upload (vfs, disk, "top", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_no_error (result->error);
  vfs_files_assert_tree (vfs, "top/|top/locked/|top/locked/x|top/new\nline \uFFFD#?%|top/ok");
  g_assert_cmpuint (result->skipped.n_links, ==, 4);
  g_assert_cmpuint (result->skipped.n_special, ==, 2);

  missing = upload (vfs, disk, "none", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_cmpuint (missing->skipped.n_unreadable, ==, 1);
  fifo = upload (vfs, disk, "top/fifo", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_cmpuint (fifo->skipped.n_special, ==, 1);

  /* Who drops a link means what it leads to. */
  link = upload (vfs, disk, "top/link", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_cmpuint (link->n_files, ==, 1);
  vfs_files_assert_text (vfs, "link", "1");
}

/* What may not be read, or cannot, is counted. */
static void
test_unreadable (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsUploadResult) result = NULL;
  g_autofree char *locked = g_build_filename (disk, "top", "locked", NULL);
  g_autofree char *file = g_build_filename (disk, "top", "secret", NULL);

  if (geteuid () == 0) {
    g_test_message ("root reads everything: a file of /proc that cannot be read stands for it");
    temporary_folder_link (disk, "mem", "/proc/self/mem");
    result = upload (vfs, disk, "mem", PYXIS_VFS_UPLOAD_KEEP_BOTH);
    g_assert_cmpuint (result->skipped.n_unreadable, ==, 1);
    vfs_files_assert_tree (vfs, "");
    return;
  }
  write_file (disk, "top/locked/x", "");
  write_file (disk, "top/secret", "");
  write_file (disk, "top/ok", "");
  g_assert_cmpint (chmod (locked, 0), ==, 0);
  g_assert_cmpint (chmod (file, 0), ==, 0);
  result = upload (vfs, disk, "top", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_cmpint (chmod (locked, 0700), ==, 0);
  g_assert_cmpuint (result->skipped.n_unreadable, ==, 2);
  g_assert_cmpuint (result->n_files, ==, 1);
}

/* No part of a file, and none of the files behind it. */
static void
test_full (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = vfs_files_new (10000, 100);
  g_autoptr (PyxisVfsUploadResult) large = NULL;
  g_autoptr (PyxisVfsUploadResult) too_large = NULL;
  g_autofree char *text = g_strnfill (6000, 'x');
  g_autofree char *longer = g_strnfill (10001, 'x');

  write_file (disk, "top/1", text);
  write_file (disk, "top/2", text);
  write_file (disk, "top/3", "small");
  write_file (disk, "4", longer);
  large = upload (vfs, disk, "top", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_error (large->error, PYXIS_VFS_ERROR, PYXIS_VFS_ENOSPC);
  g_assert_nonnull (strstr (large->error->message, "top/2"));
  vfs_files_assert_tree (vfs, "top/|top/1");

  g_assert_true (pyxis_vfs_remove (vfs, "top", NULL));
  too_large = upload (vfs, disk, "4", PYXIS_VFS_UPLOAD_REPLACE);
  g_assert_error (too_large->error, PYXIS_VFS_ERROR, PYXIS_VFS_ENOSPC);
  vfs_files_assert_tree (vfs, "");
}

static void
test_full_of_files (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = vfs_files_new (10000, 2);
  g_autoptr (PyxisVfsUploadResult) result = NULL;

  write_file (disk, "top/1", "");
  write_file (disk, "top/2", "");
  result = upload (vfs, disk, "top", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_error (result->error, PYXIS_VFS_ERROR, PYXIS_VFS_ENOSPC);
  vfs_files_assert_tree (vfs, "top/|top/1");
}

/* Names and paths that are too long there are left out; the rest comes. */
static void
test_refused (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  PyxisVfsLimits limits = { .bytes = 10000, .files = 100, .path = 12, .name = 8 };
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new_with_limits (&limits);
  g_autoptr (PyxisVfsUploadResult) result = NULL;

  write_file (disk, "top/too-long-a-name/x", "");
  write_file (disk, "top/folder/long", "");
  write_file (disk, "top/a", "");
  result = upload (vfs, disk, "top", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_no_error (result->error);
  g_assert_error (result->refusal, PYXIS_VFS_ERROR, PYXIS_VFS_ENAMETOOLONG);
  g_assert_cmpuint (result->n_refused, ==, 3);
  vfs_files_assert_tree (vfs, "top/|top/a|top/folder/");
}

typedef struct {
  GCancellable *cancellable;
  PyxisCopyProgress *progress;
  guint n;
} Watch;

static void
cancel_cb (PyxisVfs *vfs, guint change, const char *path, const char *old_path, Watch *watch)
{
  g_assert_cmpfloat (pyxis_copy_progress_get_fraction (watch->progress), >, 0);
  if (++watch->n == 1000)
    g_cancellable_cancel (watch->cancellable);
}

/* 50,000 files, cancelled on the way: what is there is whole, and the rest does not come. */
static void
test_many (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 30, 60000);
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PyxisVfsUploadResult) all = NULL;
  const char *const paths[] = { disk, NULL };
  PyxisVfsUploadOptions options = { paths, "", PYXIS_VFS_UPLOAD_KEEP_BOTH, progress };
  Watch watch = { cancellable, progress, 0 };
  PyxisVfsUploadResult *result = NULL;

  for (guint i = 0; i < 50000; i++) {
    g_autofree char *path = g_strdup_printf ("%s/%05u", disk, i);
    int fd = open (path, O_CREAT | O_WRONLY | O_EXCL, 0600);

    g_assert_cmpint (write (fd, "x", 1), ==, 1);
    close (fd);
  }
  g_signal_connect (vfs, "changed", G_CALLBACK (cancel_cb), &watch);
  pyxis_vfs_upload_async (vfs, &options, cancellable, done_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (result->n_files, >=, 999);
  g_assert_cmpuint (result->n_files, <, 2000);
  g_assert_cmpuint (result->skipped.n_unreadable, ==, 0);
  pyxis_vfs_upload_result_free (result);

  g_signal_handlers_disconnect_by_data (vfs, &watch);
  all = upload (vfs, disk, "", PYXIS_VFS_UPLOAD_KEEP_BOTH);
  g_assert_no_error (all->error);
  g_assert_cmpuint (all->n_files, ==, 50000);
  g_assert_cmpuint (all->created->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-upload/tree", test_tree);
  g_test_add_func ("/vfs-upload/conflict", test_conflict);
  g_test_add_func ("/vfs-upload/odd", test_odd);
  g_test_add_func ("/vfs-upload/unreadable", test_unreadable);
  g_test_add_func ("/vfs-upload/full", test_full);
  g_test_add_func ("/vfs-upload/full-of-files", test_full_of_files);
  g_test_add_func ("/vfs-upload/refused", test_refused);
  g_test_add_func ("/vfs-upload/many", test_many);
  return g_test_run ();
}
