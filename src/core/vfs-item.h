/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

/* PyxisVfsItem: one file or folder as a list shows it. It stands for one number of the file system:
 * what has another name, path or number is another item. Only size and time change.
 *
 * Or one of an interpreter's own (interpreter-files.h): it has an owner, its number is 0, and its path
 * begins with "/", as none of the project's does.
 *
 * Properties, all read-only: "name", "path" (string), "is-folder" (boolean), "size" (uint64),
 * "mtime" (int64: ms since 1970), "note" (string: what else there is to say of it, or ""). */
#define PYXIS_TYPE_VFS_ITEM (pyxis_vfs_item_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsItem, pyxis_vfs_item, PYXIS, VFS_ITEM, GObject)

/* `folder` is a path, "" the root. */
PyxisVfsItem *pyxis_vfs_item_new (const char *folder, const char *name, const PyxisVfsStat *stat);

/* `owner`: see above; kept. */
PyxisVfsItem *pyxis_vfs_item_new_owned (GObject *owner,
                                        const char *path,
                                        const char *name,
                                        const PyxisVfsStat *stat);

/* (nullable) (transfer none) */
gpointer pyxis_vfs_item_get_owner (PyxisVfsItem *self);

const char *pyxis_vfs_item_get_note (PyxisVfsItem *self);
void pyxis_vfs_item_set_note (PyxisVfsItem *self, const char *note);

const char *pyxis_vfs_item_get_name (PyxisVfsItem *self);
const char *pyxis_vfs_item_get_path (PyxisVfsItem *self);
gboolean pyxis_vfs_item_is_folder (PyxisVfsItem *self);
guint64 pyxis_vfs_item_get_ino (PyxisVfsItem *self);
guint64 pyxis_vfs_item_get_size (PyxisVfsItem *self);
gint64 pyxis_vfs_item_get_mtime (PyxisVfsItem *self);

/* Of the same number; notifies of what is new. */
void pyxis_vfs_item_update (PyxisVfsItem *self, const PyxisVfsStat *stat);

/* Folders first, then by name as people sort: "a2" before "a10". 0 only for equal names. */
int pyxis_vfs_item_compare (PyxisVfsItem *a, PyxisVfsItem *b);
