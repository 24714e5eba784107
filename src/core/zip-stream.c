/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-stream.h"

#include <string.h>

struct _PyxisZipStream {
  PyxisReadyStream parent_instance;
  PyxisZipArchive *archive;
  goffset size;
  goffset limit;
  goffset unpacked;    /* bytes in all blocks so far */
  const guint8 *block; /* what of the current block is not yet handed out */
  gsize length;
  gboolean has_ended;
  GError *failure;
};

G_DEFINE_FINAL_TYPE (PyxisZipStream, pyxis_zip_stream, PYXIS_TYPE_READY_STREAM)

static void
check_size (PyxisZipStream *self)
{
  goffset most = self->size >= 0 ? self->size : self->limit;

  if (self->unpacked > most)
    g_set_error (&self->failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "The zip file is damaged: an entry is longer than %" G_GOFFSET_FORMAT " bytes.",
                 most);
  else if (self->has_ended && self->size >= 0 && self->unpacked < self->size)
    g_set_error (&self->failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "The zip file is damaged: an entry is shorter than %" G_GOFFSET_FORMAT " bytes.",
                 self->size);
}

static void
next_block (PyxisZipStream *self)
{
  if (!pyxis_zip_archive_read (self->archive, &self->block, &self->length, &self->failure))
    return;

  self->has_ended = self->length == 0;
  self->unpacked += self->length;
  check_size (self);
}

static gssize
pyxis_zip_stream_read (
  GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  PyxisZipStream *self = PYXIS_ZIP_STREAM (stream);
  gsize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  if (!self->failure && !self->has_ended && self->length == 0)
    next_block (self);
  n = self->failure ? 0 : MIN (count, self->length);
  if (n > 0) {
    memcpy (buffer, self->block, n);
    self->block += n;
    self->length -= n;
  }

  /* The block is used up, and with it perhaps the file: look behind it before saying so. */
  if (n > 0 && self->length == 0 && self->unpacked == self->size)
    next_block (self);
  if (self->failure) {
    g_propagate_error (error, g_error_copy (self->failure));
    return -1;
  }

  return n;
}

static void
pyxis_zip_stream_finalize (GObject *object)
{
  PyxisZipStream *self = PYXIS_ZIP_STREAM (object);

  pyxis_zip_archive_free (self->archive);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (pyxis_zip_stream_parent_class)->finalize (object);
}

static void
pyxis_zip_stream_class_init (PyxisZipStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_zip_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = pyxis_zip_stream_read;
}

static void
pyxis_zip_stream_init (PyxisZipStream *self)
{
}

GInputStream *
pyxis_zip_stream_new (PyxisZipArchive *archive, goffset size, goffset limit)
{
  PyxisZipStream *self = g_object_new (PYXIS_TYPE_ZIP_STREAM, NULL);

  self->archive = archive;
  self->size = size;
  self->limit = limit;
  pyxis_ready_stream_set_ready (PYXIS_READY_STREAM (self), pyxis_zip_archive_is_local (archive));

  return G_INPUT_STREAM (self);
}
