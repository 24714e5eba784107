/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-snapshot.h"

#include "vfs-private.h"

/* Two folders at one path that are still to be compared; either may be NULL, for an empty one. */
typedef struct {
  PyxisVfsFrozen *from;
  PyxisVfsFrozen *to;
  char *path;
} Pair;

typedef struct {
  GPtrArray *removed; /* folders before what is in them */
  GPtrArray *others;
  GArray *pairs;
} Comparison;

static void
difference_free (PyxisVfsDifference *self)
{
  g_clear_pointer (&self->entry, pyxis_vfs_frozen_unref);
  g_clear_pointer (&self->old_entry, pyxis_vfs_frozen_unref);
  g_free (self->path);
  g_free (self);
}

PyxisVfsSnapshot *
pyxis_vfs_take_snapshot (PyxisVfs *self)
{
  g_return_val_if_fail (PYXIS_IS_VFS (self), NULL);

  return pyxis_vfs_node_freeze (self->tree.root);
}

PyxisVfsSnapshot *
pyxis_vfs_snapshot_ref (PyxisVfsSnapshot *self)
{
  return pyxis_vfs_frozen_ref (self);
}

void
pyxis_vfs_snapshot_unref (PyxisVfsSnapshot *self)
{
  pyxis_vfs_frozen_unref (self);
}

static void
clear_pair (gpointer pair)
{
  g_free (((Pair *) pair)->path);
}

/* Either may be NULL. */
static void
add_difference (Comparison *all,
                PyxisVfsChange change,
                const char *path,
                PyxisVfsFrozen *from,
                PyxisVfsFrozen *to)
{
  PyxisVfsDifference *difference = g_new0 (PyxisVfsDifference, 1);
  const PyxisVfsFrozen *one = to ? to : from;

  difference->change = change;
  difference->path = g_strdup (path);
  difference->is_folder = one->is_folder;
  difference->mode = one->mode;
  difference->mtime = one->mtime;
  difference->old_size = from ? pyxis_vfs_content_get_size (from->content) : 0;
  difference->size = to ? pyxis_vfs_content_get_size (to->content) : 0;
  difference->entry = to ? pyxis_vfs_frozen_ref (to) : NULL;
  difference->old_entry = from ? pyxis_vfs_frozen_ref (from) : NULL;
  g_ptr_array_add (change == PYXIS_VFS_REMOVED ? all->removed : all->others, difference);
}

static void
add_pair (Comparison *all, const char *path, PyxisVfsFrozen *from, PyxisVfsFrozen *to)
{
  Pair pair = { from, to, g_strdup (path) };

  g_array_append_val (all->pairs, pair);
}

static gboolean
is_changed (const PyxisVfsFrozen *from, const PyxisVfsFrozen *to)
{
  return from->mode != to->mode ||
         (!to->is_folder && (from->content != to->content || from->mtime != to->mtime));
}

/* What has the same name in two folders; either may be NULL. */
static void
compare_entry (Comparison *all, const char *folder, PyxisVfsFrozen *from, PyxisVfsFrozen *to)
{
  g_autofree char *path = NULL;

  if (from == to)
    return;

  path = g_strconcat (folder, *folder ? "/" : "", (to ? to : from)->name, NULL);
  if (from && to && from->is_folder == to->is_folder) {
    if (is_changed (from, to))
      add_difference (all, PYXIS_VFS_CHANGED, path, from, to);
    add_pair (all, path, from, to);
    return;
  }
  if (from) {
    add_difference (all, PYXIS_VFS_REMOVED, path, from, NULL);
    add_pair (all, path, from, NULL);
  }
  if (to) {
    add_difference (all, PYXIS_VFS_CREATED, path, NULL, to);
    add_pair (all, path, NULL, to);
  }
}

static PyxisVfsFrozen *
get_entry (PyxisVfsFrozen *folder, guint i)
{
  return folder && i < folder->n_entries ? folder->entries[i] : NULL;
}

/* The entries that are not the very same in both. Most are, and in the same order but for one more or
 * less: a folder of a million files of which one changed takes no table of a million names. */
