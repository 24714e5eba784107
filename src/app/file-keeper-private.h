/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "file-keeper.h"
#include "file-lock.h"
#include "vfs-journal.h"

/* PyxisKeptFiles: what is on disk of the files in memory of a project, as it is found when it is opened.
 *
 *   DATA/pyxis/files/ORIGIN/files    what is kept
 *   STATE/pyxis/files/ORIGIN/lock    of the process that has the project
 *   STATE/pyxis/files/ORIGIN/spool   what that would lose
 *   STATE/pyxis/files/ORIGIN/lost-…  spools of processes that ended otherwise, by their time */
typedef struct {
  gboolean keeps;           /* `keep-files` */
  char *file;               /* what is kept, there or not */
  char *spool;              /* as well */
  PyxisFileLock *lock;      /* NULL: nothing is written */
  GError *lock_error;       /* why; NULL where another process has it */
  gboolean is_foreign;      /* another process has the lock */
  GPtrArray *lost;          /* (element-type filename): the newest first */
  PyxisVfsJournal *journal; /* (nullable): of what is to be there at first */
  GError *error;            /* why it cannot be */
} PyxisKeptFiles;

/* How many spools wait for their user at most; then the oldest goes. */
#define PYXIS_KEPT_FILES_MAX_LOST 8

/* Locks and reads, as a GTaskThreadFunc whose data is a PyxisProject; gives PyxisKeptFiles. */
void pyxis_kept_files_open_in_thread (GTask *task,
                                      gpointer source,
                                      gpointer data,
                                      GCancellable *cancellable);

void pyxis_kept_files_free (PyxisKeptFiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisKeptFiles, pyxis_kept_files_free)
