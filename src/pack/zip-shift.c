/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-shift.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* APPNOTE.TXT of the zip format, 4.3.12 and 4.3.16. */
#define RECORD_SIZE 46
#define RECORD_LOCAL 42
#define END_SIZE 22
#define END_LENGTH 12
#define END_START 16

static guint32
get_32 (const guint8 *at)
{
  return at[0] | at[1] << 8 | at[2] << 16 | (guint32) at[3] << 24;
}

static void
put_32 (guint8 *at, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    at[i] = (guint8) (value >> 8 * i);
}

static gsize
record_length (const guint8 *at)
{
  return RECORD_SIZE + (gsize) (at[28] | at[29] << 8) + (gsize) (at[30] | at[31] << 8) +
         (gsize) (at[32] | at[33] << 8);
}

static gboolean
fail (GError **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               "The app cannot be written: %s. Give it another place with --output.",
               g_strerror (code));
  return FALSE;
}

/* (nullable) (transfer full): the directory of the zip; its end, and where it starts. */
static guint8 *
read_directory (int fd, guint8 *end, goffset *place)
{
  goffset size = lseek (fd, 0, SEEK_END);
  g_autofree guint8 *directory = NULL;
  guint32 length;

  if (size < END_SIZE || pread (fd, end, END_SIZE, size - END_SIZE) != END_SIZE ||
      memcmp (end, "PK\5\6", 4) != 0)
    return NULL;
  length = get_32 (end + END_LENGTH);
  *place = size - END_SIZE - length;
  if (*place < 0)
    return NULL;
  directory = g_malloc (length + 1);
  return pread (fd, directory, length, *place) == (gssize) length ? g_steal_pointer (&directory)
                                                                  : NULL;
}

/* The records one after the other; NULL behind the last. */
static guint8 *
next_record (guint8 *directory, guint32 length, guint8 *at)
{
  guint8 *next = at ? at + record_length (at) : directory;
  gsize left = next <= directory + length ? (gsize) (directory + length - next) : 0;

  return left >= RECORD_SIZE && memcmp (next, "PK\1\2", 4) == 0 ? next : NULL;
}

gboolean
pyxis_zip_shift (int fd, goffset start, GError **error)
{
  guint8 end[END_SIZE];
  goffset place = 0, size = lseek (fd, 0, SEEK_END);
  g_autofree guint8 *directory = read_directory (fd, end, &place);
  guint32 length = directory ? get_32 (end + END_LENGTH) : 0;
  guint8 *record = NULL;

  if (!directory || size >= G_MAXUINT32) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         "The app is larger than 4 GiB, which one file cannot be: pack it as a "
                         "folder with --format dir.");
    return FALSE;
  }
  while ((record = next_record (directory, length, record)) != NULL)
    put_32 (record + RECORD_LOCAL, get_32 (record + RECORD_LOCAL) + (guint32) start);
  put_32 (end + END_START, (guint32) place);
  return (pwrite (fd, directory, length, place) == (gssize) length &&
          pwrite (fd, end, END_SIZE, size - END_SIZE) == END_SIZE) ||
         fail (error);
}
