/* SPDX-License-Identifier: Apache-2.0 */
#include "lane-paint.h"

/* Of libadwaita's palette, which is the same in both styles; NULL: the text's own, faint. */
static const char *const names[PYXIS_N_LANE_STATES] = {
  [PYXIS_LANE_RUNTIME] = "purple_2", [PYXIS_LANE_PACKAGES] = "orange_3",
  [PYXIS_LANE_READY] = "blue_2",     [PYXIS_LANE_RUNNING] = "green_4",
  [PYXIS_LANE_DONE] = "green_4",     [PYXIS_LANE_FAILED] = "red_3",
};

GdkRGBA
pyxis_lane_paint_get_color (GtkWidget *widget, PyxisLaneState state)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (names[state] && gtk_style_context_lookup_color (style, names[state], &color))
    return color;
  gtk_style_context_get_color (style, &color);
  color.alpha *= 0.35f;
  return color;
}

double
pyxis_lane_paint_get_thickness (PyxisLaneState state)
{
  return state == PYXIS_LANE_FETCH || state == PYXIS_LANE_READY ? 0.3 : 0.8;
}
