/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-snapshot.h"

#include "../util/vfs-op.h"

static const char *const names[] = { "created", "changed", "removed", "moved" };

static void
put (PyxisVfs *vfs, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  pyxis_vfs_put (vfs, path, bytes, &error);
  g_assert_no_error (error);
}

static void
make_folder (PyxisVfs *vfs, const char *path)
{
  g_assert_cmpuint (pyxis_vfs_make_folder (vfs, path, 0755, NULL), !=, 0);
}

static guint64
find (PyxisVfs *vfs, const char *path)
{
  PyxisVfsStat stat;

  g_assert_true (pyxis_vfs_stat (vfs, path, &stat, NULL));
  return stat.ino;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Sorted: the order among equals is nobody's business. */
static char *
describe (PyxisVfsSnapshot *from, PyxisVfsSnapshot *to)
{
  g_autoptr (GPtrArray) differences = pyxis_vfs_snapshot_compare (from, to);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < differences->len; i++) {
    const PyxisVfsDifference *one = differences->pdata[i];

    g_ptr_array_add (lines,
                     g_strdup_printf ("%s%s %s %d>%d", one->path, one->is_folder ? "/" : "",
                                      names[one->change], (int) one->old_size, (int) one->size));
  }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("; ", (char **) lines->pdata);
}

static PyxisVfs *
make_tree (void)
{
  PyxisVfs *vfs = pyxis_vfs_new ();

  make_folder (vfs, "a");
  make_folder (vfs, "a/b");
  make_folder (vfs, "c");
  put (vfs, "a/b/deep", "deep");
  put (vfs, "a/x", "x");
  put (vfs, "file", "text");
  return vfs;
}

/* One call, the differences that it makes, and that a snapshot from before undoes it. */
static void
test_table (void)
{
  static const struct {
    Op op;
    const char *differences;
  } rows[] = {
    { { OP_STAT, "" }, "" },
    { { OP_CREATE, "new" }, "new created 0>0" },
    { { OP_MKDIR, "c/new" }, "c/new/ created 0>0" },
    { { OP_UNLINK, "a/b/deep" }, "a/b/deep removed 4>0" },
    { { OP_REMOVE, "a" },
      "a/ removed 0>0; a/b/ removed 0>0; a/b/deep removed 4>0; a/x removed 1>0" },
    { { OP_RENAME, "a/b", "c" }, "a/b/ removed 0>0; a/b/deep removed 4>0; c/deep created 0>4" },
    { { OP_RENAME, "file", "a/x" }, "a/x changed 1>4; file removed 4>0" },
    { { OP_RENAME, "a", "d" },
      "a/ removed 0>0; a/b/ removed 0>0; a/b/deep removed 4>0; a/x removed 1>0; "
      "d/ created 0>0; d/b/ created 0>0; d/b/deep created 0>4; d/x created 0>1" },
    { { OP_OPEN, "file", .flags = PYXIS_VFS_OPEN_TRUNCATE }, "file changed 4>0" },
    { { OP_OPEN, "file" }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisVfs) vfs = make_tree ();
    VfsSubject subject = { vfs };
    g_autoptr (PyxisVfsSnapshot) before = pyxis_vfs_take_snapshot (vfs);
    g_autoptr (PyxisVfsSnapshot) after = NULL;
    g_autoptr (PyxisVfsSnapshot) restored = NULL;
    g_autoptr (GString) result = g_string_new (NULL);
    g_autofree char *differences = NULL;
    g_autofree char *left = NULL;

    g_assert_cmpint (vfs_run (&subject, &rows[i].op, result), ==, 0);
    after = pyxis_vfs_take_snapshot (vfs);
    differences = describe (before, after);
    g_assert_cmpstr (differences, ==, rows[i].differences);
    pyxis_vfs_restore (vfs, before);
    restored = pyxis_vfs_take_snapshot (vfs);
    left = describe (before, restored);
    g_assert_cmpstr (left, ==, "");
  }
}

