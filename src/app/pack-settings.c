/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-settings.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#include "pack-format.h"
#include "pack.h"

/* More than as many projects as are remembered need. */
#define FILE_MAX (1024 * 1024)

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "pyxis", "packing.ini", NULL);
}

/* (transfer full): empty where the file is missing, too large or no key file. */
static GKeyFile *
load_file (const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GFile) location = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (location, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                       G_FILE_QUERY_INFO_NONE, NULL, NULL);

  /* A pipe would be waited for. */
  if (info && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= FILE_MAX &&
      g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return g_steal_pointer (&file);
  return g_key_file_new ();
}

/* (transfer full): beside the project, as whoever packs it by hand would. */
static char *
dup_first_folder (const char *project_folder)
{
  g_autofree char *beside = g_path_get_dirname (project_folder);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (access (beside, W_OK) == 0)
    return g_steal_pointer (&beside);
  return g_strdup (documents ? documents : g_get_home_dir ());
}

static void
take (char **field, char *value)
{
  if (!value)
    return;
  g_free (*field);
  *field = value;
}

/* (transfer full) (nullable): no path is relative. */
static char *
load_path (GKeyFile *file, const char *origin, const char *name)
{
  g_autofree char *escaped = g_key_file_get_string (file, origin, name, NULL);
  g_autofree char *path = escaped ? g_strcompress (escaped) : NULL;

  return path && g_path_is_absolute (path) ? g_steal_pointer (&path) : NULL;
}

PyxisPackSettings *
pyxis_pack_settings_load (const char *origin, const char *project_folder)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GKeyFile) file = load_file (path);
  g_autofree char *format = g_key_file_get_string (file, origin, "format", NULL);
  g_autofree char *output = load_path (file, origin, "output");
  g_autofree char *folder = output ? g_path_get_dirname (output) : NULL;
  PyxisPackSettings *self = g_new0 (PyxisPackSettings, 1);
  gboolean is_known = format && pyxis_pack_format_lookup (format);

  self->format = g_strdup (is_known ? format : pyxis_pack_format_get (0)->name);
  self->folder = dup_first_folder (project_folder);
  self->stem = pyxis_pack_dup_name (project_folder, "");
  self->is_shared = g_key_file_get_boolean (file, origin, "shared", NULL);
  take (&self->key, load_path (file, origin, "key"));
  if (folder && g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    take (&self->folder, g_strdup (folder));
    take (&self->stem, g_path_get_basename (output));
  }
  if (self->key && !g_file_test (self->key, G_FILE_TEST_IS_REGULAR))
    g_clear_pointer (&self->key, g_free);
  return self;
}

/* Groups stand in the order in which they were last saved. */
static void
forget_oldest (GKeyFile *file)
{
  gsize n;
  g_auto (GStrv) keys = g_key_file_get_groups (file, &n);

  for (gsize i = 0; i + PYXIS_PACK_SETTINGS_MAX < n; i++)
    g_key_file_remove_group (file, keys[i], NULL);
}

/* A path is bytes, what is in a key file is UTF-8. */
static void
save_path (GKeyFile *file, const char *origin, const char *name, const char *path)
{
  g_autofree char *escaped = g_strescape (path, NULL);

  g_key_file_set_string (file, origin, name, escaped);
}

void
pyxis_pack_settings_save (const PyxisPackSettings *self, const char *origin)
{
  g_autofree char *path = dup_path ();
  g_autofree char *home = g_path_get_dirname (path);
  g_autofree char *output = g_build_filename (self->folder, self->stem, NULL);
  g_autoptr (GKeyFile) file = load_file (path);
  g_autoptr (GError) error = NULL;

  g_key_file_remove_group (file, origin, NULL);
  g_key_file_set_string (file, origin, "format", self->format);
  g_key_file_set_boolean (file, origin, "shared", self->is_shared);
  save_path (file, origin, "output", output);
  if (self->key)
    save_path (file, origin, "key", self->key);
  forget_oldest (file);

  g_mkdir_with_parents (home, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_debug ("How the project is packed is not saved: %s", error->message);
}

char *
pyxis_pack_settings_dup_output (const PyxisPackSettings *self)
{
  const PyxisPackFormat *format = pyxis_pack_format_lookup (self->format);
  g_autofree char *name = g_strconcat (self->stem, format->ending, NULL);

  return g_build_filename (self->folder, name, NULL);
}

void
pyxis_pack_settings_set_output (PyxisPackSettings *self, const char *path)
{
  const PyxisPackFormat *format = pyxis_pack_format_lookup (self->format);
  g_autofree char *name = g_path_get_basename (path);
  gsize length = strlen (name);
  gsize ending = strlen (format->ending);

  if (length > ending && g_str_has_suffix (name, format->ending))
    name[length - ending] = '\0';
  take (&self->folder, g_path_get_dirname (path));
  take (&self->stem, g_steal_pointer (&name));
}

PyxisPackSettings *
pyxis_pack_settings_copy (const PyxisPackSettings *self)
{
  PyxisPackSettings *copy = g_new0 (PyxisPackSettings, 1);

  copy->format = g_strdup (self->format);
  copy->folder = g_strdup (self->folder);
  copy->stem = g_strdup (self->stem);
  copy->key = g_strdup (self->key);
  copy->is_shared = self->is_shared;
  return copy;
}

void
pyxis_pack_settings_free (PyxisPackSettings *self)
{
  g_free (self->format);
  g_free (self->folder);
  g_free (self->stem);
  g_free (self->key);
  g_free (self);
}
