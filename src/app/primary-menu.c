/* SPDX-License-Identifier: Apache-2.0 */
#include "primary-menu.h"

#include "zoom-row.h"

struct _PyxisPrimaryMenu {
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GMenu *menu;
  GtkPopoverMenu *popover;
  PyxisZoomRow *zoom_row;
};

/* Behind what is of the window. */
#define PAGE_POSITION 1

G_DEFINE_FINAL_TYPE (PyxisPrimaryMenu, pyxis_primary_menu, GTK_TYPE_WIDGET)

static void
pyxis_primary_menu_dispose (GObject *object)
{
  PyxisPrimaryMenu *self = PYXIS_PRIMARY_MENU (object);

  g_clear_object (&self->zoom_row);
  g_clear_pointer ((GtkWidget **) &self->button, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PRIMARY_MENU);

  G_OBJECT_CLASS (pyxis_primary_menu_parent_class)->dispose (object);
}

static void
pyxis_primary_menu_class_init (PyxisPrimaryMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_primary_menu_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/primary-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPrimaryMenu, button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPrimaryMenu, menu);
  gtk_widget_class_bind_template_child (widget_class, PyxisPrimaryMenu, popover);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* What is of the page. A row of its own can come into a menu that has a place for it. */
static void
add_page_menu (PyxisPrimaryMenu *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/pyxis/app/ui/page-menu.ui");
  GMenuModel *menu = G_MENU_MODEL (gtk_builder_get_object (builder, "menu"));

  /* Sections in a section would have no lines between them. */
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++) {
    g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

    g_menu_insert_section (self->menu, PAGE_POSITION + i, NULL, section);
  }
  self->zoom_row = g_object_ref_sink (g_object_new (PYXIS_TYPE_ZOOM_ROW, NULL));
  gtk_popover_menu_add_child (self->popover, GTK_WIDGET (self->zoom_row), "zoom");
}

static void
pyxis_primary_menu_init (PyxisPrimaryMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_page_menu (self);
}

void
pyxis_primary_menu_set_view (PyxisPrimaryMenu *self, PyxisView *view)
{
  g_return_if_fail (PYXIS_IS_PRIMARY_MENU (self));

  pyxis_zoom_row_set_view (self->zoom_row, view);
}
