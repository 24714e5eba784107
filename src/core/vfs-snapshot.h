/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-part.h"

/* PyxisVfsSnapshot: a PyxisVfs as it was at one moment: the part of its root. It is immutable, and shares all that did not
 * change since with the file system and with other snapshots: to take one costs as much as there are
 * changed folders, with their entries. Bytes that only a snapshot holds are charged until it is
 * freed. Taken and restored on the main thread; compared, read and freed in any. */
typedef PyxisVfsPart PyxisVfsSnapshot;

PyxisVfsSnapshot *pyxis_vfs_take_snapshot (PyxisVfs *self);
PyxisVfsSnapshot *pyxis_vfs_snapshot_ref (PyxisVfsSnapshot *self);
void pyxis_vfs_snapshot_unref (PyxisVfsSnapshot *self);

/* One file or folder that is not the same in two snapshots. A folder's own mtime makes no
 * difference; a move is a removal and a creation. */
typedef struct {
  guint change; /* PyxisVfsChange: created, changed or removed */
  char *path;
  gboolean is_folder;
  guint mode;
  gint64 mtime;            /* ms; the later one's, where it is there */
  guint64 old_size;        /* 0 where it was not */
  guint64 size;            /* 0 where it is not */
  PyxisVfsPart *entry;     /* (nullable): in the later one */
  PyxisVfsPart *old_entry; /* (nullable): in the earlier one */
} PyxisVfsDifference;

/* (element-type PyxisVfsDifference): each file and folder one by one, in an order in which they can
 * be applied: removals first, the deepest before the folders that they are in, and then folders
 * before what is in them. `from` (nullable): NULL is the empty file system, so that everything in
 * `to` is listed. */
GPtrArray *pyxis_vfs_snapshot_compare (PyxisVfsSnapshot *from, PyxisVfsSnapshot *to);

/* Makes the tree as it was in a snapshot of this file system. Files have their old mtimes again,
 * folders new ones, open files stay open; what is no more in place is as if removed. Then "changed"
 * is emitted for each difference. Never fails: the limit of files may be exceeded by those open. */
void pyxis_vfs_restore (PyxisVfs *self, PyxisVfsSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsSnapshot, pyxis_vfs_snapshot_unref)
