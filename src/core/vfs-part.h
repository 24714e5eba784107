/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "vfs.h"

/* PyxisVfsPart: a file, or a folder with all below it, as it was at one moment. As a snapshot, of one
 * place only: immutable, shares what did not change, and is charged for what only it holds. Taken and
 * placed on the main thread; read and freed in any. */
typedef struct _PyxisVfsFrozen PyxisVfsPart;

/* (transfer full) (nullable): "" is the root. */
PyxisVfsPart *pyxis_vfs_take_part (PyxisVfs *self, const char *path, GError **error);

/* Puts it there, with all below, or nothing: as new files with their old times, or as the bytes of the
 * file that is there, which keeps its number. EEXIST where anything else is. The part must be of this
 * file system. "changed" is emitted for each file and folder. */
gboolean
pyxis_vfs_place_part (PyxisVfs *self, const char *path, PyxisVfsPart *part, GError **error);

PyxisVfsPart *pyxis_vfs_part_ref (PyxisVfsPart *self);
void pyxis_vfs_part_unref (PyxisVfsPart *self);

const char *pyxis_vfs_part_get_name (PyxisVfsPart *self);
gboolean pyxis_vfs_part_is_folder (PyxisVfsPart *self);
guint64 pyxis_vfs_part_get_size (PyxisVfsPart *self); /* 0 for a folder */
gint64 pyxis_vfs_part_get_mtime (PyxisVfsPart *self); /* ms since 1970 */

/* What is in a folder, in no order. (transfer none) */
guint pyxis_vfs_part_get_n_entries (PyxisVfsPart *self);
PyxisVfsPart *pyxis_vfs_part_get_entry (PyxisVfsPart *self, guint i);

/* With all below: how many files and folders, itself included, and the sizes of the files. */
void pyxis_vfs_part_measure (PyxisVfsPart *self, guint *n_files, guint64 *size);

/* (transfer full): of a snapshot, only the files at `paths` (NULL-terminated), with the folders that they
 * are in. In any thread. */
PyxisVfsPart *pyxis_vfs_part_pick (PyxisVfsPart *self, const char *const *paths);

/* Tells `progress` (nullable) that all of it is to be copied too. */
void pyxis_vfs_part_add_total (PyxisVfsPart *self, PyxisCopyProgress *progress);

/* Of a file's bytes; it can seek. */
GInputStream *pyxis_vfs_part_open_stream (PyxisVfsPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsPart, pyxis_vfs_part_unref)
