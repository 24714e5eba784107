/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-journal.h"

/* The form of a journal on the disk, for its readers and its writer. All numbers are little-endian.
 *
 * It is "PYXISVFS", the number of its form, and a mark: eight bytes that are this file's alone, drawn by
 * lot, so that nothing a page writes into a file looks like a part of the journal. Then come changes, each
 * of one record or more:
 *
 *   mark kind change after number length payload checksum
 *
 * `change` counts the attempts to write one, `after` is the change that it goes on from, `number` counts
 * the records of this one, and the checksum is of all before it. So a record is found again behind damage,
 * a change that is gone is missed, and what an attempt that failed left is told from what holds. The
 * payload:
 *
 *   'R' path                     what is there is removed, with all below
 *   'D' mode path                a folder, made or given that mode
 *   'F' mode mtime size held base path
 *                                a file, cut or lengthened with a hole; `held` bytes of it follow. `base`
 *                                is the mtime and the size that it had before; a size of all ones: none
 *   'B' file offset bytes        of the file with that number
 *   'C' unsaved                  the change holds from here on
 *
 * Form 1, which is read still, has no mark, no lengths and no checksums: a record is a byte for its kind
 * and a payload with less in it, and a change ends with a digest of all records before it. */
#define JOURNAL_START "PYXISVFS"
#define JOURNAL_NAME_SIZE 8
#define JOURNAL_START_SIZE 12
#define JOURNAL_MARK_SIZE 8
#define JOURNAL_HEAD_SIZE (JOURNAL_MARK_SIZE + 20)
#define JOURNAL_DIGEST G_CHECKSUM_MD5 /* against accidents, which is all that it is for */
#define JOURNAL_DIGEST_SIZE 16
#define JOURNAL_CHECKSUM_SIZE 8 /* the first of a digest */
#define JOURNAL_NO_BASE G_MAXUINT64

/* No payload is longer. */
#define JOURNAL_PAYLOAD_MAX (64 + MAX (PYXIS_VFS_CHUNK_SIZE, PYXIS_VFS_PATH_MAX))

typedef enum {
  JOURNAL_REMOVED = 'R',
  JOURNAL_FOLDER = 'D',
  JOURNAL_FILE = 'F',
  JOURNAL_BYTES = 'B',
  JOURNAL_COMMIT = 'C',
} JournalKind;

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
