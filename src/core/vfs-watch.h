/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-folder.h"

/* PyxisVfsWatch: keeps the lists of a file system's folders as it is, in batches: Python may write a
 * thousand times a second, and what is shown changes ten times. Main thread only.
 *
 * Signal: "changed" (): after a batch, whether or not any list has changed. */
#define PYXIS_TYPE_VFS_WATCH (pyxis_vfs_watch_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsWatch, pyxis_vfs_watch, PYXIS, VFS_WATCH, GObject)

PyxisVfsWatch *pyxis_vfs_watch_new (PyxisVfs *vfs);

PyxisVfs *pyxis_vfs_watch_get_vfs (PyxisVfsWatch *self);

/* (transfer full): kept up to date for as long as it and the watch live, and as nothing else takes the
 * folder's place. One list a folder. */
PyxisVfsFolder *pyxis_vfs_watch_open (PyxisVfsWatch *self, const char *folder);

/* Does now what would be done in a moment. */
void pyxis_vfs_watch_flush (PyxisVfsWatch *self);
