/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "vfs-journal.h"
#include "vfs-snapshot.h"

/* PyxisLostFiles: the files of a journal that an earlier process left, as they are read. There may be as
 * many as memory holds: opening and reading are for a thread. */
typedef struct {
  char *path; /* of the journal */
  PyxisVfsJournal *journal;
  PyxisVfsSnapshot *now;   /* (nullable): what is there; what is the same is left out */
  PyxisVfsSnapshot *files; /* (nullable): those that were read, which nobody else has */
  GPtrArray *doubtful;     /* (element-type filename): those of them that may lack something */
} PyxisLostFiles;

/* Opens a journal in a thread. */
void pyxis_lost_files_open_async (const char *path,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
PyxisLostFiles *pyxis_lost_files_open_finish (GAsyncResult *result, GError **error);

/* Once more, of the same journal, with nothing read. */
PyxisLostFiles *pyxis_lost_files_copy (const PyxisLostFiles *self);

/* Reads them. Blocking. */
gboolean pyxis_lost_files_read (PyxisLostFiles *self,
                                PyxisCopyProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

/* (transfer full) (nullable): what the user must know of them, where they were damaged, whose journal is
 * kept then under another name. Called before it is removed; `error` where it cannot be kept. */
char *pyxis_lost_files_keep_damaged (PyxisLostFiles *self, GError **error);

void pyxis_lost_files_free (PyxisLostFiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisLostFiles, pyxis_lost_files_free)
