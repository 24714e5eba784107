/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-tree.h"

#define FOLDER_MODE 0755

static guint
hash_name (PyxisVfsTree *self, const char *name, gsize length)
{
  guint64 hash = self->seed;

  for (gsize i = 0; i < length; i++) {
    hash = (hash ^ (guint8) name[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
    hash ^= hash >> 32;
  }
  return (guint) hash;
}

void
pyxis_vfs_tree_init (PyxisVfsTree *self)
{
  self->seed = (guint64) g_random_int () << 32 | g_random_int ();
  self->last_ino = 1;
  self->nodes = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->in_use = g_hash_table_new (NULL, NULL);
  self->root = pyxis_vfs_node_new (1, g_ref_string_new (""), 0, TRUE, FOLDER_MODE);
  g_hash_table_add (self->nodes, self->root);
  pyxis_vfs_node_touch (self->root);
}

void
pyxis_vfs_tree_clear (PyxisVfsTree *self)
{
  GHashTableIter iter;
  gpointer node;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &node, NULL))
    pyxis_vfs_node_free (node);
  g_hash_table_unref (self->nodes);
  g_hash_table_unref (self->in_use);
}

guint
pyxis_vfs_tree_count (PyxisVfsTree *self)
{
  return g_hash_table_size (self->nodes) - 1;
}

PyxisVfsNode *
pyxis_vfs_tree_find_ino (PyxisVfsTree *self, guint64 ino)
{
  return g_hash_table_lookup (self->nodes, &ino);
}

PyxisVfsNode *
pyxis_vfs_tree_find_parent (PyxisVfsTree *self, const PyxisVfsPath *path, GError **error)
{
  PyxisVfsNode *node = self->root;
  gsize at = 0, length = 0;

  while (pyxis_vfs_path_next (path, &at, &length) && at != path->last) {
    const char *name = path->text + at;

    node = pyxis_vfs_node_find (node, name, length, hash_name (self, name, length));
    if (!node || !node->children) {
      pyxis_vfs_path_set_error (path, node ? PYXIS_VFS_ENOTDIR : PYXIS_VFS_ENOENT, error);
      return NULL;
    }
  }
  return node;
}

PyxisVfsNode *
pyxis_vfs_tree_find_last (PyxisVfsTree *self, PyxisVfsNode *parent, const PyxisVfsPath *path)
{
  const char *name = path->text + path->last;
  gsize length = path->length - path->last;

  return pyxis_vfs_node_find (parent, name, length, hash_name (self, name, length));
}

PyxisVfsNode *
pyxis_vfs_tree_find (PyxisVfsTree *self, const PyxisVfsPath *path, GError **error)
{
  PyxisVfsNode *node = path->length == 0 ? self->root : NULL;
  PyxisVfsNode *parent;

  if (node)
    return node;
  if (!(parent = pyxis_vfs_tree_find_parent (self, path, error)))
    return NULL;

  node = pyxis_vfs_tree_find_last (self, parent, path);
  if (node && (node->children || !path->is_folder))
    return node;

  pyxis_vfs_path_set_error (path, node ? PYXIS_VFS_ENOTDIR : PYXIS_VFS_ENOENT, error);
  return NULL;
}

PyxisVfsNode *
pyxis_vfs_tree_add (PyxisVfsTree *self,
                    PyxisVfsNode *parent,
                    const PyxisVfsPath *path,
                    gboolean is_folder,
                    guint mode)
{
  char *name = g_ref_string_new_len (path->text + path->last, path->length - path->last);
  guint hash = hash_name (self, name, g_ref_string_length (name));
  PyxisVfsNode *node = pyxis_vfs_node_new (++self->last_ino, name, hash, is_folder, mode);

  g_hash_table_add (self->nodes, node);
  pyxis_vfs_node_attach (node, parent);
  pyxis_vfs_node_touch (parent);
  node->mtime = parent->mtime;
  return node;
}

void
pyxis_vfs_tree_move (PyxisVfsTree *self,
                     PyxisVfsNode *node,
                     PyxisVfsNode *parent,
                     const PyxisVfsPath *path)
{
  PyxisVfsNode *left = node->parent;

  pyxis_vfs_node_thaw (node);
  pyxis_vfs_node_detach (node);
  g_ref_string_release (node->name);
  node->name = g_ref_string_new_len (path->text + path->last, path->length - path->last);
  node->length = g_ref_string_length (node->name);
  node->hash = hash_name (self, node->name, node->length);
  pyxis_vfs_node_attach (node, parent);

  pyxis_vfs_node_touch (left);
  if (left != parent)
    pyxis_vfs_node_touch (parent);
}

static void
forget (PyxisVfsTree *self, PyxisVfsNode *node)
{
  g_hash_table_remove (self->nodes, node);
  pyxis_vfs_node_free (node);
}

/* Everything below is taken apart folder by folder, not by recursion. */
void
pyxis_vfs_tree_remove (PyxisVfsTree *self, PyxisVfsNode *node)
{
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();

  pyxis_vfs_node_touch (node->parent);
  pyxis_vfs_node_detach (node);
  g_ptr_array_add (removed, node);

  while (removed->len > 0) {
    GHashTableIter iter;
    gpointer child;

    node = g_ptr_array_steal_index_fast (removed, removed->len - 1);
    if (node->children) {
      g_hash_table_iter_init (&iter, node->children);
      while (g_hash_table_iter_next (&iter, &child, NULL)) {
        ((PyxisVfsNode *) child)->parent = NULL;
        g_ptr_array_add (removed, child);
      }
      g_hash_table_remove_all (node->children);
    }
    pyxis_vfs_node_thaw (node);
    if (node->n_uses == 0)
      forget (self, node);
  }
}

void
pyxis_vfs_tree_use (PyxisVfsTree *self, PyxisVfsNode *node)
{
  if (node->n_uses++ == 0)
    g_hash_table_add (self->in_use, node);
}

void
pyxis_vfs_tree_release (PyxisVfsTree *self, PyxisVfsNode *node)
{
  if (--node->n_uses > 0)
    return;

  g_hash_table_remove (self->in_use, node);
  if (!node->parent && node != self->root)
    forget (self, node);
}

void
pyxis_vfs_tree_release_all (PyxisVfsTree *self)
{
  g_autoptr (GHashTable) released = g_steal_pointer (&self->in_use);
  GHashTableIter iter;
  gpointer value;

  self->in_use = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, released);
  while (g_hash_table_iter_next (&iter, &value, NULL)) {
    PyxisVfsNode *node = value;

    node->n_uses = 0;
    if (!node->parent && node != self->root)
      forget (self, node);
  }
}
