/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-journal-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "vfs-frozen.h"
#include "vfs-journal-private.h"

#define BUFFER_SIZE (4 * PYXIS_VFS_CHUNK_SIZE)

/* More than a record has besides its path and its bytes. */
#define RECORD_SIZE 80

struct _PyxisVfsJournalWriter {
  int fd;
  guint8 mark[JOURNAL_MARK_SIZE];
  guint64 end;   /* of what holds; behind it may be what failed */
  guint n_tried; /* changes */
  guint last;    /* of these, that holds; 0: none */
};

/* One change that is being written. */
typedef struct {
  int fd;
  const guint8 *mark;
  guint64 at; /* where the buffer goes */
  guint change;
  guint after;
  guint n_records;
  GChecksum *checksum;
  GByteArray *buffer;
} Change;

static gboolean
flush (Change *change, GError **error)
{
  gsize done = 0;

  while (done < change->buffer->len) {
    gssize n = pwrite (change->fd, change->buffer->data + done, change->buffer->len - done,
                       (off_t) (change->at + done));

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      int code = n < 0 ? errno : ENOSPC;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
    done += (gsize) n;
  }
  change->at += done;
  g_byte_array_set_size (change->buffer, 0);
  return TRUE;
}

static void
put_number (Change *change, guint64 number, guint n)
{
  for (guint i = 0; i < n; i++, number >>= 8) {
    guint8 byte = (guint8) number;

    g_byte_array_append (change->buffer, &byte, 1);
  }
}

static void
put_path (Change *change, const char *path)
{
  g_byte_array_append (change->buffer, (const guint8 *) path, strlen (path));
}

/* Where the record starts in the buffer. */
static guint
begin_record (Change *change, JournalKind kind)
{
  guint start = change->buffer->len;

  g_byte_array_append (change->buffer, change->mark, JOURNAL_MARK_SIZE);
  put_number (change, kind, 4);
  put_number (change, change->change, 4);
  put_number (change, change->after, 4);
  put_number (change, change->n_records++, 4);
  put_number (change, 0, 4); /* until the length is known */
  return start;
}

static gboolean
end_record (Change *change, guint start, GError **error)
{
  guint length = change->buffer->len - start - JOURNAL_HEAD_SIZE;
  guint8 *place = change->buffer->data + start + JOURNAL_HEAD_SIZE - 4;
  guint8 digest[JOURNAL_DIGEST_SIZE];
  gsize size = sizeof digest;

  for (guint i = 0; i < 4; i++)
    place[i] = (guint8) (length >> 8 * i);
  g_checksum_reset (change->checksum);
  g_checksum_update (change->checksum, change->buffer->data + start, change->buffer->len - start);
  g_checksum_get_digest (change->checksum, digest, &size);
  g_byte_array_append (change->buffer, digest, JOURNAL_CHECKSUM_SIZE);
  return change->buffer->len < BUFFER_SIZE || flush (change, error);
}

static const PyxisVfsContent *
get_old_content (const PyxisVfsDifference *difference)
{
  return difference->old_entry ? difference->old_entry->content : NULL;
}

static gboolean
write_bytes (Change *change, const PyxisVfsDifference *difference, GError **error)
{
  const PyxisVfsContent *from = get_old_content (difference);
  const PyxisVfsContent *to = difference->entry->content;
  guint file = change->n_records - 1;
  guint64 offset = 0;
  gsize length;

  for (; pyxis_vfs_content_find_change (from, to, &offset, &length); offset += length) {
    guint start = begin_record (change, JOURNAL_BYTES);

    put_number (change, file, 4);
    put_number (change, offset, 8);
    g_byte_array_set_size (change->buffer, change->buffer->len + length);
    pyxis_vfs_content_read (to, offset, change->buffer->data + change->buffer->len - length,
                            length);
    if (!end_record (change, start, error))
      return FALSE;
  }
  return TRUE;
}

/* How many bytes of it follow. */
static guint64
count_bytes (const PyxisVfsDifference *difference)
{
  const PyxisVfsContent *from = get_old_content (difference);
  guint64 offset = 0, n = 0;
  gsize length;

  for (; pyxis_vfs_content_find_change (from, difference->entry->content, &offset, &length);
       offset += length)
    n += length;
  return n;
}

