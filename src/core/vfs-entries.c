/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-private.h"

#define MODE_BITS 0777

/* Where a new entry named by `path` goes; EEXIST if there is one. */
static PyxisVfsNode *
find_place (PyxisVfs *self, const PyxisVfsPath *path, gboolean is_folder, GError **error)
{
  PyxisVfsNode *parent = NULL;

  if (path->length > 0 && !(parent = pyxis_vfs_tree_find_parent (&self->tree, path, error)))
    return NULL;
  if (path->is_folder && !is_folder) {
    pyxis_vfs_path_set_error (path, PYXIS_VFS_EISDIR, error);
    return NULL;
  }
  if (!parent || pyxis_vfs_tree_find_last (&self->tree, parent, path)) {
    pyxis_vfs_path_set_error (path, PYXIS_VFS_EEXIST, error);
    return NULL;
  }

  return pyxis_vfs_may_change (self, path, error) && pyxis_vfs_may_add (self, path, error) ? parent
                                                                                           : NULL;
}

static guint64
add (PyxisVfs *self, const char *path, gboolean is_folder, guint mode, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *parent;
  guint64 ino;

  if (!pyxis_vfs_parse (self, &parsed, path, error) ||
      !(parent = find_place (self, &parsed, is_folder, error)))
    return 0;

  ino = pyxis_vfs_tree_add (&self->tree, parent, &parsed, is_folder, mode & MODE_BITS)->ino;
  pyxis_vfs_tell_path (self, PYXIS_VFS_CREATED, &parsed, NULL);
  return ino;
}

guint64
pyxis_vfs_create (PyxisVfs *self, const char *path, guint mode, GError **error)
{
  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, 0);

  return add (self, path, FALSE, mode, error);
}

guint64
pyxis_vfs_make_folder (PyxisVfs *self, const char *path, guint mode, GError **error)
{
  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, 0);

  return add (self, path, TRUE, mode, error);
}

/* What is to be removed. */
static PyxisVfsNode *
find_removable (PyxisVfs *self, PyxisVfsPath *path, const char *text, GError **error)
{
  if (!pyxis_vfs_parse (self, path, text, error))
    return NULL;
  if (path->length == 0) {
    pyxis_vfs_path_set_error (path, PYXIS_VFS_EBUSY, error);
    return NULL;
  }

  return pyxis_vfs_may_change (self, path, error) ? pyxis_vfs_tree_find (&self->tree, path, error)
                                                  : NULL;
}

static gboolean
remove_node (PyxisVfs *self, PyxisVfsNode *node, const PyxisVfsPath *path)
{
  pyxis_vfs_tree_remove (&self->tree, node);
  pyxis_vfs_tell_path (self, PYXIS_VFS_REMOVED, path, NULL);
  return TRUE;
}

gboolean
pyxis_vfs_unlink (PyxisVfs *self, const char *path, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, FALSE);

  if (!(node = find_removable (self, &parsed, path, error)))
    return FALSE;
  if (node->children) {
    pyxis_vfs_path_set_error (&parsed, PYXIS_VFS_EISDIR, error);
    return FALSE;
  }

  return remove_node (self, node, &parsed);
}

gboolean
pyxis_vfs_remove_folder (PyxisVfs *self, const char *path, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, FALSE);

  if (!(node = find_removable (self, &parsed, path, error)))
    return FALSE;
  if (!node->children || g_hash_table_size (node->children) > 0) {
    pyxis_vfs_path_set_error (&parsed, node->children ? PYXIS_VFS_ENOTEMPTY : PYXIS_VFS_ENOTDIR,
                              error);
    return FALSE;
  }

  return remove_node (self, node, &parsed);
}

gboolean
pyxis_vfs_remove (PyxisVfs *self, const char *path, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, FALSE);

  node = find_removable (self, &parsed, path, error);
  return node && remove_node (self, node, &parsed);
}

/* A rename, looked up. */
typedef struct {
  PyxisVfsPath from;
  PyxisVfsPath to;
  PyxisVfsNode *node;
  PyxisVfsNode *left;    /* the folder it leaves */
  PyxisVfsNode *entered; /* the folder it comes into */
  PyxisVfsNode *target;  /* (nullable): what has the name now */
} Move;