static void
find_suspects (const Pair *pair, GPtrArray *old, GPtrArray *new)
{
  guint i = 0, k = 0;

  while (get_entry (pair->from, i) || get_entry (pair->to, k)) {
    PyxisVfsFrozen *from = get_entry (pair->from, i), *to = get_entry (pair->to, k);
    gboolean is_from_extra = to && get_entry (pair->from, i + 1) == to;
    gboolean is_to_extra = from && !is_from_extra && get_entry (pair->to, k + 1) == from;

    if (from && from != to && !is_to_extra)
      g_ptr_array_add (old, from);
    if (to && to != from && !is_from_extra)
      g_ptr_array_add (new, to);
    i += from == to || !is_to_extra;
    k += from == to || !is_from_extra;
  }
}

static void
compare_folders (Comparison *all, const Pair *pair)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  g_autoptr (GPtrArray) new = g_ptr_array_new ();
  g_autoptr (GHashTable) unmatched =
    g_hash_table_new (pyxis_vfs_frozen_hash, pyxis_vfs_frozen_equal);

  find_suspects (pair, old, new);
  for (guint i = 0; i < new->len; i++)
    g_hash_table_add (unmatched, new->pdata[i]);
  for (guint i = 0; i < old->len; i++) {
    PyxisVfsFrozen *other = g_hash_table_lookup (unmatched, old->pdata[i]);

    g_hash_table_remove (unmatched, old->pdata[i]);
    compare_entry (all, pair->path, old->pdata[i], other);
  }
  for (guint i = 0; i < new->len; i++)
    if (g_hash_table_contains (unmatched, new->pdata[i]))
      compare_entry (all, pair->path, NULL, new->pdata[i]);
}

GPtrArray *
pyxis_vfs_snapshot_compare (PyxisVfsSnapshot *from, PyxisVfsSnapshot *to)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  Comparison all = { removed, others, pairs };

  g_array_set_clear_func (pairs, clear_pair);
  if (from != to)
    add_pair (&all, "", from, to);
  while (pairs->len > 0) {
    Pair pair = g_array_index (pairs, Pair, pairs->len - 1);
    g_autofree char *path = g_steal_pointer (&g_array_index (pairs, Pair, pairs->len - 1).path);

    g_array_set_size (pairs, pairs->len - 1);
    compare_folders (&all, &pair);
  }
  for (guint i = removed->len; i > 0; i--)
    g_ptr_array_add (differences, removed->pdata[i - 1]);
  g_ptr_array_extend (differences, others, NULL, NULL);
  return differences;
}

static void
restore_one (PyxisVfs *self, const PyxisVfsDifference *difference)
{
  PyxisVfsFrozen *entry = difference->entry;
  PyxisVfsPath path;
  PyxisVfsNode *parent, *node;

  if (!pyxis_vfs_parse (self, &path, difference->path, NULL) ||
      !(parent = pyxis_vfs_tree_find_parent (&self->tree, &path, NULL)))
    return;

  node = pyxis_vfs_tree_find_last (&self->tree, parent, &path);
  if (!entry) {
    pyxis_vfs_tree_remove (&self->tree, node);
    return;
  }
  if (!node)
    node = pyxis_vfs_tree_add (&self->tree, parent, &path, entry->is_folder, entry->mode);
  pyxis_vfs_node_restore (node, entry);
}

void
pyxis_vfs_restore (PyxisVfs *self, PyxisVfsSnapshot *snapshot)
{
  g_autoptr (PyxisVfsSnapshot) now = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  g_return_if_fail (PYXIS_IS_VFS (self) && snapshot && snapshot->is_folder);

  now = pyxis_vfs_take_snapshot (self);
  differences = pyxis_vfs_snapshot_compare (now, snapshot);
  for (guint i = 0; i < differences->len; i++)
    restore_one (self, differences->pdata[i]);
  for (guint i = 0; i < differences->len; i++) {
    const PyxisVfsDifference *difference = differences->pdata[i];
    PyxisVfsPath path;

    if (pyxis_vfs_parse (self, &path, difference->path, NULL))
      pyxis_vfs_tell_path (self, difference->change, &path, NULL);
  }
}
