/* SPDX-License-Identifier: Apache-2.0 */
#include "preferences.h"

#include "user-folder.h"

#define GROUP "downloads"
#define KEY "ask"

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), pyxis_user_folder_get_name (),
                           "preferences.ini", NULL);
}

static GKeyFile *
load (const char *path)
{
  GKeyFile *keys = g_key_file_new ();

  g_key_file_load_from_file (keys, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return keys;
}

gboolean
pyxis_preferences_get_asks_for_downloads (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GKeyFile) keys = load (path);

  return g_key_file_get_boolean (keys, GROUP, KEY, NULL);
}

void
pyxis_preferences_set_asks_for_downloads (gboolean asks)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) keys = load (path);
  g_autoptr (GError) error = NULL;

  g_key_file_set_boolean (keys, GROUP, KEY, asks);
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (keys, path, &error))
    g_debug ("The preferences are not kept: %s", error->message);
}
