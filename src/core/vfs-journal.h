/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "vfs.h"

/* PyxisVfsJournal: the files of a PyxisVfs as a file on disk holds them, which vfs-store.h writes
 * (vfs-journal-private.h says how). Everything that is read is checked.
 *
 * A writer that was stopped leaves the beginning of a change at the end: it is as if it was not there, and
 * what is found is the state of the last change that was written whole. But where whole changes follow
 * something that is none, the file was *damaged* afterwards. Then what is found is that state, and of the
 * later ones whatever is whole; this may never have been so together, and whoever reads it must say so.
 *
 * Immutable, counted by reference; opened, applied to a file system that nobody has yet and let go in any
 * thread. */
typedef struct _PyxisVfsJournal PyxisVfsJournal;

/* Reads all of it once. G_IO_ERROR_NOT_FOUND where there is none, G_IO_ERROR_INVALID_DATA for what is
 * none or has no whole change. `progress` and `cancellable` (nullable), as below. */
PyxisVfsJournal *pyxis_vfs_journal_open (const char *path,
                                         PyxisCopyProgress *progress,
                                         GCancellable *cancellable,
                                         GError **error);

/* Whether it says that there is no file and no folder. */
gboolean pyxis_vfs_journal_is_empty (const PyxisVfsJournal *self);

gboolean pyxis_vfs_journal_is_damaged (const PyxisVfsJournal *self);

/* How many files its writer said were not saved elsewhere. */
guint pyxis_vfs_journal_get_n_unsaved (const PyxisVfsJournal *self);

/* Brings all files into `vfs`, which must be empty; a failure leaves part of them there. Adds to
 * `doubtful` (element-type filename) (nullable) those that may not be as they were, by the damage. */
gboolean pyxis_vfs_journal_apply (const PyxisVfsJournal *self,
                                  PyxisVfs *vfs,
                                  GPtrArray *doubtful,
                                  PyxisCopyProgress *progress,
                                  GCancellable *cancellable,
                                  GError **error);

PyxisVfsJournal *pyxis_vfs_journal_ref (PyxisVfsJournal *self);
void pyxis_vfs_journal_unref (PyxisVfsJournal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsJournal, pyxis_vfs_journal_unref)
