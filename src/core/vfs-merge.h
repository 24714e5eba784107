/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-snapshot.h"

/* What becomes of a file that has the path of one that is there. */
typedef enum {
  PYXIS_VFS_MERGE_REPLACE, /* it takes its place */
  PYXIS_VFS_MERGE_BESIDE,  /* it comes beside it, as "name (2).txt", unless the two are the same */
} PyxisVfsMergeMode;

typedef struct {
  guint n_files;    /* which came in */
  guint n_met;      /* of these, which met one that is there */
  GPtrArray *paths; /* (element-type utf8) (nullable) of these: added to where the caller gave it */
} PyxisVfsMerged;

/* (transfer full) (nullable): of `snapshot` what MERGE_BESIDE would bring into a file system that is as
 * `now`: the files that are the same there are left out. NULL when it was cancelled. In a thread, so that
 * merge () has no bytes to look at. */
PyxisVfsSnapshot *
pyxis_vfs_merge_pick (PyxisVfsSnapshot *snapshot, PyxisVfsSnapshot *now, GCancellable *cancellable);

/* Brings all of `snapshot`, of another file system, into `self`, with its modes and mtimes; folders
 * that are there stay. All or nothing: when it fails `self` is as it was. No bytes are copied: they are
 * charged to `self` from then on, and no other thread may have the snapshot. Main thread only. */
gboolean pyxis_vfs_merge (PyxisVfs *self,
                          PyxisVfsSnapshot *snapshot,
                          PyxisVfsMergeMode mode,
                          PyxisVfsMerged *merged,
                          GError **error);
