/* SPDX-License-Identifier: Apache-2.0 */
#include "lifecycle-private.h"

#include <math.h>

#include "progress.h"

static PyxisTrack *
get_track (PyxisLifecycle *self, const char *interpreter)
{
  return &self->tracks[g_strcmp0 (interpreter, "micropython") == 0];
}

static void
enter (PyxisLifecycle *self, PyxisLane *lane, PyxisLaneState state, double t)
{
  if (pyxis_lane_enter (lane, state, t))
    pyxis_lifecycle_touch (self, lane);
}

/* What was taken for failed goes on after all. */
static void
go_on (PyxisLifecycle *self, PyxisLane *lane, PyxisLaneState state, double t)
{
  pyxis_lane_set_pending (lane, PYXIS_PENDING_NONE, NULL);
  enter (self, lane, state, t);
}

/* A script of the page went through what its interpreter did. */
static void
follow (PyxisLifecycle *self, PyxisLane *lane)
{
  PyxisTrack *track = get_track (self, pyxis_lane_get_interpreter (lane));

  for (PyxisLaneState state = PYXIS_LANE_RUNTIME; state <= track->state; state++)
    if (!isnan (track->at[state]))
      enter (self, lane, state, track->at[state]);
  g_ptr_array_add (track->followers, lane);
}

static gboolean
is_started (PyxisLane *lane)
{
  PyxisLaneState state = pyxis_lane_get_state (lane);

  return state == PYXIS_LANE_RUNNING || state == PYXIS_LANE_DONE || state == PYXIS_LANE_ENDED;
}

/* An interpreter only goes forward: a script that has begun may load packages as well. */
static void
advance (PyxisLifecycle *self, PyxisTrack *track, PyxisLaneState state, double t)
{
  if (state <= track->state)
    return;
  for (PyxisLaneState i = track->state + 1; i < state; i++)
    track->at[i] = NAN;
  track->state = state;
  track->at[state] = t;
  for (guint i = track->followers->len; i-- > 0;) {
    PyxisLane *lane = track->followers->pdata[i];

    if (is_started (lane))
      g_ptr_array_remove_index_fast (track->followers, i);
    else
      go_on (self, lane, state, t);
  }
}

static PyxisLaneState
read_progress (const char *text)
{
  if (pyxis_progress_is_last_word (text))
    return PYXIS_LANE_READY;
  return pyxis_progress_is_of_interpreter (text) ? PYXIS_LANE_RUNTIME : PYXIS_LANE_PACKAGES;
}

/* A worker without an element, or without shared memory, does not say that it begins. */
static gboolean
is_silent (PyxisLane *lane)
{
  return pyxis_lane_get_script (lane) == 0 || !pyxis_lane_is_shared (lane);
}

static void
note_progress (PyxisLifecycle *self, const PyxisEventFields *fields)
{
  PyxisLaneState state = read_progress (fields->text);
  PyxisLane *lane;

  if (fields->worker == 0) {
    advance (self, get_track (self, fields->interpreter), state, fields->t);
    return;
  }
  lane = pyxis_lifecycle_get_lane (self, fields);
  if (!lane || pyxis_lane_get_state (lane) >= PYXIS_LANE_RUNNING ||
      state <= pyxis_lane_get_state (lane))
    return;
  if (state == PYXIS_LANE_READY && is_silent (lane))
    state = PYXIS_LANE_RUNNING;
  go_on (self, lane, state, fields->t);
}

static gboolean
has_detail (PyxisEvent *event, const char *key)
{
  g_autofree char *text = pyxis_event_dup_detail (event, key);

  return g_strcmp0 (text, "true") == 0;
}

static void
note_found (PyxisLifecycle *self, PyxisLane *lane, PyxisEvent *event)
{
  gboolean is_new = pyxis_lane_get_state (lane) == PYXIS_LANE_WAITING;

  if (has_detail (event, "terminal"))
    pyxis_lane_set_terminal (lane);
  if (pyxis_lane_get_state (lane) >= PYXIS_LANE_RUNNING)
    return; /* told late, or twice */
  pyxis_lane_set_awaited (lane, has_detail (event, "awaited"));
  pyxis_lane_set_pending (
    lane, has_detail (event, "core") ? PYXIS_PENDING_NONE : PYXIS_PENDING_NO_PYSCRIPT, NULL);
  if (is_new && g_strcmp0 (pyxis_lane_get_where (lane), "editor") != 0) {
    enter (self, lane, PYXIS_LANE_FETCH, 0);
    if (g_strcmp0 (pyxis_lane_get_where (lane), "main") == 0)
      follow (self, lane);
  }
  pyxis_lifecycle_touch (self, lane);
}

