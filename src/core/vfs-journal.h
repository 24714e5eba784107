/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

/* PyxisVfsJournal: the files of a PyxisVfs as a file on disk holds them, which vfs-store.h writes.
 * What is read is checked: it is the state of the last change that was written whole, however the
 * writer ended; what follows that, or is damaged, is as if it was not there. Immutable; opened and
 * freed in any thread, applied in the main one.
 *
 * The file is "PYXISVFS", a number, and then records, all numbers little-endian:
 *
 *   'R' path             what is there is removed, with all below
 *   'D' mode path        a folder, made or given that mode
 *   'F' mode mtime size path   a file, made if it is not there, cut or lengthened with a hole
 *   'B' offset length bytes    of the file before
 *   'C' unsaved digest   all since the last of these holds from here on. The digest is of all records
 *                        before this, so that what is left over from a write that failed never counts
 *
 * A path is its length and its bytes. */
typedef struct _PyxisVfsJournal PyxisVfsJournal;

/* G_IO_ERROR_NOT_FOUND where there is none, G_IO_ERROR_INVALID_DATA for what is none. */
PyxisVfsJournal *pyxis_vfs_journal_open (const char *path, GError **error);

/* Whether it says that there is no file and no folder. */
gboolean pyxis_vfs_journal_is_empty (const PyxisVfsJournal *self);

/* How many files its writer said were not saved elsewhere. */
guint pyxis_vfs_journal_get_n_unsaved (const PyxisVfsJournal *self);

/* Brings all files into `vfs`, which must be empty; a failure leaves part of them there. */
gboolean pyxis_vfs_journal_apply (const PyxisVfsJournal *self, PyxisVfs *vfs, GError **error);

void pyxis_vfs_journal_free (PyxisVfsJournal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsJournal, pyxis_vfs_journal_free)