/* A folder where a file was, and the other way round. */
static void
test_other_kind (void)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsSnapshot) before = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (PyxisVfsSnapshot) after = NULL;
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;

  g_assert_true (pyxis_vfs_unlink (vfs, "file", NULL));
  make_folder (vfs, "file");
  put (vfs, "file/x", "12");
  g_assert_true (pyxis_vfs_remove_folder (vfs, "c", NULL));
  put (vfs, "c", "123");
  after = pyxis_vfs_take_snapshot (vfs);
  there = describe (before, after);
  g_assert_cmpstr (there, ==,
                   "c created 0>3; c/ removed 0>0; file removed 4>0; file/ created 0>0; "
                   "file/x created 0>2");
  pyxis_vfs_restore (vfs, before);
  pyxis_vfs_restore (vfs, after);
  g_clear_pointer (&before, pyxis_vfs_snapshot_unref);
  before = pyxis_vfs_take_snapshot (vfs);
  back = describe (before, after);
  g_assert_cmpstr (back, ==, "");
}

/* Everything against nothing, in an order in which it can be written to a disk. */
static void
test_everything (void)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfs) other = pyxis_vfs_new ();
  g_autoptr (PyxisVfsSnapshot) all = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (GPtrArray) differences = pyxis_vfs_snapshot_compare (NULL, all);
  g_autoptr (GPtrArray) removals = pyxis_vfs_snapshot_compare (all, NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) result = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++) {
    const PyxisVfsDifference *one = differences->pdata[i];
    g_autoptr (GInputStream) stream = NULL;
    char data[100];
    gsize n;

    if (one->is_folder) {
      make_folder (other, one->path);
      continue;
    }
    stream = pyxis_vfs_part_open_stream (one->entry);
    g_assert_true (g_input_stream_read_all (stream, data, sizeof data - 1, &n, NULL, NULL));
    g_assert_cmpuint (n, ==, one->size);
    data[n] = '\0';
    g_assert_cmpuint (pyxis_vfs_create (other, one->path, one->mode, NULL), !=, 0);
    g_assert_true (pyxis_vfs_append (other, find (other, one->path), data, n, NULL, NULL));
  }
  op_dump (vfs_run, &(VfsSubject){ vfs }, "", expected);
  op_dump (vfs_run, &(VfsSubject){ other }, "", result);
  g_assert_cmpstr (result->str, ==, expected->str);

  for (guint i = 0; i < removals->len; i++) {
    const PyxisVfsDifference *one = removals->pdata[i];

    g_assert_true (one->is_folder ? pyxis_vfs_remove_folder (other, one->path, NULL)
                                  : pyxis_vfs_unlink (other, one->path, NULL));
  }
  g_assert_cmpuint (pyxis_vfs_get_n_files (other), ==, 0);
}

/* Entries come in an order of their own, which is another one when a folder has grown. */
static void
test_order (void)
{
  for (guint round = 0; round < 100; round++) {
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
    g_autoptr (PyxisVfsSnapshot) before = NULL;
    g_autoptr (PyxisVfsSnapshot) after = NULL;
    g_autoptr (GPtrArray) differences = NULL;
    guint n_of[G_N_ELEMENTS (names)] = { 0 };

    for (guint i = 0; i < 10 + round; i++) {
      g_autofree char *path = g_strdup_printf ("%u", i);

      put (vfs, path, "x");
    }
    before = pyxis_vfs_take_snapshot (vfs);
    for (guint i = 0; i < round; i++) {
      g_autofree char *path = g_strdup_printf ("new %u", i);

      put (vfs, path, "x");
    }
    put (vfs, "0", "y");
    g_assert_true (pyxis_vfs_unlink (vfs, "1", NULL));
    g_assert_true (pyxis_vfs_unlink (vfs, "2", NULL));
    after = pyxis_vfs_take_snapshot (vfs);

    differences = pyxis_vfs_snapshot_compare (before, after);
    for (guint i = 0; i < differences->len; i++)
      n_of[((PyxisVfsDifference *) differences->pdata[i])->change]++;
    g_assert_cmpuint (n_of[PYXIS_VFS_CREATED], ==, round);
    g_assert_cmpuint (n_of[PYXIS_VFS_CHANGED], ==, 1);
    g_assert_cmpuint (n_of[PYXIS_VFS_REMOVED], ==, 2);
  }
}

