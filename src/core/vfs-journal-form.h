/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

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
