/* SPDX-License-Identifier: Apache-2.0 */
#include "stream-press.h"

#include <zlib.h>

#define BLOCK_SIZE (256 * 1024)
#define RAW_WINDOW (-15)
#define MEMORY_LEVEL 8

typedef struct {
  const PyxisStreamPress *press;
  z_stream zlib;
  guint8 *packed;
  GError **error;
} Work;

/* What zlib makes of what it was given, to the zip. */
static gboolean
flush (Work *self, int flush)
{
  do {
    self->zlib.next_out = self->packed;
    self->zlib.avail_out = BLOCK_SIZE;
    deflate (&self->zlib, flush);
    if (!pyxis_zip_writer_write (self->press->zip, self->packed, BLOCK_SIZE - self->zlib.avail_out,
                                 self->error))
      return FALSE;
  } while (self->zlib.avail_out == 0);
  return TRUE;
}

static gboolean
write_block (Work *self, guint8 *block, gsize length)
{
  if (self->press->is_stored)
    return pyxis_zip_writer_write (self->press->zip, block, length, self->error);
  self->zlib.next_in = block;
  self->zlib.avail_in = (uInt) length;
  return flush (self, Z_NO_FLUSH);
}

static char *
copy (Work *self, GInputStream *stream)
{
  const PyxisStreamPress *press = self->press;
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  uLong crc = crc32 (0, NULL, 0);
  gsize size = 0;
  gssize n;

  while ((n = g_input_stream_read (stream, block, BLOCK_SIZE, press->cancellable, self->error)) >
         0) {
    g_checksum_update (sum, block, n);
    crc = crc32 (crc, block, (uInt) n);
    size += (gsize) n;
    pyxis_copy_progress_add (press->progress, (gsize) n);
    if (!write_block (self, block, (gsize) n))
      return NULL;
  }
  if (n < 0 || (!press->is_stored && !flush (self, Z_FINISH)) ||
      !pyxis_zip_writer_end (press->zip, (guint32) crc, size, !press->is_stored, self->error))
    return NULL;
  return g_strdup (g_checksum_get_string (sum));
}

char *
pyxis_stream_press_write (const PyxisStreamPress *self, GInputStream *stream, GError **error)
{
  g_autofree guint8 *packed = g_malloc (BLOCK_SIZE);
  Work work = { .press = self, .packed = packed, .error = error };
  char *hash;

  if (deflateInit2 (&work.zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW_WINDOW, MEMORY_LEVEL,
                    Z_DEFAULT_STRATEGY) != Z_OK) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                         "There is too little memory to pack the app; close other programs.");
    return NULL;
  }
  hash = copy (&work, stream);
  deflateEnd (&work.zlib);
  return hash;
}
