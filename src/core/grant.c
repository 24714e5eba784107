/* SPDX-License-Identifier: Apache-2.0 */
#include "grant.h"

#include "grant-error.h"
#include "random-token.h"

PyxisGrant *
pyxis_grant_new (const char *token, const char *path, gboolean is_folder)
{
  PyxisGrant *self = g_atomic_rc_box_new0 (PyxisGrant);

  self->token = token ? g_strdup (token) : pyxis_random_token_make ();
  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  self->id = g_strdup ("");
  self->is_folder = is_folder;
  return self;
}

PyxisGrant *
pyxis_grant_ref (PyxisGrant *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
grant_clear (gpointer data)
{
  PyxisGrant *self = data;

  g_free (self->token);
  g_free (self->path);
  g_free (self->name);
  g_free (self->id);
}

void
pyxis_grant_unref (PyxisGrant *self)
{
  g_atomic_rc_box_release_full (self, grant_clear);
}

gboolean
pyxis_grant_allows (PyxisGrant *self, PyxisGrantMode mode)
{
  return !g_atomic_int_get (&self->is_revoked) && g_atomic_int_get (&self->mode) >= (int) mode;
}

gboolean
pyxis_grant_check (PyxisGrant *self, PyxisGrantMode mode, GError **error)
{
  if (pyxis_grant_allows (self, mode))
    return TRUE;
  if (g_atomic_int_get (&self->is_revoked))
    g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_NOT_ALLOWED,
                 "The user took back what this page may do with “%s”: ask for it again.",
                 self->name);
  else
    g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_NOT_ALLOWED,
                 "The user let this page read “%s”, not change it: ask for “readwrite”.",
                 self->name);
  return FALSE;
}

const char *
pyxis_grant_mode_get_name (PyxisGrantMode mode)
{
  return mode == PYXIS_GRANT_READWRITE ? "readwrite" : "read";
}

gboolean
pyxis_grant_mode_parse (const char *name, PyxisGrantMode *mode)
{
  *mode = g_strcmp0 (name, "readwrite") == 0 ? PYXIS_GRANT_READWRITE : PYXIS_GRANT_READ;
  return g_strcmp0 (name, pyxis_grant_mode_get_name (*mode)) == 0;
}
