/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisGzipWriter: packs a stream by gzip as a row of members (RFC 1952, 2.2), each of its own block,
 * on all cores at once. The bytes depend neither on the cores nor on how the stream was cut when it
 * was written. */
typedef struct _PyxisGzipWriter PyxisGzipWriter;

PyxisGzipWriter *pyxis_gzip_writer_new (int fd);

/* Whether what follows is packed already, and only carried. It is not at the start. */
gboolean pyxis_gzip_writer_set_packed (PyxisGzipWriter *self, gboolean is_packed, GError **error);

gboolean
pyxis_gzip_writer_write (PyxisGzipWriter *self, const void *data, gsize length, GError **error);

gboolean pyxis_gzip_writer_finish (PyxisGzipWriter *self, GError **error);

void pyxis_gzip_writer_free (PyxisGzipWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisGzipWriter, pyxis_gzip_writer_free)
