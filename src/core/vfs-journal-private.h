/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-journal.h"

/* The form of a journal, for its reader and its writer. */
#define JOURNAL_START "PYXISVFS\1\0\0\0"
#define JOURNAL_START_SIZE 12
#define JOURNAL_DIGEST G_CHECKSUM_MD5 /* against accidents, which is all that it is for */
#define JOURNAL_DIGEST_SIZE 16

typedef enum {
  JOURNAL_REMOVED = 'R',
  JOURNAL_FOLDER = 'D',
  JOURNAL_FILE = 'F',
  JOURNAL_BYTES = 'B',
  JOURNAL_COMMIT = 'C',
} JournalKind;
