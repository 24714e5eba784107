/* SPDX-License-Identifier: Apache-2.0 */
#include "navigation.h"

#include <glib/gi18n.h>

#include "view-history.h"

/* As many pages as the menu shows. */
#define PAGES_MAX 15

struct _PyxisNavigation {
  GtkWidget parent_instance;

  GtkWidget *back_button;
  GtkWidget *forward_button;
  GtkWidget *pages_popover;
  GtkButton *reload_button;

  PyxisView *view; /* (nullable), not owned */
};

G_DEFINE_FINAL_TYPE (PyxisNavigation, pyxis_navigation, GTK_TYPE_WIDGET)

/* (transfer full): the pages in one direction, the nearest first. */
static GMenu *
make_pages (PyxisView *view, int direction)
{
  GMenu *menu = g_menu_new ();

  for (int i = 1; i <= PAGES_MAX && pyxis_view_can_go (view, i * direction); i++) {
    g_autofree char *title = pyxis_view_dup_history_title (view, i * direction);
    g_auto (GStrv) parts = g_strsplit (title, "_", -1);
    g_autofree char *label = g_strjoinv ("__", parts); /* a single one marks a key */
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

    g_menu_item_set_action_and_target (item, "page.go", "i", i * direction);
    g_menu_append_item (menu, item);
  }
  return menu;
}

static void
show_pages (PyxisNavigation *self, GtkWidget *button)
{
  int direction = button == self->back_button ? -1 : 1;
  g_autoptr (GMenu) pages = NULL;
  graphene_rect_t bounds;

  if (!self->view || !pyxis_view_can_go (self->view, direction) ||
      !gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    return;
  pages = make_pages (self->view, direction);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->pages_popover), G_MENU_MODEL (pages));
  gtk_popover_set_pointing_to (
    GTK_POPOVER (self->pages_popover),
    &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->pages_popover));
}

/* Held down, or clicked with the other button. */
static void
pressed_cb (GtkGesture *gesture)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_pages (PYXIS_NAVIGATION (gtk_widget_get_parent (button)), button);
}

static void
back_pages_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_pages (PYXIS_NAVIGATION (widget), PYXIS_NAVIGATION (widget)->back_button);
}

static void
forward_pages_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_pages (PYXIS_NAVIGATION (widget), PYXIS_NAVIGATION (widget)->forward_button);
}

static void
update_history (PyxisNavigation *self)
{
  gboolean has_history =
    self->view && (pyxis_view_can_go (self->view, -1) || pyxis_view_can_go (self->view, 1));

  gtk_widget_set_visible (self->back_button, has_history);
  gtk_widget_set_visible (self->forward_button, has_history);
}

static void
history_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  update_history (user_data);
}

static void
update_reload (PyxisNavigation *self)
{
  gboolean is_loading = self->view && pyxis_view_is_loading (self->view);
  GtkWidget *button = GTK_WIDGET (self->reload_button);

  gtk_button_set_icon_name (self->reload_button,
                            is_loading ? "process-stop-symbolic" : "view-refresh-symbolic");
  gtk_widget_set_tooltip_text (button, is_loading ? _ ("Stop (Esc)") : _ ("Reload (Ctrl+R)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_loading ? _ ("Stop") : _ ("Reload"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  is_loading ? "page.stop" : "page.reload");
}

static void
loading_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  update_reload (user_data);
}

static void
pyxis_navigation_dispose (GObject *object)
{
  PyxisNavigation *self = PYXIS_NAVIGATION (object);
  GtkWidget *child;

  g_clear_weak_pointer (&self->view);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_NAVIGATION);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pyxis_navigation_parent_class)->dispose (object);
}

static void
pyxis_navigation_class_init (PyxisNavigationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_navigation_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/navigation.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisNavigation, back_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisNavigation, forward_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisNavigation, pages_popover);
  gtk_widget_class_bind_template_child (widget_class, PyxisNavigation, reload_button);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_install_action (widget_class, "navigation.back-pages", NULL, back_pages_cb);
  gtk_widget_class_install_action (widget_class, "navigation.forward-pages", NULL,
                                   forward_pages_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
pyxis_navigation_init (PyxisNavigation *self)
{
  GtkLayoutManager *layout;

  gtk_widget_init_template (GTK_WIDGET (self));
  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  update_reload (self);
  update_history (self);
}

void
pyxis_navigation_set_view (PyxisNavigation *self, PyxisView *view)
{
  g_return_if_fail (PYXIS_IS_NAVIGATION (self));

  if (self->view)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_set_weak_pointer (&self->view, view);
  if (view) {
    g_signal_connect_object (view, "notify::can-go-back", G_CALLBACK (history_changed_cb), self, 0);
    g_signal_connect_object (view, "notify::can-go-forward", G_CALLBACK (history_changed_cb), self,
                             0);
    g_signal_connect_object (view, "notify::is-loading", G_CALLBACK (loading_changed_cb), self, 0);
  }
  update_history (self);
  update_reload (self);
}
