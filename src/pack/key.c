/* SPDX-License-Identifier: Apache-2.0 */
#include "key.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sodium-start.h"

#define LABEL "pyxis-secret-key:"
#define LABEL_SIZE (sizeof LABEL - 1)
#define TEXT_SIZE                                                                                  \
  sodium_base64_ENCODED_LEN (crypto_sign_SECRETKEYBYTES, sodium_base64_VARIANT_ORIGINAL)
#define PUBLIC_TEXT_SIZE                                                                           \
  sodium_base64_ENCODED_LEN (crypto_sign_PUBLICKEYBYTES, sodium_base64_VARIANT_ORIGINAL)
#define SHORT_LENGTH 16                    /* 96 bits: nobody finds another key that begins so */
#define FILE_SIZE (LABEL_SIZE + TEXT_SIZE) /* a line feed in the place of the NUL */

G_STATIC_ASSERT (PYXIS_KEY_START_SIZE == LABEL_SIZE);

struct _PyxisKey {
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  char public_text[PUBLIC_TEXT_SIZE];
};

static gboolean
fail_errno (GError **error, const char *path, const char *verb)
{
  int code = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "The key “%s” cannot be %s: %s.",
               shown, verb, g_strerror (code));
  return FALSE;
}

static gboolean
fail_file (GError **error, const char *path, const char *what)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” %s.", shown, what);
  return FALSE;
}

gboolean
pyxis_key_is_secret (const char *start, gsize length)
{
  return length >= LABEL_SIZE && memcmp (start, LABEL, LABEL_SIZE) == 0;
}

gboolean
pyxis_key_create (const char *path, GError **error)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
  char text[FILE_SIZE + 1] = LABEL;
  gboolean is_written;
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0 && errno == EEXIST)
    return fail_file (error, path, "is there already, and a key is never replaced; name another");
  if (fd < 0)
    return fail_errno (error, path, "made");

  pyxis_sodium_start ();
  crypto_sign_keypair (public_key, secret);
  sodium_bin2base64 (text + LABEL_SIZE, TEXT_SIZE, secret, sizeof secret,
                     sodium_base64_VARIANT_ORIGINAL);
  text[FILE_SIZE - 1] = '\n';
  is_written = write (fd, text, FILE_SIZE) == FILE_SIZE && fchmod (fd, 0600) == 0 &&
               (fsync (fd) == 0 || errno == EINVAL);
  if (!is_written) {
    fail_errno (error, path, "written");
    unlink (path);
  }
  close (fd);
  sodium_memzero (secret, sizeof secret);
  sodium_memzero (text, sizeof text);
  return is_written;
}

/* Whether it is one, and nobody else can have read it. */
static gboolean
check_file (int fd, const char *path, const char *text, gsize length, GError **error)
{
  struct stat facts;

  if (fstat (fd, &facts) != 0)
    return fail_errno (error, path, "read");
  if (!S_ISREG (facts.st_mode))
    return fail_file (error, path, "is no file; choose a key that Pyxis made");
  if (!pyxis_key_is_secret (text, length))
    return fail_file (error, path, "is no key of Pyxis; choose another, or make a new one");
  if (facts.st_mode & 077)
    return fail_file (error, path,
                      "may be read by others; make a new key, or if nobody had it: chmod 600");
  return TRUE;
}

