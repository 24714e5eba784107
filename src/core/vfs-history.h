/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-kept.h"

/* PyxisVfsHistory: what a user does to the files of a file system, so that it can be undone. Bytes that
 * were taken away are kept, and so go on taking room: all steps together an eighth of the limit, and the
 * newest more than that only until settle (). Main thread only.
 *
 * Property: "can-undo" (boolean, read-only). */
#define PYXIS_TYPE_VFS_HISTORY (pyxis_vfs_history_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsHistory, pyxis_vfs_history, PYXIS, VFS_HISTORY, GObject)

PyxisVfsHistory *pyxis_vfs_history_new (PyxisVfs *vfs);

gboolean pyxis_vfs_history_can_undo (PyxisVfsHistory *self);

/* `paths` are NULL-terminated; what lies in another of them goes with it. All that can be removed is;
 * how many were, or -1 with the first error if none could. */
int pyxis_vfs_history_remove (PyxisVfsHistory *self, const char *const *paths, GError **error);

gboolean
pyxis_vfs_history_rename (PyxisVfsHistory *self, const char *from, const char *to, GError **error);

/* All into a folder, where nothing has their names. As remove (). */
int pyxis_vfs_history_move (PyxisVfsHistory *self,
                            const char *const *paths,
                            const char *folder,
                            GError **error);

gboolean pyxis_vfs_history_make_folder (PyxisVfsHistory *self, const char *path, GError **error);

gboolean
pyxis_vfs_history_put (PyxisVfsHistory *self, const char *path, GBytes *bytes, GError **error);

/* That `created` (element-type utf8) came, and `replaced` (element-type PyxisVfsKept) went. */
void pyxis_vfs_history_note_upload (PyxisVfsHistory *self, GPtrArray *created, GPtrArray *replaced);

/* The last step. FALSE, with a sentence, if not all of it could be: then it is given up. What has come
 * to a place meanwhile stays, and what was there gets another name. */
gboolean pyxis_vfs_history_undo (PyxisVfsHistory *self, GError **error);

/* Nobody will undo a large step any more, or its room is needed. */
void pyxis_vfs_history_settle (PyxisVfsHistory *self);
