/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "lane.h"
#include "time-scale.h"

/* PyxisLaneRow: a lane in a list: state, name and place, then its bar. What holds it gets the label that a
 * screen reader reads, and the tooltip. */
#define PYXIS_TYPE_LANE_ROW (pyxis_lane_row_get_type ())
G_DECLARE_FINAL_TYPE (PyxisLaneRow, pyxis_lane_row, PYXIS, LANE_ROW, GtkWidget)

GtkWidget *pyxis_lane_row_new (PyxisTimeScale *scale);

/* (nullable) */
void pyxis_lane_row_set_lane (PyxisLaneRow *self, PyxisLane *lane);

/* How wide the bar is in a row as wide as a widget, and where it begins; px. */
int pyxis_lane_row_place_bar (GtkWidget *widget, int width, int *x);
