/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-store.h"

#include <signal.h>
#include <sys/resource.h>

#include "../util/temporary-folder.h"
#include "../util/vfs-text.h"
#include "vfs-journal.h"

typedef struct {
  TemporaryFolder *folder;
  char *path;
  PyxisVfs *vfs;
  PyxisVfsStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = temporary_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "a", "b", "files", NULL);
  fixture->vfs = pyxis_vfs_new ();
  fixture->store = pyxis_vfs_store_new (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->store);
  g_object_unref (fixture->vfs);
  g_free (fixture->path);
  temporary_folder_free (fixture->folder);
}

static gboolean
save (Fixture *fixture, guint n_unsaved, GError **error)
{
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_take_snapshot (fixture->vfs);

  return pyxis_vfs_store_save (fixture->store, now, n_unsaved, error);
}

static void
must_save (Fixture *fixture, guint n_unsaved)
{
  g_autoptr (GError) error = NULL;

  save (fixture, n_unsaved, &error);
  g_assert_no_error (error);
}

/* (nullable): what a new program finds there. */
static char *
dup_stored (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfsJournal) journal = pyxis_vfs_journal_open (path, NULL, NULL, &error);
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();

  if (!journal)
    return NULL;
  pyxis_vfs_journal_apply (journal, vfs, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return vfs_text_dup (vfs);
}

static void
assert_stored (Fixture *fixture)
{
  g_autofree char *text = vfs_text_dup (fixture->vfs);
  g_autofree char *stored = dup_stored (fixture->path);

  g_assert_cmpstr (stored, ==, text);
}

static gsize
get_size (const char *path)
{
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  return status.st_size;
}

static guint64
find (PyxisVfs *vfs, const char *path)
{
  PyxisVfsStat stat;

  g_assert_true (pyxis_vfs_stat (vfs, path, &stat, NULL));
  return stat.ino;
}

static void
fill (Fixture *fixture)
{
  g_autofree char *long_text = g_strnfill (200000, 'x');

  pyxis_vfs_make_folder (fixture->vfs, "empty", 0711, NULL);
  pyxis_vfs_make_folder (fixture->vfs, "a", 0755, NULL);
  vfs_files_put (fixture->vfs, "a/ä \n.txt", "text");
  vfs_files_put (fixture->vfs, "a/long", long_text);
  vfs_files_put (fixture->vfs, "nothing", "");
  pyxis_vfs_set_mtime (fixture->vfs, find (fixture->vfs, "a/long"), -5, NULL);
  pyxis_vfs_set_mode (fixture->vfs, find (fixture->vfs, "nothing"), 0400, NULL);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfsJournal) journal = NULL;
  struct stat status;

  fill (fixture);
  must_save (fixture, 7);
  assert_stored (fixture);
  journal = pyxis_vfs_journal_open (fixture->path, NULL, NULL, NULL);
  g_assert_cmpuint (pyxis_vfs_journal_get_n_unsaved (journal), ==, 7);
  g_assert_false (pyxis_vfs_journal_is_empty (journal));
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (chdir (fixture->folder), ==, 0);
  g_assert_cmpint (stat ("a/b", &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (chdir ("/"), ==, 0);
}

/* A piece of a large file costs that piece, an unchanged tree nearly nothing. */
static void
test_incremental (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = g_strnfill (4 << 20, 'y');
  gsize before;

  vfs_files_put (fixture->vfs, "large", bytes);
  must_save (fixture, 0);
  before = get_size (fixture->path);
  must_save (fixture, 0);
  g_assert_cmpuint (get_size (fixture->path) - before, <, 128);
  before = get_size (fixture->path);
  pyxis_vfs_write (fixture->vfs, find (fixture->vfs, "large"), 1 << 20, "z", 1, NULL);
  must_save (fixture, 0);
  g_assert_cmpuint (get_size (fixture->path) - before, <, 66000);
  assert_stored (fixture);
}

/* It does not grow with what was written, only with what is there. */
static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = g_strnfill (300000, 'y');

  for (int i = 0; i < 30; i++) {
    bytes[0] = (char) ('a' + i % 26);
    vfs_files_put (fixture->vfs, "file", bytes);
    must_save (fixture, 0);
    g_assert_cmpuint (get_size (fixture->path), <, 2 * 300000 + (1 << 20) + 310000);
    assert_stored (fixture);
  }
}

/* A file of nothing but a hole is as small on disk, and comes back as large. */
static void
test_holes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 ino = pyxis_vfs_create (fixture->vfs, "hole", 0644, NULL);

  pyxis_vfs_truncate (fixture->vfs, ino, 100 << 20, &error);
  g_assert_no_error (error);
  must_save (fixture, 0);
  g_assert_cmpuint (get_size (fixture->path), <, 1000);
  pyxis_vfs_write (fixture->vfs, ino, 50 << 20, "x", 1, NULL);
  must_save (fixture, 0);
  pyxis_vfs_truncate (fixture->vfs, ino, 10, NULL);
  pyxis_vfs_truncate (fixture->vfs, ino, 99 << 20, NULL);
  must_save (fixture, 0);
  g_assert_cmpuint (get_size (fixture->path), <, 300000);
  assert_stored (fixture);
}

