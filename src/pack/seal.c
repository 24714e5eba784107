/* SPDX-License-Identifier: Apache-2.0 */
#include "seal.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LABEL PYXIS_SEAL_LABEL
#define LABEL_SIZE (sizeof LABEL - 1)
#define HASH_SIZE 32
#define HEX_SIZE (2 * HASH_SIZE)
#define BLOCK_SIZE (256 * 1024)

static gboolean
fail (GError **error, const char *verb)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "The bundle cannot be %s: %s.",
               verb, g_strerror (errno));
  return FALSE;
}

static gboolean
hash_start (int fd, goffset length, char *hex, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  crypto_generichash_state state;
  guint8 hash[HASH_SIZE];

  crypto_generichash_init (&state, NULL, 0, HASH_SIZE);
  for (goffset position = 0; position < length;) {
    gssize n = pread (fd, block, (gsize) MIN (BLOCK_SIZE, length - position), position);

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (error, "read");
    if (n == 0)
      break;
    crypto_generichash_update (&state, block, (gsize) n);
    position += n;
  }
  crypto_generichash_final (&state, hash, HASH_SIZE);
  sodium_bin2hex (hex, HEX_SIZE + 1, hash, HASH_SIZE);
  return TRUE;
}

gboolean
pyxis_seal_append (int fd, GCancellable *cancellable, GError **error)
{
  const guint8 length[2] = { LABEL_SIZE + HEX_SIZE, 0 }; /* the end of a zip: of its comment */
  char hex[HEX_SIZE + 1];
  goffset size = lseek (fd, 0, SEEK_END);

  if (size < (goffset) sizeof length ||
      pwrite (fd, length, sizeof length, size - (goffset) sizeof length) != sizeof length ||
      pwrite (fd, LABEL, LABEL_SIZE, size) != (gssize) LABEL_SIZE)
    return fail (error, "written");
  if (!hash_start (fd, size + (goffset) LABEL_SIZE, hex, cancellable, error))
    return FALSE;
  return pwrite (fd, hex, HEX_SIZE, size + (goffset) LABEL_SIZE) == HEX_SIZE ||
         fail (error, "written");
}

G_STATIC_ASSERT (PYXIS_SEAL_SIZE == LABEL_SIZE + HEX_SIZE);

/* The file's last bytes, if they are a seal; `size` is the file's. */
static gboolean
read_end (int fd, char *end, goffset *size)
{
  struct stat facts;

  if (fstat (fd, &facts) != 0)
    return FALSE;
  *size = facts.st_size;
  return *size > PYXIS_SEAL_SIZE &&
         pread (fd, end, PYXIS_SEAL_SIZE, *size - PYXIS_SEAL_SIZE) == PYXIS_SEAL_SIZE &&
         memcmp (end, LABEL, LABEL_SIZE) == 0;
}

gboolean
pyxis_seal_is_there (int fd)
{
  char end[PYXIS_SEAL_SIZE];
  goffset size;

  return read_end (fd, end, &size);
}

gboolean
pyxis_seal_is_whole (int fd, GError **error)
{
  char end[PYXIS_SEAL_SIZE], hex[HEX_SIZE + 1];
  goffset size = 0;

  return read_end (fd, end, &size) && hash_start (fd, size - HEX_SIZE, hex, NULL, error) &&
         memcmp (hex, end + LABEL_SIZE, HEX_SIZE) == 0;
}
