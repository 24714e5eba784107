/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-directory.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* APPNOTE.TXT of the zip format, 4.3.7, 4.3.12 and 4.3.14 to 16. */
#define LOCAL_SIZE 30
#define RECORD_SIZE 46
#define END_SIZE 22
#define END64_SIZE 56
#define LOCATOR_SIZE 20
#define DESCRIPTOR_MAX 24
#define TAIL_MAX (16 * 1024) /* where libarchive looks for the end */
#define BUFFER_SIZE (64 * 1024)

typedef struct {
  guint64 local;  /* position of the entry's header */
  guint64 record; /* position of its record in the directory */
} Place;

struct _PyxisZipDirectory {
  GArray *places; /* (element-type Place): sorted by `local`, as libarchive goes through them */
  guint64 start;
};

typedef struct {
  int fd;
  guint64 position; /* of the buffer */
  gsize length;
  guint8 bytes[BUFFER_SIZE];
} Reader;

static guint16
get_16 (const guint8 *at)
{
  return (guint16) (at[0] | at[1] << 8);
}

static guint32
get_32 (const guint8 *at)
{
  return get_16 (at) | (guint32) get_16 (at + 2) << 16;
}

static guint64
get_64 (const guint8 *at)
{
  return get_32 (at) | (guint64) get_32 (at + 4) << 32;
}

static void
put_32 (guint8 *at, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    at[i] = (guint8) (value >> 8 * i);
}

static gboolean
is_signed (const guint8 *at, const char *signature)
{
  return at && memcmp (at, signature, 4) == 0;
}

/* The number of bytes, less than `length` at the end of the file and where reading fails. */
static gsize
read_at (int fd, guint64 position, guint8 *bytes, gsize length)
{
  gsize total = 0;
  gssize n;

  if (position > G_MAXINT64 - length)
    return 0;

  do {
    n = pread (fd, bytes + total, length - total, (off_t) (position + total));
    total += n > 0 ? (gsize) n : 0;
  } while ((n > 0 && total < length) || (n < 0 && errno == EINTR));

  return total;
}

/* (nullable): `length` bytes at `position`, borrowed until the next call. */
static const guint8 *
peek (Reader *self, guint64 position, gsize length)
{
  gboolean is_held = position >= self->position && position - self->position <= self->length &&
                     length <= self->length - (position - self->position);

  if (!is_held) {
    self->position = position;
    self->length = read_at (self->fd, position, self->bytes, BUFFER_SIZE);
  }

  return length <= self->length - (position - self->position)
           ? self->bytes + (position - self->position)
           : NULL;
}

/* Where the directory starts by the end record at `end`, which large archives follow elsewhere. */
static gboolean
follow_end (Reader *reader, guint64 end, guint64 *start)
{
  const guint8 *at = peek (reader, end, END_SIZE);

  if (!at)
    return FALSE;
  *start = get_32 (at + 16);
  if (end < LOCATOR_SIZE || !is_signed (peek (reader, end - LOCATOR_SIZE, LOCATOR_SIZE), "PK\6\7"))
    return TRUE;

  at = peek (reader, get_64 (peek (reader, end - LOCATOR_SIZE, LOCATOR_SIZE) + 8), END64_SIZE);
  if (!is_signed (at, "PK\6\6"))
    return FALSE;
  *start = get_64 (at + 48);
  return TRUE;
}

static gboolean
find_start (Reader *reader, guint64 *start)
{
  struct stat status;
  guint64 size, first;

  if (fstat (reader->fd, &status) != 0 || status.st_size < END_SIZE)
    return FALSE;

  size = (guint64) status.st_size;
  first = size > TAIL_MAX ? size - TAIL_MAX : 0;
  peek (reader, first, MIN (size, TAIL_MAX));
  for (guint64 end = size - END_SIZE + 1; end-- > first;) {
    if (is_signed (peek (reader, end, END_SIZE), "PK\5\6"))
      return follow_end (reader, end, start);
  }

  return FALSE;
}

