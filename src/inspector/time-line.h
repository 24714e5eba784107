/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "lane.h"
#include "time-scale.h"

/* PyxisTimeLine: lanes below a ruler, zoomed by buttons, by + - 0, and by Ctrl with the wheel. Left and
 * Right go through the segments of the selected lane.
 *
 * Signals: "lane-selected" (PyxisLane): (nullable).
 *          "segment-told" (const char *text): of the segment that was gone to; "" for none. */
#define PYXIS_TYPE_TIME_LINE (pyxis_time_line_get_type ())
G_DECLARE_FINAL_TYPE (PyxisTimeLine, pyxis_time_line, PYXIS, TIME_LINE, GtkWidget)

/* (nullable): of PyxisLane. */
void pyxis_time_line_set_lanes (PyxisTimeLine *self, GListModel *lanes);

/* Whose end the owner sets. */
PyxisTimeScale *pyxis_time_line_get_scale (PyxisTimeLine *self);

void pyxis_time_line_focus (PyxisTimeLine *self);
