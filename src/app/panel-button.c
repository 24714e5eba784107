/* SPDX-License-Identifier: Apache-2.0 */
#include "panel-button.h"

#include <glib/gi18n.h>

/* More is many. */
#define COUNT_MAX 99

struct _PyxisPanelButton {
  GtkWidget parent_instance;

  GtkLabel *badge;
  GtkWidget *button;
  GtkWidget *overlay;

  PyxisFailureList *failures; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PyxisPanelButton, pyxis_panel_button, GTK_TYPE_WIDGET)

static void
update (PyxisPanelButton *self)
{
  g_autofree char *digits = NULL;
  g_autofree char *name = NULL;
  guint count = 0;

  if (self->failures)
    g_object_get (self->failures, "count", &count, NULL);
  digits = count > COUNT_MAX ? g_strdup_printf ("%u+", COUNT_MAX) : g_strdup_printf ("%u", count);
  gtk_label_set_text (self->badge, digits);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), count > 0);
  name = count > 0
           ? g_strdup_printf (
               ngettext ("Events and Files, %u error", "Events and Files, %u errors", count), count)
           : g_strdup (_ ("Events and Files"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
count_changed_cb (PyxisFailureList *failures, GParamSpec *pspec, gpointer user_data)
{
  update (user_data);
}

static void
forget (PyxisPanelButton *self)
{
  if (self->failures)
    g_signal_handlers_disconnect_by_data (self->failures, self);
  g_clear_object (&self->failures);
}

static void
pyxis_panel_button_dispose (GObject *object)
{
  forget (PYXIS_PANEL_BUTTON (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), PYXIS_TYPE_PANEL_BUTTON);

  G_OBJECT_CLASS (pyxis_panel_button_parent_class)->dispose (object);
}

static void
pyxis_panel_button_class_init (PyxisPanelButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_panel_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/panel-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPanelButton, badge);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanelButton, button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanelButton, overlay);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_panel_button_init (PyxisPanelButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
pyxis_panel_button_set_failures (PyxisPanelButton *self, PyxisFailureList *failures)
{
  g_return_if_fail (PYXIS_IS_PANEL_BUTTON (self));

  forget (self);
  if (failures) {
    self->failures = g_object_ref (failures);
    g_signal_connect (failures, "notify::count", G_CALLBACK (count_changed_cb), self);
  }
  update (self);
}