/* The same ten in a folder that was larger for a while: every order against every other. */
static void
test_same_in_another_order (void)
{
  for (guint round = 0; round < 500; round++) {
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
    g_autoptr (PyxisVfsSnapshot) before = NULL;
    g_autoptr (PyxisVfsSnapshot) after = NULL;
    g_autofree char *differences = NULL;
    char name[] = "a";

    for (; *name < 'a' + 10; (*name)++)
      put (vfs, name, "x");
    before = pyxis_vfs_take_snapshot (vfs);
    for (; *name < 'a' + 20; (*name)++)
      put (vfs, name, "x");
    while (--*name >= 'a' + 10)
      g_assert_true (pyxis_vfs_unlink (vfs, name, NULL));
    after = pyxis_vfs_take_snapshot (vfs);
    differences = describe (before, after);
    g_assert_cmpstr (differences, ==, "");
  }
}

/* Nothing is copied until it is written, and what only a snapshot holds counts until it goes. */
static void
test_costs (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GBytes) big = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  g_autoptr (PyxisVfsSnapshot) first = NULL;
  g_autoptr (PyxisVfsSnapshot) second = NULL;
  gsize used;

  g_assert_true (pyxis_vfs_put (vfs, "big", big, NULL));
  used = pyxis_vfs_get_used_bytes (vfs);
  first = pyxis_vfs_take_snapshot (vfs);
  second = pyxis_vfs_take_snapshot (vfs);
  g_assert_true (first == second);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, used);

  g_assert_true (pyxis_vfs_write (vfs, find (vfs, "big"), 5, "x", 1, NULL));
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), >, used);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), <, used + (1 << 17));
  g_assert_true (pyxis_vfs_unlink (vfs, "big", NULL));
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, used);
  g_clear_pointer (&first, pyxis_vfs_snapshot_unref);
  g_clear_pointer (&second, pyxis_vfs_snapshot_unref);
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 0);
}

/* A snapshot that is gone leaves nothing shared behind: at the limit there is no room for a copy. */
static void
test_gone (void)
{
  const PyxisVfsLimits limits = { 2 * 65536 + 32, 10, 100, 100 };
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new_with_limits (&limits);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (2 * 65536), 2 * 65536);
  guint64 ino = pyxis_vfs_create (vfs, "file", 0644, NULL);

  g_assert_true (
    pyxis_vfs_append (vfs, ino, g_bytes_get_data (bytes, NULL), 2 * 65536 - 1, NULL, NULL));
  pyxis_vfs_snapshot_unref (pyxis_vfs_take_snapshot (vfs));
  g_assert_true (pyxis_vfs_truncate (vfs, ino, 2 * 65536, NULL));
  pyxis_vfs_snapshot_unref (pyxis_vfs_take_snapshot (vfs));
  g_assert_true (pyxis_vfs_write (vfs, ino, 0, "x", 1, NULL));
  pyxis_vfs_snapshot_unref (pyxis_vfs_take_snapshot (vfs));
  g_assert_true (pyxis_vfs_put (vfs, "file", bytes, NULL));
}

/* Nor does a folder that is removed but open. */
static void
test_open_folder (void)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();

  g_assert_cmpuint (pyxis_vfs_open (vfs, "a", 0, NULL), !=, 0);
  g_assert_cmpuint (pyxis_vfs_open (vfs, "a/b", 0, NULL), !=, 0);
  pyxis_vfs_snapshot_unref (pyxis_vfs_take_snapshot (vfs));
  g_assert_true (pyxis_vfs_remove (vfs, "a", NULL));
  g_assert_true (pyxis_vfs_unlink (vfs, "file", NULL));
  g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 0);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 3);
  pyxis_vfs_close_all (vfs);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 1);
}

