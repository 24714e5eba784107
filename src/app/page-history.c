/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include "view-history.h"

/* The buttons that many mice have beside the usual ones. */
#define BUTTON_BACK 8
#define BUTTON_FORWARD 9

static void
go_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_go (pyxis_project_page_get_view (user_data), g_variant_get_int32 (parameter));
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_go (pyxis_project_page_get_view (user_data), -1);
}

static void
forward_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_go (pyxis_project_page_get_view (user_data), 1);
}

/* Before the page sees it, as in other browsers. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != BUTTON_BACK && button != BUTTON_FORWARD)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pyxis_view_go (user_data, button == BUTTON_BACK ? -1 : 1);
}

static void
add_buttons (PyxisView *view)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), view, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (gesture));
}

void
pyxis_page_history_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "go", go_cb, "i" },
    { "back", back_cb },
    { "forward", forward_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
}

void
pyxis_page_history_set_view (GActionMap *actions, PyxisView *view)
{
  g_object_bind_property (view, "can-go-back", g_action_map_lookup_action (actions, "back"),
                          "enabled", G_BINDING_SYNC_CREATE);
  g_object_bind_property (view, "can-go-forward", g_action_map_lookup_action (actions, "forward"),
                          "enabled", G_BINDING_SYNC_CREATE);
  add_buttons (view);
}
