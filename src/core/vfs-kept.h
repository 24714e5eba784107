/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-part.h"

/* PyxisVfsKept: what was at a path, so that it can be there again. */
typedef struct {
  char *path;
  PyxisVfsPart *part;
  guint64 size; /* of all files in it */
} PyxisVfsKept;

/* (element-type PyxisVfsKept) (transfer full): an empty list of them. */
GPtrArray *pyxis_vfs_kept_list_new (void);

/* Adds what is at `path` now; FALSE if there is nothing. */
gboolean pyxis_vfs_kept_list_add (GPtrArray *self, PyxisVfs *vfs, const char *path, GError **error);

/* The sizes together. */
guint64 pyxis_vfs_kept_list_get_size (GPtrArray *self);
