/* SPDX-License-Identifier: Apache-2.0 */
#include "blocks.h"

#include "output-file.h"

#define BLOCK_SIZE (1024 * 1024)

gboolean
pyxis_blocks_each (
  GBytes *bytes, PyxisBlockFunc take, gpointer user_data, GCancellable *cancellable, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i += BLOCK_SIZE) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !take (data + i, MIN (BLOCK_SIZE, size - i), user_data, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
sum_block (const void *data, gsize length, gpointer sum, GError **error)
{
  g_checksum_update (sum, data, (gssize) length);
  return TRUE;
}

char *
pyxis_blocks_sum (GBytes *bytes, GChecksumType type, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (type);

  return pyxis_blocks_each (bytes, sum_block, sum, cancellable, error)
           ? g_strdup (g_checksum_get_string (sum))
           : NULL;
}

static gboolean
write_block (const void *data, gsize length, gpointer fd, GError **error)
{
  return pyxis_output_file_write (*(int *) fd, data, length, error);
}

gboolean
pyxis_blocks_write (GBytes *bytes, int fd, GCancellable *cancellable, GError **error)
{
  return pyxis_blocks_each (bytes, write_block, &fd, cancellable, error);
}
