/* SPDX-License-Identifier: Apache-2.0 */
#include "time-line.h"

#include <math.h>

#include "lane-row.h"
#include "lane-words.h"
#include "time-ruler.h"

#define ZOOM 1.5
#define SCROLL 0.1 /* of what is seen */

struct _PyxisTimeLine {
  GtkWidget parent_instance;

  GtkWidget *overlay;
  PyxisTimeRuler *ruler;
  GtkWidget *scrolled_window;
  GtkListView *list_view;
  GtkSingleSelection *selection;
  GtkWidget *scrollbar;
  GtkAdjustment *adjustment;
  GtkWidget *fit_button;
  GtkWidget *zoom_out_button;

  PyxisTimeScale *scale;
  int segment;      /* of the selected lane; -1: none */
  double pointer_x; /* in the widget */
};

enum { LANE_SELECTED, SEGMENT_TOLD, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisTimeLine, pyxis_time_line, GTK_TYPE_WIDGET)

static PyxisLane *
get_selected (PyxisTimeLine *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, pyxis_lane_row_new (PYXIS_TIME_LINE (user_data)->scale));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  pyxis_lane_row_set_lane (PYXIS_LANE_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  pyxis_lane_row_set_lane (PYXIS_LANE_ROW (gtk_list_item_get_child (item)), NULL);
}

/* What is said of the segment that is marked; it may go on. */
static void
tell_segment (PyxisTimeLine *self)
{
  PyxisLane *lane = get_selected (self);
  guint n = 0;
  const PyxisSegment *segments = lane ? pyxis_lane_get_segments (lane, &n) : NULL;
  g_autofree char *text = NULL;

  if (self->segment >= 0 && (guint) self->segment < n)
    text = pyxis_lane_words_dup_segment (&segments[self->segment],
                                         pyxis_time_scale_get_end (self->scale));
  g_signal_emit (self, signals[SEGMENT_TOLD], 0, text ? text : "");
}

static void
mark_segment (PyxisTimeLine *self, int segment)
{
  PyxisLane *lane = get_selected (self);
  guint n = 0;
  const PyxisSegment *segments = lane ? pyxis_lane_get_segments (lane, &n) : NULL;

  self->segment = lane ? CLAMP (segment, -1, (int) n - 1) : -1;
  if (self->segment >= 0) {
    const PyxisSegment *marked = &segments[self->segment];
    double end = isnan (marked->end) ? pyxis_time_scale_get_end (self->scale) : marked->end;

    pyxis_time_scale_reveal (self->scale, marked->begin, end);
  }
  pyxis_time_scale_set_mark (self->scale, self->segment >= 0 ? lane : NULL,
                             (guint) MAX (self->segment, 0));
  tell_segment (self);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  PyxisTimeLine *self = user_data;

  mark_segment (self, -1);
  g_signal_emit (self, signals[LANE_SELECTED], 0, get_selected (self));
}

/* Of the segment that is marked, else of what is seen. */
static double
get_middle (PyxisTimeLine *self)
{
  PyxisLane *lane = get_selected (self);
  guint n = 0;
  const PyxisSegment *segments = lane ? pyxis_lane_get_segments (lane, &n) : NULL;
  double start = pyxis_time_scale_get_start (self->scale);
  double end = start + pyxis_time_scale_get_span (self->scale);

  if (self->segment >= 0 && (guint) self->segment < n) {
    const PyxisSegment *marked = &segments[self->segment];

    start = MAX (start, marked->begin);
    end = isnan (marked->end) ? end : MIN (end, marked->end);
  }
  return (start + end) / 2;
}

static void
zoom_in_cb (GtkButton *button, gpointer user_data)
{
  PyxisTimeLine *self = user_data;

  pyxis_time_scale_zoom (self->scale, ZOOM, get_middle (self));
}

static void
zoom_out_cb (GtkButton *button, gpointer user_data)
{
  PyxisTimeLine *self = user_data;

  pyxis_time_scale_zoom (self->scale, 1 / ZOOM, get_middle (self));
}

static void
fit_cb (GtkButton *button, gpointer user_data)
{
  pyxis_time_scale_fit (PYXIS_TIME_LINE (user_data)->scale);
}

