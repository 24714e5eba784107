/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-kept.h"

/* PyxisVfsStep: how to undo one thing that was done to files. Main thread only. */
typedef struct {
  char *folder;          /* (nullable): to be removed if nothing is in it */
  GPtrArray *created;    /* (element-type utf8): to be removed with all below */
  GPtrArray *renames;    /* to be done backwards */
  GPtrArray *kept;       /* (element-type PyxisVfsKept): to be there again */
  gboolean was_replaced; /* what is kept: something else has its place now */
  gint64 newest;         /* the mtime of the newest file that it made */
} PyxisVfsStep;

PyxisVfsStep *pyxis_vfs_step_new (void);
void pyxis_vfs_step_free (PyxisVfsStep *self);

/* That what is at `to` was at `from`. */
void pyxis_vfs_step_note_rename (PyxisVfsStep *self, const char *from, const char *to);

/* It is done: what is changed from now on is newer. */
void pyxis_vfs_step_finish (PyxisVfsStep *self, PyxisVfs *vfs);

/* Undoes all that can be, and tells the first error, for which there must be a place. Folders that have
 * gone are made again. What has come to a place or was changed there meanwhile stays, and what was there
 * gets another name. */
void pyxis_vfs_step_undo (PyxisVfsStep *self, PyxisVfs *vfs, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsStep, pyxis_vfs_step_free)
