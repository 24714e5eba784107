/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

/* (transfer full): `path`, or where that is taken "name (2).txt", "name (3).txt" and so on beside it;
 * never longer than the limits allow. */
char *pyxis_vfs_dup_free_path (PyxisVfs *vfs, const char *path);

/* Makes the folders that `path` is to be in; those that are there are fine. */
gboolean pyxis_vfs_make_parents (PyxisVfs *vfs, const char *path, GError **error);