static gsize
record_length (const guint8 *at)
{
  return RECORD_SIZE + (gsize) get_16 (at + 28) + get_16 (at + 30) + get_16 (at + 32);
}

/* Whether the record is whole in itself: larger numbers stand elsewhere. */
static gboolean
is_plain (const guint8 *at)
{
  return get_32 (at + 20) != G_MAXUINT32 && get_32 (at + 24) != G_MAXUINT32 &&
         get_32 (at + 42) != G_MAXUINT32;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;

  return one->local < other->local ? -1 : one->local > other->local;
}

static gboolean
read_places (PyxisZipDirectory *self, Reader *reader, guint length)
{
  guint64 position = self->start;
  const guint8 *at;

  for (; is_signed (at = peek (reader, position, RECORD_SIZE), "PK\1\2");
       position += record_length (at)) {
    Place place = { .local = get_32 (at + 42), .record = position };

    if (!is_plain (at) || place.local >= self->start || self->places->len == length)
      return FALSE;
    g_array_append_val (self->places, place);
  }

  g_array_sort (self->places, compare_places);
  for (guint i = 1; i < self->places->len; i++) {
    if (compare_places (&g_array_index (self->places, Place, i - 1),
                        &g_array_index (self->places, Place, i)) == 0)
      return FALSE;
  }

  return self->places->len == length;
}

PyxisZipDirectory *
pyxis_zip_directory_new (int fd, guint length)
{
  g_autoptr (PyxisZipDirectory) self = g_new0 (PyxisZipDirectory, 1);
  g_autofree Reader *reader = g_new0 (Reader, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  reader->fd = fd;
  if (!find_start (reader, &self->start) || !read_places (self, reader, length))
    return NULL;

  return g_steal_pointer (&self);
}

/* (transfer full): the record as the only one of a directory that starts at `start`, and its end.
 * There are two ends, the first counted to the directory: no byte of the record's, which anybody may have written, stands where the real
 * end is preceded by the sign of a large archive. */
static GBytes *
make_directory (const guint8 *record, gsize length, guint32 start)
{
  guint8 *bytes = g_malloc0 (length + 2 * END_SIZE);
  guint8 *end = bytes + length + END_SIZE;

  memcpy (bytes, record, length);
  put_32 (bytes + 42, 0);
  memcpy (bytes + length, "PK\5\6", 4);
  memcpy (end, "PK\5\6", 4);
  end[8] = end[10] = 1;
  put_32 (end + 12, (guint32) length + END_SIZE);
  put_32 (end + 16, start);

  return g_bytes_new_take (bytes, length + 2 * END_SIZE);
}

PyxisZipArchive *
pyxis_zip_directory_open (const PyxisZipDirectory *self, int fd, guint ordinal)
{
  const gsize most = RECORD_SIZE + 3 * G_MAXUINT16;
  g_autofree guint8 *record = g_malloc (most);
  g_autoptr (GBytes) directory = NULL;
  const Place *place;
  guint64 length;
  gsize n;

  g_return_val_if_fail (ordinal < self->places->len, NULL);

  place = &g_array_index (self->places, Place, ordinal);
  n = read_at (fd, place->record, record, most);
  if (n < RECORD_SIZE || !is_signed (record, "PK\1\2") || n < record_length (record))
    return NULL;

  length = LOCAL_SIZE + 2 * G_MAXUINT16 + (guint64) get_32 (record + 20) + DESCRIPTOR_MAX;
  length = MIN (length, self->start - place->local);
  if (length >= G_MAXUINT32)
    return NULL;
  directory = make_directory (record, record_length (record), (guint32) length);

  return pyxis_zip_archive_new_part (fd, (goffset) place->local, (goffset) length, directory, NULL);
}

void
pyxis_zip_directory_free (PyxisZipDirectory *self)
{
  g_array_unref (self->places);
  g_free (self);
}
