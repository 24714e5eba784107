/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/vfs-model.h"
#include "../util/vfs-real.h"

#define ROUNDS 3000

static const Op given[] = {
  { OP_MKDIR, "folder" },       { OP_MKDIR, "folder/sub" }, { OP_CREATE, "folder/file" },
  { OP_MKDIR, "empty" },        { OP_CREATE, "file" },      { OP_CREATE, "other" },
  { OP_MKDIR, "folder/sub/x" },
};

/* What is asked of `given`, and the errno of WASI for it. */
static const struct {
  Op op;
  int code;
} rows[] = {
  { { OP_CREATE, "new" } },
  { { OP_CREATE, "folder/new" } },
  { { OP_CREATE, "file" }, PYXIS_VFS_EEXIST },
  { { OP_CREATE, "folder" }, PYXIS_VFS_EEXIST },
  { { OP_CREATE, "new/" }, PYXIS_VFS_EISDIR },
  { { OP_CREATE, "missing/new" }, PYXIS_VFS_ENOENT },
  { { OP_CREATE, "file/new" }, PYXIS_VFS_ENOTDIR },
  { { OP_MKDIR, "new" } },
  { { OP_MKDIR, "new/" } },
  { { OP_MKDIR, "file" }, PYXIS_VFS_EEXIST },
  { { OP_MKDIR, "file/" }, PYXIS_VFS_EEXIST },
  { { OP_MKDIR, "folder" }, PYXIS_VFS_EEXIST },
  { { OP_MKDIR, "" }, PYXIS_VFS_EEXIST },
  { { OP_MKDIR, "missing/new" }, PYXIS_VFS_ENOENT },
  { { OP_MKDIR, "file/new" }, PYXIS_VFS_ENOTDIR },
  { { OP_UNLINK, "file" } },
  { { OP_UNLINK, "file/" }, PYXIS_VFS_ENOTDIR },
  { { OP_UNLINK, "missing" }, PYXIS_VFS_ENOENT },
  { { OP_UNLINK, "missing/" }, PYXIS_VFS_ENOENT },
  { { OP_UNLINK, "empty" }, PYXIS_VFS_EISDIR },
  { { OP_UNLINK, "file/x" }, PYXIS_VFS_ENOTDIR },
  { { OP_RMDIR, "empty" } },
  { { OP_RMDIR, "empty/" } },
  { { OP_RMDIR, "folder" }, PYXIS_VFS_ENOTEMPTY },
  { { OP_RMDIR, "file" }, PYXIS_VFS_ENOTDIR },
  { { OP_RMDIR, "missing" }, PYXIS_VFS_ENOENT },
  { { OP_REMOVE, "folder" } },
  { { OP_REMOVE, "file" } },
  { { OP_REMOVE, "file/" }, PYXIS_VFS_ENOTDIR },
  { { OP_REMOVE, "missing" }, PYXIS_VFS_ENOENT },
  { { OP_STAT, "" } },
  { { OP_STAT, "folder" } },
  { { OP_STAT, "folder/" } },
  { { OP_STAT, "file" } },
  { { OP_STAT, "file/" }, PYXIS_VFS_ENOTDIR },
  { { OP_STAT, "file/x" }, PYXIS_VFS_ENOTDIR },
  { { OP_STAT, "missing/x" }, PYXIS_VFS_ENOENT },
  { { OP_LIST, "" } },
  { { OP_LIST, "folder" } },
  { { OP_LIST, "empty/" } },
  { { OP_LIST, "file" }, PYXIS_VFS_ENOTDIR },
  { { OP_LIST, "missing" }, PYXIS_VFS_ENOENT },
  { { OP_RENAME, "file", "new" } },
  { { OP_RENAME, "file", "folder/new" } },
  { { OP_RENAME, "file", "other" } },
  { { OP_RENAME, "file", "file" } },
  { { OP_RENAME, "file", "empty" }, PYXIS_VFS_EISDIR },
  { { OP_RENAME, "file", "folder" }, PYXIS_VFS_EISDIR },
  { { OP_RENAME, "file", "new/" }, PYXIS_VFS_ENOTDIR },
  { { OP_RENAME, "file/", "new" }, PYXIS_VFS_ENOTDIR },
  { { OP_RENAME, "file", "other/x" }, PYXIS_VFS_ENOTDIR },
  { { OP_RENAME, "file", "missing/x" }, PYXIS_VFS_ENOENT },
  { { OP_RENAME, "missing", "new" }, PYXIS_VFS_ENOENT },
  { { OP_RENAME, "missing", "missing" }, PYXIS_VFS_ENOENT },
  { { OP_RENAME, "folder", "new" } },
  { { OP_RENAME, "folder", "new/" } },
  { { OP_RENAME, "folder", "empty" } },
  { { OP_RENAME, "folder", "folder" } },
  { { OP_RENAME, "folder", "file" }, PYXIS_VFS_ENOTDIR },
  { { OP_RENAME, "empty", "folder" }, PYXIS_VFS_ENOTEMPTY },
  { { OP_RENAME, "folder", "folder/x" }, PYXIS_VFS_EINVAL },
  { { OP_RENAME, "folder", "folder/sub" }, PYXIS_VFS_EINVAL },
  { { OP_RENAME, "folder", "folder/sub/x/y" }, PYXIS_VFS_EINVAL },
  { { OP_RENAME, "folder/sub", "folder" }, PYXIS_VFS_ENOTEMPTY },
  { { OP_RENAME, "folder/file", "folder" }, PYXIS_VFS_ENOTEMPTY },
  { { OP_RENAME, "folder/sub", "empty" } },
  { { OP_OPEN, "file" } },
  { { OP_OPEN, "file/" }, PYXIS_VFS_ENOTDIR },
  { { OP_OPEN, "missing" }, PYXIS_VFS_ENOENT },
  { { OP_OPEN, "new", .flags = PYXIS_VFS_OPEN_CREATE } },
  { { OP_OPEN, "new/", .flags = PYXIS_VFS_OPEN_CREATE }, PYXIS_VFS_EISDIR },
  { { OP_OPEN, "file", .flags = PYXIS_VFS_OPEN_CREATE } },
  { { OP_OPEN, "file", .flags = PYXIS_VFS_OPEN_CREATE | PYXIS_VFS_OPEN_EXCLUSIVE },
    PYXIS_VFS_EEXIST },
  { { OP_OPEN, "folder", .flags = PYXIS_VFS_OPEN_CREATE | PYXIS_VFS_OPEN_EXCLUSIVE },
    PYXIS_VFS_EEXIST },
  { { OP_OPEN, "folder", .flags = PYXIS_VFS_OPEN_CREATE }, PYXIS_VFS_EISDIR },
  { { OP_OPEN, "folder", .flags = PYXIS_VFS_OPEN_TRUNCATE }, PYXIS_VFS_EISDIR },
};

