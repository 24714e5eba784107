/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include <glib/gi18n.h>

#include "browser-share.h"
#include "page-file.h"

/* What leads out of the window: the folder, the clipboard, a browser. */

#define SHARE "pyxis-browser-share"

static void
show_uri (PyxisProjectPage *page, const char *uri)
{
  gtk_show_uri (pyxis_page_actions_get_window (page), uri, GDK_CURRENT_TIME);
}

static void
show_folder (PyxisProjectPage *page)
{
  g_autofree char *folder = pyxis_page_file_dup_folder (pyxis_project_page_get_project (page));
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autofree char *uri = g_file_get_uri (file);

  show_uri (page, uri);
}

/* No file manager on the bus that can select a file: then only the folder is shown. */
static void
items_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisProjectPage) page = user_data;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (!reply)
    show_folder (page);
}

static void
open_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisProjectPage *page = user_data;
  const char *path = pyxis_project_get_path (pyxis_project_page_get_project (page));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  const char *const uris[] = { uri, NULL };
  GtkWindow *window = pyxis_page_actions_get_window (page);
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));
  GDBusConnection *bus = application ? g_application_get_dbus_connection (application) : NULL;

  if (!bus || g_file_test (path, G_FILE_TEST_IS_DIR)) {
    show_folder (page);
    return;
  }
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, items_shown_cb, g_object_ref (page));
}

static void
copy_address_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *address = pyxis_view_get_address (pyxis_project_page_get_view (user_data));

  if (!address)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), address);
  pyxis_project_page_show_status (user_data, _ ("Address copied"));
}

/* The action that stops it owns what it stops. */
static GSimpleAction *
get_stop (PyxisProjectPage *page)
{
  GActionMap *actions = G_ACTION_MAP (pyxis_project_page_get_actions (page));

  return G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "stop-serving"));
}

static void
say_served (PyxisProjectPage *page, PyxisBrowserShare *share)
{
  g_autofree char *text =
    g_strdup_printf (_ ("Browsers of this computer can open the project at %s"),
                     pyxis_browser_share_get_base (share));
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Stop"));
  adw_toast_set_action_name (toast, "page.stop-serving");
  adw_toast_set_timeout (toast, 10);
  pyxis_project_page_add_toast (page, toast);
}

static void
say_failed (PyxisProjectPage *page, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  pyxis_project_page_add_toast (page, adw_toast_new (escaped));
}

static void
open_in_browser_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisProjectPage *page = user_data;
  GSimpleAction *stop = get_stop (page);
  PyxisBrowserShare *share = g_object_get_data (G_OBJECT (stop), SHARE);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  if (!share) {
    share = pyxis_browser_share_new (pyxis_project_page_get_project (page), &error);
    if (!share) {
      say_failed (page, error);
      return;
    }
    g_object_set_data_full (G_OBJECT (stop), SHARE, share,
                            (GDestroyNotify) pyxis_browser_share_free);
    g_simple_action_set_enabled (stop, TRUE);
  }
  say_served (page, share);
  address = pyxis_browser_share_dup_address (share);
  show_uri (page, address);
}

static void
stop_serving_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_object_set_data (G_OBJECT (action), SHARE, NULL);
  g_simple_action_set_enabled (action, FALSE);
  pyxis_project_page_show_status (user_data, _ ("Browsers can no longer open the project"));
}

void
pyxis_page_outside_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "copy-address", copy_address_cb },
    { "open-folder", open_folder_cb },
    { "open-in-browser", open_in_browser_cb },
    { "stop-serving", stop_serving_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "stop-serving")), FALSE);
}
