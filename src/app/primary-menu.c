/* SPDX-License-Identifier: Apache-2.0 */
#include "primary-menu.h"

#include "zoom-row.h"

struct _PyxisPrimaryMenu {
  GtkWidget parent_instance;

  GtkMenuButton *button;
  PyxisZoomRow *zoom_row;
};

G_DEFINE_FINAL_TYPE (PyxisPrimaryMenu, pyxis_primary_menu, GTK_TYPE_WIDGET)

static void
pyxis_primary_menu_dispose (GObject *object)
{
  PyxisPrimaryMenu *self = PYXIS_PRIMARY_MENU (object);

  g_clear_pointer ((GtkWidget **) &self->button, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PRIMARY_MENU);

  G_OBJECT_CLASS (pyxis_primary_menu_parent_class)->dispose (object);
}

static void
pyxis_primary_menu_class_init (PyxisPrimaryMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_primary_menu_dispose;

  g_type_ensure (PYXIS_TYPE_ZOOM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/primary-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPrimaryMenu, button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPrimaryMenu, zoom_row);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_primary_menu_init (PyxisPrimaryMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_primary_menu_set_view (PyxisPrimaryMenu *self, PyxisView *view)
{
  g_return_if_fail (PYXIS_IS_PRIMARY_MENU (self));

  pyxis_zoom_row_set_view (self->zoom_row, view);
}
