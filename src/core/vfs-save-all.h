/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-archive.h"

/* Writes files of a snapshot to the disk. Blocking: for a thread.
 *
 * They come into a new folder in `folder`, called `name` or "name (2)" and so on, with the folders
 * that they are in: what a page calls its files meets none of the user's, and is not read by the system
 * either, as one in a home would be. `paths` (nullable): which files; NULL is all. What goes wrong or
 * is cancelled leaves no folder. (transfer full) (type filename): the new folder. */
char *pyxis_vfs_save_all (PyxisVfsSnapshot *snapshot,
                          const char *const *paths,
                          const char *folder,
                          const char *name,
                          PyxisCopyProgress *progress,
                          GCancellable *cancellable,
                          GError **error);

/* One file, in place of what is there. */
gboolean pyxis_vfs_save_file (PyxisVfs *vfs, const char *path, const char *target, GError **error);
