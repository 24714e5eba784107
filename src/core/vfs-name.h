/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

/* (transfer full): a path in `folder` ("" is the root), which need not be there. */
char *pyxis_vfs_name_dup_path (const char *folder, const char *name);

/* (transfer full): of the folder that a path is in. */
char *pyxis_vfs_name_dup_folder (const char *path);

/* The last name of a path. */
const char *pyxis_vfs_name_get_last (const char *path);

/* (transfer full): a path in `folder` that nothing has yet: with `name`, or "name (2)" and so on before
 * its ending, made shorter where it would be too long. */
char *pyxis_vfs_name_dup_free (PyxisVfs *vfs, const char *folder, const char *name);

/* (transfer full): the paths without those that lie in another one. Both NULL-terminated. */
char **pyxis_vfs_name_dup_tops (const char *const *paths);

/* (transfer full): `path`, or what dup_free () finds beside it. */
char *pyxis_vfs_name_dup_free_path (PyxisVfs *vfs, const char *path);

/* Makes the folders that `path` is to be in; those that are there are fine. */
gboolean pyxis_vfs_name_make_parents (PyxisVfs *vfs, const char *path, GError **error);