/* The code has been run: well, or by an error. */
static void
finish (PyxisLifecycle *self, PyxisLane *lane, const PyxisEventFields *fields)
{
  g_autofree char *error = pyxis_lifecycle_steal_error (self, fields);

  pyxis_lane_set_pending (lane, PYXIS_PENDING_NONE, error);
  enter (self, lane, error ? PYXIS_LANE_FAILED : PYXIS_LANE_DONE, fields->t);
}

static void
end (PyxisLifecycle *self, PyxisLane *lane, double t)
{
  PyxisLaneState state = pyxis_lane_get_state (lane);

  if (state == PYXIS_LANE_WAITING || state >= PYXIS_LANE_DONE)
    return;
  pyxis_lane_set_pending (lane, PYXIS_PENDING_ENDED, NULL);
  enter (self, lane, PYXIS_LANE_ENDED, t);
}

static void
note_script (PyxisLifecycle *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  const char *text = fields->text ? fields->text : "";
  PyxisLane *lane = pyxis_lifecycle_get_lane (self, fields);
  gboolean is_repeated;

  if (!lane)
    return;
  is_repeated = pyxis_lane_get_kind (lane) == PYXIS_LANE_EDITOR || is_silent (lane);
  if (g_str_equal (text, "found")) {
    note_found (self, lane, event);
  } else if (g_str_equal (text, "worker")) {
    pyxis_lane_set_shared (lane, has_detail (event, "shared"));
    go_on (self, lane, PYXIS_LANE_FETCH, fields->t);
    pyxis_lifecycle_touch (self, lane);
  } else if (g_str_equal (text, "run")) {
    if (is_repeated)
      go_on (self, lane, PYXIS_LANE_RUNNING, fields->t);
  } else if (g_str_equal (text, "ran")) {
    if (is_repeated)
      finish (self, lane, fields);
  } else if (g_str_equal (text, "ended")) {
    end (self, lane, fields->t);
  }
}

static void
note_ready (PyxisLifecycle *self, const PyxisEventFields *fields)
{
  PyxisLane *lane = pyxis_lifecycle_get_lane (self, fields);

  if (lane)
    go_on (self, lane, PYXIS_LANE_RUNNING, fields->t);
}

static void
note_done (PyxisLifecycle *self, const PyxisEventFields *fields)
{
  PyxisLane *lane = pyxis_lifecycle_get_lane (self, fields);

  if (!lane)
    return;
  /* An editor's worker has said it already; one that uses another's worker only says this. */
  if (pyxis_lane_get_state (lane) < PYXIS_LANE_DONE)
    finish (self, lane, fields);
  else if (pyxis_lane_get_state (lane) == PYXIS_LANE_FAILED && pyxis_lane_is_awaited (lane))
    pyxis_lane_set_pending (lane, PYXIS_PENDING_NONE, pyxis_lane_get_failure (lane));
  pyxis_lane_set_awaited (lane, FALSE);
  pyxis_lifecycle_touch (self, lane);
}

static void
note_page (PyxisLifecycle *self, PyxisEvent *event)
{
  g_autofree char *state = pyxis_event_dup_detail (event, "state");

  if (g_strcmp0 (state, "crashed") != 0)
    return;
  for (guint i = 0; i < self->lanes->len; i++)
    end (self, self->lanes->pdata[i], pyxis_event_get_fields (event)->t);
}

void
pyxis_lifecycle_read (PyxisLifecycle *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  const char *kind = fields->kind;

  if (g_str_equal (kind, "py:progress") || g_str_equal (kind, "mpy:progress")) {
    note_progress (self, fields);
  } else if (g_str_equal (kind, "script")) {
    note_script (self, event);
  } else if (g_str_equal (kind, "error")) {
    pyxis_lifecycle_note_error (self, event);
  } else if (g_str_equal (kind, "page")) {
    note_page (self, event);
  } else if (g_str_equal (kind, "py:all-done")) {
    self->is_changed |= isnan (self->all_done);
    self->all_done = isnan (self->all_done) ? pyxis_lane_clamp_time (fields->t) : self->all_done;
  } else if (g_str_has_suffix (kind, ":ready") || g_str_equal (kind, "py-game")) {
    note_ready (self, fields);
  } else if (g_str_has_suffix (kind, ":done")) {
    note_done (self, fields);
  } else if (g_str_has_suffix (kind, "py-editor")) {
    pyxis_lifecycle_get_lane (self, fields);
  } else {
    pyxis_lifecycle_note_output (self, fields);
  }
}
