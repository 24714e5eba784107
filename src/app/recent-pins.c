/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-pins.h"

struct _PyxisRecentPins {
  char *file;
  GKeyFile *keys;
};

static gboolean
save (PyxisRecentPins *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->file);

  g_mkdir_with_parents (folder, 0700);
  return g_key_file_save_to_file (self->keys, self->file, error);
}

PyxisRecentPins *
pyxis_recent_pins_load (const char *file)
{
  PyxisRecentPins *self = g_new0 (PyxisRecentPins, 1);

  self->file = g_strdup (file);
  self->keys = g_key_file_new ();
  g_key_file_load_from_file (self->keys, file, G_KEY_FILE_NONE, NULL);
  return self;
}

void
pyxis_recent_pins_free (PyxisRecentPins *self)
{
  g_free (self->file);
  g_key_file_unref (self->keys);
  g_free (self);
}

gboolean
pyxis_recent_pins_contains (PyxisRecentPins *self, const char *uri)
{
  return g_key_file_has_group (self->keys, uri);
}

char **
pyxis_recent_pins_list (PyxisRecentPins *self)
{
  return g_key_file_get_groups (self->keys, NULL);
}

char *
pyxis_recent_pins_dup_name (PyxisRecentPins *self, const char *uri)
{
  return g_key_file_get_string (self->keys, uri, "name", NULL);
}

gint64
pyxis_recent_pins_get_time (PyxisRecentPins *self, const char *uri)
{
  return g_key_file_get_int64 (self->keys, uri, "time", NULL);
}

gboolean
pyxis_recent_pins_set (
  PyxisRecentPins *self, const char *uri, const char *name, gint64 time, GError **error)
{
  g_key_file_set_string (self->keys, uri, "name", name);
  g_key_file_set_int64 (self->keys, uri, "time", time);
  return save (self, error);
}

gboolean
pyxis_recent_pins_remove (PyxisRecentPins *self, const char *uri, GError **error)
{
  if (!g_key_file_remove_group (self->keys, uri, NULL))
    return TRUE;
  return save (self, error);
}
