/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

/* PyxisVfsUnsaved: which files of a PyxisVfs the page or the user made or changed since they were
 * last saved to somewhere that lasts: what would be lost with the memory. A file that is moved stays
 * what it was. Main thread only.
 *
 * What counts is what somebody could miss: not folders, empty files, nor what Python makes again by
 * itself (below a "__pycache__", or "*.pyc").
 *
 * Signal "changed" (): after each change of the file system, and when some were saved. */
#define PYXIS_TYPE_VFS_UNSAVED (pyxis_vfs_unsaved_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsUnsaved, pyxis_vfs_unsaved, PYXIS, VFS_UNSAVED, GObject)

/* What is in `vfs` now counts as saved. */
PyxisVfsUnsaved *pyxis_vfs_unsaved_new (PyxisVfs *vfs);

/* (transfer full): the paths of those that count, NULL-terminated and sorted. */
char **pyxis_vfs_unsaved_list (PyxisVfsUnsaved *self);

guint pyxis_vfs_unsaved_count (PyxisVfsUnsaved *self);

/* Now, for what is saved from a snapshot while the page goes on. */
guint64 pyxis_vfs_unsaved_get_moment (PyxisVfsUnsaved *self);

/* What is at `path`, and all below it ("" is everything), was saved as it was at `moment`: what
 * changed since then stays unsaved. */
void pyxis_vfs_unsaved_mark_saved (PyxisVfsUnsaved *self, const char *path, guint64 moment);