static gboolean
find_move (PyxisVfs *self, Move *move, GError **error)
{
  if (move->from.length == 0 || move->to.length == 0) {
    pyxis_vfs_set_error (error, PYXIS_VFS_EBUSY, "");
    return FALSE;
  }

  move->left = pyxis_vfs_tree_find_parent (&self->tree, &move->from, error);
  if (!move->left)
    return FALSE;
  move->entered = pyxis_vfs_tree_find_parent (&self->tree, &move->to, error);
  if (!move->entered)
    return FALSE;
  move->node = pyxis_vfs_tree_find_last (&self->tree, move->left, &move->from);
  move->target = pyxis_vfs_tree_find_last (&self->tree, move->entered, &move->to);
  if (!move->node)
    pyxis_vfs_path_set_error (&move->from, PYXIS_VFS_ENOENT, error);
  return move->node != NULL;
}

/* In the order in which Linux looks; 0 when nothing is against it. */
static PyxisVfsErrno
judge_move (const Move *move)
{
  gboolean is_folder = move->node->children != NULL;

  if (!is_folder && (move->from.is_folder || move->to.is_folder))
    return PYXIS_VFS_ENOTDIR;
  if (pyxis_vfs_node_is_in (move->entered, move->node))
    return PYXIS_VFS_EINVAL;
  if (move->target && pyxis_vfs_node_is_in (move->left, move->target))
    return PYXIS_VFS_ENOTEMPTY;
  if (!move->target || move->target == move->node)
    return 0;
  if (is_folder && !move->target->children)
    return PYXIS_VFS_ENOTDIR;
  if (!is_folder && move->target->children)
    return PYXIS_VFS_EISDIR;
  if (is_folder && g_hash_table_size (move->target->children) > 0)
    return PYXIS_VFS_ENOTEMPTY;
  return 0;
}

/* Whether every path below stays short enough. `reach` may be too high after files were removed, so
 * a folder is walked before it is refused. */
static gboolean
fits (PyxisVfs *self, const Move *move)
{
  PyxisVfsNode *node = move->node;

  if (node->reach > 0 && move->to.length + 1 + node->reach > self->limits.path)
    pyxis_vfs_node_measure (node);
  return node->reach == 0 || move->to.length + 1 + node->reach <= self->limits.path;
}

static void
set_move_error (const Move *move, PyxisVfsErrno code, GError **error)
{
  g_autofree char *from = pyxis_vfs_path_dup (&move->from);

  if (code == PYXIS_VFS_EINVAL)
    g_set_error (error, PYXIS_VFS_ERROR, code, "“%s” cannot be moved into itself.", from);
  else if (code == PYXIS_VFS_ENAMETOOLONG)
    g_set_error (error, PYXIS_VFS_ERROR, code, "Something in “%s” would have too long a path.",
                 from);
  else
    pyxis_vfs_path_set_error (&move->to, code, error);
}

gboolean
pyxis_vfs_rename (PyxisVfs *self, const char *from, const char *to, GError **error)
{
  Move move = { 0 };
  PyxisVfsErrno code;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && from && to, FALSE);

  if (!pyxis_vfs_parse (self, &move.from, from, error) ||
      !pyxis_vfs_parse (self, &move.to, to, error) ||
      !pyxis_vfs_may_change (self, &move.from, error) || !find_move (self, &move, error))
    return FALSE;

  code = judge_move (&move);
  if (!code && !fits (self, &move))
    code = PYXIS_VFS_ENAMETOOLONG;
  if (code) {
    set_move_error (&move, code, error);
    return FALSE;
  }
  if (move.target == move.node)
    return TRUE;

  if (move.target)
    pyxis_vfs_tree_remove (&self->tree, move.target);
  pyxis_vfs_tree_move (&self->tree, move.node, move.entered, &move.to);
  pyxis_vfs_tell_path (self, PYXIS_VFS_MOVED, &move.to, &move.from);
  return TRUE;
}
