/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-part.h"

#include "../util/vfs-files.h"
#include "vfs-error.h"
#include "vfs-snapshot.h"

/* Takes a folder with two files and removes it. */
static PyxisVfsPart *
take_and_remove (PyxisVfs *vfs)
{
  g_autoptr (GError) error = NULL;
  PyxisVfsPart *part;

  vfs_files_make_folder (vfs, "a");
  vfs_files_make_folder (vfs, "a/b");
  vfs_files_put (vfs, "a/b/one", "1");
  vfs_files_put (vfs, "a/two", "22");
  part = pyxis_vfs_take_part (vfs, "a", &error);
  g_assert_no_error (error);
  g_assert_true (pyxis_vfs_remove (vfs, "a", NULL));
  return part;
}

static void
log_cb (PyxisVfs *vfs, guint change, const char *path, const char *old_path, GString *log)
{
  g_string_append_printf (log, "%c%s ", "ncrm"[change], path);
}

static void
test_place (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsPart) part = take_and_remove (vfs);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n_files;
  guint64 size;

  pyxis_vfs_part_measure (part, &n_files, &size);
  g_assert_cmpuint (n_files, ==, 4);
  g_assert_cmpuint (size, ==, 3);
  g_signal_connect (vfs, "changed", G_CALLBACK (log_cb), log);
  g_assert_true (pyxis_vfs_place_part (vfs, "c", part, &error));
  vfs_files_assert_tree (vfs, "c/|c/b/|c/b/one|c/two");
  vfs_files_assert_text (vfs, "c/b/one", "1");
  vfs_files_assert_text (vfs, "c/two", "22");
  g_assert_true (g_str_has_prefix (log->str, "nc "));
  g_assert_nonnull (strstr (log->str, "nc/b nc/b/one"));
  g_assert_cmpuint (strlen (log->str), ==, strlen ("nc nc/b nc/b/one nc/two "));

  /* A part is as it was, whatever is written to what was made of it. */
  vfs_files_put (vfs, "c/two", "other");
  g_assert_true (pyxis_vfs_place_part (vfs, "d", part, &error));
  vfs_files_assert_text (vfs, "d/two", "22");
}

static void
test_replace_file (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsPart) part = NULL;
  PyxisVfsStat before, after;

  vfs_files_put (vfs, "a", "old");
  pyxis_vfs_stat (vfs, "a", &before, NULL);
  part = pyxis_vfs_take_part (vfs, "a", NULL);
  vfs_files_put (vfs, "a", "new");
  g_assert_true (pyxis_vfs_place_part (vfs, "a", part, NULL));
  pyxis_vfs_stat (vfs, "a", &after, NULL);
  vfs_files_assert_text (vfs, "a", "old");
  g_assert_cmpuint (after.ino, ==, before.ino);
  g_assert_cmpint (after.mtime, ==, before.mtime);
}

/* All or nothing. */
static void
test_refused (void)
{
  static const struct {
    const char *path;
    int code;
  } cases[] = {
    { "", PYXIS_VFS_EEXIST },       { "file", PYXIS_VFS_EEXIST }, { "folder", PYXIS_VFS_EEXIST },
    { "none/a", PYXIS_VFS_ENOENT }, { "../a", PYXIS_VFS_EINVAL }, { "file/a", PYXIS_VFS_ENOTDIR },
    { "a", PYXIS_VFS_ENOSPC },
  };
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 5);
  g_autoptr (PyxisVfsPart) part = take_and_remove (vfs);

  vfs_files_put (vfs, "file", "");
  vfs_files_make_folder (vfs, "folder");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].path);
    g_assert_false (pyxis_vfs_place_part (vfs, cases[i].path, part, &error));
    g_assert_error (error, PYXIS_VFS_ERROR, cases[i].code);
  }
  vfs_files_assert_tree (vfs, "file|folder/");
  g_assert_null (pyxis_vfs_take_part (vfs, "none", NULL));
}

static void
test_long_path (void)
{
  g_autofree char *name = g_strnfill (250, 'x');
  g_autoptr (GString) path = g_string_new (name);
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsPart) part = take_and_remove (vfs);
  g_autoptr (GError) error = NULL;

  while (path->len + 251 < PYXIS_VFS_PATH_MAX) {
    vfs_files_make_folder (vfs, path->str);
    g_string_append_printf (path, "/%s", name);
  }
  vfs_files_make_folder (vfs, path->str);
  g_string_append_c (path, '/');
  while (path->len < PYXIS_VFS_PATH_MAX - 4)
    g_string_append_c (path, 'y');
  g_assert_false (pyxis_vfs_place_part (vfs, path->str, part, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENAMETOOLONG);
}

/* What only a part holds is charged, and given back. */
static void
test_charge (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  PyxisVfsPart *part;
  gsize used;

  vfs_files_put (vfs, "a", "some bytes");
  used = pyxis_vfs_get_used_bytes (vfs);
  part = pyxis_vfs_take_part (vfs, "a", NULL);
  g_assert_true (pyxis_vfs_remove (vfs, "a", NULL));
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, used);
  pyxis_vfs_part_unref (part);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 0);
}

/* Nothing comes to a place where nothing may be changed. */
static void
test_read_only (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsPart) part = NULL;
  g_autoptr (GError) error = NULL;

  vfs_files_put (vfs, "a", "1");
  part = pyxis_vfs_take_part (vfs, "a", NULL);
  pyxis_vfs_set_read_only (vfs);
  g_assert_false (pyxis_vfs_place_part (vfs, "b", part, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EROFS);
  g_assert_false (pyxis_vfs_place_part (vfs, "a", part, NULL));
  vfs_files_assert_tree (vfs, "a");
}

/* Only what is named, with its folders; the rest of them is shared. */
static void
test_pick (void)
{
  static const char *const paths[] = { "a/b/one", "three", "a", "none", NULL };
  static const char *const nothing[] = { NULL };
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsPart) all = NULL;
  g_autoptr (PyxisVfsPart) part = NULL;
  g_autoptr (PyxisVfsPart) none = NULL;

  vfs_files_make_folder (vfs, "a");
  vfs_files_make_folder (vfs, "a/b");
  vfs_files_make_folder (vfs, "empty");
  vfs_files_put (vfs, "a/b/one", "1");
  vfs_files_put (vfs, "a/two", "22");
  vfs_files_put (vfs, "three", "333");
  all = pyxis_vfs_take_part (vfs, "", NULL);
  part = pyxis_vfs_part_pick (all, paths);
  none = pyxis_vfs_part_pick (all, nothing);
  g_assert_cmpuint (pyxis_vfs_part_get_n_entries (none), ==, 0);
  pyxis_vfs_restore (vfs, part);
  vfs_files_assert_tree (vfs, "a/|a/b/|a/b/one|three");
  vfs_files_assert_text (vfs, "a/b/one", "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-part/place", test_place);
  g_test_add_func ("/vfs-part/replace-file", test_replace_file);
  g_test_add_func ("/vfs-part/refused", test_refused);
  g_test_add_func ("/vfs-part/long-path", test_long_path);
  g_test_add_func ("/vfs-part/charge", test_charge);
  g_test_add_func ("/vfs-part/read-only", test_read_only);
  g_test_add_func ("/vfs-part/pick", test_pick);
  return g_test_run ();
}
