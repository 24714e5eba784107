/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-history.h"

#include "../util/vfs-files.h"

typedef struct {
  PyxisVfs *vfs;
  PyxisVfsHistory *history;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->vfs = vfs_files_new (1 << 16, 1000);
  fixture->history = pyxis_vfs_history_new (fixture->vfs);
  vfs_files_make_folder (fixture->vfs, "f");
  vfs_files_put (fixture->vfs, "f/a", "A");
  vfs_files_put (fixture->vfs, "b", "B");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->history);
  g_object_unref (fixture->vfs);
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_vfs_history_can_undo (fixture->history));
  pyxis_vfs_history_undo (fixture->history, &error);
  g_assert_no_error (error);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  const char *const paths[] = { "f/a", "f", "b", NULL };

  g_assert_cmpint (pyxis_vfs_history_remove (fixture->history, paths, NULL), ==, 2);
  vfs_files_assert_tree (fixture->vfs, "");
  undo (fixture);
  vfs_files_assert_tree (fixture->vfs, "b|f/|f/a");
  vfs_files_assert_text (fixture->vfs, "f/a", "A");
  g_assert_false (pyxis_vfs_history_can_undo (fixture->history));
}

/* What has come meanwhile stays; a folder that has gone comes back. */
static void
test_remove_meanwhile (Fixture *fixture, gconstpointer data)
{
  const char *const b[] = { "b", NULL };
  const char *const a[] = { "f/a", NULL };

  g_assert_cmpint (pyxis_vfs_history_remove (fixture->history, b, NULL), ==, 1);
  vfs_files_put (fixture->vfs, "b", "other");
  undo (fixture);
  vfs_files_assert_text (fixture->vfs, "b", "other");
  vfs_files_assert_text (fixture->vfs, "b (2)", "B");

  g_assert_cmpint (pyxis_vfs_history_remove (fixture->history, a, NULL), ==, 1);
  g_assert_true (pyxis_vfs_remove (fixture->vfs, "f", NULL));
  undo (fixture);
  vfs_files_assert_text (fixture->vfs, "f/a", "A");
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_vfs_history_rename (fixture->history, "f", "g", NULL));
  vfs_files_assert_tree (fixture->vfs, "b|g/|g/a");
  g_assert_false (pyxis_vfs_history_rename (fixture->history, "b", "g/a", &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EEXIST);
  vfs_files_assert_text (fixture->vfs, "g/a", "A");
  undo (fixture);
  vfs_files_assert_tree (fixture->vfs, "b|f/|f/a");
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  const char *const paths[] = { "b", "f", NULL };
  const char *const b[] = { "b", NULL };
  const char *const f[] = { "f", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (pyxis_vfs_history_move (fixture->history, f, "f", &error), ==, -1);
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EINVAL);
  g_assert_cmpint (pyxis_vfs_history_move (fixture->history, b, "", NULL), ==, 0);
  g_assert_false (pyxis_vfs_history_can_undo (fixture->history));

  vfs_files_put (fixture->vfs, "f/b", "in the way");
  g_assert_cmpint (pyxis_vfs_history_move (fixture->history, paths, "f", NULL), ==, 1);
  vfs_files_assert_tree (fixture->vfs, "f/|f/a|f/b|f/b (2)");
  undo (fixture);
  vfs_files_assert_text (fixture->vfs, "b", "B");
}

/* A new folder goes only while nothing is in it. */
static void
test_make_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_vfs_history_make_folder (fixture->history, "f/n", NULL));
  undo (fixture);
  vfs_files_assert_tree (fixture->vfs, "b|f/|f/a");
  g_assert_true (pyxis_vfs_history_make_folder (fixture->history, "n", NULL));
  vfs_files_put (fixture->vfs, "n/x", "");
  g_assert_false (pyxis_vfs_history_undo (fixture->history, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENOTEMPTY);
  vfs_files_assert_tree (fixture->vfs, "b|f/|f/a|n/|n/x");
}

