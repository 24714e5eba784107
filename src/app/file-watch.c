/* SPDX-License-Identifier: Apache-2.0 */
#include "file-watch.h"

#include <gio/gio.h>

/* Editors save in several steps: remove, create, write, rename. */
#define QUIET_MS 250

struct _PyxisFileWatch {
  char *path;
  gboolean is_folder;
  GFileMonitor *monitor; /* NULL: it cannot be watched */
  guint quiet_source;
  PyxisFileWatchFunc changed;
  gpointer user_data;
};

static gboolean
quiet_cb (gpointer user_data)
{
  PyxisFileWatch *self = user_data;

  self->quiet_source = 0;
  self->changed (self->user_data);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GFileMonitor *monitor,
            GFile *file,
            GFile *other_file,
            GFileMonitorEvent event,
            gpointer user_data)
{
  PyxisFileWatch *self = user_data;

  g_clear_handle_id (&self->quiet_source, g_source_remove);
  self->quiet_source = g_timeout_add (QUIET_MS, quiet_cb, self);
}

PyxisFileWatch *
pyxis_file_watch_new (const char *path, PyxisFileWatchFunc changed, gpointer user_data)
{
  PyxisFileWatch *self = g_new0 (PyxisFileWatch, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->path = g_strdup (path);
  self->is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  self->changed = changed;
  self->user_data = user_data;
  self->monitor = g_file_monitor (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

gboolean
pyxis_file_watch_covers (const PyxisFileWatch *self, const char *path)
{
  return g_str_equal (self->path, path) &&
         self->is_folder == g_file_test (path, G_FILE_TEST_IS_DIR);
}

gboolean
pyxis_file_watch_is_awake (const PyxisFileWatch *self)
{
  return self->monitor != NULL;
}

void
pyxis_file_watch_free (PyxisFileWatch *self)
{
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  if (self->monitor) {
    g_signal_handlers_disconnect_by_data (self->monitor, self);
    g_file_monitor_cancel (self->monitor);
  }
  g_clear_object (&self->monitor);
  g_free (self->path);
  g_free (self);
}
