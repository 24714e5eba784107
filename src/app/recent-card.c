/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "card-picture.h"
#include "elapsed.h"
#include "menu-in-sight.h"

struct _PyxisRecentCard {
  GtkFlowBoxChild parent_instance;

  GtkMenuButton *menu_button;
  GtkLabel *name_label;
  PyxisCardPicture *picture;
  GtkWidget *pin_button;
  GtkLabel *place_label;
  GtkLabel *when_label;

  PyxisRecentProject *project;
};

G_DEFINE_FINAL_TYPE (PyxisRecentCard, pyxis_recent_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
read_thumbnail (PyxisRecentCard *self)
{
  pyxis_card_picture_read (self->picture, pyxis_recent_project_get_thumbnail (self->project));
}

static void
update (PyxisRecentCard *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *name = pyxis_recent_project_get_name (self->project);
  const char *place = pyxis_recent_project_get_place (self->project);
  gboolean is_missing = pyxis_recent_project_is_missing (self->project);
  gboolean is_pinned = pyxis_recent_project_is_pinned (self->project);
  g_autofree char *elapsed = pyxis_elapsed_format (pyxis_recent_project_get_time (self->project),
                                                   g_get_real_time () / G_USEC_PER_SEC);
  const char *when = is_missing ? _ ("Missing") : elapsed;
  g_autofree char *description = g_strdup_printf ("%s, %s", place, when);

  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->place_label, place);
  gtk_label_set_text (self->when_label, when);
  gtk_widget_set_visible (self->pin_button, is_pinned);
  /* Without the project the icon behind it is to be seen. */
  gtk_widget_set_visible (GTK_WIDGET (self->picture), !is_missing);
  gtk_widget_set_tooltip_text (widget, pyxis_recent_project_get_path (self->project));
  if (is_missing)
    gtk_widget_add_css_class (widget, "missing");
  else
    gtk_widget_remove_css_class (widget, "missing");
  gtk_widget_action_set_enabled (widget, "card.open", !is_missing);
  gtk_widget_action_set_enabled (widget, "card.show", !is_missing);
  gtk_widget_action_set_enabled (widget, "card.locate", is_missing);
  gtk_widget_action_set_enabled (widget, "card.pin", !is_pinned);
  gtk_widget_action_set_enabled (widget, "card.unpin", is_pinned);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate (widget);
}

static void
menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_menu_button_popup (PYXIS_RECENT_CARD (widget)->menu_button);
}

/* "card.pin" becomes "recents.pin", with the path. */
static void
forward_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisRecentCard *self = PYXIS_RECENT_CARD (widget);
  g_autofree char *above = g_strconcat ("recents", strchr (action, '.'), NULL);
  g_autoptr (GVariant) path =
    g_variant_ref_sink (g_variant_new_bytestring (pyxis_recent_project_get_path (self->project)));

  gtk_widget_activate_action_variant (widget, above, path);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_menu_button_popup (PYXIS_RECENT_CARD (user_data)->menu_button);
}

static void
pyxis_recent_card_dispose (GObject *object)
{
  PyxisRecentCard *self = PYXIS_RECENT_CARD (object);

  if (self->project)
    g_signal_handlers_disconnect_by_data (self->project, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_RECENT_CARD);

  G_OBJECT_CLASS (pyxis_recent_card_parent_class)->dispose (object);
}

static void
pyxis_recent_card_finalize (GObject *object)
{
  g_clear_object (&PYXIS_RECENT_CARD (object)->project);

  G_OBJECT_CLASS (pyxis_recent_card_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "card.open", NULL, open_cb);
  gtk_widget_class_install_action (klass, "card.menu", NULL, menu_cb);
  gtk_widget_class_install_action (klass, "card.pin", NULL, forward_cb);
  gtk_widget_class_install_action (klass, "card.unpin", NULL, forward_cb);
  gtk_widget_class_install_action (klass, "card.show", NULL, forward_cb);
  gtk_widget_class_install_action (klass, "card.locate", NULL, forward_cb);
  gtk_widget_class_install_action (klass, "card.remove", NULL, forward_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "card.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "card.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "card.remove", NULL);
}

static void
pyxis_recent_card_class_init (PyxisRecentCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_recent_card_dispose;
  object_class->finalize = pyxis_recent_card_finalize;

  g_type_ensure (PYXIS_TYPE_CARD_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/recent-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentCard, picture);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentCard, pin_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentCard, place_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecentCard, when_label);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  install_actions (widget_class);
}

static void
pyxis_recent_card_init (PyxisRecentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_menu_in_sight_attach (self->menu_button);
}

GtkWidget *
pyxis_recent_card_new (PyxisRecentProject *project)
{
  PyxisRecentCard *self = g_object_new (PYXIS_TYPE_RECENT_CARD, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_object (project, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "thumbnail-changed", G_CALLBACK (read_thumbnail), self,
                           G_CONNECT_SWAPPED);
  update (self);
  read_thumbnail (self);
  return GTK_WIDGET (self);
}

PyxisRecentProject *
pyxis_recent_card_get_project (PyxisRecentCard *self)
{
  g_return_val_if_fail (PYXIS_IS_RECENT_CARD (self), NULL);

  return self->project;
}

void
pyxis_recent_card_refresh (PyxisRecentCard *self)
{
  g_return_if_fail (PYXIS_IS_RECENT_CARD (self));

  update (self);
}
