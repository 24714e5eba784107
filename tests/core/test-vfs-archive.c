/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-archive.h"

#include <signal.h>
#include <sys/resource.h>

#include "../util/temporary-folder.h"
#include "../util/vfs-text.h"
#include "../util/zip-writer.h"
#include "vfs-merge.h"
#include "vfs-name.h"

typedef struct {
  TemporaryFolder *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = temporary_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "files.zip", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  temporary_folder_free (fixture->folder);
}

static PyxisVfs *
make_tree (void)
{
  PyxisVfs *vfs = pyxis_vfs_new ();
  g_autofree char *long_text = g_strnfill (300000, 'x');
  const char *const files[] = { "a/ä.txt", "a/b/c", "z", "empty" };
  PyxisVfsStat stat;

  pyxis_vfs_make_folder (vfs, "a", 0755, NULL);
  pyxis_vfs_make_folder (vfs, "a/b", 0700, NULL);
  pyxis_vfs_make_folder (vfs, "none", 0755, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    vfs_files_put (vfs, files[i], i == 3 ? "" : i == 2 ? long_text : "text");
    g_assert_true (pyxis_vfs_stat (vfs, files[i], &stat, NULL));
    pyxis_vfs_set_mtime (vfs, stat.ino, (1700000000 + (gint64) i) * 1000, NULL);
    pyxis_vfs_set_mode (vfs, stat.ino, 0600 + i, NULL);
  }
  return vfs;
}

static gboolean
export_snapshot (PyxisVfsSnapshot *snapshot, const char *path, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, snapshot);
  return pyxis_vfs_archive_export (parts, path, NULL, NULL, error);
}

static void export(PyxisVfs *vfs, const char *path)
{
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (GError) error = NULL;

  export_snapshot (now, path, &error);
  g_assert_no_error (error);
}

static PyxisVfsSnapshot *
import (const char *path, GError **error)
{
  PyxisVfsLimits limits;

  pyxis_vfs_limits_init (&limits);
  limits.bytes = 10 << 20;
  limits.files = 1000;
  return pyxis_vfs_archive_import (path, &limits, NULL, NULL, error);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfs) other = pyxis_vfs_new ();
  g_autoptr (PyxisVfsSnapshot) imported = NULL;
  g_autofree char *before = vfs_text_dup (vfs);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  PyxisVfsMerged merged = { 0 };

  export(vfs, fixture->path);
  imported = import (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (pyxis_vfs_merge (other, imported, PYXIS_VFS_MERGE_REPLACE, &merged, &error));
  after = vfs_text_dup (other);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (merged.n_files, ==, 4);
  g_assert_cmpuint (merged.n_met, ==, 0);
}

/* The order is of the names, whatever the order in which they were made: the same bytes. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfs) other = make_tree ();
  g_autofree char *again = g_build_filename (fixture->folder, "again.zip", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *other_bytes = NULL;
  gsize size, other_size;
  PyxisVfsStat stat;

  pyxis_vfs_rename (other, "z", "y", NULL);
  pyxis_vfs_rename (other, "y", "z", NULL);
  for (guint i = 0; i < 2; i++) { /* mtimes of folders are of now */
    const char *const folders[] = { "a", "a/b", "none" };

    for (guint k = 0; k < G_N_ELEMENTS (folders); k++) {
      g_assert_true (pyxis_vfs_stat (i ? other : vfs, folders[k], &stat, NULL));
      pyxis_vfs_set_mtime (i ? other : vfs, stat.ino, 1700000000000, NULL);
    }
  }
  export(vfs, fixture->path);
  export(other, again);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_true (g_file_get_contents (again, &other_bytes, &other_size, NULL));
  g_assert_cmpmem (bytes, size, other_bytes, other_size);
}

