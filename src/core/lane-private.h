/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"
#include "lane.h"

/* ms. A page may forge a time: what is drawn with steps of 0.1 ms must still get on at it. */
#define PYXIS_LANE_TIME_MAX 1e10

static inline double
pyxis_lane_clamp_time (double t)
{
  return CLAMP (t, 0, PYXIS_LANE_TIME_MAX);
}

/* How a lifecycle changes its lanes; none of these but the last emits "changed". */

PyxisLane *pyxis_lane_new (const PyxisEventFields *fields);

/* Fills in what was not known. */
void pyxis_lane_identify (PyxisLane *self, const PyxisEventFields *fields);

void pyxis_lane_set_terminal (PyxisLane *self);
void pyxis_lane_set_awaited (PyxisLane *self, gboolean is_awaited);

/* What it suffers from until it goes on; `failure` (nullable). */
void pyxis_lane_set_pending (PyxisLane *self, PyxisPending pending, const char *failure);

/* The worker it is in now; 0: none. */
void pyxis_lane_set_worker (PyxisLane *self, int worker);

/* Whether its worker can say that it is done. */
void pyxis_lane_set_shared (PyxisLane *self, gboolean is_shared);
gboolean pyxis_lane_is_shared (PyxisLane *self);

/* FALSE where it is in that state. */
gboolean pyxis_lane_enter (PyxisLane *self, PyxisLaneState state, double t);

void pyxis_lane_changed (PyxisLane *self);
