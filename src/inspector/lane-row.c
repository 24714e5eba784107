/* SPDX-License-Identifier: Apache-2.0 */
#include "lane-row.h"

#include "lane-bar.h"
#include "lane-words.h"

/* Of the part before the bar. */
#define SHARE 0.35
#define LEFT_MIN 130
#define LEFT_MAX 300
#define BAR_MIN 60
#define MARGIN_END 12

struct _PyxisLaneRow {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  PyxisLaneBar *bar;

  PyxisTimeScale *scale;
  PyxisLane *lane;      /* (nullable) */
  gint64 shown_seconds; /* of what runs, as the screen reader was told it */
};

G_DEFINE_FINAL_TYPE (PyxisLaneRow, pyxis_lane_row, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* The list's own item is what the keyboard is on, and so what is read. */
static void
describe (PyxisLaneRow *self, double now)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = pyxis_lane_words_dup_all (self->lane, now);

  if (item)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_tooltip_text (self->box, text);
}

static void
update (PyxisLaneRow *self)
{
  double now = pyxis_time_scale_get_end (self->scale);
  g_autofree char *title = NULL;
  g_autofree char *place = NULL;
  g_autofree char *state = NULL;
  g_autofree char *subtitle = NULL;

  if (!self->lane)
    return;
  title = pyxis_lane_words_dup_title (self->lane);
  place = pyxis_lane_words_dup_place (self->lane);
  state = pyxis_lane_words_dup_state (self->lane, now);
  subtitle = g_strdup_printf ("%s · %s", state, place);
  set_text (self->title, title);
  set_text (self->subtitle, subtitle);
  gtk_image_set_from_icon_name (self->icon, pyxis_lane_words_get_icon (self->lane, now));
}

static void
lane_changed_cb (PyxisLane *lane, gpointer user_data)
{
  PyxisLaneRow *self = user_data;

  update (self);
  describe (self, pyxis_time_scale_get_end (self->scale));
}

/* Time goes on: what is read aloud changes with the seconds. */
static void
scale_changed_cb (PyxisTimeScale *scale, gpointer user_data)
{
  PyxisLaneRow *self = user_data;
  gint64 seconds = (gint64) (pyxis_time_scale_get_end (scale) / 1000);

  if (!self->lane || pyxis_lane_get_state (self->lane) >= PYXIS_LANE_DONE)
    return;
  update (self);
  if (seconds != self->shown_seconds)
    describe (self, pyxis_time_scale_get_end (scale));
  self->shown_seconds = seconds;
}

static void
pyxis_lane_row_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  PyxisLaneRow *self = PYXIS_LANE_ROW (widget);
  int bar_minimum;
  int bar_natural;

  gtk_widget_measure (self->box, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->bar), orientation, -1, &bar_minimum, &bar_natural, NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = MAX (*minimum, bar_minimum);
    *natural = MAX (*natural, bar_natural);
  } else {
    *minimum = LEFT_MIN + BAR_MIN + MARGIN_END;
    *natural = MAX (*natural, *minimum);
  }
}

static void
pyxis_lane_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PyxisLaneRow *self = PYXIS_LANE_ROW (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x;
  int bar_width = pyxis_lane_row_place_bar (widget, width, &x);
  int rest = width - bar_width - MARGIN_END;

  gtk_widget_size_allocate (
    self->box, &(GtkAllocation){ is_mirrored ? bar_width + MARGIN_END : 0, 0, rest, height }, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->bar), &(GtkAllocation){ x, 0, bar_width, height },
                            -1);
}

static void
pyxis_lane_row_dispose (GObject *object)
{
  PyxisLaneRow *self = PYXIS_LANE_ROW (object);

  pyxis_lane_row_set_lane (self, NULL);
  g_clear_object (&self->scale);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_LANE_ROW);

  G_OBJECT_CLASS (pyxis_lane_row_parent_class)->dispose (object);
}

static void
pyxis_lane_row_class_init (PyxisLaneRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_lane_row_dispose;
  widget_class->measure = pyxis_lane_row_measure;
  widget_class->size_allocate = pyxis_lane_row_size_allocate;

  g_type_ensure (PYXIS_TYPE_LANE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/lane-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisLaneRow, bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisLaneRow, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisLaneRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PyxisLaneRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PyxisLaneRow, title);
}

static void
pyxis_lane_row_init (PyxisLaneRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pyxis_lane_row_new (PyxisTimeScale *scale)
{
  PyxisLaneRow *self = g_object_new (PYXIS_TYPE_LANE_ROW, NULL);

  self->scale = g_object_ref (scale);
  pyxis_lane_bar_set_scale (self->bar, scale);
  g_signal_connect_object (scale, "changed", G_CALLBACK (scale_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

void
pyxis_lane_row_set_lane (PyxisLaneRow *self, PyxisLane *lane)
{
  g_return_if_fail (PYXIS_IS_LANE_ROW (self));

  if (self->lane == lane)
    return;
  if (self->lane)
    g_signal_handlers_disconnect_by_func (self->lane, lane_changed_cb, self);
  g_set_object (&self->lane, lane);
  if (self->bar)
    pyxis_lane_bar_set_lane (self->bar, lane);
  if (!lane)
    return;
  g_signal_connect_object (lane, "changed", G_CALLBACK (lane_changed_cb), self, 0);
  lane_changed_cb (lane, self);
}

int
pyxis_lane_row_place_bar (GtkWidget *widget, int width, int *x)
{
  int left = (int) CLAMP (width * SHARE, LEFT_MIN, LEFT_MAX);

  *x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? MARGIN_END : left;
  return MAX (width - left - MARGIN_END, 0);
}