/* Others read it too: the names, and what they say of the folders. */
static void
test_foreign_reader (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  const char *argv[] = { "python3", "-c",
                         "import sys, zipfile\n"
                         "print(*sorted(zipfile.ZipFile(sys.argv[1]).namelist()), sep='|', end='')",
                         fixture->path, NULL };

  export(vfs, fixture->path);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_assert_cmpstr (out, ==, "a/|a/b/|a/b/c|a/ä.txt|empty|none/|z");
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* Neither a part nor a loss of what was there; one that is cancelled on its way is in vfs-save's test. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) import_error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;
  PyxisVfsLimits limits;

  export(vfs, fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  g_cancellable_cancel (cancellable);
  g_ptr_array_add (parts, now);
  g_assert_false (pyxis_vfs_archive_export (parts, fixture->path, progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, before);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  pyxis_vfs_limits_init (&limits);
  g_assert_null (
    pyxis_vfs_archive_import (fixture->path, &limits, progress, cancellable, &import_error));
  g_assert_error (import_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Both count to the end. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (PyxisVfsSnapshot) imported = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (PyxisCopyProgress) there = pyxis_copy_progress_new ();
  g_autoptr (PyxisCopyProgress) back = pyxis_copy_progress_new ();
  PyxisVfsLimits limits;

  g_ptr_array_add (parts, now);
  g_assert_true (pyxis_vfs_archive_export (parts, fixture->path, there, NULL, NULL));
  g_assert_cmpfloat (pyxis_copy_progress_get_fraction (there), ==, 1);
  pyxis_vfs_limits_init (&limits);
  imported = pyxis_vfs_archive_import (fixture->path, &limits, back, NULL, NULL);
  g_assert_nonnull (imported);
  g_assert_cmpfloat (pyxis_copy_progress_get_fraction (back), >, 0.5);
}

static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsSnapshot) now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *text = g_malloc0 (500001);
  struct rlimit before, limit;

  for (guint i = 0; i < 500000; i++)
    text[i] = (char) g_rand_int_range (random, 1, 127);
  vfs_files_put (vfs, "random", text);
  now = pyxis_vfs_take_snapshot (vfs);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = (struct rlimit){ 100000, before.rlim_max };
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_false (export_snapshot (now, fixture->path, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_true (g_str_has_prefix (error->message, "The zip file cannot be written: "));
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
write_zip (const char *path, const ZipMember *members, guint n, const char *options)
{
  g_autoptr (GByteArray) bytes = zip_writer_make (members, n, options);

  g_assert_true (g_file_set_contents (path, (char *) bytes->data, bytes->len, NULL));
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const struct {
    ZipMember members[2];
    const char *options;
    const char *sentence; /* a pattern */
  } rows[] = {
    { { { "../x", "1", 1 } }, NULL, "Nothing was imported: “../x” is a name*" },
    { { { "a/../../x", "1", 1 } }, NULL, "Nothing was imported: “a/../../x” is a name*" },
    { { { "/etc/x", "1", 1 } }, NULL, "Nothing was imported: “/etc/x” is a name*" },
    { { { "a//x", "1", 1 } }, NULL, "Nothing was imported: “a//x” is a name*" },
    { { { "./x", "1", 1 } }, NULL, "Nothing was imported: “./x” is a name*" },
    { { { "..\\x", "1", 1 } }, NULL, "Nothing was imported: * is a name*" },
    { { { "x", "", 0, "/etc/passwd" } }, NULL, "Nothing was imported: *a link*" },
    { { { "x", "1", 1 }, { "x", "2", 1 } }, NULL, "Nothing was imported: “x” is*twice." },
    { { { "x", "1", 1 }, { "x/y", "2", 1 } }, NULL, "Nothing was imported: *“x/y” is below*" },
    { { { "x/y", "1", 1 }, { "x", "2", 1 } }, NULL, "Nothing was imported: “x” is*twice." },
    { { { "x", "secret", 6 } }, "encryption=traditional", "Nothing was imported: *encrypted*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    write_zip (fixture->path, rows[i].members, rows[i].members[1].name ? 2 : 1, rows[i].options);
    g_assert_null (import (fixture->path, &error));
    g_test_message ("%s", error->message);
    g_assert_true (g_pattern_match_simple (rows[i].sentence, error->message));
  }
}

/* Ten megabytes of zeros and more are some kilobytes in a zip. */
static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 (11 << 20);
  const ZipMember members[] = { { "bomb", zeros, 11 << 20 } };
  g_autoptr (GError) error = NULL;

  write_zip (fixture->path, members, 1, NULL);
  g_assert_null (import (fixture->path, &error));
  g_assert_cmpstr (error->message, ==,
                   "Nothing was imported: the zip file holds more than there is room for.");
}

static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autofree ZipMember *members = g_new0 (ZipMember, 1001);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1001; i++) {
    g_ptr_array_add (names, g_strdup_printf ("%u", i));
    members[i] = (ZipMember){ names->pdata[i], "x", 1 };
  }
  write_zip (fixture->path, members, 1001, NULL);
  g_assert_null (import (fixture->path, &error));
  g_assert_cmpstr (error->message, ==,
                   "Nothing was imported: the zip file holds more than there is room for.");
}

/* Every part of one, and one where a byte is another: an error or the same files, never a crash. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  const ZipMember members[] = { { "a/x", "some text some text some text", -1 }, { "y", "1", 1 } };
  g_autoptr (GByteArray) bytes = zip_writer_make (members, 2, NULL);

  for (guint n = 0; n < bytes->len; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisVfsSnapshot) flipped = NULL;

    g_assert_true (g_file_set_contents (fixture->path, (char *) bytes->data, n, NULL));
    g_assert_null (import (fixture->path, &error));
    g_assert_nonnull (error);
    bytes->data[n] ^= 0xff;
    g_assert_true (g_file_set_contents (fixture->path, (char *) bytes->data, bytes->len, NULL));
    bytes->data[n] ^= 0xff;
    flipped = import (fixture->path, NULL);
  }
  g_assert_null (import ("/proc/none", NULL));
  g_assert_null (import (fixture->folder, NULL));
  g_assert_null (import ("/dev/null", NULL));
}

/* What meets what is there; a failure leaves everything as it was. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfs) from = pyxis_vfs_new ();
  g_autoptr (PyxisVfs) to = pyxis_vfs_new ();
  g_autoptr (PyxisVfsSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  PyxisVfsMerged merged = { .paths = paths };
  PyxisVfsStat stat;

  vfs_files_put (from, "a.txt", "new");
  vfs_files_put (from, "same", "same");
  vfs_files_put (from, "c", "c");
  vfs_files_put (to, "a.txt", "old");
  vfs_files_put (to, "same", "same");
  snapshot = pyxis_vfs_take_snapshot (from);
  g_assert_true (pyxis_vfs_merge (to, snapshot, PYXIS_VFS_MERGE_BESIDE, &merged, &error));
  g_assert_cmpuint (merged.n_files, ==, 2);
  g_assert_cmpuint (merged.n_met, ==, 1);
  g_assert_cmpuint (paths->len, ==, 2);
  g_assert_true (pyxis_vfs_stat (to, "a (2).txt", &stat, NULL));
  g_assert_cmpuint (pyxis_vfs_get_n_files (to), ==, 4);

  pyxis_vfs_make_folder (from, "late", 0755, NULL);
  vfs_files_put (from, "late/x", "x");
  vfs_files_put (to, "late", "a file");
  g_clear_pointer (&snapshot, pyxis_vfs_snapshot_unref);
  snapshot = pyxis_vfs_take_snapshot (from);
  before = vfs_text_dup (to);
  g_assert_false (pyxis_vfs_merge (to, snapshot, PYXIS_VFS_MERGE_REPLACE, &merged, &error));
  after = vfs_text_dup (to);
  g_assert_cmpstr (after, ==, before);
}

/* Bytes change hands, and are charged where they are. */
static void
test_merge_charge (Fixture *fixture, gconstpointer data)
{
  const PyxisVfsLimits limits = { 1000000, 100, 4096, 255 };
  g_autoptr (PyxisVfs) from = pyxis_vfs_new ();
  g_autoptr (PyxisVfs) to = pyxis_vfs_new_with_limits (&limits);
  g_autoptr (PyxisVfsSnapshot) snapshot = NULL;
  g_autofree char *text = g_strnfill (300000, 'x');
  g_autofree char *wide = g_strnfill (900000, 'y');
  g_autoptr (GError) error = NULL;
  PyxisVfsMerged merged = { 0 };
  PyxisVfsStat stat;
  gsize used;
  char byte;

  vfs_files_make_folder (from, "a");
  vfs_files_put (from, "a/file", text);
  used = pyxis_vfs_get_used_bytes (from);
  snapshot = pyxis_vfs_take_snapshot (from);
  g_assert_true (pyxis_vfs_merge (to, snapshot, PYXIS_VFS_MERGE_BESIDE, &merged, &error));
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (to), ==, used);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (from), ==, 0);
  g_assert_true (pyxis_vfs_stat (to, "a/file", &stat, NULL));
  g_assert_true (pyxis_vfs_write (to, stat.ino, 0, "z", 1, NULL));
  g_assert_true (pyxis_vfs_stat (from, "a/file", &stat, NULL));
  g_assert_cmpint (pyxis_vfs_read (from, stat.ino, 0, &byte, 1, NULL), ==, 1);
  g_assert_cmpint (byte, ==, 'x');

  vfs_files_put (from, "wide", wide);
  g_clear_pointer (&snapshot, pyxis_vfs_snapshot_unref);
  snapshot = pyxis_vfs_take_snapshot (from);
  used = pyxis_vfs_get_used_bytes (to);
  g_assert_false (pyxis_vfs_merge (to, snapshot, PYXIS_VFS_MERGE_REPLACE, &merged, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENOSPC);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (to), <=, limits.bytes);
  g_clear_object (&from);
  g_clear_pointer (&snapshot, pyxis_vfs_snapshot_unref);
  pyxis_vfs_remove (to, "a", NULL);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (to), ==, 0);
}

