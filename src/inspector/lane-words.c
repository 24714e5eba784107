/* SPDX-License-Identifier: Apache-2.0 */
#include "lane-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FAILURE_MAX 300 /* characters */

char *
pyxis_lane_words_format_duration (double milliseconds)
{
  double seconds = milliseconds / 1000;

  if (milliseconds < 999.5)
    return g_strdup_printf (_ ("%.0f ms"), milliseconds);
  if (seconds < 9.995)
    return g_strdup_printf (_ ("%.2f s"), seconds);
  if (seconds < 59.95)
    return g_strdup_printf (_ ("%.1f s"), seconds);
  return g_strdup_printf (_ ("%.0f min %.0f s"), floor (seconds / 60), floor (fmod (seconds, 60)));
}

char *
pyxis_lane_words_format_tick (double time, double step)
{
  if (time == 0)
    return g_strdup ("0");
  if (step >= 1000)
    return g_strdup_printf (_ ("%.0f s"), time / 1000);
  if (time < 1000)
    return g_strdup_printf (step < 1 ? _ ("%.1f ms") : _ ("%.0f ms"), time);
  return g_strdup_printf (step >= 100  ? _ ("%.1f s")
                          : step >= 10 ? _ ("%.2f s")
                                       : _ ("%.3f s"),
                          time / 1000);
}

const char *
pyxis_lane_words_get_phase (PyxisLaneState state)
{
  static const char *const words[PYXIS_N_LANE_STATES] = {
    [PYXIS_LANE_WAITING] = N_ ("Not run yet"),
    [PYXIS_LANE_FETCH] = N_ ("Fetching"),
    [PYXIS_LANE_RUNTIME] = N_ ("Loading the interpreter"),
    [PYXIS_LANE_PACKAGES] = N_ ("Loading packages"),
    [PYXIS_LANE_READY] = N_ ("Ready"),
    [PYXIS_LANE_RUNNING] = N_ ("Running"),
    [PYXIS_LANE_DONE] = N_ ("Done"),
    [PYXIS_LANE_FAILED] = N_ ("Failed"),
    [PYXIS_LANE_ENDED] = N_ ("Ended"),
  };

  g_return_val_if_fail (state < PYXIS_N_LANE_STATES, NULL);

  return _ (words[state]);
}

char *
pyxis_lane_words_dup_title (PyxisLane *lane)
{
  const char *source = pyxis_lane_get_source (lane);
  const char *element = pyxis_lane_get_element (lane);

  if (pyxis_lane_get_name (lane))
    return g_strdup (pyxis_lane_get_name (lane));
  if (source)
    return g_strdup (g_str_has_prefix (source, "./") ? source + strlen ("./") : source);
  if (element && strchr (element, '#'))
    return g_strdup (strchr (element, '#'));
  if (pyxis_lane_get_script (lane) == 0)
    return g_strdup_printf (_ ("Worker %d"), pyxis_lane_get_worker (lane));
  if (pyxis_lane_get_kind (lane) == PYXIS_LANE_EDITOR)
    return g_strdup_printf (_ ("Editor %d"), pyxis_lane_get_script (lane));
  return g_strdup_printf (_ ("Script %d"), pyxis_lane_get_script (lane));
}

static char *
dup_where (PyxisLane *lane)
{
  int worker = pyxis_lane_get_worker (lane);

  switch (pyxis_lane_get_kind (lane)) {
  case PYXIS_LANE_WORKER:
    return worker > 0 ? g_strdup_printf (_ ("worker %d"), worker) : g_strdup (_ ("worker"));
  case PYXIS_LANE_EDITOR:
    return worker > 0 ? g_strdup_printf (_ ("editor in worker %d"), worker)
                      : g_strdup (_ ("editor"));
  case PYXIS_LANE_TERMINAL:
    return worker > 0 ? g_strdup_printf (_ ("terminal in worker %d"), worker)
                      : g_strdup (_ ("terminal"));
  case PYXIS_LANE_MAIN:
  default:
    return g_strdup (_ ("page"));
  }
}

char *
pyxis_lane_words_dup_place (PyxisLane *lane)
{
  const char *interpreter = pyxis_lane_get_interpreter (lane);
  g_autofree char *where = dup_where (lane);

  if (!interpreter)
    return g_steal_pointer (&where);
  return g_strdup_printf (
    "%s, %s", g_str_equal (interpreter, "micropython") ? "MicroPython" : "Pyodide", where);
}

/* (nullable) */
static const PyxisSegment *
get_last (PyxisLane *lane)
{
  guint n;
  const PyxisSegment *segments = pyxis_lane_get_segments (lane, &n);

  return n > 0 ? &segments[n - 1] : NULL;
}

static double
get_end (const PyxisSegment *segment, double now)
{
  return isnan (segment->end) ? MAX (now, segment->begin) : segment->end;
}

char *
pyxis_lane_words_dup_state (PyxisLane *lane, double now)
{
  const PyxisSegment *last = get_last (lane);
  PyxisLaneState state = pyxis_lane_get_state (lane);
  gboolean has_run = last && last->state == PYXIS_LANE_RUNNING;
  g_autofree char *duration = NULL;

  if (!last)
    return g_strdup (pyxis_lane_words_get_phase (state));
  duration = pyxis_lane_words_format_duration (get_end (last, now) - last->begin);
  if (state < PYXIS_LANE_DONE)
    return g_strdup_printf (_ ("%s for %s"), pyxis_lane_words_get_phase (state), duration);
  if (has_run)
    return g_strdup_printf (_ ("%s, ran for %s"), pyxis_lane_words_get_phase (state), duration);
  if (state == PYXIS_LANE_FAILED)
    return g_strdup (_ ("Did not start"));
  return g_strdup (pyxis_lane_words_get_phase (state));
}