static void
log_change (PyxisVfs *vfs, guint change, const char *path, const char *old_path, GString *log)
{
  g_string_append_printf (log, "%s %s; ", names[change], path);
}

/* Open files stay what they are; listeners hear of everything. */
static void
test_restore (void)
{
  g_autoptr (PyxisVfs) vfs = make_tree ();
  g_autoptr (PyxisVfsSnapshot) before = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (GString) log = g_string_new (NULL);
  guint64 file = pyxis_vfs_open (vfs, "file", 0, NULL);
  guint64 added = pyxis_vfs_open (vfs, "added", PYXIS_VFS_OPEN_CREATE, NULL);
  PyxisVfsStat old, now;
  gint64 folder;
  char data[10];

  g_assert_true (pyxis_vfs_stat_ino (vfs, file, &old, NULL));
  g_assert_true (pyxis_vfs_write (vfs, file, 0, "other", 5, NULL));
  g_assert_true (pyxis_vfs_set_mode (vfs, file, 0600, NULL));
  g_assert_true (pyxis_vfs_append (vfs, added, "new", 3, NULL, NULL));
  g_assert_true (pyxis_vfs_stat (vfs, "", &now, NULL));
  folder = now.mtime;
  g_signal_connect (vfs, "changed", G_CALLBACK (log_change), log);
  pyxis_vfs_restore (vfs, before);

  g_assert_cmpstr (log->str, ==, "removed added; changed file; ");
  g_assert_true (pyxis_vfs_stat_ino (vfs, file, &now, NULL));
  g_assert_cmpint (pyxis_vfs_read (vfs, file, 0, data, 10, NULL), ==, 4);
  g_assert_cmpmem (data, 4, "text", 4);
  g_assert_cmpint (now.mtime, ==, old.mtime);
  g_assert_cmpuint (now.mode, ==, old.mode);
  g_assert_cmpint (pyxis_vfs_read (vfs, added, 0, data, 10, NULL), ==, 3);
  g_assert_true (pyxis_vfs_stat (vfs, "", &now, NULL));
  g_assert_cmpint (now.mtime, >, folder);
}

/* The last owner may be another thread, after the file system. */
static gpointer
free_snapshot (gpointer snapshot)
{
  g_ptr_array_unref (pyxis_vfs_snapshot_compare (NULL, snapshot));
  pyxis_vfs_snapshot_unref (snapshot);
  return NULL;
}

static void
test_lifetime (void)
{
  PyxisVfs *vfs = make_tree ();
  PyxisVfsSnapshot *snapshot = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (PyxisVfsSnapshot) other = pyxis_vfs_snapshot_ref (snapshot);
  GThread *thread = g_thread_new ("snapshot", free_snapshot, snapshot);

  put (vfs, "file", "changed meanwhile");
  g_thread_join (thread);
  g_assert_finalize_object (vfs);
  g_free (describe (NULL, other));
}

/* As deep as it goes. */
static void
test_depth (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GString) path = g_string_new ("a");
  g_autoptr (PyxisVfsSnapshot) empty = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (PyxisVfsSnapshot) full = NULL;

  for (make_folder (vfs, "a"); path->len < PYXIS_VFS_PATH_MAX - 1; make_folder (vfs, path->str))
    g_string_append (path, "/a");
  full = pyxis_vfs_take_snapshot (vfs);
  pyxis_vfs_restore (vfs, empty);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 0);
  pyxis_vfs_restore (vfs, full);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, PYXIS_VFS_PATH_MAX / 2);
}

typedef struct {
  PyxisVfsSnapshot *snapshot;
  char *dump; /* how it was, said by the tree itself at that time */
} Version;

static void
clear_version (gpointer version)
{
  pyxis_vfs_snapshot_unref (((Version *) version)->snapshot);
  g_free (((Version *) version)->dump);
}

