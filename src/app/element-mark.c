/* SPDX-License-Identifier: Apache-2.0 */
#include "element-mark.h"

#define SECONDS_TO_SHOW 2
#define SMALLEST 4 /* pixels */

struct _PyxisElementMark {
  GtkWidget parent_instance;

  guint timeout;
};

G_DEFINE_FINAL_TYPE (PyxisElementMark, pyxis_element_mark, GTK_TYPE_WIDGET)

static gboolean
hide_cb (gpointer user_data)
{
  PyxisElementMark *self = user_data;

  self->timeout = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return G_SOURCE_REMOVE;
}

static void
pyxis_element_mark_dispose (GObject *object)
{
  g_clear_handle_id (&PYXIS_ELEMENT_MARK (object)->timeout, g_source_remove);

  G_OBJECT_CLASS (pyxis_element_mark_parent_class)->dispose (object);
}

static void
pyxis_element_mark_class_init (PyxisElementMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_element_mark_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "elementmark");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pyxis_element_mark_init (PyxisElementMark *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_can_target (widget, FALSE);
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_widget_set_visible (widget, FALSE);
}

/* What begins outside of the view is cut there: a margin is not negative. */
void
pyxis_element_mark_show (PyxisElementMark *self, const GdkRectangle *box)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GdkRectangle whole = { 0, 0, gtk_widget_get_width (parent), gtk_widget_get_height (parent) };
  GdkRectangle seen;

  g_return_if_fail (PYXIS_IS_ELEMENT_MARK (self) && box);

  if (!gdk_rectangle_intersect (box, &whole, &seen))
    return;
  gtk_widget_set_margin_start (widget, seen.x);
  gtk_widget_set_margin_top (widget, seen.y);
  gtk_widget_set_size_request (widget, MAX (seen.width, SMALLEST), MAX (seen.height, SMALLEST));
  gtk_widget_set_visible (widget, TRUE);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_seconds (SECONDS_TO_SHOW, hide_cb, self);
}
