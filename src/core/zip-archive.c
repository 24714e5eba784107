/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file-system.h"
#include "utf8-locale.h"

/* Walking over entries reads a buffer for each, so it is not large. */
#define BUFFER_SIZE (16 * 1024)

struct _PyxisZipArchive {
  struct archive *archive;
  PyxisZipHeader header;
  int fd;
  goffset start;  /* of the archive, in the file */
  goffset length; /* of what is read from the file */
  GBytes *end;    /* (nullable): what follows that */
  goffset size;   /* of both */
  goffset position;
  goffset entry_position; /* in the data of the current entry */
  guint8 buffer[BUFFER_SIZE];
};

static gboolean
set_damaged (PyxisZipArchive *self, GError **error)
{
  const char *reason = archive_error_string (self->archive);
  g_autofree char *text = g_utf8_make_valid (reason ? reason : "unknown reason", -1);

  /* Some of libarchive's reasons end a line. */
  g_strdelimit (g_strchomp (text), "\n", ' ');
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "The zip file is damaged or incomplete (%s): make it again.", text);
  return FALSE;
}

static la_ssize_t
read_end (PyxisZipArchive *self, const void **buffer)
{
  gsize offset = (gsize) (self->position - self->length);
  gsize length = 0;
  const guint8 *end = self->end ? g_bytes_get_data (self->end, &length) : NULL;

  if (offset >= length)
    return 0;

  *buffer = end + offset;
  self->position = self->size;
  return (la_ssize_t) (length - offset);
}

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **buffer)
{
  PyxisZipArchive *self = data;
  gsize wanted;
  gssize n;

  if (self->position >= self->length)
    return read_end (self, buffer);

  wanted = MIN (BUFFER_SIZE, (guint64) (self->length - self->position));
  do
    n = pread (self->fd, self->buffer, wanted, self->start + self->position);
  while (n < 0 && errno == EINTR);

  if (n < 0) {
    archive_set_error (archive, errno, "%s", g_strerror (errno));
    return ARCHIVE_FATAL;
  }

  *buffer = self->buffer;
  self->position += n;
  return n;
}

static la_int64_t
skip_cb (struct archive *archive, void *data, la_int64_t request)
{
  PyxisZipArchive *self = data;
  goffset skipped = CLAMP (request, 0, MAX (0, self->size - self->position));

  self->position += skipped;
  return skipped;
}

static la_int64_t
seek_cb (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  PyxisZipArchive *self = data;
  goffset base = whence == SEEK_CUR ? self->position : whence == SEEK_END ? self->size : 0;

  if (offset < -base || offset > self->size - base) {
    archive_set_error (archive, EINVAL, "an entry lies outside the file");
    return ARCHIVE_FATAL;
  }

  self->position = base + offset;
  return self->position;
}

static gboolean
open_archive (PyxisZipArchive *self)
{
  /* Only the form with a directory at its end: what has lost its end is not guessed at. */
  archive_read_support_format_zip_seekable (self->archive);
  archive_read_set_callback_data (self->archive, self);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_skip_callback (self->archive, skip_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);

  return archive_read_open1 (self->archive) == ARCHIVE_OK;
}

static gboolean
set_unreadable (GError **error, int code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "The zip file cannot be read: %s.",
               g_strerror (code));
  return FALSE;
}

PyxisZipArchive *
pyxis_zip_archive_new (int fd, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0) {
    set_unreadable (error, errno);
    return NULL;
  }

  return pyxis_zip_archive_new_part (fd, 0, status.st_size, NULL, error);
}

PyxisZipArchive *
pyxis_zip_archive_new_part (int fd, goffset start, goffset length, GBytes *end, GError **error)
{
  g_autoptr (PyxisZipArchive) self = g_new0 (PyxisZipArchive, 1);
  locale_t before;
  gboolean is_open;

  self->archive = archive_read_new ();
  self->start = start;
  self->length = length;
  self->end = end ? g_bytes_ref (end) : NULL;
  self->size = length + (end ? (goffset) g_bytes_get_size (end) : 0);
  self->fd = fcntl (fd, F_DUPFD_CLOEXEC, 3);
  if (self->fd < 0) {
    set_unreadable (error, errno);
    return NULL;
  }

  before = pyxis_utf8_locale_enter ();
  is_open = open_archive (self);
  uselocale (before);
  if (!is_open) {
    set_damaged (self, error);
    return NULL;
  }

  return g_steal_pointer (&self);
}

static void
read_header (PyxisZipArchive *self, struct archive_entry *entry)
{
  PyxisZipHeader *header = &self->header;
  mode_t type = archive_entry_filetype (entry);
  const char *method = archive_format_name (self->archive);

  /* Nothing that libarchive warns of is trusted by name: the name is checked again, and a damaged
   * body fails when it is read. */
  header->is_folder = type == AE_IFDIR;
  header->name = archive_entry_pathname (entry);
  header->path = header->name;
  if ((type != AE_IFREG && type != AE_IFDIR) || archive_entry_hardlink (entry) ||
      archive_entry_is_encrypted (entry))
    header->path = NULL;

  header->size = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : -1;
  header->mtime = archive_entry_mtime_is_set (entry) ? archive_entry_mtime (entry) : -1;
  header->mode = archive_entry_perm (entry) & 0777;
  header->is_plain =
    method && (strstr (method, "(deflation)") != NULL || strstr (method, "(uncompressed)") != NULL);
}

const PyxisZipHeader *
pyxis_zip_archive_next (PyxisZipArchive *self, GError **error)
{
  struct archive_entry *entry = NULL;
  locale_t before = pyxis_utf8_locale_enter ();
  int result = archive_read_next_header (self->archive, &entry);

  self->header = (PyxisZipHeader){ 0 };
  self->entry_position = 0;
  if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
    read_header (self, entry);
  uselocale (before);

  if (result == ARCHIVE_EOF)
    return NULL;
  /* ARCHIVE_FAILED is about this entry alone, which is left out. */
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN && result != ARCHIVE_FAILED) {
    set_damaged (self, error);
    return NULL;
  }

  return &self->header;
}

gboolean
pyxis_zip_archive_read (PyxisZipArchive *self, const guint8 **block, gsize *length, GError **error)
{
  const void *data = NULL;
  la_int64_t offset = 0;
  int result;

  do
    result = archive_read_data_block (self->archive, &data, length, &offset);
  while (result == ARCHIVE_OK && *length == 0);

  if (result == ARCHIVE_EOF) {
    *length = 0;
    return TRUE;
  }
  /* A warning here means a wrong size or checksum. */
  if (result != ARCHIVE_OK || offset != self->entry_position)
    return set_damaged (self, error);

  *block = data;
  self->entry_position += *length;
  return TRUE;
}

goffset
pyxis_zip_archive_get_position (PyxisZipArchive *self)
{
  return self->position;
}

gboolean
pyxis_zip_archive_is_local (PyxisZipArchive *self)
{
  return pyxis_file_system_is_local (self->fd);
}

void
pyxis_zip_archive_free (PyxisZipArchive *self)
{
  archive_read_free (self->archive);
  g_clear_pointer (&self->end, g_bytes_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