static void
start (OpRun run, gpointer subject)
{
  g_autoptr (GString) result = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    g_assert_cmpint (run (subject, &given[i], result), ==, 0);
}

/* One row after another on fresh trees of all three kinds. */
static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
    g_autoptr (Model) model = model_new (pyxis_vfs_get_limits (vfs));
    RealSubject real = { folder };
    VfsSubject subject = { vfs };
    const struct {
      OpRun run;
      gpointer subject;
    } all[] = { { real_run, &real }, { vfs_run, &subject }, { model_run, model } };
    g_autofree char *first = NULL;

    g_test_message ("%d %s %s", rows[i].op.kind, rows[i].op.path, rows[i].op.to);
    for (guint k = 0; k < G_N_ELEMENTS (all); k++) {
      g_autoptr (GString) result = g_string_new (NULL);

      start (all[k].run, all[k].subject);
      g_assert_cmpint (all[k].run (all[k].subject, &rows[i].op, result), ==, rows[i].code);
      op_dump (all[k].run, all[k].subject, "", result);
      if (k == 0)
        first = g_strdup (result->str);
      else
        g_assert_cmpstr (result->str, ==, first);
    }
    if (real.slots[0] > 0)
      close (real.slots[0]);
  }
}

typedef struct {
  GRand *random;
  gboolean has_bad_names;
  char path[2][64];
  Op op;
  gboolean is_open[N_SLOTS];
} Generator;

static guint
pick (Generator *self, guint n)
{
  return g_rand_int_range (self->random, 0, n);
}

