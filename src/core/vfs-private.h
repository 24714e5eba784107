/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-tree.h"
#include "vfs.h"

struct _PyxisVfs {
  GObject parent_instance;
  PyxisVfsLimits limits;
  PyxisVfsTree tree;
  PyxisVfsAccount *account;
  gboolean has_told[2]; /* by PyxisVfsLimit */
  gboolean is_read_only;
};

gboolean pyxis_vfs_parse (PyxisVfs *self, PyxisVfsPath *path, const char *text, GError **error);

void pyxis_vfs_describe (const PyxisVfsNode *node, PyxisVfsStat *stat);

/* Emits "changed"; cheap when nobody listens. What the handlers do may free every node. */
void pyxis_vfs_tell (PyxisVfs *self, PyxisVfsChange change, const PyxisVfsNode *node);
void pyxis_vfs_tell_path (PyxisVfs *self,
                          PyxisVfsChange change,
                          const PyxisVfsPath *path,
                          const PyxisVfsPath *old_path);

/* Sets ENOSPC and emits "limit-reached". `path` (nullable). */
void pyxis_vfs_refuse (PyxisVfs *self, PyxisVfsLimit limit, const char *path, GError **error);

/* Whether one more file may be there, else refuses. */
gboolean pyxis_vfs_may_add (PyxisVfs *self, const PyxisVfsPath *path, GError **error);

/* EROFS where nothing may be changed. */
gboolean pyxis_vfs_may_change (PyxisVfs *self, const PyxisVfsPath *path, GError **error);

/* What has this number, else EBADF. */
PyxisVfsNode *pyxis_vfs_find_node (PyxisVfs *self, guint64 ino, GError **error);

/* As pyxis_vfs_set_error (). */
void pyxis_vfs_fail (const PyxisVfsNode *node, PyxisVfsErrno code, GError **error);
