/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-application.h"

#include <webkit/webkit.h>

#include "../util/choosing.h"
#include "../util/pack-sample.h"
#include "../util/shown.h"
#include "packed-window.h"
#include "user-folder.h"

/* A packed app as its desktop and its user meet it, by its own application in this process. */

#define ID "org.example.Clock"
#define TOML                                                                                       \
  "name = \"Clock\"\n[pyxis]\nid = \"" ID                                                          \
  "\"\n[pyxis.window]\ncolor-scheme = \"dark\"\nfullscreen = true\n"

#define TOML_OPENS "name = \"Clock\"\n[pyxis]\nid = \"" ID "\"\nopens = [\"text/csv\"]\n"

static GtkApplication *application;
static GtkWindow *window;
static PyxisView *view;

/* What the desktop was asked to show: "ID title: body". */
static char *notified;

static gboolean
take_notification (gpointer user_data)
{
  g_free (notified);
  notified = user_data;
  return G_SOURCE_REMOVE;
}

static GDBusMessage *
filter_cb (GDBusConnection *bus, GDBusMessage *message, gboolean is_incoming, gpointer user_data)
{
  g_autoptr (GDBusMessage) reply = NULL;
  g_autoptr (GVariant) details = NULL;
  const char *id, *title = "", *body = "";

  if (!is_incoming || g_strcmp0 (g_dbus_message_get_member (message), "AddNotification") != 0)
    return message;
  g_variant_get (g_dbus_message_get_body (message), "(&s&s@a{sv})", &id, NULL, &details);
  g_variant_lookup (details, "title", "&s", &title);
  g_variant_lookup (details, "body", "&s", &body);
  g_idle_add (take_notification, g_strdup_printf ("%s %s: %s", id, title, body));
  reply = g_dbus_message_new_method_reply (message);
  g_dbus_connection_send_message (bus, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  g_object_unref (message);
  return NULL;
}

/* (transfer full): the desktop, which is there before any app. */
static GDBusConnection *
become_desktop (void)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, NULL);
  g_autoptr (GVariant) owned = g_dbus_connection_call_sync (
    bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
    g_variant_new ("(su)", "org.gtk.Notifications", 4), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
    NULL);

  g_assert_nonnull (owned);
  g_dbus_connection_add_filter (bus, filter_cb, NULL, NULL);
  return bus;
}

/* The window as it is described, and the page in it; it has an icon, though the app brought none. */
static void
test_look (void)
{
  GtkIconTheme *theme =
    gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (window)));
  g_autoptr (GtkIconPaintable) icon =
    gtk_icon_theme_lookup_icon (theme, gtk_window_get_default_icon_name (), NULL, 48, 1, 0, 0);
  g_autoptr (GFile) picture = gtk_icon_paintable_get_file (icon);
  g_autofree char *name = g_file_get_basename (picture);

  g_assert_cmpstr (name, ==, ID ".svg");
  while (!gtk_window_is_fullscreen (window))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  asking_call (view, "return matchMedia ('(prefers-color-scheme: dark)').matches", "true");
}

/* It is asked for, and then the app's own. */
static void
test_notification (void)
{
  g_autofree char *permission = NULL;

  asking_start (view, "return Notification.requestPermission ()", &permission);
  while (!asking_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "wants to send notifications"))
    g_main_context_iteration (NULL, TRUE);
  asking_click (GTK_WIDGET (window), "Allow");
  asking_wait_for_answer (&permission, "\"granted\"");
  asking_call (view, "new Notification ('Done', { body: '3 files' }); return 1", "1");
  while (!notified)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (notified, ==, ID " Done: 3 files");
}

/* What a page offers goes where the user says, at once, and is not of Pyxis. */
static void
test_download (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autofree char *text = NULL;

  asking_start (view,
                "const link = document.createElement ('a'); link.download = 'table.csv';"
                "link.href = URL.createObjectURL (new Blob (['1,2'])); link.click (); return 1",
                NULL);
  choosing_save (path);
  while (!g_file_get_contents (path, &text, NULL, NULL) || strlen (text) != 3) {
    g_clear_pointer (&text, g_free);
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_cmpstr (text, ==, "1,2");
}

static gboolean
close_print_cb (gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);

    if (g_str_equal (G_OBJECT_TYPE_NAME (dialog), "GtkPrintUnixDialog") &&
        gtk_widget_get_mapped (GTK_WIDGET (dialog))) {
      *(gboolean *) user_data = gtk_window_get_transient_for (dialog) == window;
      gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
      return G_SOURCE_REMOVE;
    }
  }
  return G_SOURCE_CONTINUE;
}

