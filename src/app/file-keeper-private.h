/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "file-keeper.h"
#include "file-lock.h"
#include "vfs-journal.h"
#include "vfs-store.h"

/* PyxisKeptFiles: what is on disk of the files in memory of a project, as it is found when it is opened.
 *
 *   DATA/pyxis/files/ORIGIN/files    what is kept
 *   STATE/pyxis/files/ORIGIN/lock    of the process that has the project
 *   STATE/pyxis/files/ORIGIN/spool   what that would lose
 *   STATE/pyxis/files/ORIGIN/lost-…  spools of processes that ended otherwise, by their time
 *
 * and, beside each of them, `damaged-…`: what was damaged on the disk (damaged-files.h) */
typedef struct {
  gboolean keeps;      /* `keep-files` */
  char *file;          /* what is kept, there or not */
  char *spool;         /* as well */
  PyxisFileLock *lock; /* NULL: nothing is written */
  GError *lock_error;  /* why; NULL where another process has it */
  gboolean is_foreign; /* another process has the lock */
  GPtrArray *lost;     /* (element-type filename): the newest first */
  PyxisVfs *vfs;       /* with what is to be there at first */
  GError *error;       /* why it cannot be */
  char *damage;        /* (nullable): a sentence on what was damaged of what is there */
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

struct _PyxisFileKeeper {
  GObject parent_instance;

  PyxisKeptFiles *kept; /* on disk */
  PyxisVfs *vfs;
  PyxisVfsUnsaved *unsaved;
  PyxisVfsCopies *copies;
  GListStore *snapshots;
  PyxisVfsStore *store; /* NULL: nothing is written, for a reason that was told */
  char *notice;         /* to be told at first; NULL: nothing, or it was told */
  const char *notice_code;
  GHashTable *users;      /* of a pointer: whether it is leaving, as a number */
  guint timeout;          /* until they are written; 0: none */
  guint64 written_moment; /* of what is on disk */
  guint n_writing;
  gboolean is_stale;   /* something has changed since the last time */
  gboolean is_damaged; /* what is on disk is not what was read of it */
  gboolean has_told;   /* that it could not be written */
};

/* Ten seconds from now, unless that is so already. */
void pyxis_file_keeper_schedule (PyxisFileKeeper *self);

/* Tells that the files cannot be written; once, until it works again. */
void pyxis_file_keeper_tell_failure (PyxisFileKeeper *self, const GError *error);
