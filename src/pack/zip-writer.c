/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-writer.h"

#include <string.h>
#include <unistd.h>

#include "output-file.h"

/* APPNOTE.TXT of the zip format, 4.3.7, 4.3.12 and 4.3.16. */
#define LOCAL_MARK 3
#define RECORD_MARK 1
#define END_MARK 5
#define VERSION 20
#define MADE_BY (3 << 8 | VERSION) /* Unix */
#define NAMES_ARE_UTF8 0x0800
#define DEFLATED 8
#define DATE 0x0021 /* 1980-01-01 */
#define MODE (0100644u << 16)
#define LOCAL_METHOD 8
#define LOCAL_SIZE 30

struct _PyxisZipWriter {
  int fd;
  GByteArray *directory;
  guint n_entries;
  char *path;     /* of the entry that is begun */
  goffset header; /* where its header is */
};

static void
put (GByteArray *bytes, guint32 value, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++) {
    guint8 byte = (guint8) (value >> 8 * i);

    g_byte_array_append (bytes, &byte, 1);
  }
}

/* "PK" and two more bytes. They stand together nowhere in the program, so that what looks for a zip
 * behind it does not find one in it. */
static void
put_mark (GByteArray *bytes, guint32 kind)
{
  put (bytes, 'P', 1);
  put (bytes, 'K', 1);
  put (bytes, kind, 1);
  put (bytes, kind + 1, 1);
}

/* What an entry's own header and its record in the directory have in common, but the lengths. */
static void
put_facts (GByteArray *bytes, gboolean is_deflated, guint32 crc, gsize packed, gsize size)
{
  put (bytes, is_deflated ? DEFLATED : 0, 2);
  put (bytes, 0, 2);
  put (bytes, DATE, 2);
  put (bytes, crc, 4);
  put (bytes, (guint32) packed, 4);
  put (bytes, (guint32) size, 4);
}

static gboolean
fail_large (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       "The app is larger than 4 GiB, which one file cannot be: leave some of its "
                       "files out.");
  return FALSE;
}

PyxisZipWriter *
pyxis_zip_writer_new (int fd)
{
  PyxisZipWriter *self = g_new0 (PyxisZipWriter, 1);

  self->fd = fd;
  self->directory = g_byte_array_new ();
  return self;
}

gboolean
pyxis_zip_writer_begin (PyxisZipWriter *self, const char *path, GError **error)
{
  g_autoptr (GByteArray) header = g_byte_array_new ();
  gsize length = strlen (path);

  g_free (self->path);
  self->path = g_strdup (path);
  self->header = lseek (self->fd, 0, SEEK_CUR);
  if (self->n_entries == G_MAXUINT16 - 1 || length > G_MAXUINT16)
    return fail_large (error);

  put_mark (header, LOCAL_MARK);
  put (header, VERSION, 2);
  put (header, NAMES_ARE_UTF8, 2);
  put_facts (header, FALSE, 0, 0, 0);
  put (header, (guint32) length, 2);
  put (header, 0, 2);
  g_byte_array_append (header, (const guint8 *) path, (guint) length);
  return pyxis_output_file_write (self->fd, header->data, header->len, error);
}

gboolean
pyxis_zip_writer_write (PyxisZipWriter *self, const void *data, gsize length, GError **error)
{
  return pyxis_output_file_write (self->fd, data, length, error);
}

gboolean
pyxis_zip_writer_end (
  PyxisZipWriter *self, guint32 crc, gsize size, gboolean is_deflated, GError **error)
{
  g_autoptr (GByteArray) facts = g_byte_array_new ();
  gsize length = strlen (self->path);
  goffset end = lseek (self->fd, 0, SEEK_CUR);
  goffset packed = end - self->header - LOCAL_SIZE - (goffset) length;

  if (end >= G_MAXUINT32 || size >= G_MAXUINT32)
    return fail_large (error);
  put_facts (facts, is_deflated, crc, (gsize) packed, size);
  if (pwrite (self->fd, facts->data, facts->len, self->header + LOCAL_METHOD) !=
      (gssize) facts->len)
    return pyxis_output_file_fail (error);

  put_mark (self->directory, RECORD_MARK);
  put (self->directory, MADE_BY, 2);
  put (self->directory, VERSION, 2);
  put (self->directory, NAMES_ARE_UTF8, 2);
  g_byte_array_append (self->directory, facts->data, facts->len);
  put (self->directory, (guint32) length, 2);
  put (self->directory, 0, 4); /* no more fields, no comment */
  put (self->directory, 0, 4); /* of the first disk, of no kind */
  put (self->directory, MODE, 4);
  put (self->directory, (guint32) self->header, 4);
  g_byte_array_append (self->directory, (const guint8 *) self->path, (guint) length);
  self->n_entries++;
  return TRUE;
}

gboolean
pyxis_zip_writer_finish (PyxisZipWriter *self, GError **error)
{
  guint32 length = self->directory->len;
  goffset start = lseek (self->fd, 0, SEEK_CUR);

  if (start + length >= G_MAXUINT32)
    return fail_large (error);
  put_mark (self->directory, END_MARK);
  put (self->directory, 0, 4); /* the first disk of one */
  put (self->directory, self->n_entries, 2);
  put (self->directory, self->n_entries, 2);
  put (self->directory, length, 4);
  put (self->directory, (guint32) start, 4);
  put (self->directory, 0, 2);
  return pyxis_output_file_write (self->fd, self->directory->data, self->directory->len, error);
}

void
pyxis_zip_writer_free (PyxisZipWriter *self)
{
  g_byte_array_unref (self->directory);
  g_free (self->path);
  g_free (self);
}