/* By its key's action: GTK's own dialog, over the app's window. WebKit waits for it. */
static void
test_print (void)
{
  g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, "page.print");
  gboolean was_shown = FALSE;

  g_assert_cmpstr (keys[0], ==, "<Control>p");
  g_timeout_add (50, close_print_cb, &was_shown);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "page.print", NULL));
  while (!was_shown)
    g_main_context_iteration (NULL, TRUE);
}

/* While a dialog is there: whether the page's process stopped answering, as WebKit sees it, and what the view says
 * of it then. */
typedef struct {
  WebKitWebView *web_view;
  gboolean was_asked;
  gboolean was_shown;
  gboolean was_responsive;
} Blocked;

/* WebKit looks only where it asked for something: to load the page again. */
static gboolean
close_when_blocked_cb (gpointer user_data)
{
  Blocked *blocked = user_data;

  if (!asking_get_window (g_type_from_name ("GtkPrintUnixDialog")))
    return G_SOURCE_CONTINUE;
  if (!blocked->was_asked)
    webkit_web_view_reload (blocked->web_view);
  blocked->was_asked = TRUE;
  if (webkit_web_view_get_is_web_process_responsive (blocked->web_view))
    return G_SOURCE_CONTINUE;
  g_object_get (view, "is-responsive", &blocked->was_responsive, NULL);
  return close_print_cb (&blocked->was_shown);
}

/* A page that prints itself waits for its user, who may take time: it is not busy. */
static void
test_print_by_page (void)
{
  Blocked blocked = {
    .web_view = WEBKIT_WEB_VIEW (asking_find (GTK_WIDGET (view), WEBKIT_TYPE_WEB_VIEW, NULL)),
  };

  g_timeout_add (50, close_when_blocked_cb, &blocked);
  asking_start (view, "print (); return 1", NULL);
  while (!blocked.was_shown)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (blocked.was_responsive);
  while (!webkit_web_view_get_is_web_process_responsive (blocked.web_view))
    g_main_context_iteration (NULL, TRUE);
}

static PyxisPackedApp *
make_app (const TemporaryFolder *folder, const char *toml)
{
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *bundle = NULL;
  g_autoptr (GError) error = NULL;
  PyxisPackedApp *app;

  g_free (temporary_folder_write (folder, "clock/pyscript.toml", toml, -1));
  bundle = pack_sample_pack (folder, project, "clock.pyxis", NULL);
  app = pyxis_packed_app_load (bundle, NULL, &error);
  g_assert_no_error (error);
  return app;
}

static gboolean
lists_opening (GtkWindow *of)
{
  GtkWidget *shortcuts =
    GTK_WIDGET (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (of)));
  gboolean is_listed;

  gtk_window_present (GTK_WINDOW (shortcuts));
  g_assert_true (shown_has_text (shortcuts, "Full Screen"));
  is_listed = shown_has_text (shortcuts, "Open a File");
  gtk_window_close (GTK_WINDOW (shortcuts));
  return is_listed;
}

/* Only those of an app that opens files have the key for that. */
static void
test_shortcuts (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisPackedApp) opener = make_app (folder, TOML_OPENS);
  GtkWindow *other;

  g_assert_false (lists_opening (window));
  other = GTK_WINDOW (pyxis_packed_window_new (ADW_APPLICATION (application), opener, NULL, NULL));
  g_assert_true (lists_opening (other));
  gtk_window_destroy (other);
}

static void
activate_cb (GApplication *self, gpointer user_data)
{
  window = gtk_application_get_active_window (application);
  while (!(view = (PyxisView *) asking_find (GTK_WIDGET (window), PYXIS_TYPE_VIEW, NULL)))
    g_main_context_iteration (NULL, TRUE);
  asking_wait_for_load (view);
  *(int *) user_data = g_test_run ();
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GDBusConnection) desktop = NULL;
  g_autoptr (PyxisPackedApp) app = NULL;
  int status = 1;

  asking_init (&argc, &argv);
  g_test_add_func ("/packed-desktop/look", test_look);
  g_test_add_func ("/packed-desktop/notification", test_notification);
  g_test_add_func ("/packed-desktop/download", test_download);
  g_test_add_func ("/packed-desktop/print", test_print);
  g_test_add_func ("/packed-desktop/print-by-page", test_print_by_page);
  g_test_add_func ("/packed-desktop/shortcuts", test_shortcuts);
  desktop = become_desktop ();
  app = make_app (folder, TOML);
  application = GTK_APPLICATION (pyxis_packed_application_new (app));
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), &status);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  g_free (notified);
  temporary_folder_free (asking_home);
  return status;
}
