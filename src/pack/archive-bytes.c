/* SPDX-License-Identifier: Apache-2.0 */
#include "archive-bytes.h"

#include "archive-failure.h"
#include "blocks.h"

static gboolean
write_block (const void *data, gsize length, gpointer archive, GError **error)
{
  return archive_write_data (archive, data, length) == (la_ssize_t) length ||
         pyxis_archive_failure_set (archive, error);
}

gboolean
pyxis_archive_bytes_write (struct archive *archive,
                           GBytes *bytes,
                           GCancellable *cancellable,
                           GError **error)
{
  return pyxis_blocks_each (bytes, write_block, archive, cancellable, error);
}
