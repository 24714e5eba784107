/* SPDX-License-Identifier: Apache-2.0 */
#include "hash.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE (64 * 1024)
#define HEX_SIZE (2 * crypto_hash_sha256_BYTES + 1)

static char *
dup_hex (const guint8 *hash)
{
  char *hex = g_malloc (HEX_SIZE);

  return sodium_bin2hex (hex, HEX_SIZE, hash, crypto_hash_sha256_BYTES);
}

char *
pyxis_hash_bytes (const void *data, gsize length)
{
  guint8 hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256 (hash, data, length);
  return dup_hex (hash);
}

static gboolean
write_all (int fd, const guint8 *data, gsize length, GError **error)
{
  while (length > 0) {
    gssize n = write (fd, data, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   "A temporary file cannot be written: %s.", g_strerror (errno));
      return FALSE;
    }
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

char *
pyxis_hash_stream (GInputStream *stream,
                   goffset most,
                   int fd,
                   goffset *size,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  guint8 hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_state state;
  gssize n;

  crypto_hash_sha256_init (&state);
  *size = 0;
  while ((n = g_input_stream_read (stream, block, BLOCK_SIZE, cancellable, error)) > 0) {
    *size += n;
    if (*size > most) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "A file is too long.");
      return NULL;
    }
    crypto_hash_sha256_update (&state, block, (gsize) n);
    if (fd >= 0 && !write_all (fd, block, (gsize) n, error))
      return NULL;
  }
  if (n < 0)
    return NULL;

  crypto_hash_sha256_final (&state, hash);
  return dup_hex (hash);
}

gboolean
pyxis_hash_is_valid (const char *hash)
{
  return strlen (hash) == HEX_SIZE - 1 && strspn (hash, "0123456789abcdef") == HEX_SIZE - 1;
}
