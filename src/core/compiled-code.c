/* SPDX-License-Identifier: Apache-2.0 */
#include "compiled-code.h"

#include <string.h>
#include <zlib.h>

#define MAGIC "PYXISCOD"
#define MODULES_MAX 20000u
#define PATH_LENGTH_MAX 4096u

typedef struct {
  guint8 magic[8];
  guint32 format;
  guint32 sum;
  guint8 key[PYXIS_COMPILED_CODE_KEY_SIZE];
} Header;

G_STATIC_ASSERT (sizeof (Header) == 48);

typedef struct {
  guint32 path_length;
  guint32 code_length;
  guint8 digest[8];
} EntryHeader;

G_STATIC_ASSERT (sizeof (EntryHeader) == 16);

static gboolean
fail_damaged (GError **error, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it is damaged (%s)", what);
  return FALSE;
}

/* Length of the entry at `data`, of which `left` bytes are there; 0 where none can be. */
static gsize
measure_entry (const guint8 *data, gsize left, guint32 *path_length)
{
  EntryHeader header;
  guint64 length;

  if (left < sizeof header)
    return 0;
  memcpy (&header, data, sizeof header);
  *path_length = GUINT32_FROM_LE (header.path_length);
  length = sizeof header + (guint64) *path_length + GUINT32_FROM_LE (header.code_length);
  if (*path_length == 0 || *path_length > PATH_LENGTH_MAX || header.code_length == 0 ||
      length > left)
    return 0;
  return (gsize) length;
}

gboolean
pyxis_compiled_code_check (GBytes *entries, GError **error)
{
  gsize left;
  const guint8 *data = g_bytes_get_data (entries, &left);

  if (left > PYXIS_COMPILED_CODE_MAX) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "it is larger than %d MiB",
                 PYXIS_COMPILED_CODE_MAX >> 20);
    return FALSE;
  }
  while (left > 0) {
    guint32 path_length = 0;
    gsize length = measure_entry (data, left, &path_length);

    if (length == 0)
      return fail_damaged (error, "a module in it cannot be");
    data += length;
    left -= length;
  }
  return TRUE;
}

/* Adds those of `entries`, which are checked, whose paths are not among `paths` yet, as long as there is room. */
static void
add_entries (GByteArray *merged, GHashTable *paths, GBytes *entries)
{
  gsize left;
  const guint8 *data = g_bytes_get_data (entries, &left);

  while (left > 0) {
    guint32 path_length = 0;
    gsize length = measure_entry (data, left, &path_length);
    g_autoptr (GBytes) path = g_bytes_new (data + sizeof (EntryHeader), path_length);

    if (!g_hash_table_contains (paths, path) && g_hash_table_size (paths) < MODULES_MAX &&
        merged->len + length <= PYXIS_COMPILED_CODE_MAX) {
      g_hash_table_add (paths, g_steal_pointer (&path));
      g_byte_array_append (merged, data, (guint) length);
    }
    data += length;
    left -= length;
  }
}

GBytes *
pyxis_compiled_code_merge (GBytes *newer, GBytes *older, GError **error)
{
  g_autoptr (GByteArray) merged = NULL;
  g_autoptr (GHashTable) paths = NULL;

  if (!pyxis_compiled_code_check (newer, error) ||
      (older && !pyxis_compiled_code_check (older, error)))
    return NULL;
  merged = g_byte_array_new ();
  paths = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  add_entries (merged, paths, newer);
  if (older)
    add_entries (merged, paths, older);
  return g_byte_array_free_to_bytes (g_steal_pointer (&merged));
}

static guint32
sum_file (const guint8 *file, gsize length)
{
  return (guint32) crc32_z (0, file + G_STRUCT_OFFSET (Header, key),
                            length - G_STRUCT_OFFSET (Header, key));
}

GBytes *
pyxis_compiled_code_pack (const guint8 *key, GBytes *entries)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (entries, &length);
  Header header = { .format = GUINT32_TO_LE (PYXIS_COMPILED_CODE_FORMAT) };
  GByteArray *file = g_byte_array_sized_new ((guint) (sizeof header + length));

  memcpy (header.magic, MAGIC, sizeof header.magic);
  memcpy (header.key, key, sizeof header.key);
  g_byte_array_append (file, (const guint8 *) &header, sizeof header);
  g_byte_array_append (file, data, (guint) length);
  header.sum = GUINT32_TO_LE (sum_file (file->data, file->len));
  memcpy (file->data, &header, sizeof header);
  return g_byte_array_free_to_bytes (file);
}

GBytes *
pyxis_compiled_code_unpack (GBytes *file, const guint8 *key, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  g_autoptr (GBytes) entries = NULL;
  Header header;

  if (length < sizeof header || length > sizeof header + PYXIS_COMPILED_CODE_MAX) {
    fail_damaged (error, "it has another size");
    return NULL;
  }
  memcpy (&header, data, sizeof header);
  if (memcmp (header.magic, MAGIC, sizeof header.magic) != 0 ||
      GUINT32_FROM_LE (header.format) != PYXIS_COMPILED_CODE_FORMAT ||
      GUINT32_FROM_LE (header.sum) != sum_file (data, length)) {
    fail_damaged (error, "its content was changed");
    return NULL;
  }
  if (memcmp (header.key, key, sizeof header.key) != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                         "it is another project's, or another Pyodide's");
    return NULL;
  }
  entries = g_bytes_new_from_bytes (file, sizeof header, length - sizeof header);
  return pyxis_compiled_code_merge (entries, NULL, error);
}
