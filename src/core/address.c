/* SPDX-License-Identifier: Apache-2.0 */
#include "address.h"

#include <gio/gio.h>
#include <string.h>

/* A query is never read here, only handed on and repeated in a redirect. */
#define QUERY_MAX (64 * 1024)
#define HOST_MAX 253

static gboolean
refuse (GError **error, const char *rule)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, "The address is refused: %s.", rule);
  return FALSE;
}

static gboolean
check_segment (const char *segment, gsize length, GError **error)
{
  if (length == 0)
    return refuse (error, "its path has an empty part");
  if (segment[0] == '.' && (length == 1 || (length == 2 && segment[1] == '.')))
    return refuse (error, "its path has a part “.” or “..”");

  return TRUE;
}

gboolean
pyxis_address_check_path (const char *path, GError **error)
{
  const char *segment = path;

  if (strlen (path) > PYXIS_ADDRESS_MAX)
    return refuse (error, "its path is longer than 4096 bytes");
  if (!g_utf8_validate (path, -1, NULL))
    return refuse (error, "its path is not valid UTF-8");

  for (const char *c = path; *c; c = g_utf8_next_char (c)) {
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return refuse (error, "its path has a control character");
    if (*c == '\\')
      return refuse (error, "its path has a backslash");
  }

  while (*path) {
    gsize length = strcspn (segment, "/");

    if (!check_segment (segment, length, error))
      return FALSE;
    if (!segment[length])
      break;
    segment += length + 1;
  }

  return TRUE;
}

/* Decodes once. What decoding would make of "%2F" or "%00" cannot be told from a real slash or the
 * end of the string afterwards, so both are refused here. */
static char *
decode_path (const char *raw, gsize length, GError **error)
{
  g_autoptr (GString) path = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++) {
    char c = raw[i];

    if (c == '%') {
      if (length - i < 3 || !g_ascii_isxdigit (raw[i + 1]) || !g_ascii_isxdigit (raw[i + 2])) {
        refuse (error, "its path has a “%” without two hexadecimal digits");
        return NULL;
      }
      c = (char) (g_ascii_xdigit_value (raw[i + 1]) * 16 + g_ascii_xdigit_value (raw[i + 2]));
      i += 2;
      if (c == '/' || c == '\0') {
        refuse (error, "its path has an encoded slash or NUL");
        return NULL;
      }
    }
    g_string_append_c (path, c);
  }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static gboolean
check_query (const char *query, gsize length, GError **error)
{
  if (length > QUERY_MAX)
    return refuse (error, "its query is longer than 64 KiB");
  if (!g_utf8_validate_len (query, length, NULL))
    return refuse (error, "its query is not valid UTF-8");

  /* A redirect puts the query into a header line. */
  for (gsize i = 0; i < length; i++) {
    if (g_ascii_iscntrl (query[i]) || query[i] == ' ')
      return refuse (error, "its query has a space or control character");
  }

  return TRUE;
}

/* `target` begins at the path. */
static gboolean
parse_target (PyxisAddress *self, const char *target, GError **error)
{
  gsize raw_length = strcspn (target, "?#");
  const char *query = target[raw_length] == '?' ? target + raw_length + 1 : NULL;
  gsize query_length = query ? strcspn (query, "#") : 0;
  gsize end = raw_length;

  if (target[0] != '/')
    return refuse (error, "its path does not begin with a slash");
  /* Both slashes are no part of the path. */
  if (raw_length > 3 * PYXIS_ADDRESS_MAX + 2)
    return refuse (error, "its path is longer than 4096 bytes");
  if (query && !check_query (query, query_length, error))
    return FALSE;

  self->is_folder = target[raw_length - 1] == '/';
  if (self->is_folder && end > 1)
    end--;

  self->path = decode_path (target + 1, end - 1, error);
  self->query = query ? g_strndup (query, query_length) : NULL;
  if (!self->path)
    return FALSE;
  if (raw_length > 1 && !*self->path)
    return refuse (error, "its path has an empty part");

  return pyxis_address_check_path (self->path, error);
}

/* Which of the rules a host breaks decides only the message: none of ":", "@", "[" and "%" is among
 * the letters that a host may have. */
static gboolean
check_host (const char *host, gsize length, GError **error)
{
  if (length == 0)
    return refuse (error, "it has no host");
  if (length > HOST_MAX)
    return refuse (error, "its host is longer than 253 letters");
  if (memchr (host, '@', length))
    return refuse (error, "it names a user");
  if (host[0] != '[' && memchr (host, ':', length))
    return refuse (error, "it names a port");

  for (gsize i = 0; i < length; i++) {
    gboolean is_inner = i > 0 && i + 1 < length && host[i - 1] != '.';

    if (!g_ascii_isalnum (host[i]) && host[i] != '-' && !(host[i] == '.' && is_inner))
      return refuse (error, "its host has other characters than a-z, 0-9, “-” and inner dots");
  }

  return TRUE;
}

PyxisAddress *
pyxis_address_parse (const char *uri, GError **error)
{
  g_autoptr (PyxisAddress) self = g_new0 (PyxisAddress, 1);
  const char *host = uri + strlen (PYXIS_SCHEME "://");
  gsize length;

  if (g_ascii_strncasecmp (uri, PYXIS_SCHEME "://", strlen (PYXIS_SCHEME "://")) != 0) {
    refuse (error, "it does not begin with " PYXIS_SCHEME "://");
    return NULL;
  }

  length = strcspn (host, "/?#");
  if (!check_host (host, length, error))
    return NULL;

  self->origin = g_ascii_strdown (host, length);
  if (!parse_target (self, host + length, error))
    return NULL;

  return g_steal_pointer (&self);
}

PyxisAddress *
pyxis_address_parse_target (const char *target, GError **error)
{
  g_autoptr (PyxisAddress) self = g_new0 (PyxisAddress, 1);

  self->origin = g_strdup ("");
  if (!parse_target (self, target, error))
    return NULL;

  return g_steal_pointer (&self);
}

char *
pyxis_address_encode_path (const char *path)
{
  /* What RFC 3986 allows in a path, "/" included. */
  g_autofree char *encoded = g_uri_escape_string (path, "/!$&'()*+,;=:@", FALSE);

  return g_strconcat ("/", encoded, NULL);
}

void
pyxis_address_free (PyxisAddress *self)
{
  g_free (self->origin);
  g_free (self->path);
  g_free (self->query);
  g_free (self);
}

char *
pyxis_address_dup_file (const char *uri)
{
  const char *host = uri ? strstr (uri, "://") : NULL;
  const char *path = host ? strchr (host + strlen ("://"), '/') : NULL;
  g_autofree char *target = path ? g_strndup (path, strcspn (path, "#")) : NULL;
  g_autoptr (PyxisAddress) parsed = target ? pyxis_address_parse_target (target, NULL) : NULL;

  if (!parsed)
    return NULL;
  if (!parsed->is_folder)
    return g_strdup (parsed->path);
  return g_build_filename (parsed->path, "index.html", NULL);
}
