/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-pins.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* More than as many pins as anybody makes need. */
#define FILE_MAX (1024 * 1024)

struct _PyxisRecentPins {
  char *file;
  GKeyFile *keys;
  gboolean is_ahead; /* `keys` has what could not be written */
};

/* (transfer full) (nullable): empty where the file is missing, NULL where it is there but cannot be
 * read. */
static GKeyFile *
load (const char *path, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                       G_FILE_QUERY_INFO_NONE, NULL, &reason);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_steal_pointer (&keys);
  if (!info) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  /* A pipe would be waited for. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > FILE_MAX) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is too large, or no file", path);
    return NULL;
  }
  return g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, error) ? g_steal_pointer (&keys)
                                                                        : NULL;
}

/* The user may be able to mend what we cannot read. */
static gboolean
set_aside (const char *path, GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".unreadable-XXXXXX", NULL);
  int fd = g_mkstemp (aside);
  int reason;

  if (fd >= 0 && g_rename (path, aside) == 0) {
    close (fd);
    return TRUE;
  }
  reason = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (reason), "%s stays as it is: %s", path,
               g_strerror (reason));
  if (fd >= 0) {
    close (fd);
    g_unlink (aside);
  }
  return FALSE;
}

/* Adds to `keys` the pins that only `more` has. */
static void
add_missing (GKeyFile *keys, GKeyFile *more)
{
  g_auto (GStrv) uris = g_key_file_get_groups (more, NULL);

  for (guint i = 0; uris[i]; i++) {
    g_autofree char *name = g_key_file_get_string (more, uris[i], "name", NULL);

    if (g_key_file_has_group (keys, uris[i]))
      continue;
    g_key_file_set_string (keys, uris[i], "name", name ? name : "");
    g_key_file_set_int64 (keys, uris[i], "time",
                          g_key_file_get_int64 (more, uris[i], "time", NULL));
  }
}

/* Another instance of the program may have written the file. FALSE: it must not be written over. */
static gboolean
reload (PyxisRecentPins *self, GError **error)
{
  g_autoptr (GKeyFile) keys = load (self->file, NULL);

  if (!keys)
    return set_aside (self->file, error);
  if (self->is_ahead)
    add_missing (keys, self->keys);
  g_key_file_unref (self->keys);
  self->keys = g_steal_pointer (&keys);
  return TRUE;
}

static gboolean
save (PyxisRecentPins *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->file);

  g_mkdir_with_parents (folder, 0700);
  self->is_ahead = !g_key_file_save_to_file (self->keys, self->file, error);
  return !self->is_ahead;
}

PyxisRecentPins *
pyxis_recent_pins_load (const char *file)
{
  PyxisRecentPins *self = g_new0 (PyxisRecentPins, 1);
  g_autoptr (GError) error = NULL;

  self->file = g_strdup (file);
  self->keys = load (file, &error);
  if (!self->keys) {
    g_debug ("The pins are not read: %s", error->message);
    self->keys = g_key_file_new ();
  }
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
  gboolean is_safe = reload (self, error);

  g_key_file_set_string (self->keys, uri, "name", name);
  g_key_file_set_int64 (self->keys, uri, "time", time);
  self->is_ahead |= !is_safe;
  return is_safe && save (self, error);
}

gboolean
pyxis_recent_pins_remove (PyxisRecentPins *self, const char *uri, GError **error)
{
  gboolean is_safe;

  if (!g_key_file_has_group (self->keys, uri))
    return TRUE;
  is_safe = reload (self, error);
  g_key_file_remove_group (self->keys, uri, NULL);
  self->is_ahead |= !is_safe;
  return is_safe && save (self, error);
}