static const char *
make_path (Generator *self, guint which)
{
  static const char *const names[] = { "a", "b", "c", "ü" };
  static const char *const bad[] = { ".", "..", "", "longer", "\xff" };
  char *path = self->path[which];
  guint depth = 1 + pick (self, 4);

  *path = '\0';
  for (guint i = 0; i < depth; i++) {
    gboolean is_bad = self->has_bad_names && pick (self, 40) == 0;

    if (i > 0)
      strcat (path, "/");
    strcat (path, is_bad ? bad[pick (self, G_N_ELEMENTS (bad))]
                         : names[pick (self, G_N_ELEMENTS (names))]);
  }
  if (pick (self, 12) == 0)
    strcat (path, "/");
  return path;
}

static const Op *
next_op (Generator *self)
{
  Op *op = &self->op;

  *op = (Op){
    .kind = pick (self, N_OPS),
    .path = make_path (self, 0),
    .to = make_path (self, 1),
    .flags = pick (self, 8),
    .slot = pick (self, N_SLOTS - 1),
    .offset = pick (self, 3) ? pick (self, 300) : pick (self, 200000),
    .length = pick (self, 3) ? pick (self, 300) : pick (self, 100000),
    .fill = 'a' + pick (self, 26),
  };
  /* Half of the removals and truncations, so that there is something to see. */
  if ((op->kind == OP_REMOVE || op->kind == OP_RMDIR) && pick (self, 2))
    op->kind = OP_MKDIR;
  if (op->kind == OP_OPEN && self->is_open[op->slot])
    op->kind = OP_READ;
  else if (op->kind > OP_OPEN && !self->is_open[op->slot])
    op->kind = OP_OPEN;
  if (op->kind == OP_OPEN && !(op->flags & PYXIS_VFS_OPEN_CREATE))
    op->flags &= ~PYXIS_VFS_OPEN_EXCLUSIVE;
  return op;
}

/* The same random calls for both, which must answer the same and hold the same in the end. */
static void
assert_alike (
  guint32 seed, gboolean has_bad_names, OpRun run, gpointer subject, PyxisVfs *vfs, guint *n_done)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Generator generator = { random, has_bad_names };
  VfsSubject mine = { vfs };

  for (guint i = 0; i < ROUNDS; i++) {
    const Op *op = next_op (&generator);
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autoptr (GString) result = g_string_new (NULL);
    int code = run (subject, op, expected);
    int answer = vfs_run (&mine, op, result);

    if (answer != code)
      g_test_message ("seed %u, call %u: %d “%s” “%s” %d", seed, i, op->kind, op->path, op->to,
                      op->flags);
    g_assert_cmpint (answer, ==, code);
    if (op->kind == OP_OPEN || op->kind == OP_CLOSE)
      generator.is_open[op->slot] = op->kind == OP_OPEN && code == 0;
    if (i % 100 == 99) {
      op_dump (run, subject, "", expected);
      op_dump (vfs_run, &mine, "", result);
    }
    g_assert_cmpstr (result->str, ==, expected->str);
    *n_done += code == 0;
  }
  for (guint slot = 0; slot < N_SLOTS; slot++)
    if (generator.is_open[slot])
      g_assert_cmpint (run (subject, &(Op){ OP_CLOSE, .slot = slot }, NULL), ==, 0);
}

static void
test_random_folder (void)
{
  for (guint32 seed = 1; seed <= 3; seed++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
    RealSubject real = { folder };
    guint n_done = 0;

    assert_alike (seed, FALSE, real_run, &real, vfs, &n_done);
    g_assert_cmpuint (n_done, >, ROUNDS / 4);
  }
}

/* With limits that are soon reached, and names that no folder takes. */
static void
test_random_model (void)
{
  for (guint32 seed = 1; seed <= 6; seed++) {
    const PyxisVfsLimits limits = { 1 << 26, 14, 9, 5 };
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new_with_limits (&limits);
    g_autoptr (Model) model = model_new (&limits);
    guint n_done = 0;

    assert_alike (seed, TRUE, model_run, model, vfs, &n_done);
    g_assert_cmpuint (n_done, >, ROUNDS / 5);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-posix/table", test_table);
  g_test_add_func ("/vfs-posix/random-folder", test_random_folder);
  g_test_add_func ("/vfs-posix/random-model", test_random_model);
  return g_test_run ();
}
