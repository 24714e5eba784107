/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "lane.h"

/* How the states of lanes look, in bars and in what explains them. */

/* In the style of a widget, light or dark. */
GdkRGBA pyxis_lane_paint_get_color (GtkWidget *widget, PyxisLaneState state);

/* Of the height of a bar: what only waits is thin. */
double pyxis_lane_paint_get_thickness (PyxisLaneState state);