const char *
pyxis_lane_words_get_icon (PyxisLane *lane, double now)
{
  PyxisLaneState state = pyxis_lane_get_state (lane);

  if (state == PYXIS_LANE_FAILED)
    return "dialog-error-symbolic";
  if (pyxis_lane_get_pending (lane, now) != PYXIS_PENDING_NONE)
    return "dialog-warning-symbolic";
  switch (state) {
  case PYXIS_LANE_WAITING:
    return "media-playback-pause-symbolic";
  case PYXIS_LANE_RUNNING:
    return "media-playback-start-symbolic";
  case PYXIS_LANE_DONE:
    return "object-select-symbolic";
  case PYXIS_LANE_ENDED:
    return "media-playback-stop-symbolic";
  default:
    return "content-loading-symbolic";
  }
}

char *
pyxis_lane_words_dup_segment (const PyxisSegment *segment, double now)
{
  double end = get_end (segment, now);
  g_autofree char *duration = pyxis_lane_words_format_duration (end - segment->begin);
  g_autofree char *from = pyxis_lane_words_format_duration (segment->begin);
  g_autofree char *to = pyxis_lane_words_format_duration (end);

  if (isnan (segment->end))
    return g_strdup_printf (_ ("%s: %s so far, since %s"),
                            pyxis_lane_words_get_phase (segment->state), duration, from);
  return g_strdup_printf (_ ("%s: %s, from %s to %s"), pyxis_lane_words_get_phase (segment->state),
                          duration, from, to);
}

/* The last run's: how an editor ran long ago is not what somebody wants to hear first. */
static void
append_phases (GString *text, PyxisLane *lane)
{
  guint n;
  const PyxisSegment *segments = pyxis_lane_get_segments (lane, &n);
  guint first = n;

  while (first > 0 && (first == n || segments[first - 1].state < segments[first].state))
    first--;
  for (guint i = first; i < n; i++) {
    g_autofree char *duration = NULL;

    if (isnan (segments[i].end))
      continue; /* it is the state, which is said already */
    duration = pyxis_lane_words_format_duration (segments[i].end - segments[i].begin);
    g_string_append_printf (text, ". %s: %s", pyxis_lane_words_get_phase (segments[i].state),
                            duration);
  }
}

char *
pyxis_lane_words_dup_all (PyxisLane *lane, double now)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = pyxis_lane_words_dup_title (lane);
  g_autofree char *place = pyxis_lane_words_dup_place (lane);
  g_autofree char *state = pyxis_lane_words_dup_state (lane, now);
  g_autofree char *pending = pyxis_lane_words_dup_pending (lane, now);

  g_string_append_printf (text, "%s, %s. %s", title, place, state);
  append_phases (text, lane);
  if (pending)
    g_string_append_printf (text, ". %s", pending);
  else if (pyxis_lane_get_failure (lane))
    g_string_append_printf (text, ". %s", pyxis_lane_get_failure (lane));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_failure (PyxisLane *lane)
{
  const char *failure = pyxis_lane_get_failure (lane);

  if (!failure || g_utf8_strlen (failure, -1) <= FAILURE_MAX)
    return g_strdup (failure ? failure : "");
  return g_utf8_substring (failure, 0, FAILURE_MAX);
}

static char *
dup_running (PyxisLane *lane, const char *title, double now)
{
  const PyxisSegment *last = get_last (lane);
  g_autofree char *duration = pyxis_lane_words_format_duration (last ? now - last->begin : 0);

  return g_strdup_printf (_ ("“%s” has been running for %s and may never end."), title, duration);
}

char *
pyxis_lane_words_dup_pending (PyxisLane *lane, double now)
{
  g_autofree char *title = pyxis_lane_words_dup_title (lane);
  g_autofree char *failure = dup_failure (lane);

  switch (pyxis_lane_get_pending (lane, now)) {
  case PYXIS_PENDING_RUNNING:
    return dup_running (lane, title, now);
  case PYXIS_PENDING_TERMINAL:
    return g_strdup_printf (_ ("“%s” is a terminal: it is done when its prompt is left."), title);
  case PYXIS_PENDING_NO_PYSCRIPT:
    return g_strdup_printf (
      _ ("“%s” waits for PyScript, which has not loaded: is the address of core.js right?"), title);
  case PYXIS_PENDING_CONFIGURATION:
    return g_strdup_printf (_ ("“%s” did not start, for its configuration cannot be used: %s"),
                            title, failure);
  case PYXIS_PENDING_FAILED_START:
    return g_strdup_printf (_ ("“%s” did not start: %s"), title, failure);
  case PYXIS_PENDING_NO_SHARED_MEMORY:
    return g_strdup_printf (_ ("“%s” is a worker without shared memory (SharedArrayBuffer) and "
                               "cannot tell the page that it is done."),
                            title);
  case PYXIS_PENDING_ENDED:
    return g_strdup_printf (_ ("“%s” was ended before it was done."), title);
  case PYXIS_PENDING_NONE:
  default:
    return NULL;
  }
}