/* What is the same is left out before; folders are not. */
static void
test_merge_pick (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfs) from = pyxis_vfs_new ();
  g_autoptr (PyxisVfs) to = pyxis_vfs_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PyxisVfsSnapshot) all = NULL;
  g_autoptr (PyxisVfsSnapshot) now = NULL;
  g_autoptr (PyxisVfsSnapshot) picked = NULL;
  g_autoptr (GError) error = NULL;
  PyxisVfsMerged merged = { 0 };

  vfs_files_make_folder (from, "a");
  vfs_files_make_folder (to, "a");
  vfs_files_put (from, "a/same", "same");
  vfs_files_put (from, "a/other", "1");
  vfs_files_put (from, "a/folder", "x");
  vfs_files_make_folder (from, "empty");
  vfs_files_put (to, "a/same", "same");
  vfs_files_put (to, "a/other", "2");
  vfs_files_make_folder (to, "a/folder");
  all = pyxis_vfs_take_snapshot (from);
  now = pyxis_vfs_take_snapshot (to);
  picked = pyxis_vfs_merge_pick (all, now, NULL);
  g_assert_true (pyxis_vfs_merge (to, picked, PYXIS_VFS_MERGE_BESIDE, &merged, &error));
  g_assert_cmpuint (merged.n_files, ==, 2);
  g_assert_cmpuint (merged.n_met, ==, 2);
  g_assert_true (vfs_files_exists (to, "empty"));
  g_cancellable_cancel (cancellable);
  g_assert_null (pyxis_vfs_merge_pick (all, now, cancellable));
}

