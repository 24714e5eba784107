/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-snapshot.h"

/* PyxisFileSnapshot: how the files in memory were at one moment, for a list that the user sees.
 * Immutable.
 *
 * Property: "title" (string, read-only): when and why it was taken. */
#define PYXIS_TYPE_FILE_SNAPSHOT (pyxis_file_snapshot_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFileSnapshot, pyxis_file_snapshot, PYXIS, FILE_SNAPSHOT, GObject)

/* How many are in a list at most; then the oldest goes. */
#define PYXIS_FILE_SNAPSHOT_MAX 20

/* Of now, at the end of `list`. `reason` (nullable): the user wanted it. */
void pyxis_file_snapshot_take (GListStore *list, PyxisVfs *vfs, const char *reason);

/* Stands for the files as they are at any time. */
PyxisFileSnapshot *pyxis_file_snapshot_new_now (void);

/* (nullable): NULL for those of now. */
PyxisVfsSnapshot *pyxis_file_snapshot_get_snapshot (PyxisFileSnapshot *self);
