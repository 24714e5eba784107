/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include "toast.h"
#include "view-tools.h"
#include "zoom.h"

static void
set_zoom (PyxisProjectPage *page, double zoom)
{
  g_autofree char *text = pyxis_zoom_dup_text (zoom);
  PyxisView *view = pyxis_project_page_get_view (page);

  pyxis_view_set_zoom (view, zoom);
  pyxis_toast_say_status (GTK_WIDGET (view), text);
}

static void
step (PyxisProjectPage *page, int direction)
{
  double zoom = pyxis_view_get_zoom (pyxis_project_page_get_view (page));

  set_zoom (page, pyxis_zoom_step (zoom, direction));
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, 1);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, -1);
}

static void
zoom_reset_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_zoom (user_data, 1);
}

/* Before the page sees it, as in other browsers. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(modifiers & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  if (dy != 0)
    step (user_data, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

void
pyxis_page_zoom_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "zoom-in", zoom_in_cb },
    { "zoom-out", zoom_out_cb },
    { "zoom-reset", zoom_reset_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
}

void
pyxis_page_zoom_set_view (PyxisProjectPage *page, PyxisView *view)
{
  GtkEventController *controller = gtk_event_controller_scroll_new (
    GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "scroll", G_CALLBACK (scroll_cb), page, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
}