static gboolean
write_file (Change *change, const PyxisVfsDifference *difference, GError **error)
{
  const PyxisVfsPart *old = difference->old_entry;
  guint start = begin_record (change, JOURNAL_FILE);

  put_number (change, difference->mode, 4);
  put_number (change, (guint64) difference->mtime, 8);
  put_number (change, difference->size, 8);
  put_number (change, count_bytes (difference), 8);
  put_number (change, old ? (guint64) old->mtime : 0, 8);
  put_number (change, old ? difference->old_size : JOURNAL_NO_BASE, 8);
  put_path (change, difference->path);
  return end_record (change, start, error) && write_bytes (change, difference, error);
}

static gboolean
write_difference (Change *change, const PyxisVfsDifference *difference, GError **error)
{
  gboolean is_removed = difference->change == PYXIS_VFS_REMOVED;
  guint start;

  if (!is_removed && !difference->is_folder)
    return write_file (change, difference, error);
  start = begin_record (change, is_removed ? JOURNAL_REMOVED : JOURNAL_FOLDER);
  if (!is_removed)
    put_number (change, difference->mode, 4);
  put_path (change, difference->path);
  return end_record (change, start, error);
}

static gboolean
write_commit (Change *change, guint n_unsaved, GError **error)
{
  guint start = begin_record (change, JOURNAL_COMMIT);

  put_number (change, n_unsaved, 4);
  return end_record (change, start, error) && flush (change, error);
}

static void
write_start (Change *change)
{
  g_byte_array_append (change->buffer, (const guint8 *) JOURNAL_START, JOURNAL_NAME_SIZE);
  put_number (change, 2, JOURNAL_START_SIZE - JOURNAL_NAME_SIZE);
  g_byte_array_append (change->buffer, change->mark, JOURNAL_MARK_SIZE);
}

static gboolean
write_change (Change *change, GPtrArray *differences, guint n_unsaved, GError **error)
{
  for (guint i = 0; i < differences->len; i++)
    if (!write_difference (change, differences->pdata[i], error))
      return FALSE;
  if (!write_commit (change, n_unsaved, error))
    return FALSE;
  if (fdatasync (change->fd) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

/* The rest of an attempt that failed: a disk that is full needs the room, and no reader has to tell it
 * from what holds. */
static void
cut (PyxisVfsJournalWriter *self)
{
  while (ftruncate (self->fd, (off_t) self->end) != 0 && errno == EINTR)
    continue;
}

PyxisVfsJournalWriter *
pyxis_vfs_journal_writer_new (const char *path, GError **error)
{
  PyxisVfsJournalWriter *self;
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return NULL;
  }
  self = g_new0 (PyxisVfsJournalWriter, 1);
  self->fd = fd;
  for (guint i = 0; i < JOURNAL_MARK_SIZE; i++)
    self->mark[i] = (guint8) g_random_int ();
  return self;
}

gboolean
pyxis_vfs_journal_writer_write (PyxisVfsJournalWriter *self,
                                PyxisVfsSnapshot *from,
                                PyxisVfsSnapshot *to,
                                guint n_unsaved,
                                GError **error)
{
  g_autoptr (GPtrArray) differences = pyxis_vfs_snapshot_compare (from, to);
  g_autoptr (GByteArray) buffer = g_byte_array_sized_new (BUFFER_SIZE + 2 * PYXIS_VFS_CHUNK_SIZE);
  g_autoptr (GChecksum) checksum = g_checksum_new (JOURNAL_DIGEST);
  Change change = { .fd = self->fd,
                    .mark = self->mark,
                    .at = self->end,
                    .change = ++self->n_tried,
                    .after = self->last,
                    .checksum = checksum,
                    .buffer = buffer };

  if (self->end == 0)
    write_start (&change);
  if (!write_change (&change, differences, n_unsaved, error)) {
    cut (self);
    return FALSE;
  }
  self->end = change.at;
  self->last = change.change;
  return TRUE;
}

guint64
pyxis_vfs_journal_writer_get_size (PyxisVfsJournalWriter *self)
{
  return self->end;
}

static guint64
measure (const PyxisVfsFrozen *frozen, gsize path)
{
  guint64 size = pyxis_vfs_content_get_held (frozen->content);

  path += 1 + g_ref_string_length (frozen->name);
  size += path + RECORD_SIZE * (1 + size / PYXIS_VFS_CHUNK_SIZE);
  for (guint i = 0; i < frozen->n_entries; i++)
    size += measure (frozen->entries[i], path);
  return size;
}

guint64
pyxis_vfs_journal_writer_measure (PyxisVfsSnapshot *snapshot)
{
  return measure (snapshot, 0);
}

void
pyxis_vfs_journal_writer_free (PyxisVfsJournalWriter *self)
{
  close (self->fd);
  g_free (self);
}
