/* SPDX-License-Identifier: Apache-2.0 */
#include "panel-window.h"

#include <glib/gi18n.h>

struct _PyxisPanelWindow {
  AdwWindow parent_instance;

  AdwToastOverlay *overlay;
  AdwWindowTitle *window_title;

  GtkWindow *window; /* of the project; outlives it */
};

G_DEFINE_FINAL_TYPE (PyxisPanelWindow, pyxis_panel_window, ADW_TYPE_WINDOW)

static void
forward_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (PYXIS_PANEL_WINDOW (widget)->window), action,
                                      parameter);
}

static gboolean
pyxis_panel_window_close_request (GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "page.panel", NULL);
  return GDK_EVENT_STOP;
}

static void
pyxis_panel_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PYXIS_TYPE_PANEL_WINDOW);

  G_OBJECT_CLASS (pyxis_panel_window_parent_class)->dispose (object);
}

static void
pyxis_panel_window_class_init (PyxisPanelWindowClass *klass)
{
  static const char *const forwarded[] = { "win.close-project", "win.duplicate", "win.open",
                                           "win.open-file", "win.show-help-overlay" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_panel_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pyxis_panel_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/panel-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPanelWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanelWindow, window_title);
  for (gsize i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i], NULL, forward_cb);
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
}

static void
pyxis_panel_window_init (PyxisPanelWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
pyxis_panel_window_new (GtkWindow *window, const char *name, GActionGroup *actions)
{
  PyxisPanelWindow *self = g_object_new (PYXIS_TYPE_PANEL_WINDOW, NULL);
  g_autofree char *title = NULL;

  /* Translators: the panel, and the project that it is of. */
  title = g_strdup_printf (_ ("Events and Files — %s"), name);
  self->window = window;
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_subtitle (self->window_title, name);
  gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (window));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", actions);
  return GTK_WINDOW (self);
}

void
pyxis_panel_window_set_panel (PyxisPanelWindow *self, PyxisPanel *panel)
{
  g_return_if_fail (PYXIS_IS_PANEL_WINDOW (self));

  adw_toast_overlay_set_child (self->overlay, panel ? GTK_WIDGET (panel) : NULL);
}
