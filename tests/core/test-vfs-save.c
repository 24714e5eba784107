/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-save.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

#include "../util/temporary-folder.h"
#include "../util/vfs-files.h"

#define ODD "new\nline \\ ünï 漢 :*?\"<>|"

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  if (pyxis_vfs_save_finish (result, error))
    *error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING, "no error");
}

/* G_IO_ERROR_PENDING stands for success. */
static GError *
save (PyxisVfsPart *part, const char *path, GCancellable *cancellable)
{
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  GError *error = NULL;

  pyxis_vfs_save_async (part, path, progress, cancellable, saved_cb, &error);
  while (!error)
    g_main_context_iteration (NULL, TRUE);
  return error;
}

static GError *
save_zip (PyxisVfsPart *part, const char *path, GCancellable *cancellable)
{
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  GError *error = NULL;

  g_ptr_array_add (parts, part);
  pyxis_vfs_save_zip_async (parts, path, progress, cancellable, saved_cb, &error);
  while (!error)
    g_main_context_iteration (NULL, TRUE);
  return error;
}

static PyxisVfs *
make_tree (void)
{
  PyxisVfs *vfs = vfs_files_new (1 << 24, 100);

  vfs_files_make_folder (vfs, "top");
  vfs_files_make_folder (vfs, "top/empty");
  vfs_files_put (vfs, "top/a.txt", "A");
  vfs_files_put (vfs, "top/" ODD, "odd");
  return vfs;
}

static void
assert_file (TemporaryFolder *disk, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (disk, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* Nothing else is there, half-written files neither. */
static void
assert_names (const char *folder, guint n)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint found = 0;

  while (g_dir_read_name (dir))
    found++;
  g_assert_cmpuint (found, ==, n);
}

static void
test_save (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsPart) file = pyxis_vfs_take_part (vfs, "top/a.txt", NULL);
  g_autoptr (PyxisVfsPart) folder = pyxis_vfs_take_part (vfs, "top", NULL);
  g_autofree char *path = temporary_folder_write (disk, "a", "what was there before", -1);
  g_autofree char *folder_path = g_build_filename (disk, "folder", NULL);
  g_autoptr (GError) first = save (file, path, NULL);
  g_autoptr (GError) second = save (folder, folder_path, NULL);
  g_autoptr (GError) third = save (folder, folder_path, NULL);

  g_assert_error (first, G_IO_ERROR, G_IO_ERROR_PENDING);
  assert_file (disk, "a", "A");
  g_assert_error (second, G_IO_ERROR, G_IO_ERROR_PENDING);
  assert_file (disk, "folder/a.txt", "A");
  assert_file (disk, "folder/" ODD, "odd");
  assert_names (folder_path, 3);
  g_assert_nonnull (third);
  assert_names (disk, 2);
}

