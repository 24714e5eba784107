/* SPDX-License-Identifier: Apache-2.0 */
#include "file-manager.h"

#include <gtk/gtk.h>

#define NAME "org.freedesktop.FileManager1"
#define PATH "/org/freedesktop/FileManager1"

static void
show_folder (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri)
    gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

static void
show_parent (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  show_folder (folder);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *path = user_data;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (!answer)
    show_parent (path);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *path = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char *const uris[] = { uri, NULL };

  if (bus && uri)
    g_dbus_connection_call (bus, NAME, PATH, NAME, "ShowItems", g_variant_new ("(^ass)", uris, ""),
                            NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb,
                            g_steal_pointer (&path));
  else
    show_parent (path);
}

void
pyxis_file_manager_show (const char *path)
{
  g_return_if_fail (path != NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    show_folder (path);
  else
    pyxis_file_manager_show_selected (path);
}

void
pyxis_file_manager_show_selected (const char *path)
{
  g_return_if_fail (path != NULL);

  g_bus_get (G_BUS_TYPE_SESSION, NULL, connected_cb, g_strdup (path));
}
