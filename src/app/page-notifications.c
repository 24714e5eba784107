/* SPDX-License-Identifier: Apache-2.0 */
#include "page-notifications.h"

#include <string.h>

#include "notification.h"

#define MAX_SHOWN 20

/* What is shown, oldest first. Each has an action of the application, named like it, for its
 * click. */
typedef struct {
  PyxisView *view; /* borrowed: no handler runs without it */
  GApplication *application;
  GQueue shown;
} Desk;

/* (nullable) */
static GtkWindow *
get_window (PyxisView *view)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_WINDOW));
}

static void
withdraw (Desk *desk, PyxisNotification *notification)
{
  const char *id = pyxis_notification_get_id (notification);

  g_signal_handlers_disconnect_by_data (notification, desk);
  g_application_withdraw_notification (desk->application, id);
  g_action_map_remove_action (G_ACTION_MAP (desk->application), id);
  g_object_unref (notification);
}

static void
desk_free (gpointer data, GClosure *closure)
{
  Desk *desk = data;
  PyxisNotification *notification;

  while ((notification = g_queue_pop_head (&desk->shown)))
    withdraw (desk, notification);
  g_clear_object (&desk->application);
  g_free (desk);
}

static void
closed_cb (PyxisNotification *notification, gpointer user_data)
{
  Desk *desk = user_data;

  if (g_queue_remove (&desk->shown, notification))
    withdraw (desk, notification);
}

static void
clicked_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisNotification *notification = user_data;
  PyxisView *view = g_object_get_data (G_OBJECT (action), "view");
  GtkWindow *window = view ? get_window (view) : NULL;

  pyxis_notification_click (notification);
  if (window)
    gtk_window_present (window);
}

static void
add_action (Desk *desk, PyxisNotification *notification)
{
  g_autoptr (GSimpleAction) action =
    g_simple_action_new (pyxis_notification_get_id (notification), NULL);

  g_object_set_data (G_OBJECT (action), "view", desk->view);
  g_signal_connect_object (action, "activate", G_CALLBACK (clicked_cb), notification, 0);
  g_action_map_add_action (G_ACTION_MAP (desk->application), G_ACTION (action));
}

static void
notification_cb (PyxisView *view, PyxisNotification *notification, gpointer user_data)
{
  Desk *desk = user_data;
  GtkWindow *window = get_window (view);
  const char *id = pyxis_notification_get_id (notification);
  g_autofree char *action = g_strconcat ("app.", id, NULL);
  g_autoptr (GNotification) shown = NULL;

  if (!desk->application && window && gtk_window_get_application (window))
    desk->application = g_object_ref (G_APPLICATION (gtk_window_get_application (window)));
  if (!desk->application || !g_application_get_application_id (desk->application))
    return;
  if (g_queue_get_length (&desk->shown) >= MAX_SHOWN)
    withdraw (desk, g_queue_pop_head (&desk->shown));

  shown = g_notification_new (pyxis_notification_get_title (notification));
  g_notification_set_body (shown, pyxis_notification_get_body (notification));
  g_notification_set_default_action (shown, action);
  add_action (desk, notification);
  g_queue_push_tail (&desk->shown, g_object_ref (notification));
  g_signal_connect (notification, "closed", G_CALLBACK (closed_cb), desk);
  g_application_send_notification (desk->application, id, shown);
}

void
pyxis_page_notifications_attach (PyxisView *view)
{
  Desk *desk = g_new0 (Desk, 1);

  desk->view = view;
  g_queue_init (&desk->shown);
  g_signal_connect_data (view, "notification", G_CALLBACK (notification_cb), desk, desk_free, 0);
}
