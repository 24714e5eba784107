/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "vfs-part.h"

/* Files and folders of a file system in memory onto the disk, in a thread. Nothing is under its final
 * name before it is whole; what was begun is removed when it fails or is cancelled. */

/* To `path`: a file takes the place of a file that is there, a folder needs a place of its own. */
void pyxis_vfs_save_async (PyxisVfsPart *part,
                           const char *path,
                           PyxisCopyProgress *progress,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/* `parts` (element-type PyxisVfsPart): with all below, as a zip file. */
void pyxis_vfs_save_zip_async (GPtrArray *parts,
                               const char *path,
                               PyxisCopyProgress *progress,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Of both. */
gboolean pyxis_vfs_save_finish (GAsyncResult *result, GError **error);

/* The first, in this thread; `progress` (nullable) is told no total. */
gboolean pyxis_vfs_save (PyxisVfsPart *part,
                         const char *path,
                         PyxisCopyProgress *progress,
                         GCancellable *cancellable,
                         GError **error);

/* A folder, or a snapshot, in this thread too: as a new folder in `folder`, called `name` or "name (2)"
 * and so on: what a page calls its files meets none of the user's, and is not read by the system either,
 * as one in a home would be. (transfer full) (nullable) (type filename): the new folder. */
char *pyxis_vfs_save_in (PyxisVfsPart *part,
                         const char *folder,
                         const char *name,
                         PyxisCopyProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