/* Only without Ctrl, which zooms the page. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                gpointer user_data)
{
  PyxisTimeLine *self = user_data;
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint before = is_mirrored ? GDK_KEY_Right : GDK_KEY_Left;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add || key == GDK_KEY_equal)
    zoom_in_cb (NULL, self);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    zoom_out_cb (NULL, self);
  else if (key == GDK_KEY_0 || key == GDK_KEY_KP_0)
    fit_cb (NULL, self);
  else if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    mark_segment (self, MAX (self->segment + (key == before ? -1 : 1), 0));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  PYXIS_TIME_LINE (user_data)->pointer_x = x;
}

/* With Ctrl it zooms where the pointer is; sideways, and with Shift, it moves. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  PyxisTimeLine *self = user_data;
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  int x;
  int width =
    pyxis_lane_row_place_bar (GTK_WIDGET (self), gtk_widget_get_width (GTK_WIDGET (self)), &x);

  if (state & GDK_CONTROL_MASK) {
    double anchor = pyxis_time_scale_to_time (self->scale, self->pointer_x - x, width);

    pyxis_time_scale_zoom (self->scale, pow (ZOOM, -dy), anchor);
    return GDK_EVENT_STOP;
  }
  if (state & GDK_SHIFT_MASK)
    dx += dy;
  if (dx == 0)
    return GDK_EVENT_PROPAGATE;
  pyxis_time_scale_scroll_to (self->scale, pyxis_time_scale_get_start (self->scale) +
                                             dx * SCROLL * pyxis_time_scale_get_span (self->scale));
  return GDK_EVENT_STOP;
}

static void
scrolled_cb (GtkAdjustment *adjustment, gpointer user_data)
{
  pyxis_time_scale_scroll_to (PYXIS_TIME_LINE (user_data)->scale,
                              gtk_adjustment_get_value (adjustment));
}

static void
scale_changed_cb (PyxisTimeScale *scale, gpointer user_data)
{
  PyxisTimeLine *self = user_data;
  double span = pyxis_time_scale_get_span (scale);
  double end = pyxis_time_scale_get_end (scale);

  g_signal_handlers_block_by_func (self->adjustment, scrolled_cb, self);
  gtk_adjustment_configure (self->adjustment, pyxis_time_scale_get_start (scale), 0, end,
                            span * SCROLL, span, span);
  g_signal_handlers_unblock_by_func (self->adjustment, scrolled_cb, self);
  gtk_widget_set_visible (self->scrollbar, span < end);
  gtk_widget_set_sensitive (self->fit_button, span < end);
  gtk_widget_set_sensitive (self->zoom_out_button, span < end);
  if (self->segment >= 0)
    tell_segment (self);
}

static void
pyxis_time_line_dispose (GObject *object)
{
  PyxisTimeLine *self = PYXIS_TIME_LINE (object);

  if (self->selection)
    g_signal_handlers_disconnect_by_func (self->selection, selected_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_TIME_LINE);
  g_clear_object (&self->scale);

  G_OBJECT_CLASS (pyxis_time_line_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/pyxis/inspector/ui/time-line.ui");
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, adjustment);
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, fit_button);
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, list_view);
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, overlay);
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, ruler);
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, scrollbar);
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, scrolled_window);
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, selection);
  gtk_widget_class_bind_template_child (klass, PyxisTimeLine, zoom_out_button);
  gtk_widget_class_bind_template_callback (klass, bind_cb);
  gtk_widget_class_bind_template_callback (klass, fit_cb);
  gtk_widget_class_bind_template_callback (klass, key_pressed_cb);
  gtk_widget_class_bind_template_callback (klass, motion_cb);
  gtk_widget_class_bind_template_callback (klass, scroll_cb);
  gtk_widget_class_bind_template_callback (klass, scrolled_cb);
  gtk_widget_class_bind_template_callback (klass, selected_cb);
  gtk_widget_class_bind_template_callback (klass, setup_cb);
  gtk_widget_class_bind_template_callback (klass, unbind_cb);
  gtk_widget_class_bind_template_callback (klass, zoom_in_cb);
  gtk_widget_class_bind_template_callback (klass, zoom_out_cb);
}

static void
pyxis_time_line_class_init (PyxisTimeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_time_line_dispose;

  signals[LANE_SELECTED] =
    g_signal_new ("lane-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, PYXIS_TYPE_LANE);
  signals[SEGMENT_TOLD] =
    g_signal_new ("segment-told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PYXIS_TYPE_TIME_RULER);
  bind_template (widget_class);
}

static void
pyxis_time_line_init (PyxisTimeLine *self)
{
  self->scale = pyxis_time_scale_new ();
  self->segment = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_time_ruler_set_scale (self->ruler, self->scale);
  g_signal_connect_object (self->scale, "changed", G_CALLBACK (scale_changed_cb), self, 0);
  scale_changed_cb (self->scale, self);
}

void
pyxis_time_line_set_lanes (PyxisTimeLine *self, GListModel *lanes)
{
  g_return_if_fail (PYXIS_IS_TIME_LINE (self));

  gtk_single_selection_set_model (self->selection, lanes);
}

PyxisTimeScale *
pyxis_time_line_get_scale (PyxisTimeLine *self)
{
  g_return_val_if_fail (PYXIS_IS_TIME_LINE (self), NULL);

  return self->scale;
}

void
pyxis_time_line_focus (PyxisTimeLine *self)
{
  g_return_if_fail (PYXIS_IS_TIME_LINE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}
