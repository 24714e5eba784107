/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-journal-form.h"
#include "vfs-journal.h"

/* What the readers and the writer of a journal share. */
typedef struct {
  JournalKind kind;
  guint change;
  guint after;
  guint number;
  guint mode;
  gint64 mtime;
  guint64 size;
  guint64 held;
  gint64 base_mtime;
  guint64 base_size;
  guint file;
  guint64 offset;
  guint n_unsaved;
  const guint8 *bytes; /* of a path, of a file, or a digest; until the next record is read */
  gsize length;
} JournalRecord;

/* Reads a file through a window: a disk that fails is an error then, where a mapped file would end the
 * program. */
typedef struct {
  int fd;
  guint form;
  guint8 mark[JOURNAL_MARK_SIZE];
  guint64 at; /* where the next record is */
  guint64 end;
  guint8 *window;
  guint64 window_at;
  gsize window_size;
  GChecksum *checksum;
  int code; /* errno, when the disk failed */
} JournalReader;

/* Up to `end`. */
void journal_reader_init (JournalReader *self, const PyxisVfsJournal *journal, guint64 end);
void journal_reader_clear (JournalReader *self);

/* (nullable): the next bytes, until anything else is read; NULL where there are fewer. */
const guint8 *journal_reader_peek (JournalReader *self, gsize n);

/* FALSE: there is no whole record here, and `at` is where it was. */
gboolean journal_reader_take (JournalReader *self, JournalRecord *record);

/* Goes to the next thing behind that may be a record, of form 2; FALSE: there is none. */
gboolean journal_reader_skip (JournalReader *self);

struct _PyxisVfsJournal {
  int fd;
  char *shown; /* its name, for messages */
  guint form;
  guint8 mark[JOURNAL_MARK_SIZE];
  guint64 start; /* of the records */
  guint64 end;   /* of the changes that are whole, from the first on */
  guint64 found; /* of all changes that once were whole; behind `end` where it is damaged */
  guint last;    /* change up to `end` */
  guint n_unsaved;
  gboolean is_empty;
};

/* One step of a long work; FALSE when it was cancelled. */
gboolean journal_go_on (JournalReader *self,
                        PyxisCopyProgress *progress,
                        GCancellable *cancellable,
                        GError **error);

/* What the records between `end` and `found` give, as far as they are whole. Adds to `doubtful` (nullable)
 * the paths of files that may lack something. */
gboolean journal_salvage (const PyxisVfsJournal *self,
                          PyxisVfs *vfs,
                          GPtrArray *doubtful,
                          PyxisCopyProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
