/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle-writer.h"

#include <libdeflate.h>
#include <string.h>

#include "hash.h"
#include "manifest.h"
#include "ordered-work.h"
#include "seal.h"
#include "stream-press.h"
#include "zip-writer.h"

#define LEVEL 6

/* A larger file is not held in memory; all that are held weigh little more than the second. */
#define PIECE_MAX (16 * 1024 * 1024)
#define PIECES_MAX (64 * 1024 * 1024)

/* What is packed elsewhere, while the next is read. */
typedef struct {
  const char *path;
  const char *shown; /* what the author calls it */
  const char *hash;  /* (nullable): what it must have */
  GBytes *bytes;
  gsize counted;  /* for those who look */
  guint8 *packed; /* NULL: it is as good as it is */
  gsize n_packed;
  guint32 crc;
  gboolean is_same; /* as what was hashed */
} Piece;

typedef struct {
  PyxisZipWriter *zip;
  PyxisOrderedWork *work;
  GCancellable *cancellable;
  PyxisCopyProgress *progress; /* NULL: nobody looks */
  GError **error;
} Writer;

static void
piece_free (gpointer data)
{
  Piece *self = data;

  g_bytes_unref (self->bytes);
  g_free (self->packed);
  g_free (self);
}

/* What is compressed already only costs time. */
static gboolean
is_stored (const char *path)
{
  static const char *const endings[] = {
    ".7z",   ".avif", ".br",  ".bz2",  ".flac",  ".gif", ".gz",   ".jpeg", ".jpg",
    ".m4a",  ".mkv",  ".mov", ".mp3",  ".mp4",   ".ogg", ".opus", ".png",  ".tgz",
    ".webm", ".webp", ".whl", ".woff", ".woff2", ".xz",  ".zip",  ".zst",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    if (g_str_has_suffix (path, endings[i]))
      return TRUE;
  }
  return FALSE;
}

static void
press (gpointer piece)
{
  Piece *self = piece;
  gsize size;
  const void *data = g_bytes_get_data (self->bytes, &size);
  g_autofree char *hash = self->hash ? pyxis_hash_bytes (data, size) : NULL;
  struct libdeflate_compressor *compressor;

  self->is_same = !hash || g_str_equal (hash, self->hash);
  self->crc = libdeflate_crc32 (0, data, size);
  if (is_stored (self->path))
    return;

  compressor = libdeflate_alloc_compressor (LEVEL);
  self->packed = g_malloc (size);
  /* Nothing comes of it where it would be no smaller. */
  self->n_packed = libdeflate_deflate_compress (compressor, data, size, self->packed, size);
  libdeflate_free_compressor (compressor);
  if (self->n_packed == 0)
    g_clear_pointer (&self->packed, g_free);
}

static gboolean
fail_changed (Writer *self, const char *shown)
{
  g_set_error (self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "“%s” was changed while the app was packed; pack it again.", shown);
  return FALSE;
}

static gboolean
write_piece (Writer *self, const Piece *piece)
{
  gsize size;
  const void *data = g_bytes_get_data (piece->bytes, &size);

  if (!piece->is_same)
    return fail_changed (self, piece->shown);
  pyxis_copy_progress_add (self->progress, piece->counted);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, self->error) &&
         pyxis_zip_writer_begin (self->zip, piece->path, self->error) &&
         pyxis_zip_writer_write (self->zip, piece->packed ? piece->packed : data,
                                 piece->packed ? piece->n_packed : size, self->error) &&
         pyxis_zip_writer_end (self->zip, piece->crc, size, piece->packed != NULL, self->error);
}

static gboolean
write_next (Writer *self)
{
  Piece *piece = pyxis_ordered_work_pull (self->work);
  gboolean is_written = write_piece (self, piece);

  piece_free (piece);
  return is_written;
}

static gboolean
write_all (Writer *self)
{
  while (!pyxis_ordered_work_is_empty (self->work)) {
    if (!write_next (self))
      return FALSE;
  }
  return TRUE;
}

static gboolean
push (Writer *self, Piece *piece)
{
  while (pyxis_ordered_work_is_full (self->work)) {
    if (!write_next (self)) {
      piece_free (piece);
      return FALSE;
    }
  }
  pyxis_ordered_work_push (self->work, piece, g_bytes_get_size (piece->bytes));
  return TRUE;
}

