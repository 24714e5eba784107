/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-merge.h"

#include <string.h>

#include "vfs-file.h"
#include "vfs-frozen.h"
#include "vfs-name.h"
#include "vfs-private.h"

static gboolean
merge_folder (PyxisVfs *self, const PyxisVfsDifference *folder, GError **error)
{
  PyxisVfsStat stat;

  if (pyxis_vfs_stat (self, folder->path, &stat, NULL) && stat.is_folder)
    return TRUE;
  return pyxis_vfs_make_folder (self, folder->path, folder->mode, error) != 0;
}

static gboolean
have_same_bytes (const PyxisVfsContent *mine, const PyxisVfsContent *theirs)
{
  g_autofree guint8 *my_bytes = g_malloc (PYXIS_VFS_CHUNK_SIZE);
  g_autofree guint8 *their_bytes = g_malloc (PYXIS_VFS_CHUNK_SIZE);
  guint64 size = pyxis_vfs_content_get_size (mine);
  gboolean is_same = size == pyxis_vfs_content_get_size (theirs);

  for (guint64 offset = 0; is_same && offset < size; offset += PYXIS_VFS_CHUNK_SIZE) {
    gsize n = pyxis_vfs_content_read (mine, offset, my_bytes, PYXIS_VFS_CHUNK_SIZE);

    pyxis_vfs_content_read (theirs, offset, their_bytes, PYXIS_VFS_CHUNK_SIZE);
    is_same = memcmp (my_bytes, their_bytes, n) == 0;
  }
  return is_same;
}

static gboolean
put_bytes (PyxisVfs *self, PyxisVfsNode *node, const PyxisVfsDifference *file, GError **error)
{
  if (file->size > self->limits.bytes ||
      !pyxis_vfs_content_move_charge (file->entry->content, self->account)) {
    g_autofree char *path = pyxis_vfs_node_dup_path (node);

    pyxis_vfs_refuse (self, PYXIS_VFS_LIMIT_BYTES, path, error);
    return FALSE;
  }
  pyxis_vfs_node_restore (node, file->entry);
  pyxis_vfs_tell (self, PYXIS_VFS_CHANGED, node);
  return TRUE;
}

static gboolean
put_file (PyxisVfs *self, const PyxisVfsDifference *file, const char *path, GError **error)
{
  guint64 ino = pyxis_vfs_open (self, path, PYXIS_VFS_OPEN_CREATE, error);
  PyxisVfsNode *node = ino != 0 ? pyxis_vfs_find_node (self, ino, error) : NULL;
  gboolean is_there;

  if (node && node->children) {
    pyxis_vfs_fail (node, PYXIS_VFS_EISDIR, error);
    node = NULL;
  }
  is_there = node && put_bytes (self, node, file, error);
  if (ino != 0)
    pyxis_vfs_close (self, ino, NULL);
  return is_there;
}

static gboolean
is_same (PyxisVfs *self, const PyxisVfsStat *stat, const PyxisVfsDifference *file)
{
  PyxisVfsNode *node = stat->is_folder ? NULL : pyxis_vfs_find_node (self, stat->ino, NULL);

  return node && have_same_bytes (node->content, file->entry->content);
}

static gboolean
merge_file (PyxisVfs *self,
            const PyxisVfsDifference *file,
            PyxisVfsMergeMode mode,
            PyxisVfsMerged *merged,
            GError **error)
{
  PyxisVfsStat stat;
  gboolean is_met = pyxis_vfs_stat (self, file->path, &stat, NULL);
  g_autofree char *path = mode == PYXIS_VFS_MERGE_BESIDE
                            ? pyxis_vfs_name_dup_free_path (self, file->path)
                            : g_strdup (file->path);

  if (is_met && mode == PYXIS_VFS_MERGE_BESIDE && is_same (self, &stat, file))
    return TRUE;
  if (!put_file (self, file, path, error))
    return FALSE;
  merged->n_files++;
  merged->n_met += is_met;
  if (merged->paths)
    g_ptr_array_add (merged->paths, g_steal_pointer (&path));
  return TRUE;
}

/* (transfer full): of `folder` without the files that are the same in `other` (nullable), a folder. */
static PyxisVfsFrozen *
pick (PyxisVfsFrozen *folder, PyxisVfsFrozen *other, GCancellable *cancellable)
{
  g_autoptr (GHashTable) others = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; other && i < other->n_entries; i++)
    g_hash_table_insert (others, other->entries[i]->name, other->entries[i]);
  for (guint i = 0; i < folder->n_entries && !g_cancellable_is_cancelled (cancellable); i++) {
    PyxisVfsFrozen *entry = folder->entries[i];
    PyxisVfsFrozen *same = g_hash_table_lookup (others, entry->name);

    if (entry->is_folder)
      g_ptr_array_add (entries, pick (entry, same && same->is_folder ? same : NULL, cancellable));
    else if (!same || same->is_folder || !have_same_bytes (same->content, entry->content))
      g_ptr_array_add (entries, pyxis_vfs_frozen_ref (entry));
  }
  return pyxis_vfs_frozen_copy_folder (folder, entries);
}

PyxisVfsSnapshot *
pyxis_vfs_merge_pick (PyxisVfsSnapshot *snapshot, PyxisVfsSnapshot *now, GCancellable *cancellable)
{
  g_autoptr (PyxisVfsSnapshot) picked = NULL;

  g_return_val_if_fail (snapshot && now, NULL);

  picked = pick (snapshot, now, cancellable);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&picked);
}

gboolean
pyxis_vfs_merge (PyxisVfs *self,
                 PyxisVfsSnapshot *snapshot,
                 PyxisVfsMergeMode mode,
                 PyxisVfsMerged *merged,
                 GError **error)
{
  g_autoptr (PyxisVfsSnapshot) before = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gboolean is_merged = TRUE;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && snapshot && merged, FALSE);

  before = pyxis_vfs_take_snapshot (self);
  entries = pyxis_vfs_snapshot_compare (NULL, snapshot);
  for (guint i = 0; is_merged && i < entries->len; i++) {
    const PyxisVfsDifference *entry = entries->pdata[i];

    is_merged = entry->is_folder ? merge_folder (self, entry, error)
                                 : merge_file (self, entry, mode, merged, error);
  }
  if (!is_merged)
    pyxis_vfs_restore (self, before);
  return is_merged;
}