static char *
dump (PyxisVfs *vfs)
{
  GString *result = g_string_new (NULL);

  op_dump (vfs_run, &(VfsSubject){ vfs }, "", result);
  return g_string_free (result, FALSE);
}

static void
do_random (PyxisVfs *vfs, GRand *random)
{
  static const OpKind kinds[] = { OP_CREATE, OP_CREATE, OP_MKDIR,  OP_MKDIR,  OP_MKDIR,
                                  OP_MKDIR,  OP_UNLINK, OP_REMOVE, OP_RENAME, OP_RENAME,
                                  OP_WRITE,  OP_WRITE,  OP_WRITE };
  VfsSubject subject = { vfs };
  g_autoptr (GString) result = g_string_new (NULL);
  char paths[2][8];
  Op op = { kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))], paths[0], paths[1] };

  for (guint i = 0; i < 2; i++)
    g_snprintf (paths[i], sizeof paths[i], "%c/%c/%c", g_rand_int_range (random, 'a', 'd'),
                g_rand_int_range (random, 'a', 'd'), g_rand_int_range (random, 'a', 'd'));
  if (op.kind != OP_REMOVE)
    paths[0][1 + 2 * g_rand_int_range (random, 0, 3)] = '\0';
  paths[1][1 + 2 * g_rand_int_range (random, 0, 3)] = '\0';
  if (op.kind != OP_WRITE) {
    (void) vfs_run (&subject, &op, result);
    return;
  }

  op.kind = OP_OPEN;
  op.flags = PYXIS_VFS_OPEN_CREATE;
  if (vfs_run (&subject, &op, result) != 0)
    return;
  op = (Op){ OP_WRITE, .offset = g_rand_int_range (random, 0, 70000), .length = 1000, .fill = 'x' };
  (void) vfs_run (&subject, &op, result);
  (void) vfs_run (&subject, &(Op){ OP_CLOSE }, result);
}

/* Whatever was done since, a snapshot brings back what was there. */
static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 4; seed++) {
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
    g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (Version));
    guint most = 0;

    g_array_set_clear_func (versions, clear_version);
    for (guint i = 0; i < 60; i++) {
      Version version;

      for (guint k = 0; k < 30; k++)
        do_random (vfs, random);
      most = MAX (most, pyxis_vfs_get_n_files (vfs));
      version = (Version){ pyxis_vfs_take_snapshot (vfs), dump (vfs) };
      g_array_append_val (versions, version);
      if (i % 3 == 2) {
        Version *old =
          &g_array_index (versions, Version, g_rand_int_range (random, 0, versions->len));
        g_autofree char *restored = NULL;

        pyxis_vfs_restore (vfs, old->snapshot);
        restored = dump (vfs);
        g_assert_cmpstr (restored, ==, old->dump);
      }
    }
    g_assert_cmpuint (most, >, 8);
    g_clear_pointer (&versions, g_array_unref);
    for (char name[] = "a"; *name < 'd'; (*name)++)
      (void) pyxis_vfs_remove (vfs, name, NULL);
    g_assert_cmpuint (pyxis_vfs_get_used_bytes (vfs), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-snapshot/table", test_table);
  g_test_add_func ("/vfs-snapshot/other-kind", test_other_kind);
  g_test_add_func ("/vfs-snapshot/everything", test_everything);
  g_test_add_func ("/vfs-snapshot/order", test_order);
  g_test_add_func ("/vfs-snapshot/same-in-another-order", test_same_in_another_order);
  g_test_add_func ("/vfs-snapshot/costs", test_costs);
  g_test_add_func ("/vfs-snapshot/gone", test_gone);
  g_test_add_func ("/vfs-snapshot/open-folder", test_open_folder);
  g_test_add_func ("/vfs-snapshot/restore", test_restore);
  g_test_add_func ("/vfs-snapshot/lifetime", test_lifetime);
  g_test_add_func ("/vfs-snapshot/depth", test_depth);
  g_test_add_func ("/vfs-snapshot/random", test_random);
  return g_test_run ();
}
