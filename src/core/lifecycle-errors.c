/* SPDX-License-Identifier: Apache-2.0 */
#include "lifecycle-private.h"

#include <string.h>

#include "start-error.h"

/* Each may look at all lanes; the first say why nothing starts, later ones nothing more. */
#define START_ERRORS_MAX 100

static gboolean
is_of_last_error (PyxisLifecycle *self, const PyxisEventFields *fields)
{
  if (!self->error_line || self->error_worker != fields->worker)
    return FALSE;
  return fields->worker > 0 || g_strcmp0 (self->error_interpreter, fields->interpreter) == 0;
}

static void
forget (PyxisLifecycle *self)
{
  g_clear_pointer (&self->error_interpreter, g_free);
  g_clear_pointer (&self->error_line, g_free);
}

static void
fail_start (PyxisLifecycle *self, PyxisLane *lane, PyxisEvent *event)
{
  g_autofree char *line = pyxis_cause_dup_line (&self->cause, event);
  gboolean is_configuration = pyxis_start_error_is_of_configuration (event);

  if (pyxis_lane_get_state (lane) == PYXIS_LANE_FAILED)
    return; /* of the first error the others are consequences */
  pyxis_lane_set_pending (
    lane, is_configuration ? PYXIS_PENDING_CONFIGURATION : PYXIS_PENDING_FAILED_START, line);
  pyxis_lane_enter (lane, PYXIS_LANE_FAILED, pyxis_event_get_fields (event)->t);
  pyxis_lifecycle_touch (self, lane);
}

/* Which of the scripts that have not begun an error of the page may be about, the narrowest first. */
typedef enum {
  SUSPECT_NAMED,   /* the error names its file, or is about an element like it */
  SUSPECT_LOADING, /* its interpreter is being loaded */
  SUSPECT_IDLE,
  SUSPECT_NONE,
} Suspicion;

static gboolean
names_source (const char *source, const char *text)
{
  g_autofree char *name = g_path_get_basename (source);

  return strstr (text, name) != NULL;
}

/* "(PY0409) Invalid worker attribute for <script type="mpy" worker="./main.py"></script>" */
static gboolean
is_like_element (PyxisLane *lane, const char *element)
{
  const char *source = pyxis_lane_get_source (lane);
  gboolean is_worker = g_strcmp0 (pyxis_lane_get_where (lane), "worker") == 0;

  if (source ? !names_source (source, element) : strstr (element, " src=") != NULL)
    return FALSE;
  return is_worker == (strstr (element, " worker") != NULL);
}

static Suspicion
suspect (PyxisLane *lane, PyxisEvent *event)
{
  const char *text = pyxis_event_get_fields (event)->text;
  const char *element = text ? strstr (text, " for <") : NULL;
  const char *source = pyxis_lane_get_source (lane);
  PyxisLaneState state = pyxis_lane_get_state (lane);
  gboolean is_idle = state == PYXIS_LANE_FETCH || state == PYXIS_LANE_READY;
  gboolean is_loading = state == PYXIS_LANE_RUNTIME || state == PYXIS_LANE_PACKAGES;

  if (!is_idle && !is_loading)
    return SUSPECT_NONE;
  if (element)
    return is_like_element (lane, element) ? SUSPECT_NAMED : SUSPECT_NONE;
  if (source && text && names_source (source, text))
    return SUSPECT_NAMED; /* of a worker as well: the page fetches it */
  if (pyxis_lane_get_worker (lane) > 0 || pyxis_lane_get_script (lane) == 0)
    return SUSPECT_NONE; /* it tells its errors itself */
  return is_loading ? SUSPECT_LOADING : SUSPECT_IDLE;
}

static void
note_start_error (PyxisLifecycle *self, PyxisEvent *event)
{
  Suspicion narrowest = SUSPECT_NONE;

  if (self->n_start_errors == START_ERRORS_MAX)
    return;
  self->n_start_errors++;
  for (guint i = 0; i < self->lanes->len; i++) {
    Suspicion suspicion = suspect (self->lanes->pdata[i], event);

    narrowest = MIN (narrowest, suspicion);
  }
  if (narrowest == SUSPECT_NONE)
    return;
  /* A configuration fails before anything of its interpreter loads. */
  if (narrowest == SUSPECT_LOADING && pyxis_start_error_is_of_configuration (event))
    narrowest = SUSPECT_IDLE;
  for (guint i = 0; i < self->lanes->len; i++)
    if (suspect (self->lanes->pdata[i], event) == narrowest)
      fail_start (self, self->lanes->pdata[i], event);
}

/* WebKit (2.50) gives an interpreter or a module of the configuration that is not there no stack. It may be
 * a module of the page's own: then the scripts go on after all. */
static gboolean
may_stop_start (PyxisEvent *event)
{
  const char *text = pyxis_event_get_fields (event)->text;

  return pyxis_start_error_is_of_python (event) ||
         g_strcmp0 (text, "TypeError: Importing a module script failed.") == 0;
}

void
pyxis_lifecycle_note_error (PyxisLifecycle *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  PyxisLane *lane = g_hash_table_lookup (self->workers, GINT_TO_POINTER (fields->worker));

  if (!pyxis_start_error_is_uncaught (event) || !may_stop_start (event))
    return;
  if (lane && pyxis_lane_get_state (lane) < PYXIS_LANE_RUNNING) {
    fail_start (self, lane, event);
  } else if (fields->worker > 0 || fields->interpreter) {
    forget (self);
    self->error_worker = fields->worker;
    self->error_interpreter = g_strdup (fields->interpreter);
    self->error_line = pyxis_cause_dup_line (&self->cause, event);
  } else {
    note_start_error (self, event);
  }
}

void
pyxis_lifecycle_note_output (PyxisLifecycle *self, const PyxisEventFields *fields)
{
  if (!g_str_equal (fields->kind, "stderr") && is_of_last_error (self, fields))
    forget (self);
}

char *
pyxis_lifecycle_steal_error (PyxisLifecycle *self, const PyxisEventFields *fields)
{
  char *line = NULL;

  if (!is_of_last_error (self, fields))
    return NULL;
  line = g_steal_pointer (&self->error_line);
  forget (self);
  return line;
}

void
pyxis_lifecycle_clear_errors (PyxisLifecycle *self)
{
  forget (self);
  self->n_start_errors = 0;
  pyxis_cause_clear (&self->cause);
}
