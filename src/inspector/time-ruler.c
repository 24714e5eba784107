/* SPDX-License-Identifier: Apache-2.0 */
#include "time-ruler.h"

#include <math.h>

#include "lane-row.h"
#include "lane-words.h"

#define HEIGHT 24
#define TICK_HEIGHT 6
#define GAP 4

struct _PyxisTimeRuler {
  GtkWidget parent_instance;

  PyxisTimeScale *scale; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PyxisTimeRuler, pyxis_time_ruler, GTK_TYPE_WIDGET)

static void
pyxis_time_ruler_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 0;
}

/* A time for which there is no room before `end` is left out. */
static void
snapshot_tick (PyxisTimeRuler *self, GtkSnapshot *snapshot, float x, float end, const char *text)
{
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA color;
  int text_width;
  int text_height;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (x, height - TICK_HEIGHT, 1, TICK_HEIGHT));
  if (x + GAP + (float) text_width > end)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (x + GAP, (height - (float) text_height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
pyxis_time_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PyxisTimeRuler *self = PYXIS_TIME_RULER (widget);
  int left;
  int width = pyxis_lane_row_place_bar (widget, gtk_widget_get_width (widget), &left);
  double step;
  double end;

  if (!self->scale || width <= 0)
    return;
  step = pyxis_time_scale_get_step (self->scale, width);
  end = pyxis_time_scale_get_start (self->scale) + pyxis_time_scale_get_span (self->scale);
  gtk_snapshot_push_clip (
    snapshot, &GRAPHENE_RECT_INIT (left, 0, width, (float) gtk_widget_get_height (widget)));
  for (double time = ceil (pyxis_time_scale_get_start (self->scale) / step) * step; time <= end;
       time += step) {
    g_autofree char *text = pyxis_lane_words_format_tick (time, step);
    double x = left + pyxis_time_scale_to_x (self->scale, time, width);

    snapshot_tick (self, snapshot, (float) round (x), (float) (left + width), text);
  }
  gtk_snapshot_pop (snapshot);
}

static void
pyxis_time_ruler_dispose (GObject *object)
{
  g_clear_object (&PYXIS_TIME_RULER (object)->scale);

  G_OBJECT_CLASS (pyxis_time_ruler_parent_class)->dispose (object);
}

static void
pyxis_time_ruler_class_init (PyxisTimeRulerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_time_ruler_dispose;
  widget_class->measure = pyxis_time_ruler_measure;
  widget_class->snapshot = pyxis_time_ruler_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pyxis_time_ruler_init (PyxisTimeRuler *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
}

void
pyxis_time_ruler_set_scale (PyxisTimeRuler *self, PyxisTimeScale *scale)
{
  g_return_if_fail (PYXIS_IS_TIME_RULER (self));

  if (!g_set_object (&self->scale, scale) || !scale)
    return;
  g_signal_connect_object (scale, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}
