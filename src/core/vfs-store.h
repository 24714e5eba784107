/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-snapshot.h"

/* PyxisVfsStore: keeps the files of a PyxisVfs in one file on disk, as they were at the last save ():
 * whenever this program or the machine stops, pyxis_vfs_journal_open () finds the last state that
 * was saved whole (vfs-journal.h). Only what changed since is written, in pieces of 64 KiB; the file
 * is written anew, beside the old one, before it is twice as large as what it holds. It can be read
 * by its owner only, as can the folders that are made for it.
 *
 * It holds the snapshot that it saved last, since what is compared with it must not go. Whoever
 * calls sees to it that there is one store for a file (file-lock.h). Any thread: calls wait for
 * each other. */
#define PYXIS_TYPE_VFS_STORE (pyxis_vfs_store_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsStore, pyxis_vfs_store, PYXIS, VFS_STORE, GObject)

PyxisVfsStore *pyxis_vfs_store_new (const char *path);

const char *pyxis_vfs_store_get_path (PyxisVfsStore *self);

/* When it fails, what was saved before holds. Of two that run at once the one asked for later wins.
 * `n_unsaved`: see pyxis_vfs_journal_get_n_unsaved (). */
gboolean pyxis_vfs_store_save (PyxisVfsStore *self,
                               PyxisVfsSnapshot *snapshot,
                               guint n_unsaved,
                               GError **error);

/* The same in a thread. */
void pyxis_vfs_store_save_async (PyxisVfsStore *self,
                                 PyxisVfsSnapshot *snapshot,
                                 guint n_unsaved,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pyxis_vfs_store_save_finish (PyxisVfsStore *self, GAsyncResult *result, GError **error);

/* Lets go of the last snapshot: the next save () writes everything. For when memory is short. */
void pyxis_vfs_store_forget (PyxisVfsStore *self);

/* Removes the file; what is not there is fine. */
gboolean pyxis_vfs_store_clear (PyxisVfsStore *self, GError **error);

/* What the writer of an earlier process had written beside the file, but not put in its place, when it was
 * killed: it takes its place if it is whole, as it is newer then, else it is removed. For whoever is alone
 * with the file, before anybody reads it. */
void pyxis_vfs_store_settle (const char *path);

/* From then on a save () is G_IO_ERROR_CLOSED, one that was asked for before too; it waits for the one
 * that is being written. */
void pyxis_vfs_store_close (PyxisVfsStore *self);
