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

/* Holes stay holes. */
static gboolean
copy_bytes (PyxisVfs *self, guint64 ino, const PyxisVfsContent *content, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (PYXIS_VFS_CHUNK_SIZE);
  guint64 offset = 0;
  gsize length;

  if (!pyxis_vfs_truncate (self, ino, 0, error) ||
      !pyxis_vfs_truncate (self, ino, pyxis_vfs_content_get_size (content), error))
    return FALSE;
  for (; pyxis_vfs_content_find_change (NULL, content, &offset, &length); offset += length) {
    pyxis_vfs_content_read (content, offset, buffer, length);
    if (!pyxis_vfs_write (self, ino, offset, buffer, length, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
has_same_bytes (PyxisVfs *self, guint64 ino, const PyxisVfsContent *content)
{
  g_autofree guint8 *mine = g_malloc (PYXIS_VFS_CHUNK_SIZE);
  g_autofree guint8 *theirs = g_malloc (PYXIS_VFS_CHUNK_SIZE);
  gboolean is_same = TRUE;

  for (guint64 offset = 0; is_same && offset < pyxis_vfs_content_get_size (content);
       offset += PYXIS_VFS_CHUNK_SIZE) {
    gsize n = pyxis_vfs_content_read (content, offset, theirs, PYXIS_VFS_CHUNK_SIZE);

    is_same = pyxis_vfs_read (self, ino, offset, mine, PYXIS_VFS_CHUNK_SIZE, NULL) == (gssize) n &&
              memcmp (mine, theirs, n) == 0;
  }
  return is_same;
}

static gboolean
put_file (PyxisVfs *self, const PyxisVfsDifference *file, const char *path, GError **error)
{
  guint64 ino = pyxis_vfs_open (self, path, PYXIS_VFS_OPEN_CREATE, error);
  gboolean is_there = ino != 0 && copy_bytes (self, ino, file->entry->content, error) &&
                      pyxis_vfs_set_mode (self, ino, file->mode, error) &&
                      pyxis_vfs_set_mtime (self, ino, file->mtime, error);

  if (ino != 0)
    pyxis_vfs_close (self, ino, NULL);
  return is_there;
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

  if (is_met && mode == PYXIS_VFS_MERGE_BESIDE && !stat.is_folder && stat.size == file->size &&
      has_same_bytes (self, stat.ino, file->entry->content))
    return TRUE;
  if (!put_file (self, file, path, error))
    return FALSE;
  merged->n_files++;
  merged->n_met += is_met;
  if (merged->paths)
    g_ptr_array_add (merged->paths, g_steal_pointer (&path));
  return TRUE;
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
