/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cause.h"
#include "lane-private.h"
#include "lifecycle.h"

/* Of the scripts of the page, which share an interpreter of a kind, and so its start. */
typedef struct {
  PyxisLaneState state;
  double at[PYXIS_LANE_RUNNING]; /* when it came to each state */
  GPtrArray *followers;          /* (element-type PyxisLane): not ready yet; borrowed */
} PyxisTrack;

struct _PyxisLifecycle {
  GObject parent_instance;

  PyxisEventLog *log; /* (nullable) */
  GPtrArray *lanes;
  guint n_told;        /* of them the list model has so many */
  GHashTable *scripts; /* number -> PyxisLane, borrowed */
  GHashTable *workers; /* likewise, of the worker it is in now */
  PyxisTrack tracks[2];
  guint navigation;
  double last;  /* of the newest event */
  double began; /* ms since 1970; 0: not known */
  double all_done;
  guint n_left_out;
  gboolean is_changed;

  /* lifecycle-errors.c */
  PyxisCause cause;
  guint n_start_errors;
  int error_worker;
  char *error_interpreter;
  char *error_line; /* what ran last raised it; NULL: it did not, or said something else since */
};

/* (nullable): made where it was not known; NULL where the event is of nothing that runs, or there is no
 * room. */
PyxisLane *pyxis_lifecycle_get_lane (PyxisLifecycle *self, const PyxisEventFields *fields);

/* lifecycle-events.c: what an event changes. */
void pyxis_lifecycle_read (PyxisLifecycle *self, PyxisEvent *event);

void pyxis_lifecycle_touch (PyxisLifecycle *self, PyxisLane *lane);

/* An "error": a lane could not start, or will have failed when it is done. */
void pyxis_lifecycle_note_error (PyxisLifecycle *self, PyxisEvent *event);

/* Any other event: a program that goes on after its error has not ended by it. */
void pyxis_lifecycle_note_output (PyxisLifecycle *self, const PyxisEventFields *fields);

/* (nullable) (transfer full): the error by which what says now that it is done has ended. */
char *pyxis_lifecycle_steal_error (PyxisLifecycle *self, const PyxisEventFields *fields);

void pyxis_lifecycle_clear_errors (PyxisLifecycle *self);
