/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "lifecycle.h"
#include "time-scale.h"

/* PyxisLaneBar: the segments of a lane along a time scale. Its tooltip tells the one below the pointer. */
#define PYXIS_TYPE_LANE_BAR (pyxis_lane_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisLaneBar, pyxis_lane_bar, PYXIS, LANE_BAR, GtkWidget)

/* Each nullable. */
void pyxis_lane_bar_set_scale (PyxisLaneBar *self, PyxisTimeScale *scale);
void pyxis_lane_bar_set_lane (PyxisLaneBar *self, PyxisLane *lane);
