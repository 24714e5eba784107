/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-file.h"
#include "vfs-private.h"
#include "vfs-stream.h"

#define FILE_MODE 0644

/* The file that open () and put () may create: as a file or, as `*node` NULL, a place for it. */
static gboolean
find_or_place (PyxisVfs *self,
               const PyxisVfsPath *path,
               PyxisVfsNode **parent,
               PyxisVfsNode **node,
               GError **error)
{
  *parent = path->length > 0 ? pyxis_vfs_tree_find_parent (&self->tree, path, error) : NULL;
  if (path->length > 0 && !*parent)
    return FALSE;

  *node = *parent ? pyxis_vfs_tree_find_last (&self->tree, *parent, path) : self->tree.root;
  if (path->is_folder || (*node && (*node)->children)) {
    pyxis_vfs_path_set_error (path, PYXIS_VFS_EISDIR, error);
    return FALSE;
  }

  return *node ||
         (pyxis_vfs_may_change (self, path, error) && pyxis_vfs_may_add (self, path, error));
}

/* (nullable) */
static PyxisVfsNode *
open_or_create (PyxisVfs *self, const PyxisVfsPath *path, gboolean *is_new, GError **error)
{
  PyxisVfsNode *parent, *node;

  if (!find_or_place (self, path, &parent, &node, error))
    return NULL;

  *is_new = !node;
  return node ? node : pyxis_vfs_tree_add (&self->tree, parent, path, FALSE, FILE_MODE);
}

/* (nullable) */
static PyxisVfsNode *
find_to_open (PyxisVfs *self,
              const PyxisVfsPath *path,
              PyxisVfsOpenFlags flags,
              gboolean *is_new,
              GError **error)
{
  PyxisVfsNode *node = NULL;

  if (flags & PYXIS_VFS_OPEN_CREATE && flags & PYXIS_VFS_OPEN_EXCLUSIVE && !path->is_folder &&
      (node = pyxis_vfs_tree_find (&self->tree, path, NULL))) {
    pyxis_vfs_path_set_error (path, PYXIS_VFS_EEXIST, error);
    return NULL;
  }
  if (flags & PYXIS_VFS_OPEN_CREATE)
    return open_or_create (self, path, is_new, error);

  node = pyxis_vfs_tree_find (&self->tree, path, error);
  if (node && node->children && flags & PYXIS_VFS_OPEN_TRUNCATE) {
    pyxis_vfs_path_set_error (path, PYXIS_VFS_EISDIR, error);
    return NULL;
  }
  return node;
}

guint64
pyxis_vfs_open (PyxisVfs *self, const char *path, PyxisVfsOpenFlags flags, GError **error)
{
  PyxisVfsPath parsed;
  gboolean is_new = FALSE;
  PyxisVfsNode *node;
  guint64 ino;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, 0);

  if (!pyxis_vfs_parse (self, &parsed, path, error) ||
      (flags & PYXIS_VFS_OPEN_TRUNCATE && !pyxis_vfs_may_change (self, &parsed, error)) ||
      !(node = find_to_open (self, &parsed, flags, &is_new, error)))
    return 0;

  ino = node->ino;
  pyxis_vfs_tree_use (&self->tree, node);
  if (is_new) {
    pyxis_vfs_tell_path (self, PYXIS_VFS_CREATED, &parsed, NULL);
  } else if (flags & PYXIS_VFS_OPEN_TRUNCATE) {
    pyxis_vfs_node_touch (node);
    g_clear_pointer (&node->content, pyxis_vfs_content_unref);
    pyxis_vfs_tell_path (self, PYXIS_VFS_CHANGED, &parsed, NULL);
  }
  return ino;
}

gboolean
pyxis_vfs_open_ino (PyxisVfs *self, guint64 ino, GError **error)
{
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self), FALSE);

  if ((node = pyxis_vfs_find_node (self, ino, error)))
    pyxis_vfs_tree_use (&self->tree, node);
  return node != NULL;
}

gboolean
pyxis_vfs_close (PyxisVfs *self, guint64 ino, GError **error)
{
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self), FALSE);

  if (!(node = pyxis_vfs_find_node (self, ino, error)))
    return FALSE;
  if (node->n_uses == 0) {
    pyxis_vfs_fail (node, PYXIS_VFS_EBADF, error);
    return FALSE;
  }

  pyxis_vfs_tree_release (&self->tree, node);
  return TRUE;
}

void
pyxis_vfs_close_all (PyxisVfs *self)
{
  g_return_if_fail (PYXIS_IS_VFS (self));

  pyxis_vfs_tree_release_all (&self->tree);
}

/* (nullable): what is given back by `node` counts as room. NULL too when there are no bytes. */
static gboolean
take_bytes (PyxisVfs *self, PyxisVfsNode *node, GBytes *bytes, PyxisVfsContent **content)
{
  gsize cost = pyxis_vfs_content_cost_of_bytes (g_bytes_get_size (bytes));
  gsize back;

  if (node)
    pyxis_vfs_node_thaw (node);
  back = node ? pyxis_vfs_content_cost_alone (node->content) : 0;
  if (cost > back && !pyxis_vfs_account_has_room (self->account, cost - back))
    return FALSE;

  *content = pyxis_vfs_content_new_for_bytes (self->account, bytes);
  return *content || g_bytes_get_size (bytes) == 0;
}

gboolean
pyxis_vfs_put (PyxisVfs *self, const char *path, GBytes *bytes, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *parent, *node;
  PyxisVfsContent *content = NULL;
  PyxisVfsChange change;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path && bytes, FALSE);

  if (!pyxis_vfs_parse (self, &parsed, path, error) ||
      !pyxis_vfs_may_change (self, &parsed, error) ||
      !find_or_place (self, &parsed, &parent, &node, error))
    return FALSE;
  if (!take_bytes (self, node, bytes, &content)) {
    g_autofree char *text = pyxis_vfs_path_dup (&parsed);

    pyxis_vfs_refuse (self, PYXIS_VFS_LIMIT_BYTES, text, error);
    return FALSE;
  }

  change = node ? PYXIS_VFS_CHANGED : PYXIS_VFS_CREATED;
  if (node)
    pyxis_vfs_node_touch (node);
  else
    node = pyxis_vfs_tree_add (&self->tree, parent, &parsed, FALSE, FILE_MODE);
  pyxis_vfs_content_unref (node->content);
  node->content = content;
  pyxis_vfs_tell_path (self, change, &parsed, NULL);
  return TRUE;
}

GInputStream *
pyxis_vfs_open_stream (PyxisVfs *self, const char *path, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, NULL);

  if (!pyxis_vfs_parse (self, &parsed, path, error) ||
      !(node = pyxis_vfs_tree_find (&self->tree, &parsed, error)))
    return NULL;
  if (node->children) {
    pyxis_vfs_path_set_error (&parsed, PYXIS_VFS_EISDIR, error);
    return NULL;
  }

  return pyxis_vfs_stream_new (node->content);
}
