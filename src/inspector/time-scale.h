/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lane.h"

/* PyxisTimeScale: which part of a time line is seen, and which of its segments is marked: what rulers and
 * bars share. All times are ms; the whole goes from 0 to its end. While all of it is seen, it stays so when
 * the end moves.
 *
 * Signal: "changed" (): any of it; also of what time alone changes, when the end moves. */
#define PYXIS_TYPE_TIME_SCALE (pyxis_time_scale_get_type ())
G_DECLARE_FINAL_TYPE (PyxisTimeScale, pyxis_time_scale, PYXIS, TIME_SCALE, GObject)

PyxisTimeScale *pyxis_time_scale_new (void);

double pyxis_time_scale_get_start (PyxisTimeScale *self);
double pyxis_time_scale_get_span (PyxisTimeScale *self);
double pyxis_time_scale_get_end (PyxisTimeScale *self);

void pyxis_time_scale_set_end (PyxisTimeScale *self, double end);

/* Shows 1/factor of what is seen; what is at `anchor` stays where it is. */
void pyxis_time_scale_zoom (PyxisTimeScale *self, double factor, double anchor);

void pyxis_time_scale_scroll_to (PyxisTimeScale *self, double start);

/* Scrolls as little as it needs for a time to be seen. */
void pyxis_time_scale_reveal (PyxisTimeScale *self, double begin, double end);

/* All of it is seen. */
void pyxis_time_scale_fit (PyxisTimeScale *self);

/* A segment of a lane; `lane` (nullable). */
void pyxis_time_scale_set_mark (PyxisTimeScale *self, PyxisLane *lane, guint segment);
gboolean pyxis_time_scale_is_marked (PyxisTimeScale *self, PyxisLane *lane, guint segment);

/* Where in `width` px. */
double pyxis_time_scale_to_x (PyxisTimeScale *self, double time, double width);
double pyxis_time_scale_to_time (PyxisTimeScale *self, double x, double width);

/* Between ticks: 1, 2 or 5 times a power of ten. */
double pyxis_time_scale_get_step (PyxisTimeScale *self, double width);
