/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-snapshot.h"

/* PyxisVfsJournalWriter: a journal (vfs-journal.h) that is being written: change after change, each
 * of which is on the disk when its call returns. One thread at a time. */
typedef struct _PyxisVfsJournalWriter PyxisVfsJournalWriter;

/* Makes the file, which must not be there, for its owner alone. */
PyxisVfsJournalWriter *pyxis_vfs_journal_writer_new (const char *path, GError **error);

/* What is different in `to` from what was written last, `from` (nullable: nothing). When it fails,
 * the journal says what it said before, and the same may be tried again. */
gboolean pyxis_vfs_journal_writer_write (PyxisVfsJournalWriter *self,
                                         PyxisVfsSnapshot *from,
                                         PyxisVfsSnapshot *to,
                                         guint n_unsaved,
                                         GError **error);

guint64 pyxis_vfs_journal_writer_get_size (PyxisVfsJournalWriter *self);

/* About how many bytes a journal of `snapshot` alone has, at most. */
guint64 pyxis_vfs_journal_writer_measure (PyxisVfsSnapshot *snapshot);

void pyxis_vfs_journal_writer_free (PyxisVfsJournalWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisVfsJournalWriter, pyxis_vfs_journal_writer_free)
