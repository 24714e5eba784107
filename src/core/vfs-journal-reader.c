/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-journal-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "vfs-chunk.h"

#define WINDOW_SIZE ((gsize) 1 << 20)

/* What is left of a payload. */
typedef struct {
  const guint8 *at;
  gsize left;
} Payload;

void
journal_reader_init (JournalReader *self, const PyxisVfsJournal *journal, guint64 end)
{
  *self = (JournalReader){ .fd = journal->fd,
                           .form = journal->form,
                           .at = journal->start,
                           .end = end,
                           .window = g_malloc (WINDOW_SIZE),
                           .checksum = g_checksum_new (JOURNAL_DIGEST) };
  memcpy (self->mark, journal->mark, JOURNAL_MARK_SIZE);
}

void
journal_reader_clear (JournalReader *self)
{
  g_clear_pointer (&self->window, g_free);
  g_clear_pointer (&self->checksum, g_checksum_free);
}

/* The window begins where the next record is; a file that has become shorter ends there. */
static void
move_window (JournalReader *self)
{
  gsize wanted = MIN (WINDOW_SIZE, self->end - self->at);

  self->window_at = self->at;
  self->window_size = 0;
  while (self->window_size < wanted) {
    gssize n = pread (self->fd, self->window + self->window_size, wanted - self->window_size,
                      (off_t) (self->at + self->window_size));

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      self->code = errno;
    if (n <= 0)
      return;
    self->window_size += (gsize) n;
  }
}

const guint8 *
journal_reader_peek (JournalReader *self, gsize n)
{
  if (n > self->end - self->at)
    return NULL;
  if (self->at < self->window_at || self->at + n > self->window_at + self->window_size)
    move_window (self);
  return self->at + n <= self->window_at + self->window_size
           ? self->window + (self->at - self->window_at)
           : NULL;
}

static gboolean
take_bytes (Payload *payload, gsize n, const guint8 **bytes)
{
  if (n > payload->left)
    return FALSE;
  *bytes = payload->at;
  payload->at += n;
  payload->left -= n;
  return TRUE;
}

static gboolean
take_64 (Payload *payload, guint64 *number)
{
  const guint8 *bytes;

  if (!take_bytes (payload, 8, &bytes))
    return FALSE;
  *number = 0;
  for (gsize i = 8; i > 0; i--)
    *number = *number << 8 | bytes[i - 1];
  return TRUE;
}

static gboolean
take_32 (Payload *payload, guint *number)
{
  const guint8 *bytes;

  if (!take_bytes (payload, 4, &bytes))
    return FALSE;
  *number =
    (guint) bytes[0] | (guint) bytes[1] << 8 | (guint) bytes[2] << 16 | (guint) bytes[3] << 24;
  return TRUE;
}

static gboolean
take_time (Payload *payload, gint64 *mtime)
{
  guint64 number;

  if (!take_64 (payload, &number))
    return FALSE;
  *mtime = (gint64) number;
  return TRUE;
}

/* All that is left. */
static gboolean
take_rest (Payload *payload, JournalRecord *record, gsize max)
{
  record->length = payload->left;
  return record->length > 0 && record->length <= max &&
         take_bytes (payload, record->length, &record->bytes);
}

static gboolean
take_file (Payload *payload, JournalRecord *record)
{
  return take_32 (payload, &record->mode) && take_time (payload, &record->mtime) &&
         take_64 (payload, &record->size) && take_64 (payload, &record->held) &&
         take_time (payload, &record->base_mtime) && take_64 (payload, &record->base_size) &&
         take_rest (payload, record, PYXIS_VFS_PATH_MAX);
}

static gboolean
take_payload (Payload payload, JournalRecord *record)
{
  switch (record->kind) {
  case JOURNAL_REMOVED:
    return take_rest (&payload, record, PYXIS_VFS_PATH_MAX);
  case JOURNAL_FOLDER:
    return take_32 (&payload, &record->mode) && take_rest (&payload, record, PYXIS_VFS_PATH_MAX);
  case JOURNAL_FILE:
    return take_file (&payload, record);
  case JOURNAL_BYTES:
    return take_32 (&payload, &record->file) && take_64 (&payload, &record->offset) &&
           take_rest (&payload, record, PYXIS_VFS_CHUNK_SIZE);
  case JOURNAL_COMMIT:
    return take_32 (&payload, &record->n_unsaved) && payload.left == 0;
  default:
    return FALSE;
  }
}

static gboolean
has_checksum (JournalReader *self, const guint8 *bytes, gsize n)
{
  guint8 digest[JOURNAL_DIGEST_SIZE];
  gsize length = sizeof digest;

  g_checksum_reset (self->checksum);
  g_checksum_update (self->checksum, bytes, (gssize) n);
  g_checksum_get_digest (self->checksum, digest, &length);
  return memcmp (digest, bytes + n, JOURNAL_CHECKSUM_SIZE) == 0;
}

