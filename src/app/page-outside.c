/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include <glib/gi18n.h>

#include "browser-share.h"
#include "file-manager.h"
#include "toast.h"

/* What leads out of the window: the folder, the clipboard, a browser. */

#define SHARE "pyxis-browser-share"

static GtkWidget *
get_view (PyxisProjectPage *page)
{
  return GTK_WIDGET (pyxis_project_page_get_view (page));
}

static void
open_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_file_manager_show (pyxis_project_get_path (pyxis_project_page_get_project (user_data)));
}

static void
copy_address_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *address = pyxis_view_get_address (pyxis_project_page_get_view (user_data));

  if (!address)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), address);
  pyxis_toast_say_status (get_view (user_data), _ ("Address copied"));
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

  pyxis_toast_say_with_action (get_view (page), text, _ ("_Stop"), "page.stop-serving");
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisProjectPage) page = user_data;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL) &&
      pyxis_project_page_get_view (page))
    pyxis_toast_say_with_action (get_view (page), _ ("No browser was found to open the project in"),
                                 _ ("_Copy Address"), "page.copy-served-address");
}

static void
copy_served_address_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisBrowserShare *share = g_object_get_data (G_OBJECT (get_stop (user_data)), SHARE);
  g_autofree char *address = share ? pyxis_browser_share_dup_address (share) : NULL;

  if (address)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), address);
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
      pyxis_toast_say (get_view (page), error->message);
      return;
    }
    g_object_set_data_full (G_OBJECT (stop), SHARE, share,
                            (GDestroyNotify) pyxis_browser_share_free);
    g_simple_action_set_enabled (stop, TRUE);
  }
  say_served (page, share);
  address = pyxis_browser_share_dup_address (share);
  gtk_show_uri_full (pyxis_page_actions_get_window (page), address, GDK_CURRENT_TIME, NULL,
                     shown_cb, g_object_ref (page));
}

static void
stop_serving_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_object_set_data (G_OBJECT (action), SHARE, NULL);
  g_simple_action_set_enabled (action, FALSE);
  pyxis_toast_say_status (get_view (user_data), _ ("Browsers can no longer open the project"));
}

void
pyxis_page_outside_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "copy-address", copy_address_cb }, { "copy-served-address", copy_served_address_cb },
    { "open-folder", open_folder_cb },   { "open-in-browser", open_in_browser_cb },
    { "stop-serving", stop_serving_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "stop-serving")), FALSE);
}
