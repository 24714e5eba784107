/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-copies.h"

#include <string.h>

#include "vfs-frozen.h"
#include "vfs-name.h"

struct _PyxisVfsCopies {
  GObject parent_instance;

  PyxisVfs *vfs;
  PyxisVfsUnsaved *unsaved;
  GTree *paths; /* a set, in the order of the paths: what is below a folder stands together */
};

G_DEFINE_FINAL_TYPE (PyxisVfsCopies, pyxis_vfs_copies, G_TYPE_OBJECT)

static int
compare_paths (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

/* (nullable) (transfer none): the first of those below `folder`. */
static const char *
find_below (PyxisVfsCopies *self, const char *folder)
{
  g_autofree char *start = *folder ? g_strconcat (folder, "/", NULL) : g_strdup ("");
  GTreeNode *node = g_tree_lower_bound (self->paths, start);
  const char *path = node ? g_tree_node_key (node) : NULL;

  return path && g_str_has_prefix (path, start) ? path : NULL;
}

static void
forget (PyxisVfsCopies *self, const char *path)
{
  const char *below;

  g_tree_remove (self->paths, path);
  while ((below = find_below (self, path)))
    g_tree_remove (self->paths, below);
}

static void
changed_cb (
  PyxisVfs *vfs, PyxisVfsChange change, const char *path, const char *old_path, gpointer user_data)
{
  PyxisVfsCopies *self = user_data;

  if (old_path)
    forget (self, old_path);
  if (change == PYXIS_VFS_REMOVED || change == PYXIS_VFS_MOVED)
    forget (self, path);
  else
    g_tree_remove (self->paths, path);
}

static void
pyxis_vfs_copies_finalize (GObject *object)
{
  PyxisVfsCopies *self = PYXIS_VFS_COPIES (object);

  g_clear_object (&self->vfs);
  g_clear_object (&self->unsaved);
  g_tree_unref (self->paths);

  G_OBJECT_CLASS (pyxis_vfs_copies_parent_class)->finalize (object);
}

static void
pyxis_vfs_copies_class_init (PyxisVfsCopiesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_vfs_copies_finalize;
}

static void
pyxis_vfs_copies_init (PyxisVfsCopies *self)
{
  self->paths = g_tree_new_full (compare_paths, NULL, g_free, NULL);
}

PyxisVfsCopies *
pyxis_vfs_copies_new (PyxisVfs *vfs, PyxisVfsUnsaved *unsaved)
{
  PyxisVfsCopies *self = g_object_new (PYXIS_TYPE_VFS_COPIES, NULL);

  self->vfs = g_object_ref (vfs);
  self->unsaved = g_object_ref (unsaved);
  g_signal_connect_object (vfs, "changed", G_CALLBACK (changed_cb), self, 0);
  return self;
}

void
pyxis_vfs_copies_add (PyxisVfsCopies *self, const char *path)
{
  g_return_if_fail (PYXIS_IS_VFS_COPIES (self));

  g_tree_replace (self->paths, g_strdup (path), NULL);
  pyxis_vfs_unsaved_mark_saved (self->unsaved, path, pyxis_vfs_unsaved_get_moment (self->unsaved));
}

static gboolean
is_copy (PyxisVfsCopies *self, const char *path)
{
  return g_tree_lookup_node (self->paths, path) != NULL;
}

/* (transfer full) (nullable): `entry` without copies; NULL: it is one. */
static PyxisVfsFrozen *
leave_out (PyxisVfsCopies *self, PyxisVfsFrozen *entry, const char *path)
{
  g_autoptr (GPtrArray) rest = NULL;

  if (is_copy (self, path) ? !entry->is_folder : !find_below (self, path))
    return is_copy (self, path) ? NULL : pyxis_vfs_frozen_ref (entry);

  rest = g_ptr_array_new ();
  for (guint i = 0; i < entry->n_entries; i++) {
    g_autofree char *below = pyxis_vfs_name_dup_path (path, entry->entries[i]->name);
    PyxisVfsFrozen *kept = leave_out (self, entry->entries[i], below);

    if (kept)
      g_ptr_array_add (rest, kept);
  }
  return rest->len == 0 && is_copy (self, path) ? NULL : pyxis_vfs_frozen_copy_folder (entry, rest);
}

PyxisVfsSnapshot *
pyxis_vfs_copies_take_snapshot (PyxisVfsCopies *self)
{
  g_autoptr (PyxisVfsSnapshot) all = NULL;

  g_return_val_if_fail (PYXIS_IS_VFS_COPIES (self), NULL);

  all = pyxis_vfs_take_snapshot (self->vfs);
  return g_tree_nnodes (self->paths) > 0 ? leave_out (self, all, "") : g_steal_pointer (&all);
}
