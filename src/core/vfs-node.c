/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-node.h"

#include <string.h>

/* A folder to walk, and how long the path to it is. */
typedef struct {
  PyxisVfsNode *folder;
  guint length;
} Visit;

static guint
hash_of (gconstpointer node)
{
  return ((const PyxisVfsNode *) node)->hash;
}

static gboolean
has_equal_name (gconstpointer a, gconstpointer b)
{
  const PyxisVfsNode *first = a, *second = b;

  return first->length == second->length && memcmp (first->name, second->name, first->length) == 0;
}

PyxisVfsNode *
pyxis_vfs_node_new (guint64 ino, char *name, guint hash, gboolean is_folder, guint mode)
{
  PyxisVfsNode *self = g_new0 (PyxisVfsNode, 1);

  self->ino = ino;
  self->name = name;
  self->length = g_ref_string_length (name);
  self->hash = hash;
  self->mode = mode;
  self->children = is_folder ? g_hash_table_new (hash_of, has_equal_name) : NULL;
  return self;
}

void
pyxis_vfs_node_free (PyxisVfsNode *self)
{
  g_clear_pointer (&self->children, g_hash_table_unref);
  g_clear_pointer (&self->frozen, pyxis_vfs_frozen_unref);
  pyxis_vfs_content_unref (self->content);
  g_ref_string_release (self->name);
  g_free (self);
}

PyxisVfsNode *
pyxis_vfs_node_find (PyxisVfsNode *self, const char *name, gsize length, guint hash)
{
  const PyxisVfsNode key = { .name = (char *) name, .length = length, .hash = hash };

  return g_hash_table_lookup (self->children, &key);
}

void
pyxis_vfs_node_attach (PyxisVfsNode *self, PyxisVfsNode *parent)
{
  guint reach = self->length + (self->reach > 0 ? 1 + self->reach : 0);

  g_hash_table_add (parent->children, self);
  self->parent = parent;
  for (PyxisVfsNode *node = parent; node && node->reach < reach; node = node->parent) {
    node->reach = reach;
    reach += 1 + node->length;
  }
}

void
pyxis_vfs_node_detach (PyxisVfsNode *self)
{
  g_hash_table_remove (self->parent->children, self);
  self->parent = NULL;
}

gboolean
pyxis_vfs_node_is_in (const PyxisVfsNode *self, const PyxisVfsNode *ancestor)
{
  while (self && self != ancestor)
    self = self->parent;
  return self != NULL;
}

void
pyxis_vfs_node_touch (PyxisVfsNode *self)
{
  self->mtime = MAX (g_get_real_time () / 1000, self->mtime + 1);
  pyxis_vfs_node_thaw (self);
}

void
pyxis_vfs_node_thaw (PyxisVfsNode *self)
{
  for (; self && self->frozen; self = self->parent)
    g_clear_pointer (&self->frozen, pyxis_vfs_frozen_unref);
}

PyxisVfsFrozen *
pyxis_vfs_node_freeze (PyxisVfsNode *self)
{
  PyxisVfsFrozen *frozen = self->frozen;
  GHashTableIter iter;
  gpointer child;

  if (frozen)
    return pyxis_vfs_frozen_ref (frozen);

  frozen = pyxis_vfs_frozen_new (self->children ? g_hash_table_size (self->children) : 0);
  frozen->name = g_ref_string_acquire (self->name);
  frozen->hash = self->hash;
  frozen->mtime = self->mtime;
  frozen->mode = self->mode;
  frozen->is_folder = self->children != NULL;
  frozen->content = pyxis_vfs_content_ref (self->content);
  if (self->children) {
    guint i = 0;

    g_hash_table_iter_init (&iter, self->children);
    while (g_hash_table_iter_next (&iter, &child, NULL))
      frozen->entries[i++] = pyxis_vfs_node_freeze (child);
  }
  self->frozen = pyxis_vfs_frozen_ref (frozen);
  return frozen;
}

void
pyxis_vfs_node_restore (PyxisVfsNode *self, const PyxisVfsFrozen *frozen)
{
  pyxis_vfs_node_thaw (self);
  self->mode = frozen->mode;
  if (frozen->is_folder)
    return;

  pyxis_vfs_content_unref (self->content);
  self->content = pyxis_vfs_content_ref (frozen->content);
  self->mtime = frozen->mtime;
}

char *
pyxis_vfs_node_dup_path (const PyxisVfsNode *self)
{
  gsize length = self->length;
  const PyxisVfsNode *top = self;
  char *path, *end;

  for (; top->parent; top = top->parent)
    if (top->parent->parent)
      length += 1 + top->parent->length;
  if (top->length > 0)
    return NULL;

  path = g_malloc (length + 1);
  end = path + length;
  *end = '\0';
  for (; self->parent; self = self->parent) {
    end -= self->length;
    memcpy (end, self->name, self->length);
    if (end > path)
      *--end = '/';
  }
  return path;
}

void
pyxis_vfs_node_measure (PyxisVfsNode *self)
{
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  Visit visit = { self, 0 };
  guint reach = 0;

  g_array_append_val (visits, visit);
  while (visits->len > 0) {
    GHashTableIter iter;
    gpointer value;

    visit = g_array_index (visits, Visit, visits->len - 1);
    g_array_set_size (visits, visits->len - 1);
    g_hash_table_iter_init (&iter, visit.folder->children);
    while (g_hash_table_iter_next (&iter, &value, NULL)) {
      PyxisVfsNode *child = value;
      Visit below = { child, visit.length + child->length + 1 };

      reach = MAX (reach, below.length - 1);
      if (child->children)
        g_array_append_val (visits, below);
    }
  }
  self->reach = reach;
}
