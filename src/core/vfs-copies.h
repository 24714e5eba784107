/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-snapshot.h"
#include "vfs-unsaved.h"

/* PyxisVfsCopies: which files of a PyxisVfs are copies of files elsewhere, with nothing of their own: they can be
 * had again, so that nobody keeps them. One that was changed, or moved, by whomever, is a file like any other from
 * then on; a folder that was copied is one no more when something else is in it. Main thread only. */
#define PYXIS_TYPE_VFS_COPIES (pyxis_vfs_copies_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsCopies, pyxis_vfs_copies, PYXIS, VFS_COPIES, GObject)

/* None of what is there is a copy. `unsaved` is of the same file system: no copy stays in it. */
PyxisVfsCopies *pyxis_vfs_copies_new (PyxisVfs *vfs, PyxisVfsUnsaved *unsaved);

/* The file or folder at `path` was copied, just now. */
void pyxis_vfs_copies_add (PyxisVfsCopies *self, const char *path);

/* (transfer full): the file system as it is now, without copies. */
PyxisVfsSnapshot *pyxis_vfs_copies_take_snapshot (PyxisVfsCopies *self);