static PyxisKey *
parse (const char *text, gsize length)
{
  g_autoptr (PyxisKey) self = g_new0 (PyxisKey, 1);
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], seed[crypto_sign_SEEDBYTES];
  guint8 again[crypto_sign_SECRETKEYBYTES];
  gsize size = 0;
  gboolean is_whole;

  if (length != FILE_SIZE || memcmp (text, LABEL, LABEL_SIZE) != 0 ||
      sodium_base642bin (self->secret, sizeof self->secret, text + LABEL_SIZE, TEXT_SIZE - 1, NULL,
                         &size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      size != sizeof self->secret)
    return NULL;

  /* Both halves belong together, or signatures would give the secret one away. */
  crypto_sign_ed25519_sk_to_seed (seed, self->secret);
  crypto_sign_seed_keypair (public_key, again, seed);
  is_whole = sodium_memcmp (again, self->secret, sizeof again) == 0;
  sodium_memzero (seed, sizeof seed);
  sodium_memzero (again, sizeof again);
  sodium_bin2base64 (self->public_text, sizeof self->public_text, public_key, sizeof public_key,
                     sodium_base64_VARIANT_ORIGINAL);
  return is_whole ? g_steal_pointer (&self) : NULL;
}

PyxisKey *
pyxis_key_load (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  char text[FILE_SIZE + 1];
  PyxisKey *self = NULL;
  gssize length;

  if (fd < 0) {
    fail_errno (error, path, "read");
    return NULL;
  }

  pyxis_sodium_start ();
  length = read (fd, text, sizeof text);
  if (check_file (fd, path, text, (gsize) MAX (length, 0), error)) {
    self = parse (text, (gsize) length);
    if (!self)
      fail_file (error, path, "is no whole key; take a copy of it, or make a new one");
  }
  close (fd);
  sodium_memzero (text, sizeof text);
  return self;
}

const char *
pyxis_key_get_public (const PyxisKey *self)
{
  return self->public_text;
}

char *
pyxis_key_dup_short (const char *public_key)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; public_key[i] && i < SHORT_LENGTH; i++)
    g_string_append_printf (text, "%s%c", i > 0 && i % 4 == 0 ? " " : "", public_key[i]);
  return g_string_free (text, FALSE);
}

char *
pyxis_key_sign (const PyxisKey *self, const char *text, gsize length)
{
  guint8 signature[crypto_sign_BYTES];
  g_autofree char *encoded = NULL, *printed = NULL;
  cJSON *root = cJSON_CreateObject ();

  crypto_sign_detached (signature, NULL, (const guint8 *) text, length, self->secret);
  encoded = g_base64_encode (signature, sizeof signature);
  cJSON_AddStringToObject (root, "algorithm", "ed25519");
  cJSON_AddStringToObject (root, "key", self->public_text);
  cJSON_AddStringToObject (root, "signature", encoded);
  printed = cJSON_PrintUnformatted (root);
  cJSON_Delete (root);
  return g_strconcat (printed, "\n", NULL);
}

/* Whether `key` of `object` is exactly `length` bytes in base 64. */
static gboolean
read_bytes (const cJSON *object, const char *key, guint8 *bytes, gsize length)
{
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, key));
  gsize size = 0;

  return text &&
         sodium_base642bin (bytes, length, text, strlen (text), NULL, &size, NULL,
                            sodium_base64_VARIANT_ORIGINAL) == 0 &&
         size == length;
}

char *
pyxis_key_verify (
  const char *signature, gsize signature_length, const char *text, gsize length, GError **error)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], bytes[crypto_sign_BYTES];
  cJSON *root = cJSON_ParseWithLength (signature, signature_length);
  const char *algorithm =
    cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (root, "algorithm"));
  gboolean is_right = g_strcmp0 (algorithm, "ed25519") == 0 &&
                      read_bytes (root, "key", public_key, sizeof public_key) &&
                      read_bytes (root, "signature", bytes, sizeof bytes);

  pyxis_sodium_start ();
  cJSON_Delete (root);
  is_right =
    is_right && crypto_sign_verify_detached (bytes, (const guint8 *) text, length, public_key) == 0;
  if (!is_right) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "Its signature is wrong: somebody changed the app after it was signed. "
                         "Get it again, from its author.");
    return NULL;
  }
  return g_base64_encode (public_key, sizeof public_key);
}

void
pyxis_key_free (PyxisKey *self)
{
  sodium_memzero (self, sizeof *self);
  g_free (self);
}
