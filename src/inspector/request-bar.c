/* SPDX-License-Identifier: Apache-2.0 */
#include "request-bar.h"

#include "request-facts.h"

#define HEIGHT 8
#define WIDTH 100
#define WIDTH_MIN 3 /* so that the shortest is seen */

struct _PyxisRequestBar {
  GtkWidget parent_instance;

  GtkAdjustment *range;
  PyxisEvent *event; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PyxisRequestBar, pyxis_request_bar, GTK_TYPE_WIDGET)

static void
pyxis_request_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PyxisRequestBar *self = PYXIS_REQUEST_BAR (widget);
  const PyxisRequestFacts *facts = self->event ? pyxis_request_facts_get (self->event) : NULL;
  double lower = gtk_adjustment_get_lower (self->range);
  double length = gtk_adjustment_get_upper (self->range) - lower;
  float width = (float) gtk_widget_get_width (widget);
  GdkRGBA color;
  float x, w;

  if (!facts || length <= 0)
    return;
  w = MAX ((float) (MAX (facts->ms, 0) / length) * width, WIDTH_MIN);
  x = CLAMP ((float) ((facts->began - lower) / length) * width, 0, MAX (width - w, 0));
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - x - w;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_append_color (
    snapshot, &color,
    &GRAPHENE_RECT_INIT (x, (float) (gtk_widget_get_height (widget) - HEIGHT) / 2, w, HEIGHT));
}

static void
pyxis_request_bar_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : WIDTH;
}

static void
pyxis_request_bar_dispose (GObject *object)
{
  PyxisRequestBar *self = PYXIS_REQUEST_BAR (object);

  g_clear_object (&self->event);
  g_clear_object (&self->range);

  G_OBJECT_CLASS (pyxis_request_bar_parent_class)->dispose (object);
}

static void
pyxis_request_bar_class_init (PyxisRequestBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_request_bar_dispose;
  widget_class->measure = pyxis_request_bar_measure;
  widget_class->snapshot = pyxis_request_bar_snapshot;

  gtk_widget_class_set_css_name (widget_class, "requestbar");
  /* What it shows is told by the columns of times. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pyxis_request_bar_init (PyxisRequestBar *self)
{
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer range)
{
  PyxisRequestBar *bar = g_object_new (PYXIS_TYPE_REQUEST_BAR, NULL);

  bar->range = g_object_ref (range);
  g_signal_connect_object (range, "changed", G_CALLBACK (gtk_widget_queue_draw), bar,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, GTK_WIDGET (bar));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer range)
{
  PyxisRequestBar *bar = PYXIS_REQUEST_BAR (gtk_list_item_get_child (item));
  PyxisEvent *event = gtk_list_item_get_item (item);
  const PyxisRequestFacts *facts = pyxis_request_facts_get (event);

  g_set_object (&bar->event, event);
  if (facts && pyxis_request_facts_has_failed (facts))
    gtk_widget_add_css_class (GTK_WIDGET (bar), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (bar), "failed");
  gtk_widget_queue_draw (GTK_WIDGET (bar));
}

GtkListItemFactory *
pyxis_request_bar_factory_new (GtkAdjustment *range)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), range, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), range, 0);
  return factory;
}
