/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

#include "vfs-error.h"

/* PyxisVfsLimits: what a virtual file system may hold. */
typedef struct {
  gsize bytes; /* of all contents; see vfs.h for what is counted */
  guint files; /* files and folders, the root not counted */
  guint path;  /* bytes in a path; at most PYXIS_VFS_PATH_MAX, which bounds the depth of the tree */
  guint name;  /* bytes in one name of it */
} PyxisVfsLimits;

#define PYXIS_VFS_PATH_MAX 4096
#define PYXIS_VFS_NAME_MAX 255

/* PyxisVfsPath: a path that was checked: relative and canonical UTF-8, whose names are never empty,
 * "." or "..", hold no NUL, and keep the limits. "" is the root. One slash at the end means that a
 * folder is meant, as it does for POSIX, and is not part of the path. */
typedef struct {
  const char *text; /* borrowed; not NUL-terminated at `length` */
  gsize length;     /* without the slash at the end; 0 is the root */
  gsize last;       /* where the last name begins */
  gboolean is_folder;
} PyxisVfsPath;

/* `length` is -1 for a NUL-terminated text; else a NUL in it is found. EINVAL or ENAMETOOLONG. */
gboolean pyxis_vfs_path_parse (PyxisVfsPath *self,
                               const char *text,
                               gssize length,
                               const PyxisVfsLimits *limits,
                               GError **error);

/* From name to name: with `*at` and `*length` 0 at first, they are set to the next one. */
gboolean pyxis_vfs_path_next (const PyxisVfsPath *self, gsize *at, gsize *length);

char *pyxis_vfs_path_dup (const PyxisVfsPath *self);

/* As pyxis_vfs_set_error (). */
void pyxis_vfs_path_set_error (const PyxisVfsPath *self, PyxisVfsErrno code, GError **error);
