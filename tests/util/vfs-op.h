/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "vfs-file.h"

/* One call of a file system, which a PyxisVfs, a real folder (vfs-real.h) and a model (vfs-model.h)
 * all take. What is found goes into a text, so that two of them can be compared. */
typedef enum {
  OP_CREATE,
  OP_MKDIR,
  OP_UNLINK,
  OP_RMDIR,
  OP_REMOVE, /* with all below */
  OP_RENAME,
  OP_STAT,
  OP_LIST,
  OP_OPEN, /* a file, into a slot that is free */
  OP_READ, /* from here on of what is open in a slot */
  OP_WRITE,
  OP_APPEND,
  OP_TRUNCATE, /* to `offset` */
  OP_CLOSE,
  N_OPS,
} OpKind;

#define N_SLOTS 4

typedef struct {
  OpKind kind;
  const char *path;
  const char *to;
  PyxisVfsOpenFlags flags;
  guint slot;
  guint64 offset;
  gsize length;
  guint8 fill;
} Op;

/* 0, or an errno of WASI; what was found is appended to `result`. */
typedef int (*OpRun) (gpointer subject, const Op *op, GString *result);

typedef struct {
  PyxisVfs *vfs;
  guint64 slots[N_SLOTS];
} VfsSubject;

static inline int
op_compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* (element-type utf8): folders have a slash at the end. */
static inline void
op_add_names (GPtrArray *names, GString *result)
{
  g_ptr_array_sort (names, op_compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (result, "%s ", (char *) names->pdata[i]);
}

static inline void
op_add_bytes (const guint8 *data, gsize n, GString *result)
{
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_MD5, data, n);

  g_string_append_printf (result, "%" G_GSIZE_FORMAT " bytes %s", n, digest);
}

static inline guint8 *
op_make_bytes (const Op *op)
{
  guint8 *data = g_malloc (op->length + 1);

  memset (data, op->fill, op->length);
  return data;
}

static inline gboolean
vfs_list (PyxisVfs *vfs, const char *path, GString *result, GError **error)
{
  g_autoptr (GArray) entries = pyxis_vfs_list (vfs, path, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; entries && i < entries->len; i++) {
    PyxisVfsEntry *entry = &g_array_index (entries, PyxisVfsEntry, i);

    g_ptr_array_add (names, g_strconcat (entry->name, entry->stat.is_folder ? "/" : "", NULL));
  }
  op_add_names (names, result);
  return entries != NULL;
}

/* A folder too could be opened: here it could not be told from the other two. */
static inline gboolean
vfs_open (VfsSubject *self, const Op *op, GError **error)
{
  guint64 ino = pyxis_vfs_open (self->vfs, op->path, op->flags, error);
  PyxisVfsStat stat;

  if (!ino)
    return FALSE;
  g_assert_true (pyxis_vfs_stat_ino (self->vfs, ino, &stat, NULL));
  if (stat.is_folder) {
    g_assert_true (pyxis_vfs_close (self->vfs, ino, NULL));
    pyxis_vfs_set_error (error, PYXIS_VFS_EISDIR, op->path);
    return FALSE;
  }

  self->slots[op->slot] = ino;
  return TRUE;
}

static inline gboolean
vfs_run_path (VfsSubject *self, const Op *op, GString *result, GError **error)
{
  PyxisVfsStat stat;
  gboolean is_done;

  switch (op->kind) {
  case OP_CREATE:
    is_done = pyxis_vfs_create (self->vfs, op->path, 0644, error) != 0;
    break;
  case OP_MKDIR:
    is_done = pyxis_vfs_make_folder (self->vfs, op->path, 0755, error) != 0;
    break;
  case OP_UNLINK:
    is_done = pyxis_vfs_unlink (self->vfs, op->path, error);
    break;
  case OP_RMDIR:
    is_done = pyxis_vfs_remove_folder (self->vfs, op->path, error);
    break;
  case OP_REMOVE:
    is_done = pyxis_vfs_remove (self->vfs, op->path, error);
    break;
  case OP_RENAME:
    is_done = pyxis_vfs_rename (self->vfs, op->path, op->to, error);
    break;
  case OP_STAT:
    is_done = pyxis_vfs_stat (self->vfs, op->path, &stat, error);
    if (is_done && stat.is_folder)
      g_string_append (result, "folder");
    else if (is_done)
      g_string_append_printf (result, "file %" G_GUINT64_FORMAT, stat.size);
    break;
  case OP_LIST:
    is_done = vfs_list (self->vfs, op->path, result, error);
    break;
  default:
    is_done = vfs_open (self, op, error);
  }

  return is_done;
}

static inline gboolean
vfs_run_slot (VfsSubject *self, const Op *op, GString *result, GError **error)
{
  guint64 ino = self->slots[op->slot], end;
  g_autofree guint8 *data = op_make_bytes (op);
  gboolean is_done;
  gssize n;

  switch (op->kind) {
  case OP_READ:
    n = pyxis_vfs_read (self->vfs, ino, op->offset, data, op->length, error);
    if (n >= 0)
      op_add_bytes (data, n, result);
    return n >= 0;
  case OP_WRITE:
    return pyxis_vfs_write (self->vfs, ino, op->offset, data, op->length, error);
  case OP_APPEND:
    is_done = pyxis_vfs_append (self->vfs, ino, data, op->length, &end, error);
    if (is_done)
      g_string_append_printf (result, "%" G_GUINT64_FORMAT, end);
    return is_done;
  case OP_TRUNCATE:
    return pyxis_vfs_truncate (self->vfs, ino, op->offset, error);
  default:
    self->slots[op->slot] = 0;
    return pyxis_vfs_close (self->vfs, ino, error);
  }
}

static inline int
vfs_run (gpointer subject, const Op *op, GString *result)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = op->kind >= OP_READ ? vfs_run_slot (subject, op, result, &error)
                                         : vfs_run_path (subject, op, result, &error);

  g_assert_true (is_done == (error == NULL));
  if (error) {
    g_assert_cmpuint (error->domain, ==, PYXIS_VFS_ERROR);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_true (g_str_has_suffix (error->message, "."));
  }
  return error ? error->code : 0;
}

/* All that is below `path`, with what is in the files. Uses the last slot, which must be free. */
static inline void
op_dump (OpRun run, gpointer subject, const char *path, GString *result)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) names = NULL;

  g_assert_cmpint (run (subject, &(Op){ OP_LIST, path }, list), ==, 0);
  names = g_strsplit (list->str, " ", 0);
  for (char **name = names; *name && **name; name++) {
    g_autofree char *below = g_strconcat (path, *path ? "/" : "", *name, NULL);
    char *slash = strrchr (*name, '/');

    g_string_append_printf (result, "%s ", below);
    if (slash) {
      below[strlen (below) - 1] = '\0';
      op_dump (run, subject, below, result);
    } else {
      guint slot = N_SLOTS - 1;

      g_assert_cmpint (run (subject, &(Op){ OP_OPEN, below, .slot = slot }, result), ==, 0);
      g_assert_cmpint (run (subject, &(Op){ OP_READ, .slot = slot, .length = 1 << 20 }, result), ==,
                       0);
      g_assert_cmpint (run (subject, &(Op){ OP_CLOSE, .slot = slot }, result), ==, 0);
    }
    g_string_append_c (result, '\n');
  }
}