/* As a page does it, later than anything that was done before. */
static void
change (Fixture *fixture, const char *path)
{
  PyxisVfsStat stat;
  gint64 later = g_get_real_time () / 1000 + 1000;

  vfs_files_put (fixture->vfs, path, "newer");
  g_assert_true (pyxis_vfs_stat (fixture->vfs, path, &stat, NULL));
  g_assert_true (pyxis_vfs_set_mtime (fixture->vfs, stat.ino, later, NULL));
}

/* What a page has written since is nobody's to undo: there is no way back to it. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new ("new", 3);
  g_autoptr (GPtrArray) created = g_ptr_array_new ();
  g_autoptr (GPtrArray) replaced = pyxis_vfs_kept_list_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_vfs_history_put (fixture->history, "b", bytes, NULL));
  change (fixture, "b");
  undo (fixture);
  vfs_files_assert_text (fixture->vfs, "b", "newer");
  vfs_files_assert_text (fixture->vfs, "b (2)", "B");

  g_ptr_array_add (created, (char *) "f");
  pyxis_vfs_history_note_upload (fixture->history, created, replaced);
  change (fixture, "f/result");
  g_assert_false (pyxis_vfs_history_undo (fixture->history, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EBUSY);
  vfs_files_assert_tree (fixture->vfs, "b|b (2)|f/|f/a|f/result");
}

static void
test_put (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new ("new", 3);

  g_assert_true (pyxis_vfs_history_put (fixture->history, "b", bytes, NULL));
  g_assert_true (pyxis_vfs_history_put (fixture->history, "c", bytes, NULL));
  vfs_files_assert_tree (fixture->vfs, "b|c|f/|f/a");
  undo (fixture);
  vfs_files_assert_tree (fixture->vfs, "b|f/|f/a");
  undo (fixture);
  vfs_files_assert_text (fixture->vfs, "b", "B");
}

static void
test_upload (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) created = g_ptr_array_new ();
  g_autoptr (GPtrArray) replaced = pyxis_vfs_kept_list_new ();

  pyxis_vfs_kept_list_add (replaced, fixture->vfs, "b", NULL);
  vfs_files_put (fixture->vfs, "b", "uploaded");
  vfs_files_put (fixture->vfs, "f/new", "uploaded");
  g_ptr_array_add (created, (char *) "f/new");
  pyxis_vfs_history_note_upload (fixture->history, created, replaced);
  undo (fixture);
  vfs_files_assert_tree (fixture->vfs, "b|f/|f/a");
  vfs_files_assert_text (fixture->vfs, "b", "B");
}

/* Nothing that is kept stands in the way of new files for long. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  const char *const paths[] = { "large", NULL };
  g_autofree char *text = g_strnfill (40000, 'x');

  for (guint i = 0; i < 2; i++) {
    vfs_files_put (fixture->vfs, "large", text);
    g_assert_cmpint (pyxis_vfs_history_remove (fixture->history, paths, NULL), ==, 1);
    if (i == 0)
      undo (fixture);
    else
      pyxis_vfs_history_settle (fixture->history);
  }
  g_assert_false (pyxis_vfs_history_can_undo (fixture->history));
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (fixture->vfs), <, 1000);

  for (guint i = 0; i < 150; i++) {
    vfs_files_put (fixture->vfs, "large", "x");
    g_assert_cmpint (pyxis_vfs_history_remove (fixture->history, paths, NULL), ==, 1);
  }
  for (guint i = 0; i < 101; i++)
    undo (fixture);
  g_assert_false (pyxis_vfs_history_can_undo (fixture->history));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/vfs-history/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("remove", test_remove);
  ADD ("remove-meanwhile", test_remove_meanwhile);
  ADD ("rename", test_rename);
  ADD ("move", test_move);
  ADD ("make-folder", test_make_folder);
  ADD ("newer", test_newer);
  ADD ("put", test_put);
  ADD ("upload", test_upload);
  ADD ("limit", test_limit);
  return g_test_run ();
}
