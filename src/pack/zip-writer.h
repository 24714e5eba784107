/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisZipWriter: writes a zip file of what is packed already, which libarchive cannot. Its positions
 * are counted from the start of the file, whatever stands before the zip. Entries have no time
 * (1980-01-01) and mode 0644. Below 4 GiB and 65,535 entries, which an app always is
 * (manifest.h); more is refused. */
typedef struct _PyxisZipWriter PyxisZipWriter;

/* `fd` is of a regular file and stands where the zip begins. */
PyxisZipWriter *pyxis_zip_writer_new (int fd);

/* An entry: it is begun, written in any number of parts, and ended with what is known then. Every
 * error is a sentence. */
gboolean pyxis_zip_writer_begin (PyxisZipWriter *self, const char *path, GError **error);
gboolean
pyxis_zip_writer_write (PyxisZipWriter *self, const void *data, gsize length, GError **error);
gboolean pyxis_zip_writer_end (
  PyxisZipWriter *self, guint32 crc, gsize size, gboolean is_deflated, GError **error);

/* Writes the directory. */
gboolean pyxis_zip_writer_finish (PyxisZipWriter *self, GError **error);

void pyxis_zip_writer_free (PyxisZipWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisZipWriter, pyxis_zip_writer_free)
