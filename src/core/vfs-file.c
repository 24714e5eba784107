/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-file.h"

#include "vfs-private.h"

#define MODE_BITS 0777
/* As far from 1970 as JavaScript knows. */
#define MTIME_MAX G_GINT64_CONSTANT (8640000000000000)

PyxisVfsNode *
pyxis_vfs_find_node (PyxisVfs *self, guint64 ino, GError **error)
{
  PyxisVfsNode *node = pyxis_vfs_tree_find_ino (&self->tree, ino);

  if (!node)
    pyxis_vfs_set_error (error, PYXIS_VFS_EBADF, NULL);
  return node;
}

void
pyxis_vfs_fail (const PyxisVfsNode *node, PyxisVfsErrno code, GError **error)
{
  g_autofree char *path = pyxis_vfs_node_dup_path (node);

  pyxis_vfs_set_error (error, code, path);
}

static gboolean
may_change (PyxisVfs *self, const PyxisVfsNode *node, GError **error)
{
  if (self->is_read_only)
    pyxis_vfs_fail (node, PYXIS_VFS_EROFS, error);
  return !self->is_read_only;
}

static PyxisVfsNode *
find_file (PyxisVfs *self, guint64 ino, GError **error)
{
  PyxisVfsNode *node = pyxis_vfs_find_node (self, ino, error);

  if (node && node->children) {
    pyxis_vfs_fail (node, PYXIS_VFS_EISDIR, error);
    return NULL;
  }
  return node;
}

static void
refuse_bytes (PyxisVfs *self, const PyxisVfsNode *node, GError **error)
{
  g_autofree char *path = pyxis_vfs_node_dup_path (node);

  pyxis_vfs_refuse (self, PYXIS_VFS_LIMIT_BYTES, path, error);
}

gboolean
pyxis_vfs_stat_ino (PyxisVfs *self, guint64 ino, PyxisVfsStat *stat, GError **error)
{
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && stat, FALSE);

  if ((node = pyxis_vfs_find_node (self, ino, error)))
    pyxis_vfs_describe (node, stat);
  return node != NULL;
}

gssize
pyxis_vfs_read (
  PyxisVfs *self, guint64 ino, guint64 offset, void *buffer, gsize length, GError **error)
{
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && length <= G_MAXSSIZE, -1);

  node = find_file (self, ino, error);
  return node ? (gssize) pyxis_vfs_content_read (node->content, offset, buffer, length) : -1;
}

static gboolean
write_node (PyxisVfs *self,
            PyxisVfsNode *node,
            guint64 offset,
            const void *data,
            gsize length,
            GError **error)
{
  if (length == 0)
    return TRUE;
  if (!may_change (self, node, error))
    return FALSE;
  if (offset > self->limits.bytes) {
    pyxis_vfs_fail (node, PYXIS_VFS_EFBIG, error);
    return FALSE;
  }

  /* A snapshot that is gone may have left its share of the content here. */
  pyxis_vfs_node_thaw (node);
  if (length > self->limits.bytes - offset ||
      !pyxis_vfs_content_write (&node->content, self->account, offset, data, length)) {
    refuse_bytes (self, node, error);
    return FALSE;
  }

  pyxis_vfs_node_touch (node);
  pyxis_vfs_tell (self, PYXIS_VFS_CHANGED, node);
  return TRUE;
}

gboolean
pyxis_vfs_write (
  PyxisVfs *self, guint64 ino, guint64 offset, const void *data, gsize length, GError **error)
{
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && (data || length == 0), FALSE);

  node = find_file (self, ino, error);
  return node && write_node (self, node, offset, data, length, error);
}

gboolean
pyxis_vfs_append (
  PyxisVfs *self, guint64 ino, const void *data, gsize length, guint64 *end, GError **error)
{
  PyxisVfsNode *node;
  guint64 size;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && (data || length == 0), FALSE);

  if (!(node = find_file (self, ino, error)))
    return FALSE;

  size = pyxis_vfs_content_get_size (node->content);
  if (!write_node (self, node, size, data, length, error))
    return FALSE;
  if (end)
    *end = size + length;
  return TRUE;
}

gboolean
pyxis_vfs_truncate (PyxisVfs *self, guint64 ino, guint64 size, GError **error)
{
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self), FALSE);

  if (!(node = find_file (self, ino, error)) || !may_change (self, node, error))
    return FALSE;
  if (size > self->limits.bytes) {
    pyxis_vfs_fail (node, PYXIS_VFS_EFBIG, error);
    return FALSE;
  }

  pyxis_vfs_node_thaw (node);
  if (!pyxis_vfs_content_truncate (&node->content, self->account, size)) {
    refuse_bytes (self, node, error);
    return FALSE;
  }

  pyxis_vfs_node_touch (node);
  pyxis_vfs_tell (self, PYXIS_VFS_CHANGED, node);
  return TRUE;
}

gboolean
pyxis_vfs_set_mtime (PyxisVfs *self, guint64 ino, gint64 mtime, GError **error)
{
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self), FALSE);

  if (!(node = pyxis_vfs_find_node (self, ino, error)) || !may_change (self, node, error))
    return FALSE;
  if (mtime < -MTIME_MAX || mtime > MTIME_MAX) {
    pyxis_vfs_fail (node, PYXIS_VFS_EINVAL, error);
    return FALSE;
  }

  pyxis_vfs_node_thaw (node);
  node->mtime = mtime;
  pyxis_vfs_tell (self, PYXIS_VFS_CHANGED, node);
  return TRUE;
}

gboolean
pyxis_vfs_set_mode (PyxisVfs *self, guint64 ino, guint mode, GError **error)
{
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self), FALSE);

  if (!(node = pyxis_vfs_find_node (self, ino, error)) || !may_change (self, node, error))
    return FALSE;

  pyxis_vfs_node_thaw (node);
  node->mode = mode & MODE_BITS;
  pyxis_vfs_tell (self, PYXIS_VFS_CHANGED, node);
  return TRUE;
}
