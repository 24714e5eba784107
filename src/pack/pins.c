/* SPDX-License-Identifier: Apache-2.0 */
#include "pins.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "user-folder.h"

char *
pyxis_pins_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), PYXIS_USER_FOLDER_SHARED, "app-keys.ini", NULL);
}

/* (transfer full): what cannot be read is not overwritten either. */
static GKeyFile *
load (const char *path, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) local = NULL;

  if (g_key_file_load_from_file (keys, path, G_KEY_FILE_KEEP_COMMENTS, &local) ||
      g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&keys);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "The keys of known apps in “%s” cannot be read (%s); repair or remove that file.",
               path, local->message);
  return NULL;
}

char *
pyxis_pins_dup_key (const char *id)
{
  g_autofree char *path = pyxis_pins_dup_path ();
  g_autoptr (GKeyFile) keys = load (path, NULL);

  return keys ? g_key_file_get_string (keys, id, "key", NULL) : NULL;
}

gboolean
pyxis_pins_check (PyxisBundle *bundle, GError **error)
{
  const char *id = pyxis_bundle_get_manifest (bundle)->id;
  const char *key = pyxis_bundle_get_key (bundle);
  g_autofree char *path = pyxis_pins_dup_path ();
  g_autoptr (GKeyFile) keys = load (path, error);
  g_autofree char *known = keys ? g_key_file_get_string (keys, id, "key", NULL) : NULL;

  if (!keys)
    return FALSE;
  if (!known || g_strcmp0 (known, key) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
               "%s is %s the one that you know as %s, so it may come from somebody else. If "
               "its author tells you that this is right, remove the group [%s] from “%s”.",
               pyxis_bundle_get_manifest (bundle)->name,
               key ? "signed with another key than" : "not signed, unlike", id, id, path);
  return FALSE;
}

static gboolean
save (GKeyFile *keys, PyxisBundle *bundle, const char *path, GError **error)
{
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (bundle);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;

  g_key_file_set_string (keys, manifest->id, "name", manifest->name);
  g_key_file_set_string (keys, manifest->id, "key", pyxis_bundle_get_key (bundle));
  text = g_key_file_to_data (keys, NULL, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "“%s” cannot be made: %s.",
                 folder, g_strerror (errno));
    return FALSE;
  }
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

gboolean
pyxis_pins_remember (PyxisBundle *bundle, GError **error)
{
  g_autofree char *path = pyxis_pins_dup_path ();
  g_autoptr (GKeyFile) keys = load (path, error);

  if (!keys)
    return FALSE;
  if (!pyxis_bundle_get_key (bundle) ||
      g_key_file_has_group (keys, pyxis_bundle_get_manifest (bundle)->id))
    return TRUE;
  return save (keys, bundle, path, error);
}

gboolean
pyxis_pins_replace (PyxisBundle *bundle, GError **error)
{
  g_autofree char *path = pyxis_pins_dup_path ();
  g_autoptr (GKeyFile) keys = load (path, error);

  g_return_val_if_fail (pyxis_bundle_get_key (bundle), FALSE);

  return keys && save (keys, bundle, path, error);
}