/* A file that is private stays so, and a link goes on leading to it. */
static void
test_replace (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsPart) file = pyxis_vfs_take_part (vfs, "top/a.txt", NULL);
  g_autofree char *path = temporary_folder_write (disk, "a", "what was there before", -1);
  g_autofree char *link = g_build_filename (disk, "link", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf facts;

  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_cmpint (symlink ("a", link), ==, 0);
  error = save (file, link, NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  assert_file (disk, "a", "A");
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpuint (facts.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_names (disk, 2);
}

/* What was cancelled or failed leaves what was there before, and nothing else. */
static void
test_broken (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsPart) file = pyxis_vfs_take_part (vfs, "top/a.txt", NULL);
  g_autoptr (PyxisVfsPart) folder = pyxis_vfs_take_part (vfs, "top", NULL);
  g_autofree char *path = temporary_folder_write (disk, "a", "before", -1);
  g_autofree char *none = g_build_filename (disk, "none", "a", NULL);
  g_autofree char *other = g_build_filename (disk, "other", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) cancelled_folder = NULL;
  g_autoptr (GError) cancelled_zip = NULL;
  g_autoptr (GError) missing = save (file, none, NULL);
  g_autoptr (GError) missing_zip = save_zip (folder, none, NULL);

  g_cancellable_cancel (cancellable);
  cancelled = save (file, path, cancellable);
  cancelled_folder = save (folder, other, cancellable);
  cancelled_zip = save_zip (folder, other, cancellable);
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (cancelled_folder, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (cancelled_zip, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_error (missing_zip, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_file (disk, "a", "before");
  assert_names (disk, 1);
}

/* A folder whose file would take minutes to write. */
static PyxisVfsPart *
take_long_part (PyxisVfs *vfs, const char *path)
{
  PyxisVfsStat stat;

  vfs_files_make_folder (vfs, "top");
  vfs_files_put (vfs, "top/hole", "");
  g_assert_true (pyxis_vfs_stat (vfs, "top/hole", &stat, NULL));
  g_assert_true (pyxis_vfs_truncate (vfs, stat.ino, (guint64) 1 << 36, NULL));
  return pyxis_vfs_take_part (vfs, path, NULL);
}

/* Those that are cancelled when some of them is done leave nothing behind either. */
static void
test_cancelled (void)
{
  static const struct {
    const char *part;
    gboolean is_zip;
    const char *target;
  } rows[] = { { "top/hole", FALSE, "a" }, { "top", FALSE, "b" }, { "top", TRUE, "a" } };
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (disk, "a", "before", -1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisVfs) vfs = vfs_files_new ((gsize) 1 << 40, 100);
    g_autoptr (PyxisVfsPart) part = take_long_part (vfs, rows[i].part);
    g_autoptr (GPtrArray) parts = g_ptr_array_new ();
    g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autofree char *target = g_build_filename (disk, rows[i].target, NULL);
    g_autoptr (GError) error = NULL;

    g_ptr_array_add (parts, part);
    if (rows[i].is_zip)
      pyxis_vfs_save_zip_async (parts, target, progress, cancellable, saved_cb, &error);
    else
      pyxis_vfs_save_async (part, target, progress, cancellable, saved_cb, &error);
    while (!error && pyxis_copy_progress_get_fraction (progress) <= 0)
      g_main_context_iteration (NULL, FALSE);
    g_cancellable_cancel (cancellable);
    while (!error)
      g_main_context_iteration (NULL, TRUE);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    assert_file (disk, "a", "before");
    assert_names (disk, 1);
  }
}

/* Some of the files, or all, as a folder that is always new; what fails leaves none. */
static void
test_new_folder (void)
{
  static const char *const some[] = { "top/a.txt", "top/empty", "none", NULL };
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsPart) all = pyxis_vfs_take_part (vfs, "", NULL);
  g_autoptr (PyxisVfsPart) picked = pyxis_vfs_part_pick (all, some);
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = pyxis_vfs_save_in (picked, disk, "files", NULL, NULL, &error);
  g_autofree char *second = pyxis_vfs_save_in (all, disk, "files", progress, NULL, &error);
  g_autofree char *first_top = g_build_filename (first, "top", NULL);
  g_autofree char *second_top = g_build_filename (second, "top", NULL);

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (first, "/files"));
  g_assert_true (g_str_has_suffix (second, "/files (2)"));
  assert_file (disk, "files/top/a.txt", "A");
  assert_names (first, 1);
  assert_names (first_top, 1);
  assert_file (disk, "files (2)/top/" ODD, "odd");
  assert_names (second_top, 3);
  g_assert_cmpfloat (pyxis_copy_progress_get_fraction (progress), ==, 1);

  g_cancellable_cancel (cancellable);
  g_assert_null (pyxis_vfs_save_in (all, disk, "files", NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_names (disk, 2);
  g_assert_null (pyxis_vfs_save_in (all, "/proc/self", "files", NULL, NULL, NULL));
}

/* (transfer full): "name=text|...", in the archive's order. */
static char *
describe_zip (const char *path)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  GString *text = g_string_new (NULL);

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_filename (archive, path, 4096), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK) {
    char block[100] = "";

    g_assert_cmpint (archive_read_data (archive, block, sizeof block - 1), >=, 0);
    g_string_append_printf (text, "%s=%s|", archive_entry_pathname_utf8 (entry), block);
  }
  archive_read_free (archive);
  return g_string_free (text, FALSE);
}

static void
test_zip (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsPart) folder = pyxis_vfs_take_part (vfs, "top", NULL);
  g_autoptr (PyxisVfsPart) root = pyxis_vfs_take_part (vfs, "", NULL);
  g_autofree char *path = g_build_filename (disk, "a.zip", NULL);
  g_autoptr (GError) error = save_zip (folder, path, NULL);
  g_autofree char *text = NULL;
  g_autofree char *root_text = NULL;

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  setlocale (LC_ALL, "C.UTF-8");
  text = describe_zip (path);
  g_assert_nonnull (strstr (text, "top/a.txt=A|"));
  g_assert_nonnull (strstr (text, "top/" ODD "=odd|"));
  g_assert_nonnull (strstr (text, "top/empty/=|"));

  g_clear_error (&error);
  setlocale (LC_ALL, "C");
  error = save_zip (root, path, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  root_text = describe_zip (path);
  g_assert_cmpstr (root_text, ==, text);
  assert_names (disk, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-save/save", test_save);
  g_test_add_func ("/vfs-save/replace", test_replace);
  g_test_add_func ("/vfs-save/broken", test_broken);
  g_test_add_func ("/vfs-save/cancelled", test_cancelled);
  g_test_add_func ("/vfs-save/new-folder", test_new_folder);
  g_test_add_func ("/vfs-save/zip", test_zip);
  return g_test_run ();
}
