/* SPDX-License-Identifier: Apache-2.0 */
#include "lane-bar.h"

#include <math.h>

#include "lane-paint.h"
#include "lane-words.h"

#define HEIGHT 24
#define WIDTH_MIN 60
#define LEAST 2.0f      /* px: what took no time is seen as well */
#define MARK_WIDTH 3.0f /* of where it failed or was ended */

struct _PyxisLaneBar {
  GtkWidget parent_instance;

  PyxisTimeScale *scale; /* (nullable) */
  PyxisLane *lane;       /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PyxisLaneBar, pyxis_lane_bar, GTK_TYPE_WIDGET)

static void
pyxis_lane_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : WIDTH_MIN;
}

/* In the middle of the widget. */
static graphene_rect_t
get_area (PyxisLaneBar *self, const PyxisSegment *segment)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double end = isnan (segment->end) ? pyxis_time_scale_get_end (self->scale) : segment->end;
  double thickness = HEIGHT * pyxis_lane_paint_get_thickness (segment->state);
  double from = pyxis_time_scale_to_x (self->scale, segment->begin, width);
  double to = pyxis_time_scale_to_x (self->scale, MAX (end, segment->begin), width);

  from = CLAMP (from, -LEAST, width);
  to = CLAMP (to, -LEAST, width);
  return GRAPHENE_RECT_INIT ((float) from, (float) ((height - thickness) / 2),
                             MAX ((float) (to - from), LEAST), (float) thickness);
}

static void
snapshot_ticks (PyxisLaneBar *self, GtkSnapshot *snapshot)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double step = pyxis_time_scale_get_step (self->scale, width);
  double start = pyxis_time_scale_get_start (self->scale);
  double end = start + pyxis_time_scale_get_span (self->scale);
  GdkRGBA color = pyxis_lane_paint_get_color (GTK_WIDGET (self), PYXIS_LANE_WAITING);

  color.alpha *= 0.3f;
  for (double time = ceil (start / step) * step; time <= end; time += step) {
    float x = (float) round (pyxis_time_scale_to_x (self->scale, time, width));

    gtk_snapshot_append_color (
      snapshot, &color,
      &GRAPHENE_RECT_INIT (x, 0, 1, (float) gtk_widget_get_height (GTK_WIDGET (self))));
  }
}

static void
snapshot_segments (PyxisLaneBar *self, GtkSnapshot *snapshot)
{
  guint n;
  const PyxisSegment *segments = pyxis_lane_get_segments (self->lane, &n);
  GdkRGBA text;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &text);
  for (guint i = 0; i < n; i++) {
    graphene_rect_t area = get_area (self, &segments[i]);
    GdkRGBA color = pyxis_lane_paint_get_color (GTK_WIDGET (self), segments[i].state);

    gtk_snapshot_append_color (snapshot, &color, &area);
    if (pyxis_time_scale_is_marked (self->scale, self->lane, i)) {
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &area, 0);
      gsk_rounded_rect_shrink (&outline, -2, -2, -2, -2);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                                  (GdkRGBA[4]){ text, text, text, text });
    }
  }
}

/* Where it ended, unless it ended well. */
static void
snapshot_end (PyxisLaneBar *self, GtkSnapshot *snapshot)
{
  PyxisLaneState state = pyxis_lane_get_state (self->lane);
  double ended = pyxis_lane_get_ended (self->lane);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  GdkRGBA color = pyxis_lane_paint_get_color (GTK_WIDGET (self), state);
  float x;

  if (isnan (ended) || state == PYXIS_LANE_DONE)
    return;
  x = (float) pyxis_time_scale_to_x (self->scale, ended, width);
  gtk_snapshot_append_color (
    snapshot, &color,
    &GRAPHENE_RECT_INIT (x, 0, MARK_WIDTH, (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
pyxis_lane_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PyxisLaneBar *self = PYXIS_LANE_BAR (widget);

  if (!self->scale || !self->lane)
    return;
  snapshot_ticks (self, snapshot);
  snapshot_segments (self, snapshot);
  snapshot_end (self, snapshot);
}

static gboolean
pyxis_lane_bar_query_tooltip (
  GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  PyxisLaneBar *self = PYXIS_LANE_BAR (widget);
  guint n = 0;
  const PyxisSegment *segments = self->lane ? pyxis_lane_get_segments (self->lane, &n) : NULL;

  if (!self->scale || is_keyboard)
    return FALSE;
  for (guint i = n; i-- > 0;) {
    graphene_rect_t area = get_area (self, &segments[i]);
    g_autofree char *text = NULL;

    if (x < area.origin.x || x >= area.origin.x + area.size.width)
      continue;
    text = pyxis_lane_words_dup_segment (&segments[i], pyxis_time_scale_get_end (self->scale));
    gtk_tooltip_set_text (tooltip, text);
    return TRUE;
  }
  return FALSE;
}

static void
pyxis_lane_bar_dispose (GObject *object)
{
  PyxisLaneBar *self = PYXIS_LANE_BAR (object);

  pyxis_lane_bar_set_scale (self, NULL);
  pyxis_lane_bar_set_lane (self, NULL);

  G_OBJECT_CLASS (pyxis_lane_bar_parent_class)->dispose (object);
}

static void
pyxis_lane_bar_class_init (PyxisLaneBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_lane_bar_dispose;
  widget_class->measure = pyxis_lane_bar_measure;
  widget_class->snapshot = pyxis_lane_bar_snapshot;
  widget_class->query_tooltip = pyxis_lane_bar_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pyxis_lane_bar_init (PyxisLaneBar *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/* Draws again whenever it changes; `member` is one of the two. */
static void
watch (PyxisLaneBar *self, gpointer member, gpointer object)
{
  GObject **place = member;

  if (*place == object)
    return;
  if (*place)
    g_signal_handlers_disconnect_by_func (*place, gtk_widget_queue_draw, self);
  g_set_object (place, object);
  if (object)
    g_signal_connect_object (object, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
pyxis_lane_bar_set_scale (PyxisLaneBar *self, PyxisTimeScale *scale)
{
  g_return_if_fail (PYXIS_IS_LANE_BAR (self));

  watch (self, &self->scale, scale);
}

void
pyxis_lane_bar_set_lane (PyxisLaneBar *self, PyxisLane *lane)
{
  g_return_if_fail (PYXIS_IS_LANE_BAR (self));

  watch (self, &self->lane, lane);
}