static gboolean
take_form_2 (JournalReader *self, JournalRecord *record)
{
  const guint8 *bytes = journal_reader_peek (self, JOURNAL_HEAD_SIZE);
  Payload head = { bytes, JOURNAL_HEAD_SIZE };
  const guint8 *mark;
  guint kind, length;

  *record = (JournalRecord){ 0 };
  if (!bytes || !take_bytes (&head, JOURNAL_MARK_SIZE, &mark) ||
      memcmp (mark, self->mark, JOURNAL_MARK_SIZE) != 0 || !take_32 (&head, &kind) ||
      !take_32 (&head, &record->change) || !take_32 (&head, &record->after) ||
      !take_32 (&head, &record->number) || !take_32 (&head, &length) ||
      length > JOURNAL_PAYLOAD_MAX)
    return FALSE;
  record->kind = kind;
  bytes = journal_reader_peek (self, JOURNAL_HEAD_SIZE + length + JOURNAL_CHECKSUM_SIZE);
  if (!bytes || !has_checksum (self, bytes, JOURNAL_HEAD_SIZE + length) ||
      !take_payload ((Payload){ bytes + JOURNAL_HEAD_SIZE, length }, record))
    return FALSE;
  self->at += JOURNAL_HEAD_SIZE + length + JOURNAL_CHECKSUM_SIZE;
  return TRUE;
}

/* Its length before it, as the bytes of a file have. */
static gboolean
take_counted (Payload *payload, JournalRecord *record, guint max)
{
  guint length;

  record->length = 0;
  if (!take_32 (payload, &length) || length == 0 || length > max)
    return FALSE;
  record->length = length;
  return take_bytes (payload, length, &record->bytes);
}

static gboolean
take_payload_1 (Payload *payload, JournalRecord *record)
{
  switch (record->kind) {
  case JOURNAL_REMOVED:
    return take_counted (payload, record, PYXIS_VFS_PATH_MAX);
  case JOURNAL_FOLDER:
    return take_32 (payload, &record->mode) && take_counted (payload, record, PYXIS_VFS_PATH_MAX);
  case JOURNAL_FILE:
    return take_32 (payload, &record->mode) && take_time (payload, &record->mtime) &&
           take_64 (payload, &record->size) && take_counted (payload, record, PYXIS_VFS_PATH_MAX);
  case JOURNAL_BYTES:
    return take_64 (payload, &record->offset) &&
           take_counted (payload, record, PYXIS_VFS_CHUNK_SIZE);
  case JOURNAL_COMMIT:
    record->length = JOURNAL_DIGEST_SIZE;
    return take_32 (payload, &record->n_unsaved) &&
           take_bytes (payload, JOURNAL_DIGEST_SIZE, &record->bytes);
  default:
    return FALSE;
  }
}

/* The digest goes on over all records. */
static gboolean
is_digest (const JournalReader *self, const guint8 *bytes)
{
  g_autoptr (GChecksum) copy = g_checksum_copy (self->checksum);
  guint8 digest[JOURNAL_DIGEST_SIZE];
  gsize length = sizeof digest;

  g_checksum_get_digest (copy, digest, &length);
  return memcmp (digest, bytes, length) == 0;
}

static gboolean
take_form_1 (JournalReader *self, JournalRecord *record)
{
  gsize most = MIN (self->end - self->at, 1 + JOURNAL_PAYLOAD_MAX);
  const guint8 *bytes = journal_reader_peek (self, most);
  Payload payload = { bytes, most };
  const guint8 *kind;

  if (!bytes || !take_bytes (&payload, 1, &kind))
    return FALSE;
  *record = (JournalRecord){ .kind = *kind };
  if (!take_payload_1 (&payload, record) ||
      (record->kind == JOURNAL_COMMIT && !is_digest (self, record->bytes)))
    return FALSE;
  g_checksum_update (self->checksum, bytes, payload.at - bytes);
  self->at += (guint64) (payload.at - bytes);
  return TRUE;
}

gboolean
journal_reader_take (JournalReader *self, JournalRecord *record)
{
  return self->form == 1 ? take_form_1 (self, record) : take_form_2 (self, record);
}

gboolean
journal_reader_skip (JournalReader *self)
{
  for (self->at++; self->at + JOURNAL_HEAD_SIZE <= self->end;) {
    const guint8 *bytes = journal_reader_peek (self, JOURNAL_HEAD_SIZE);
    gsize n = bytes ? self->window_size - (gsize) (self->at - self->window_at) : 0;
    const guint8 *mark = bytes ? memmem (bytes, n, self->mark, JOURNAL_MARK_SIZE) : NULL;

    if (mark)
      self->at += (guint64) (mark - bytes);
    if (mark || !bytes)
      return mark != NULL;
    self->at += n - JOURNAL_MARK_SIZE + 1;
  }
  return FALSE;
}
