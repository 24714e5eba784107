/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-snapshot.h"

#include <string.h>
#include <zlib.h>

#define MAGIC "PYXISNAP"
#define IMAGE_MAGIC 0x4d495850u /* "PXIM" */
#define HASH_SIZE 32
#define PAGE_SIZE 65536u /* of WebAssembly's memory */
#define MEMORY_MAX (512u << 20)
#define RUNS_MAX 4096u
#define FACTS_MAX 65536u
#define HEAD_MAX (1u << 20)

typedef struct {
  guint8 magic[8];
  guint32 format;
  guint32 unused;
  guint8 stamp[HASH_SIZE];
  guint8 content[HASH_SIZE];
  guint64 length;
  guint32 sum;
  guint32 unused_too;
  guint8 header_hash[HASH_SIZE];
} Header;

G_STATIC_ASSERT (sizeof (Header) == 128);

typedef struct {
  guint32 magic;
  guint32 n_runs;
  guint32 facts_length;
  guint32 head_length;
  guint32 memory_length;
} ImageHeader;

typedef struct {
  guint32 offset;
  guint32 length;
} Run;

/* Every start waits for this: of 16 MB it takes 5 ms, and SHA-256 60. It is there for a disk that fails; whoever
 * can write into the user's cache needs no collision. */
static guint32
sum_bytes (const void *data, gsize length)
{
  return (guint32) crc32_z (0, data, length);
}

static void
hash_bytes (const void *data, gsize length, guint8 *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = HASH_SIZE;

  g_checksum_update (checksum, data, (gssize) length);
  g_checksum_get_digest (checksum, hash, &size);
}

static gboolean
fail_damaged (GError **error, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it is damaged (%s)", what);
  return FALSE;
}

/* Adds up the runs; -1 where they are not in order. */
static gint64
sum_runs (const guint8 *runs, guint32 n_runs, guint32 memory_length)
{
  guint64 end = 0;
  guint64 total = 0;

  for (guint32 i = 0; i < n_runs; i++) {
    Run run;
    guint64 offset;
    guint64 length;

    memcpy (&run, runs + i * sizeof run, sizeof run);
    offset = GUINT32_FROM_LE (run.offset);
    length = GUINT32_FROM_LE (run.length);
    if (length == 0 || offset < end || (i > 0 && offset == end) || offset + length > memory_length)
      return -1;
    end = offset + length;
    total += length;
  }
  return (gint64) total;
}

gboolean
pyxis_interpreter_snapshot_check_image (const guint8 *image, gsize length, GError **error)
{
  ImageHeader header;
  guint64 before;
  gint64 total;

  if (length < sizeof header)
    return fail_damaged (error, "it ends too soon");
  memcpy (&header, image, sizeof header);
  header.n_runs = GUINT32_FROM_LE (header.n_runs);
  header.facts_length = GUINT32_FROM_LE (header.facts_length);
  header.head_length = GUINT32_FROM_LE (header.head_length);
  header.memory_length = GUINT32_FROM_LE (header.memory_length);
  if (GUINT32_FROM_LE (header.magic) != IMAGE_MAGIC)
    return fail_damaged (error, "it does not begin as it must");
  if (header.n_runs == 0 || header.n_runs > RUNS_MAX || header.facts_length > FACTS_MAX ||
      header.head_length == 0 || header.head_length > HEAD_MAX || header.memory_length == 0 ||
      header.memory_length > MEMORY_MAX || header.memory_length % PAGE_SIZE != 0)
    return fail_damaged (error, "a size in it cannot be");

  before = sizeof header + header.n_runs * sizeof (Run) + header.facts_length + header.head_length;
  if (before > length)
    return fail_damaged (error, "it ends too soon");
  total = sum_runs (image + sizeof header, header.n_runs, header.memory_length);
  if (total < 0 || before + (guint64) total != length)
    return fail_damaged (error, "its parts do not fit together");
  return TRUE;
}

GBytes *
pyxis_interpreter_snapshot_pack (const PyxisInterpreterSnapshotKey *key,
                                 GBytes *image,
                                 GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (image, &length);
  Header header = { .format = GUINT32_TO_LE (PYXIS_INTERPRETER_SNAPSHOT_FORMAT) };
  guint8 *file;

  if (length > PYXIS_INTERPRETER_SNAPSHOT_MAX - sizeof header) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "it is larger than %d MiB",
                 PYXIS_INTERPRETER_SNAPSHOT_MAX >> 20);
    return NULL;
  }
  if (!pyxis_interpreter_snapshot_check_image (data, length, error))
    return NULL;

  memcpy (header.magic, MAGIC, sizeof header.magic);
  memcpy (header.stamp, key->stamp, HASH_SIZE);
  memcpy (header.content, key->content, HASH_SIZE);
  header.length = GUINT64_TO_LE (length);
  header.sum = GUINT32_TO_LE (sum_bytes (data, length));
  hash_bytes (&header, G_STRUCT_OFFSET (Header, header_hash), header.header_hash);

  file = g_malloc (sizeof header + length);
  memcpy (file, &header, sizeof header);
  memcpy (file + sizeof header, data, length);
  return g_bytes_new_take (file, sizeof header + length);
}

static gboolean
check_header (const Header *header, gsize length, GError **error)
{
  guint8 hash[HASH_SIZE];

  if (length < sizeof *header || memcmp (header->magic, MAGIC, sizeof header->magic) != 0)
    return fail_damaged (error, "it does not begin as it must");
  if (GUINT32_FROM_LE (header->format) != PYXIS_INTERPRETER_SNAPSHOT_FORMAT) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 "it has format %u, and this Pyxis reads format %d",
                 GUINT32_FROM_LE (header->format), PYXIS_INTERPRETER_SNAPSHOT_FORMAT);
    return FALSE;
  }
  hash_bytes (header, G_STRUCT_OFFSET (Header, header_hash), hash);
  if (memcmp (hash, header->header_hash, HASH_SIZE) != 0)
    return fail_damaged (error, "its beginning was changed");
  if (GUINT64_FROM_LE (header->length) != length - sizeof *header)
    return fail_damaged (error, "it ends too soon");
  return TRUE;
}

GBytes *
pyxis_interpreter_snapshot_unpack (GBytes *file, PyxisInterpreterSnapshotKey *key, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  const guint8 *image = data + sizeof (Header);
  Header header = { 0 };

  if (data)
    memcpy (&header, data, MIN (length, sizeof header));
  if (!check_header (&header, length, error))
    return NULL;
  if (!pyxis_interpreter_snapshot_key_fits (key, header.stamp, header.content)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                         "it was made from other files or by another WebKit");
    return NULL;
  }
  if (sum_bytes (image, length - sizeof header) != GUINT32_FROM_LE (header.sum)) {
    fail_damaged (error, "its content was changed");
    return NULL;
  }
  if (!pyxis_interpreter_snapshot_check_image (image, length - sizeof header, error))
    return NULL;
  return g_bytes_new_from_bytes (file, sizeof header, length - sizeof header);
}
