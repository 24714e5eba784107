/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-item.h"

/* PyxisVfsFolder: what is in one folder, as a sorted GListModel of PyxisVfsItem. It does not listen by
 * itself (see vfs-watch.h): it is told which names may be different, and looks at all of them at once.
 * A change costs as much as what changed, times the logarithm of the folder's size; names that come or
 * go side by side are one "items-changed", after which the model is as the file system has it but for
 * the names that are still to be told. A file that was written keeps its item. */
#define PYXIS_TYPE_VFS_FOLDER (pyxis_vfs_folder_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsFolder, pyxis_vfs_folder, PYXIS, VFS_FOLDER, GObject)

/* Empty if there is no such folder. */
PyxisVfsFolder *pyxis_vfs_folder_new (PyxisVfs *vfs, const char *path);

/* A name that may have come, gone or changed. `is_new`: what has it now is another file than before,
 * even if it has the same number. */
void pyxis_vfs_folder_touch (PyxisVfsFolder *self, const char *name, gboolean is_new);

/* Looks at what was touched. */
void pyxis_vfs_folder_flush (PyxisVfsFolder *self);

/* Where a name is, or -1. */
int pyxis_vfs_folder_get_position (PyxisVfsFolder *self, const char *name);