static void
test_forget_and_clear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fill (fixture);
  must_save (fixture, 0);
  pyxis_vfs_store_forget (fixture->store);
  vfs_files_put (fixture->vfs, "more", "more");
  must_save (fixture, 0);
  assert_stored (fixture);
  g_assert_true (pyxis_vfs_store_clear (fixture->store, &error));
  g_assert_true (pyxis_vfs_store_clear (fixture->store, &error));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  must_save (fixture, 0);
  assert_stored (fixture);
  /* Taken away by somebody. */
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  must_save (fixture, 0);
  assert_stored (fixture);
}

/* A disk that is full: what was saved holds, and the next save says everything. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  struct rlimit before, limit;
  g_autofree char *bytes = g_strnfill (500000, 'y');
  g_autofree char *text = NULL;
  g_autofree char *stored = NULL;
  g_autoptr (GError) error = NULL;
  gsize before_size;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = (struct rlimit){ 200000, before.rlim_max };
  fill (fixture);
  vfs_files_put (fixture->vfs, "a/long", "short");
  must_save (fixture, 1);
  before_size = get_size (fixture->path);
  text = vfs_text_dup (fixture->vfs);
  vfs_files_put (fixture->vfs, "large", bytes);
  vfs_files_put (fixture->vfs, "a/long", "changed");
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_false (save (fixture, 2, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpuint (get_size (fixture->path), ==, before_size); /* the room is free again */
  stored = dup_stored (fixture->path);
  g_assert_cmpstr (stored, ==, text);
  must_save (fixture, 2);
  assert_stored (fixture);
  pyxis_vfs_unlink (fixture->vfs, "large", NULL);
  must_save (fixture, 2);
  assert_stored (fixture);
}

/* Killed between the last byte and the new name, which takes as long as the disk is slow: all is there.
 * Killed before: the file is as it was. */
static void
test_settle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = g_strconcat (fixture->path, ".new", NULL);
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  pyxis_vfs_store_settle (fixture->path); /* nothing is there at all */
  fill (fixture);
  must_save (fixture, 1);
  g_assert_cmpint (g_rename (fixture->path, part), ==, 0);
  text = vfs_text_dup (fixture->vfs);
  pyxis_vfs_store_settle (fixture->path);
  first = dup_stored (fixture->path);
  g_assert_cmpstr (first, ==, text);

  vfs_files_put (fixture->vfs, "more", "more");
  g_assert_cmpint (g_rename (fixture->path, part), ==, 0);
  must_save (fixture, 1); /* which has a name of its own, and so takes the other */
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (part, "PYXISVFS\2\0\0\0", 12, NULL));
  pyxis_vfs_store_settle (fixture->path);
  second = dup_stored (fixture->path);
  g_assert_nonnull (strstr (second, "more 644 4"));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

/* The new file cannot be made: the old one stays, and none is left beside it. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfsStore) store = pyxis_vfs_store_new ("/proc/none/files");
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_take_snapshot (fixture->vfs);
  g_autoptr (GError) error = NULL;

  g_assert_false (pyxis_vfs_store_save (store, now, 0, &error));
  g_assert_nonnull (error);
}

typedef void (*Step) (PyxisVfs *vfs, GRand *random, const char *path, const char *other);

static void
step_write (PyxisVfs *vfs, GRand *random, const char *path, const char *other)
{
  gsize length = g_rand_int_range (random, 0, 90000);
  g_autofree char *bytes = g_strnfill (length, (char) g_rand_int_range (random, 'a', 'z'));
  guint64 ino = pyxis_vfs_open (vfs, path, PYXIS_VFS_OPEN_CREATE, NULL);

  if (ino == 0)
    return;
  pyxis_vfs_write (vfs, ino, g_rand_int_range (random, 0, 150000), bytes, length, NULL);
  pyxis_vfs_close (vfs, ino, NULL);
}

static void
step_truncate (PyxisVfs *vfs, GRand *random, const char *path, const char *other)
{
  PyxisVfsStat stat;

  if (pyxis_vfs_stat (vfs, path, &stat, NULL))
    pyxis_vfs_truncate (vfs, stat.ino, g_rand_int_range (random, 0, 200000), NULL);
}

static void
step_folder (PyxisVfs *vfs, GRand *random, const char *path, const char *other)
{
  pyxis_vfs_make_folder (vfs, path, 0700, NULL);
}

static void
step_remove (PyxisVfs *vfs, GRand *random, const char *path, const char *other)
{
  pyxis_vfs_remove (vfs, path, NULL);
}

static void
step_rename (PyxisVfs *vfs, GRand *random, const char *path, const char *other)
{
  pyxis_vfs_rename (vfs, path, other, NULL);
}

/* The same mtime as before, which must not hide that the bytes are others. */
static void
step_rewrite (PyxisVfs *vfs, GRand *random, const char *path, const char *other)
{
  PyxisVfsStat stat;

  if (!pyxis_vfs_stat (vfs, path, &stat, NULL) || stat.is_folder || stat.size == 0)
    return;
  pyxis_vfs_write (vfs, stat.ino, 0, "?", 1, NULL);
  pyxis_vfs_set_mtime (vfs, stat.ino, stat.mtime, NULL);
}

