/* SPDX-License-Identifier: Apache-2.0 */
#include "gzip-writer.h"

#include <libdeflate.h>
#include <string.h>

#include "ordered-work.h"
#include "output-file.h"

#define LEVEL 6
#define BLOCK_SIZE (1024 * 1024)
#define BLOCKS_MAX (32 * BLOCK_SIZE)

/* A member; what it holds is replaced by what it is. */
typedef struct {
  guint8 *data;
  gsize size;
  int level;
} Block;

struct _PyxisGzipWriter {
  int fd;
  PyxisOrderedWork *work;
  Block *block; /* (nullable): that is being filled */
  int level;
};

static void
block_free (gpointer data)
{
  Block *self = data;

  g_free (self->data);
  g_free (self);
}

static void
press (gpointer data)
{
  Block *self = data;
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor (self->level);
  gsize most = libdeflate_gzip_compress_bound (compressor, self->size);
  guint8 *packed = g_malloc (most);

  self->size = libdeflate_gzip_compress (compressor, self->data, self->size, packed, most);
  libdeflate_free_compressor (compressor);
  g_free (self->data);
  self->data = packed;
}

PyxisGzipWriter *
pyxis_gzip_writer_new (int fd)
{
  PyxisGzipWriter *self = g_new0 (PyxisGzipWriter, 1);

  self->fd = fd;
  self->level = LEVEL;
  self->work = pyxis_ordered_work_new (g_get_num_processors (), BLOCKS_MAX, press, block_free);
  return self;
}

static gboolean
write_next (PyxisGzipWriter *self, GError **error)
{
  Block *block = pyxis_ordered_work_pull (self->work);
  gboolean is_written = pyxis_output_file_write (self->fd, block->data, block->size, error);

  block_free (block);
  return is_written;
}

static gboolean
end_block (PyxisGzipWriter *self, GError **error)
{
  while (pyxis_ordered_work_is_full (self->work)) {
    if (!write_next (self, error))
      return FALSE;
  }
  if (self->block)
    pyxis_ordered_work_push (self->work, self->block, BLOCK_SIZE);
  self->block = NULL;
  return TRUE;
}

gboolean
pyxis_gzip_writer_set_packed (PyxisGzipWriter *self, gboolean is_packed, GError **error)
{
  int level = is_packed ? 0 : LEVEL;

  if (level == self->level)
    return TRUE;
  self->level = level;
  return end_block (self, error);
}

gboolean
pyxis_gzip_writer_write (PyxisGzipWriter *self, const void *data, gsize length, GError **error)
{
  const guint8 *at = data;

  while (length > 0) {
    gsize n;

    if (!self->block) {
      self->block = g_new0 (Block, 1);
      self->block->level = self->level;
      self->block->data = g_malloc (BLOCK_SIZE);
    }
    n = MIN (length, BLOCK_SIZE - self->block->size);
    memcpy (self->block->data + self->block->size, at, n);
    self->block->size += n;
    at += n;
    length -= n;
    if (self->block->size == BLOCK_SIZE && !end_block (self, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
pyxis_gzip_writer_finish (PyxisGzipWriter *self, GError **error)
{
  if (!end_block (self, error))
    return FALSE;
  while (!pyxis_ordered_work_is_empty (self->work)) {
    if (!write_next (self, error))
      return FALSE;
  }
  return TRUE;
}

void
pyxis_gzip_writer_free (PyxisGzipWriter *self)
{
  pyxis_ordered_work_free (self->work);
  g_clear_pointer (&self->block, block_free);
  g_free (self);
}