static void
test_free_path (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autofree char *long_name = g_strnfill (251, 'x');
  static const struct {
    const char *path;
    const char *free_path;
  } rows[] = {
    { "new.txt", "new.txt" },
    { "a.tar.gz", "a (3).tar.gz" },
    { ".hidden", ".hidden (2)" },
    { "f.d/name", "f.d/name (2)" },
  };
  g_autofree char *path = g_strconcat (long_name, ".txt", NULL);
  g_autofree char *cut = NULL;

  pyxis_vfs_make_folder (vfs, "f.d", 0755, NULL);
  vfs_files_put (vfs, "a.tar.gz", "");
  vfs_files_put (vfs, "a (2).tar.gz", "");
  vfs_files_put (vfs, ".hidden", "");
  vfs_files_put (vfs, "f.d/name", "");
  vfs_files_put (vfs, path, "");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *free_path = pyxis_vfs_name_dup_free_path (vfs, rows[i].path);

    g_assert_cmpstr (free_path, ==, rows[i].free_path);
  }
  cut = pyxis_vfs_name_dup_free_path (vfs, path);
  g_assert_cmpuint (strlen (cut), ==, 255);
  g_assert_true (g_str_has_suffix (cut, "x (2).txt"));
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/vfs-archive/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("round-trip", test_round_trip);
  add_test ("order", test_order);
  add_test ("foreign-reader", test_foreign_reader);
  add_test ("cancelled", test_cancelled);
  add_test ("progress", test_progress);
  add_test ("no-room", test_no_room);
  add_test ("hostile", test_hostile);
  add_test ("bomb", test_bomb);
  add_test ("too-many", test_too_many);
  add_test ("damaged", test_damaged);
  add_test ("merge", test_merge);
  add_test ("merge-charge", test_merge_charge);
  add_test ("merge-pick", test_merge_pick);
  g_test_add_func ("/vfs-archive/free-path", test_free_path);
  return g_test_run ();
}
