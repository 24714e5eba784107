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
#define RECORD_SIZE 32

struct _PyxisVfsJournalWriter {
  int fd;
  guint64 end;         /* of what holds; behind it may be what failed */
  GChecksum *checksum; /* of all records up to there */
};

/* One change that is being written. */
typedef struct {
  int fd;
  guint64 at; /* where the buffer goes */
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
  gsize length = strlen (path);

  put_number (change, length, 4);
  g_byte_array_append (change->buffer, (const guint8 *) path, length);
}

/* The buffer has a record more, from `start` on. */
static gboolean
end_record (Change *change, guint start, GError **error)
{
  g_checksum_update (change->checksum, change->buffer->data + start, change->buffer->len - start);
  return change->buffer->len < BUFFER_SIZE || flush (change, error);
}

static gboolean
write_bytes (Change *change, const PyxisVfsDifference *difference, GError **error)
{
  const PyxisVfsContent *from = difference->old_entry ? difference->old_entry->content : NULL;
  const PyxisVfsContent *to = difference->entry->content;
  guint64 offset = 0;
  gsize length;

  for (; pyxis_vfs_content_find_change (from, to, &offset, &length); offset += length) {
    guint start = change->buffer->len;

    put_number (change, JOURNAL_BYTES, 1);
    put_number (change, offset, 8);
    put_number (change, length, 4);
    g_byte_array_set_size (change->buffer, change->buffer->len + length);
    pyxis_vfs_content_read (to, offset, change->buffer->data + change->buffer->len - length,
                            length);
    if (!end_record (change, start, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_difference (Change *change, const PyxisVfsDifference *difference, GError **error)
{
  guint start = change->buffer->len;
  gboolean is_removed = difference->change == PYXIS_VFS_REMOVED;

  put_number (change,
              is_removed              ? JOURNAL_REMOVED
              : difference->is_folder ? JOURNAL_FOLDER
                                      : JOURNAL_FILE,
              1);
  if (!is_removed)
    put_number (change, difference->mode, 4);
  if (!is_removed && !difference->is_folder) {
    put_number (change, (guint64) difference->mtime, 8);
    put_number (change, difference->size, 8);
  }
  put_path (change, difference->path);
  if (!end_record (change, start, error))
    return FALSE;
  return is_removed || difference->is_folder || write_bytes (change, difference, error);
}

static gboolean
write_commit (Change *change, guint n_unsaved, GError **error)
{
  guint start = change->buffer->len;
  g_autoptr (GChecksum) copy = g_checksum_copy (change->checksum);
  guint8 digest[JOURNAL_DIGEST_SIZE];
  gsize length = sizeof digest;

  g_checksum_get_digest (copy, digest, &length);
  put_number (change, JOURNAL_COMMIT, 1);
  put_number (change, n_unsaved, 4);
  g_byte_array_append (change->buffer, digest, length);
  return end_record (change, start, error) && flush (change, error);
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
  self->checksum = g_checksum_new (JOURNAL_DIGEST);
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
  g_autoptr (GChecksum) checksum = g_checksum_copy (self->checksum);
  Change change = { self->fd, self->end, checksum, buffer };

  if (self->end == 0)
    g_byte_array_append (buffer, (const guint8 *) JOURNAL_START, JOURNAL_START_SIZE);
  for (guint i = 0; i < differences->len; i++)
    if (!write_difference (&change, differences->pdata[i], error))
      return FALSE;
  if (!write_commit (&change, n_unsaved, error))
    return FALSE;
  if (fdatasync (self->fd) != 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return FALSE;
  }
  self->end = change.at;
  g_checksum_free (self->checksum);
  self->checksum = g_steal_pointer (&checksum);
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
  g_checksum_free (self->checksum);
  g_free (self);
}
