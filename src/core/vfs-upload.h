/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "disk-walk.h"
#include "vfs-copies.h"
#include "vfs-kept.h"

/* Files and folders from the disk into a file system in memory, a file at a time: each is there as a
 * whole or not at all. They are read in a thread. */

typedef enum {
  PYXIS_VFS_UPLOAD_KEEP_BOTH, /* "name (2)" where something has the name */
  PYXIS_VFS_UPLOAD_REPLACE,   /* a file takes a file's place, a folder joins a folder */
} PyxisVfsConflict;

typedef struct {
  guint n_files; /* that are there now */
  guint n_folders;
  PyxisDiskSkipped skipped;
  guint n_refused;     /* that the file system would not take, for other reasons than `error` */
  GError *refusal;     /* (nullable): the first of them */
  GError *error;       /* (nullable): why it stopped early: no room, or cancelled */
  GPtrArray *created;  /* (element-type utf8): new files and folders, not what is in new folders */
  GPtrArray *replaced; /* (element-type PyxisVfsKept): what had to go; NULL: too much to keep */
} PyxisVfsUploadResult;

typedef struct {
  const char *const *paths; /* of the disk, NULL-terminated */
  const char *folder;       /* where they go; it is there */
  PyxisVfsConflict conflict;
  PyxisCopyProgress *progress;
  PyxisVfsCopies *copies; /* (nullable): to which all that is new belongs */
} PyxisVfsUploadOptions;

/* `options` are copied. */
void pyxis_vfs_upload_async (PyxisVfs *vfs,
                             const PyxisVfsUploadOptions *options,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* (transfer full): never NULL. */
PyxisVfsUploadResult *pyxis_vfs_upload_finish (PyxisVfs *vfs, GAsyncResult *result);

void pyxis_vfs_upload_result_free (PyxisVfsUploadResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsUploadResult, pyxis_vfs_upload_result_free)
