/* SPDX-License-Identifier: Apache-2.0 */
#include "toast.h"

#include <glib/gi18n.h>

/* (transfer full): `text` is no markup. */
static AdwToast *
new_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

/* Takes the toast. */
static void
show (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

void
pyxis_toast_say (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  show (widget, new_toast (text));
}

/* Where no file manager is on the bus, the folder itself is opened. */
static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *path = user_data;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (!answer && uri)
    gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

static void
show_in_folder (const char *path)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char *uris[] = { uri, NULL };

  if (bus && uri)
    g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                            "org.freedesktop.FileManager1", "ShowItems",
                            g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                            NULL, shown_cb, g_strdup (path));
}

static void
button_clicked_cb (AdwToast *toast, gpointer user_data)
{
  show_in_folder (user_data);
}

static void
free_path (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
pyxis_toast_say_saved (GtkWidget *widget, const char *text, const char *path)
{
  AdwToast *toast = new_toast (text);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  adw_toast_set_button_label (toast, _ ("Show in _Folder"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (button_clicked_cb), g_strdup (path),
                         free_path, 0);
  show (widget, toast);
}
