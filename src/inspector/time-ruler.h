/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "time-scale.h"

/* PyxisTimeRuler: the ticks of a time scale with their times, as wide as what lies below it: it begins where
 * the bars of rows do (lane-row.h). */
#define PYXIS_TYPE_TIME_RULER (pyxis_time_ruler_get_type ())
G_DECLARE_FINAL_TYPE (PyxisTimeRuler, pyxis_time_ruler, PYXIS, TIME_RULER, GtkWidget)

/* (nullable) */
void pyxis_time_ruler_set_scale (PyxisTimeRuler *self, PyxisTimeScale *scale);
