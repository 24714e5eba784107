/* SPDX-License-Identifier: Apache-2.0 */
#include "zoom-row.h"

#include "view-tools.h"
#include "zoom.h"

struct _PyxisZoomRow {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkButton *reset_button;

  PyxisView *view; /* (nullable), not owned */
};

G_DEFINE_FINAL_TYPE (PyxisZoomRow, pyxis_zoom_row, GTK_TYPE_WIDGET)

static void
update (PyxisZoomRow *self)
{
  g_autofree char *text = pyxis_zoom_dup_text (self->view ? pyxis_view_get_zoom (self->view) : 1);

  gtk_button_set_label (self->reset_button, text);
}

static void
zoom_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  update (user_data);
}

static void
pyxis_zoom_row_dispose (GObject *object)
{
  PyxisZoomRow *self = PYXIS_ZOOM_ROW (object);

  g_clear_weak_pointer (&self->view);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_ZOOM_ROW);

  G_OBJECT_CLASS (pyxis_zoom_row_parent_class)->dispose (object);
}

static void
pyxis_zoom_row_class_init (PyxisZoomRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_zoom_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/zoom-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisZoomRow, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisZoomRow, reset_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_zoom_row_init (PyxisZoomRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
pyxis_zoom_row_set_view (PyxisZoomRow *self, PyxisView *view)
{
  g_return_if_fail (PYXIS_IS_ZOOM_ROW (self));

  if (self->view)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_set_weak_pointer (&self->view, view);
  if (view)
    g_signal_connect_object (view, "notify::zoom", G_CALLBACK (zoom_changed_cb), self, 0);
  update (self);
}
