/* SPDX-License-Identifier: Apache-2.0 */
#include "phase-swatch.h"

#include "lane-paint.h"
#include "lane-words.h"

#define SIZE 12
#define GAP 6

struct _PyxisPhaseSwatch {
  GtkWidget parent_instance;

  PyxisLaneState state;
};

enum { PROP_0, PROP_STATE, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisPhaseSwatch, pyxis_phase_swatch, GTK_TYPE_WIDGET)

static PangoLayout *
create_layout (PyxisPhaseSwatch *self)
{
  return gtk_widget_create_pango_layout (GTK_WIDGET (self),
                                         pyxis_lane_words_get_phase (self->state));
}

static void
pyxis_phase_swatch_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = create_layout (PYXIS_PHASE_SWATCH (widget));
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  *minimum = *natural =
    orientation == GTK_ORIENTATION_VERTICAL ? MAX (height, SIZE) : SIZE + GAP + width;
}

static void
pyxis_phase_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PyxisPhaseSwatch *self = PYXIS_PHASE_SWATCH (widget);
  GdkRGBA color = pyxis_lane_paint_get_color (widget, self->state);
  g_autoptr (PangoLayout) layout = create_layout (self);
  float height = (float) (SIZE * pyxis_lane_paint_get_thickness (self->state));
  float middle = (float) gtk_widget_get_height (widget) / 2;
  int text_height;

  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (0, middle - height / 2, SIZE, height));
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (SIZE + GAP, middle - (float) text_height / 2));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_append_layout (snapshot, layout, &color);
}

static void
pyxis_phase_swatch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_uint (value, PYXIS_PHASE_SWATCH (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_phase_swatch_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisPhaseSwatch *self = PYXIS_PHASE_SWATCH (object);

  if (id != PROP_STATE) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  self->state = g_value_get_uint (value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pyxis_lane_words_get_phase (self->state), -1);
}

static void
pyxis_phase_swatch_class_init (PyxisPhaseSwatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pyxis_phase_swatch_get_property;
  object_class->set_property = pyxis_phase_swatch_set_property;
  widget_class->measure = pyxis_phase_swatch_measure;
  widget_class->snapshot = pyxis_phase_swatch_snapshot;

  pspecs[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, PYXIS_N_LANE_STATES - 1, 0,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
pyxis_phase_swatch_init (PyxisPhaseSwatch *self)
{
}