static void
run_steps (PyxisVfs *vfs, GRand *random)
{
  static const char *const paths[] = { "a", "b", "a/a", "a/b", "b/a", "a/a/a", "c" };
  static const Step steps[] = { step_write,  step_write,  step_truncate, step_folder,
                                step_remove, step_rename, step_rewrite };

  for (int i = g_rand_int_range (random, 0, 8); i > 0; i--) {
    const char *path = paths[g_rand_int_range (random, 0, G_N_ELEMENTS (paths))];
    const char *other = paths[g_rand_int_range (random, 0, G_N_ELEMENTS (paths))];

    steps[g_rand_int_range (random, 0, G_N_ELEMENTS (steps))](vfs, random, path, other);
  }
}

/* Random changes, some of them saved, and now and then a new program that goes on from what it
 * finds. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *saved = NULL;

  for (int i = 0; i < 300; i++) {
    g_autofree char *stored = NULL;
    gboolean is_saved = g_rand_int_range (random, 0, 3) > 0 || !saved;

    run_steps (fixture->vfs, random);
    if (is_saved) {
      must_save (fixture, 0);
      g_free (saved);
      saved = vfs_text_dup (fixture->vfs);
    }
    stored = dup_stored (fixture->path);
    g_assert_cmpstr (stored, ==, saved);
    if (g_rand_int_range (random, 0, 10) == 0) {
      g_autoptr (PyxisVfsJournal) journal =
        pyxis_vfs_journal_open (fixture->path, NULL, NULL, NULL);

      g_set_object (&fixture->store, NULL);
      fixture->store = pyxis_vfs_store_new (fixture->path);
      g_object_unref (fixture->vfs);
      fixture->vfs = pyxis_vfs_new ();
      g_assert_true (pyxis_vfs_journal_apply (journal, fixture->vfs, NULL, NULL, NULL, NULL));
    }
  }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_vfs_store_save_finish (PYXIS_VFS_STORE (source), result, &error));
  g_assert_no_error (error);
  ++*(int *) user_data;
}

/* In a thread, while the file system goes on; and one that waits for it. */
static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisVfsSnapshot) before = NULL;
  int n_saved = 0;

  fill (fixture);
  before = pyxis_vfs_take_snapshot (fixture->vfs);
  pyxis_vfs_store_save_async (fixture->store, before, 0, saved_cb, &n_saved);
  for (int i = 0; i < 100; i++)
    pyxis_vfs_write (fixture->vfs, find (fixture->vfs, "a/long"), i * 1000, "zzz", 3, NULL);
  while (n_saved == 0)
    g_main_context_iteration (NULL, TRUE);
  must_save (fixture, 0);
  assert_stored (fixture);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!pyxis_vfs_store_save_finish (PYXIS_VFS_STORE (source), result, &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  ++*(int *) user_data;
}

/* However the threads run: what was asked for last is there, and nothing after the end. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  int n_saved = 0, n_asked = 0;
  g_autofree char *stored = NULL;

  for (; n_asked < 20; n_asked++) {
    g_autoptr (PyxisVfsSnapshot) now = NULL;
    g_autofree char *text = g_strdup_printf ("text %d", n_asked);

    vfs_files_put (fixture->vfs, "note.txt", text);
    now = pyxis_vfs_take_snapshot (fixture->vfs);
    pyxis_vfs_store_save_async (fixture->store, now, 0, closed_cb, &n_saved);
  }
  vfs_files_put (fixture->vfs, "note.txt", "last");
  must_save (fixture, 0);
  while (n_saved < 10)
    g_main_context_iteration (NULL, TRUE);
  assert_stored (fixture);
  pyxis_vfs_store_close (fixture->store);
  g_assert_true (pyxis_vfs_store_clear (fixture->store, NULL));
  while (n_saved < n_asked)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (save (fixture, 0, NULL));
  stored = dup_stored (fixture->path);
  g_assert_null (stored);
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/vfs-store/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("round-trip", test_round_trip);
  add_test ("incremental", test_incremental);
  add_test ("bounded", test_bounded);
  add_test ("holes", test_holes);
  add_test ("forget-and-clear", test_forget_and_clear);
  add_test ("no-room", test_no_room);
  add_test ("settle", test_settle);
  add_test ("no-folder", test_no_folder);
  add_test ("random", test_random);
  add_test ("async", test_async);
  add_test ("order", test_order);
  return g_test_run ();
}
