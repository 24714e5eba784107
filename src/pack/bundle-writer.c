/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "archive-failure.h"
#include "hash.h"
#include "manifest.h"
#include "seal.h"
#include "utf8-locale.h"
#include "zip-shift.h"

#define BLOCK_SIZE (64 * 1024)

typedef struct {
  struct archive *archive;
  int fd;
  gboolean has_failed; /* what libarchive writes at its end is for nobody */
  GCancellable *cancellable;
  PyxisCopyProgress *progress; /* NULL: nobody looks */
  GError **error;
} Writer;

static gboolean
fail (Writer *self)
{
  return pyxis_archive_failure_set (self->archive, self->error);
}

static la_ssize_t
write_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  const Writer *self = data;
  gssize n;

  if (self->has_failed)
    return (la_ssize_t) length;
  do
    n = write (self->fd, buffer, length);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    archive_set_error (archive, errno, "%s", g_strerror (errno));
  return n;
}

/* What is compressed already only costs time. */
static gboolean
is_stored (const char *path)
{
  static const char *const endings[] = { ".zip", ".whl",   ".png", ".jpg", ".jpeg", ".webp",
                                         ".gz",  ".woff2", ".mp3", ".ogg", ".mp4",  ".webm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    if (g_str_has_suffix (path, endings[i]))
      return TRUE;
  }
  return FALSE;
}

static gboolean
begin_entry (Writer *self, const char *path, goffset size)
{
  struct archive_entry *entry = archive_entry_new ();
  int result;

  if (is_stored (path))
    archive_write_zip_set_compression_store (self->archive);
  else
    archive_write_zip_set_compression_deflate (self->archive);
  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  result = archive_write_header (self->archive, entry);
  archive_entry_free (entry);
  return result == ARCHIVE_OK || fail (self);
}

static gboolean
add_text (Writer *self, const char *path, const char *text)
{
  gsize length = strlen (text);

  return begin_entry (self, path, (goffset) length) &&
         (archive_write_data (self->archive, text, length) == (la_ssize_t) length || fail (self));
}

static gboolean
copy (Writer *self, GInputStream *stream, GChecksum *sum, goffset *size)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  gssize n;

  while ((n = g_input_stream_read (stream, block, BLOCK_SIZE, self->cancellable, self->error)) >
         0) {
    g_checksum_update (sum, block, n);
    *size += n;
    pyxis_copy_progress_add (self->progress, (gsize) n);
    /* libarchive would cut off in silence what is too long. */
    if (archive_write_data (self->archive, block, (gsize) n) < 0)
      return fail (self);
  }
  return n == 0;
}

/* What was hashed is what is written. */
static gboolean
add_item (Writer *self, const PyxisContentsItem *item, const PyxisManifestFile *file)
{
  g_autoptr (PyxisContent) content = pyxis_source_open (item->source, item->inner, self->error);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  goffset size = 0;

  pyxis_copy_progress_add (self->progress, PYXIS_COPY_PROGRESS_FILE);
  if (!content || !begin_entry (self, item->path, file->size) ||
      !copy (self, content->stream, sum, &size))
    return FALSE;
  if (size == file->size && g_str_equal (g_checksum_get_string (sum), file->hash))
    return TRUE;

  g_set_error (self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "“%s” was changed while the app was packed; pack it again.", item->inner);
  return FALSE;
}

static gboolean
write_entries (Writer *self, const PyxisContents *contents, const char *signature)
{
  if (archive_write_open (self->archive, self, NULL, write_cb, NULL) != ARCHIVE_OK ||
      !add_text (self, PYXIS_MANIFEST_NAME, contents->manifest))
    return FALSE;
  if (signature && !add_text (self, PYXIS_SIGNATURE_NAME, signature))
    return FALSE;

  for (guint i = 0; i < contents->items->len; i++) {
    if (!add_item (self, contents->items->pdata[i], contents->files->pdata[i]))
      return FALSE;
  }
  return archive_write_close (self->archive) == ARCHIVE_OK || fail (self);
}

gboolean
pyxis_bundle_write (const PyxisContents *contents,
                    const char *signature,
                    int fd,
                    const PyxisPackOptions *options,
                    GError **error)
{
  Writer self = {
    .archive = archive_write_new (),
    .fd = fd,
    .cancellable = options ? options->cancellable : NULL,
    .progress = options ? options->progress : NULL,
    .error = error,
  };
  locale_t before = pyxis_utf8_locale_enter ();
  goffset start = lseek (fd, 0, SEEK_CUR);
  gboolean is_written;

  pyxis_copy_progress_set_total (self.progress, (gsize) contents->size +
                                                  contents->items->len * PYXIS_COPY_PROGRESS_FILE);
  archive_write_set_format_zip (self.archive);
  archive_write_set_bytes_in_last_block (self.archive, 1);
  is_written = write_entries (&self, contents, signature);
  self.has_failed = !is_written;
  archive_write_free (self.archive);
  uselocale (before);
  return is_written && (start == 0 || pyxis_zip_shift (fd, start, error)) &&
         pyxis_seal_append (fd, error);
}
