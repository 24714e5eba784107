/* SPDX-License-Identifier: Apache-2.0 */
#include "flatpak-reader.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output-file.h"
#include "seal.h"

/* Its first key, as Pyxis writes them. */
#define START "flatpak"
#define BLOCK_SIZE (256 * 1024)

/* The end of a zip, before its comment, and what it says of the list of files: numbers of four bytes. */
#define END "PK\5\6"
#define END_SIZE 22
#define LIST_SIZE 12
#define LIST_PLACE 16

/* Where in a file the bundle is. */
typedef struct {
  goffset start;
  goffset end;
} Range;

static guint32
read_number (const guint8 *bytes)
{
  return bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 | (guint32) bytes[3] << 24;
}

/* The zip that a seal at `place` is the comment of. */
static gboolean
find_zip (int fd, goffset place, Range *range)
{
  guint8 end[END_SIZE];
  goffset begin = place - END_SIZE;
  goffset before;

  if (begin < 0 || pread (fd, end, END_SIZE, begin) != END_SIZE || memcmp (end, END, 4) != 0)
    return FALSE;
  before = (goffset) read_number (end + LIST_SIZE) + read_number (end + LIST_PLACE);
  *range = (Range){ begin - before, place + PYXIS_SEAL_SIZE };
  return before <= begin;
}

/* The last one: whatever is in the bundle comes before its own end. */
static gboolean
find_bundle (int fd, Range *range)
{
  const gsize label = strlen (PYXIS_SEAL_LABEL);
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  goffset position = 0;
  gboolean is_found = FALSE;
  gssize n;

  while ((n = pread (fd, block, BLOCK_SIZE, position)) >= (gssize) label) {
    const guint8 *at = block;
    Range one;

    while ((at = memmem (at, (gsize) (block + n - at), PYXIS_SEAL_LABEL, label)) != NULL) {
      if (find_zip (fd, position + (at - block), &one)) {
        *range = one;
        is_found = TRUE;
      }
      at++;
    }
    position += n - (gssize) label + 1;
  }
  return is_found;
}

gboolean
pyxis_flatpak_is_one (const char *start, gsize length)
{
  return length >= sizeof START && memcmp (start, START, sizeof START) == 0;
}

gboolean
pyxis_flatpak_has_bundle (int fd)
{
  Range range;

  return find_bundle (fd, &range);
}

gboolean
pyxis_flatpak_extract (int fd, int out, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  Range range = { 0, 0 };

  if (!find_bundle (fd, &range)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "Pyxis did not make it, or it is damaged or incomplete: get it again.");
    return FALSE;
  }
  while (range.start < range.end) {
    gssize n = pread (fd, block, (gsize) MIN (BLOCK_SIZE, range.end - range.start), range.start);

    if (n <= 0)
      break;
    if (!pyxis_output_file_write (out, block, (gsize) n, error))
      return FALSE;
    range.start += n;
  }
  return TRUE;
}
