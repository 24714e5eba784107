/* SPDX-License-Identifier: Apache-2.0 */
#include "server-guard.h"

#include <string.h>

#include "address.h"
#include "random-token.h"

/* The value of our cookie in a Cookie header; the first one of that name counts. */
static char *
find_cookie (const PyxisServerGuard *self, const char *header)
{
  g_auto (GStrv) pairs = g_strsplit (header, ";", 64);
  g_autofree char *name = pyxis_server_guard_dup_cookie_name (self);

  for (guint i = 0; pairs[i]; i++) {
    const char *pair = g_strstrip (pairs[i]);
    const char *equals = strchr (pair, '=');

    if (equals && (gsize) (equals - pair) == strlen (name) && g_str_has_prefix (pair, name))
      return g_strdup (equals + 1);
  }
  return NULL;
}

static gboolean
is_own_origin (const PyxisServerGuard *self, const char *origin)
{
  g_autofree char *own = g_strconcat ("http://", self->host, NULL);

  return g_str_equal (origin, own);
}

char *
pyxis_server_guard_dup_cookie_name (const PyxisServerGuard *self)
{
  const char *port = strrchr (self->host, ':');

  return g_strconcat ("pyxis-", port ? port + 1 : "", NULL);
}

gboolean
pyxis_server_guard_is_token (const PyxisServerGuard *self, const char *given)
{
  gsize length = strlen (self->token);
  guint8 difference = strlen (given) != length;

  for (gsize i = 0; i < length && given[i]; i++)
    difference |= self->token[i] ^ given[i];
  return difference == 0;
}

PyxisAdmission
pyxis_server_guard_admit (const PyxisServerGuard *self, const PyxisServerCredentials *credentials)
{
  g_autofree char *cookie = NULL;
  const char *site = credentials->fetch_site;

  if (credentials->cookie)
    cookie = find_cookie (self, credentials->cookie);
  if (!credentials->host || !g_str_equal (credentials->host, self->host))
    return PYXIS_ADMIT_NOTHING;
  if (credentials->target && !g_str_equal (credentials->target, self->host))
    return PYXIS_ADMIT_NOTHING;
  if (credentials->origin && !is_own_origin (self, credentials->origin))
    return PYXIS_ADMIT_NOTHING;
  if (site && !g_str_equal (site, "same-origin") && !g_str_equal (site, "none"))
    return PYXIS_ADMIT_PUBLIC;
  if (!cookie || !pyxis_server_guard_is_token (self, cookie))
    return PYXIS_ADMIT_PUBLIC;
  return PYXIS_ADMIT_ALL;
}

gboolean
pyxis_server_guard_enter (
  const PyxisServerGuard *self, const char *given, const char *to, char **cookie, char **address)
{
  g_autofree char *name = pyxis_server_guard_dup_cookie_name (self);

  /* A path with an empty part would be read as another host. */
  if (!given || !pyxis_server_guard_is_token (self, given) ||
      (to && !pyxis_address_check_path (to, NULL)))
    return FALSE;
  *cookie = g_strdup_printf ("%s=%s; Path=/; HttpOnly; SameSite=Strict", name, self->token);
  *address = pyxis_address_encode_path (to ? to : "");
  return TRUE;
}

char *
pyxis_server_guard_make_token (void)
{
  return pyxis_random_token_make ();
}
