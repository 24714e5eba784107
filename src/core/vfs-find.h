/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-item.h"
#include "vfs-part.h"

/* Looks in a thread for the files and folders below `root`, the file system's root, whose names hold
 * `needle`, in any case. */
void pyxis_vfs_find_async (PyxisVfsPart *root,
                           const char *needle,
                           guint max,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/* (element-type PyxisVfsItem) (transfer full) (nullable): sorted by path, whose numbers are 0; `max` at
 * most. `is_cut`: there are more. */
GPtrArray *pyxis_vfs_find_finish (GAsyncResult *result, gboolean *is_cut, GError **error);
