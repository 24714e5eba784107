/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib-object.h>

/* PyxisLane: one thing of a page that runs Python (a script, an editor, a worker without an element), what
 * it went through and what it does now. Changed by its lifecycle alone. All times are ms since the
 * navigation began, NaN where that has not come.
 *
 * Signal: "changed" (): state, segments or what it is called. */

typedef enum {
  PYXIS_LANE_MAIN,
  PYXIS_LANE_WORKER,
  PYXIS_LANE_EDITOR,
  PYXIS_LANE_TERMINAL, /* on main or in a worker */
} PyxisLaneKind;

/* In the order in which a script goes through them. */
typedef enum {
  PYXIS_LANE_WAITING,  /* an editor that was not run yet */
  PYXIS_LANE_FETCH,    /* nothing of its interpreter is there yet */
  PYXIS_LANE_RUNTIME,  /* the interpreter loads */
  PYXIS_LANE_PACKAGES, /* it runs; files, packages and modules come */
  PYXIS_LANE_READY,    /* all is there; its turn has not come */
  PYXIS_LANE_RUNNING,
  PYXIS_LANE_DONE,
  PYXIS_LANE_FAILED,
  PYXIS_LANE_ENDED, /* its worker, or the page's process, is gone */
  PYXIS_N_LANE_STATES,
} PyxisLaneState;

/* A time in one of the states from FETCH to RUNNING. */
typedef struct {
  PyxisLaneState state;
  double begin;
  double end; /* NaN: it goes on */
} PyxisSegment;

/* Why py:all-done has not come, as far as a lane knows. */
typedef enum {
  PYXIS_PENDING_NONE,          /* it is not waited for, or nothing is wrong with it yet */
  PYXIS_PENDING_RUNNING,       /* it has been running for PYXIS_PENDING_LONG: it may not end */
  PYXIS_PENDING_TERMINAL,      /* likewise, but it is a terminal, whose prompt never ends */
  PYXIS_PENDING_NO_PYSCRIPT,   /* PyScript has not come to the page */
  PYXIS_PENDING_CONFIGURATION, /* from here on it will never come */
  PYXIS_PENDING_FAILED_START,
  PYXIS_PENDING_NO_SHARED_MEMORY, /* a worker cannot tell that it is done */
  PYXIS_PENDING_ENDED,
} PyxisPending;

#define PYXIS_PENDING_LONG 5000 /* ms */

#define PYXIS_TYPE_LANE (pyxis_lane_get_type ())
G_DECLARE_FINAL_TYPE (PyxisLane, pyxis_lane, PYXIS, LANE, GObject)

PyxisLaneKind pyxis_lane_get_kind (PyxisLane *self);
PyxisLaneState pyxis_lane_get_state (PyxisLane *self);

/* Of the element, of what is told of a named worker; each (nullable). */
const char *pyxis_lane_get_interpreter (PyxisLane *self);
const char *pyxis_lane_get_where (PyxisLane *self);
const char *pyxis_lane_get_name (PyxisLane *self);
const char *pyxis_lane_get_element (PyxisLane *self);
const char *pyxis_lane_get_source (PyxisLane *self);
int pyxis_lane_get_script (PyxisLane *self); /* 0: it has no element */
int pyxis_lane_get_worker (PyxisLane *self); /* 0: none yet */
/* (nullable): the line of the error that made it fail. */
const char *pyxis_lane_get_failure (PyxisLane *self);

/* In their order, without gaps inside a run; the oldest of very many are forgotten. */
const PyxisSegment *pyxis_lane_get_segments (PyxisLane *self, guint *n);

/* NaN while it goes on, or has not begun. */
double pyxis_lane_get_ended (PyxisLane *self);

/* Whether py:all-done waits for it, and has not heard of it yet. */
gboolean pyxis_lane_is_awaited (PyxisLane *self);

PyxisPending pyxis_lane_get_pending (PyxisLane *self, double now);