/* Takes `bytes`. */
static Piece *
piece_new (const char *path, GBytes *bytes)
{
  Piece *self = g_new0 (Piece, 1);

  self->path = path;
  self->bytes = bytes;
  return self;
}

static gboolean
add_text (Writer *self, const char *path, const char *text)
{
  return push (self, piece_new (path, g_bytes_new (text, strlen (text))));
}

static gboolean
add_kept (Writer *self, const PyxisContentsItem *item)
{
  Piece *piece = piece_new (item->path, g_bytes_ref (item->bytes));

  piece->counted = g_bytes_get_size (item->bytes);
  return push (self, piece);
}

static gboolean
add_small (Writer *self,
           const PyxisContentsItem *item,
           const PyxisManifestFile *file,
           GInputStream *stream)
{
  gsize size = (gsize) file->size, length = 0;
  guint8 *data = g_malloc (size + 1);
  Piece *piece;

  if (!g_input_stream_read_all (stream, data, size + 1, &length, self->cancellable, self->error) ||
      (length != size && !fail_changed (self, item->inner))) {
    g_free (data);
    return FALSE;
  }
  piece = piece_new (item->path, g_bytes_new_take (data, length));
  piece->shown = item->inner;
  piece->hash = file->hash;
  piece->counted = size;
  return push (self, piece);
}

static gboolean
add_large (Writer *self,
           const PyxisContentsItem *item,
           const PyxisManifestFile *file,
           GInputStream *stream)
{
  PyxisStreamPress large = {
    .zip = self->zip,
    .is_stored = is_stored (item->path),
    .cancellable = self->cancellable,
    .progress = self->progress,
  };
  g_autofree char *hash = NULL;

  if (!write_all (self) || !pyxis_zip_writer_begin (self->zip, item->path, self->error))
    return FALSE;
  hash = pyxis_stream_press_write (&large, stream, self->error);
  return hash && (g_str_equal (hash, file->hash) || fail_changed (self, item->inner));
}

/* What was hashed is what is written. */
static gboolean
add_item (Writer *self, const PyxisContentsItem *item, const PyxisManifestFile *file)
{
  g_autoptr (PyxisContent) content = NULL;

  pyxis_copy_progress_add (self->progress, PYXIS_COPY_PROGRESS_FILE);
  if (item->bytes)
    return add_kept (self, item);
  content = pyxis_source_open (item->source, item->inner, self->error);
  if (!content)
    return FALSE;
  return file->size <= PIECE_MAX ? add_small (self, item, file, content->stream)
                                 : add_large (self, item, file, content->stream);
}

static gboolean
write_entries (Writer *self, const PyxisContents *contents, const char *signature)
{
  if (!add_text (self, PYXIS_MANIFEST_NAME, contents->manifest) ||
      (signature && !add_text (self, PYXIS_SIGNATURE_NAME, signature)))
    return FALSE;

  for (guint i = 0; i < contents->items->len; i++) {
    if (!add_item (self, contents->items->pdata[i], contents->files->pdata[i]))
      return FALSE;
  }
  return write_all (self) && pyxis_zip_writer_finish (self->zip, self->error);
}

gboolean
pyxis_bundle_write (const PyxisContents *contents,
                    const char *signature,
                    int fd,
                    const PyxisPackOptions *options,
                    GError **error)
{
  g_autoptr (PyxisZipWriter) zip = pyxis_zip_writer_new (fd);
  g_autoptr (PyxisOrderedWork) work =
    pyxis_ordered_work_new (g_get_num_processors (), PIECES_MAX, press, piece_free);
  Writer self = {
    .zip = zip,
    .work = work,
    .cancellable = options ? options->cancellable : NULL,
    .progress = options ? options->progress : NULL,
    .error = error,
  };

  pyxis_copy_progress_set_total (self.progress, (gsize) contents->size +
                                                  contents->items->len * PYXIS_COPY_PROGRESS_FILE);
  return write_entries (&self, contents, signature) &&
         pyxis_seal_append (fd, self.cancellable, error);
}
