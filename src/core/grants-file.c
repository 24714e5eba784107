/* SPDX-License-Identifier: Apache-2.0 */
#include <gio/gio.h>
#include <string.h>

#include "grants-private.h"
#include "random-token.h"

/* More than as many grants as are kept need. */
#define FILE_MAX (2 * 1024 * 1024)

static gboolean
is_token (const char *text)
{
  return strlen (text) == PYXIS_RANDOM_TOKEN_LENGTH &&
         strspn (text, "0123456789abcdef") == PYXIS_RANDOM_TOKEN_LENGTH;
}

/* (nullable) (transfer full): NULL for a group that makes no sense. */
static PyxisGrant *
load_grant (GKeyFile *file, const char *token)
{
  g_autofree char *uri = g_key_file_get_string (file, token, "uri", NULL);
  g_autofree char *kind = g_key_file_get_string (file, token, "kind", NULL);
  g_autofree char *mode_name = g_key_file_get_string (file, token, "mode", NULL);
  g_autofree char *id = g_key_file_get_string (file, token, "id", NULL);
  g_autofree char *path = uri ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  gboolean is_folder = g_strcmp0 (kind, "folder") == 0;
  PyxisGrant *grant;
  PyxisGrantMode mode;

  if (!is_token (token) || !path || !(is_folder || g_strcmp0 (kind, "file") == 0) ||
      !pyxis_grant_mode_parse (mode_name, &mode))
    return NULL;
  grant = pyxis_grant_new (token, path, is_folder);
  grant->mode = mode;
  grant->since = g_key_file_get_int64 (file, token, "since", NULL);
  grant->is_revoked = g_key_file_get_boolean (file, token, "revoked", NULL);
  g_free (grant->id);
  grant->id = g_strdup (id ? id : "");
  return grant;
}

/* A pipe would be waited for. */
static gboolean
can_load (const char *path)
{
  g_autoptr (GFile) location = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (location, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                       G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  return info && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
         g_file_info_get_size (info) <= FILE_MAX;
}

GPtrArray *
pyxis_grants_file_load (const char *path)
{
  GPtrArray *grants = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_grant_unref);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) tokens = NULL;

  if (!can_load (path))
    return grants;
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error)) {
    g_debug ("The grants in %s are not read: %s", path, error->message);
    return grants;
  }
  tokens = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; tokens[i] && grants->len < PYXIS_GRANTS_MAX; i++) {
    PyxisGrant *grant = load_grant (file, tokens[i]);

    if (grant)
      g_ptr_array_add (grants, grant);
  }
  return grants;
}

static void
save_grant (GKeyFile *file, PyxisGrant *grant)
{
  g_autofree char *uri = g_filename_to_uri (grant->path, NULL, NULL);

  g_key_file_set_string (file, grant->token, "uri", uri);
  g_key_file_set_string (file, grant->token, "kind", grant->is_folder ? "folder" : "file");
  g_key_file_set_string (file, grant->token, "mode", pyxis_grant_mode_get_name (grant->mode));
  g_key_file_set_string (file, grant->token, "id", grant->id);
  g_key_file_set_int64 (file, grant->token, "since", grant->since);
  if (grant->is_revoked)
    g_key_file_set_boolean (file, grant->token, "revoked", TRUE);
}

void
pyxis_grants_file_save (const char *path, GPtrArray *grants)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  for (guint i = 0; i < grants->len; i++)
    save_grant (file, grants->pdata[i]);
  text = g_key_file_to_data (file, &length, NULL);
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_debug ("The grants are not saved: %s", error->message);
}
