/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project.h"
#include "vfs-copies.h"

/* PyxisFileKeeper: the files in memory of one project, /vfs, for all windows of this process that show
 * it, and how they are kept from being lost.
 *
 * Ten seconds after a change they are written to disk, and again as long as they change. Where the
 * project says `keep-files` they are written to the user's data folder, and are there again the next
 * time. Else what is not saved yet goes to a spool in the state folder: an ordinary end removes it, and
 * after any other it is *lost*: the next start offers it, however often, until the user decides.
 *
 * Copies of the user's own files, which an app was opened with, are not its data: as long as nobody changed them
 * they are written nowhere, and nobody misses them. One that was changed is kept as any file is.
 *
 * A project whose files another process has is read-only here: its files are those that the other
 * wrote last. A disk that takes nothing is told once, and tried again and again.
 *
 * Signals: "notice" (const char *code, const char *sentence): as for the log's; "lost-changed" ():
 * somebody has decided about files that were lost. */
#define PYXIS_TYPE_FILE_KEEPER (pyxis_file_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFileKeeper, pyxis_file_keeper, PYXIS, FILE_KEEPER, GObject)

/* Reads what is kept, in a thread. Never fails: what is not possible is said by its notices, the first
 * of which come with start (). */
void pyxis_file_keeper_open_async (PyxisProject *project,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
PyxisFileKeeper *pyxis_file_keeper_open_finish (GAsyncResult *result, GError **error);

/* (nullable) (transfer none): whose files these are. */
PyxisFileKeeper *pyxis_file_keeper_find (PyxisVfs *vfs);

/* (transfer none) */
PyxisVfs *pyxis_file_keeper_get_vfs (PyxisFileKeeper *self);
PyxisVfsUnsaved *pyxis_file_keeper_get_unsaved (PyxisFileKeeper *self);
PyxisVfsCopies *pyxis_file_keeper_get_copies (PyxisFileKeeper *self);

/* (transfer none) (element-type PyxisFileSnapshot): those of the user, the newest last. */
GListStore *pyxis_file_keeper_get_snapshots (PyxisFileKeeper *self);

/* One more uses the files; what there is to tell at first is told now. */
void pyxis_file_keeper_join (PyxisFileKeeper *self, gconstpointer user);

/* It goes. With the last of them this is the ordinary end: what is to be kept is written, the spool is
 * removed, and the project is free for others. */
void pyxis_file_keeper_leave (PyxisFileKeeper *self, gconstpointer user);

/* Whether it is about to, as several may be at once. */
void pyxis_file_keeper_set_leaving (PyxisFileKeeper *self, gconstpointer user, gboolean is_leaving);
gboolean pyxis_file_keeper_is_leaving (PyxisFileKeeper *self, gconstpointer user);

/* Whether all others are about to leave. */
gboolean pyxis_file_keeper_is_last (PyxisFileKeeper *self, gconstpointer user);

/* Writes now, and waits for the disk. FALSE where the files would be lost: there is a reason, if nobody
 * asked for them to be spooled only. */
gboolean pyxis_file_keeper_write (PyxisFileKeeper *self, GError **error);

/* The same in a thread, of the files as they are now. */
void pyxis_file_keeper_write_async (PyxisFileKeeper *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
pyxis_file_keeper_write_finish (PyxisFileKeeper *self, GAsyncResult *result, GError **error);

/* How many files an ordinary end would lose, after write () where they are kept. */
guint pyxis_file_keeper_count_losses (PyxisFileKeeper *self);

/* Whether there is a place on the disk where write () writes. */
gboolean pyxis_file_keeper_can_write (PyxisFileKeeper *self);
