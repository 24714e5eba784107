/* SPDX-License-Identifier: Apache-2.0 */
#include "startup.h"

#include <math.h>
#include <string.h>

#include "progress.h"

/* A page may start workers without end. */
#define MAX_LANES 1000

static void
lane_free (gpointer data)
{
  PyxisStartupLane *self = data;

  g_free (self->interpreter);
  g_free (self->where);
  g_free (self->name);
  g_free (self->element);
  g_free (self->source);
  g_free (self);
}

static PyxisStartupLane *
lane_new (const PyxisEventFields *fields)
{
  PyxisStartupLane *self = g_new0 (PyxisStartupLane, 1);

  self->interpreter = g_strdup (fields->interpreter);
  self->where = g_strdup (fields->where ? fields->where : "main");
  self->name = g_strdup (fields->name);
  self->element = g_strdup (fields->element);
  self->source = g_strdup (fields->source);
  self->worker = fields->worker;
  self->script = fields->script;
  for (guint i = 0; i < PYXIS_N_MARKS; i++)
    self->marks[i] = NAN;
  return self;
}

/* A worker is known by its number, as its script is said only later; what runs in the page by its script,
 * and an interpreter that has none yet by its kind. */
static gboolean
is_of (const PyxisStartupLane *lane, const PyxisEventFields *fields)
{
  if (fields->worker > 0 || lane->worker > 0)
    return lane->worker == fields->worker;
  return lane->script == fields->script &&
         g_strcmp0 (lane->interpreter, fields->interpreter) == 0 &&
         g_strcmp0 (lane->where, fields->where) == 0;
}

/* (nullable): NULL where there are too many. */
static PyxisStartupLane *
find_lane (PyxisStartup *self, const PyxisEventFields *fields)
{
  PyxisStartupLane *lane;

  for (guint i = 0; i < self->lanes->len; i++)
    if (is_of (self->lanes->pdata[i], fields))
      return self->lanes->pdata[i];
  if (self->lanes->len == MAX_LANES)
    return NULL;
  lane = lane_new (fields);
  g_ptr_array_add (self->lanes, lane);
  return lane;
}

/* Only the first of each counts: an editor runs often, a page dispatches what it likes. */
static void
set_mark (PyxisStartupLane *lane, PyxisMark mark, double t)
{
  if (isnan (lane->marks[mark]))
    lane->marks[mark] = t;
}

static void
note_progress (PyxisStartup *self, const PyxisEventFields *fields)
{
  PyxisEventFields of_interpreter = *fields;
  PyxisStartupLane *lane;
  const char *text = fields->text;

  if (fields->worker == 0)
    of_interpreter.script = 0; /* of all scripts of the page */
  lane = find_lane (self, &of_interpreter);
  if (!lane)
    return;
  set_mark (lane, PYXIS_MARK_RUNTIME, fields->t);
  if (!pyxis_progress_is_of_interpreter (text))
    set_mark (lane, PYXIS_MARK_PACKAGES, fields->t);
  if (pyxis_progress_is_last_word (text))
    set_mark (lane, PYXIS_MARK_PREPARED, fields->t);
}

/* A script of the page begins with what its interpreter went through. */
static void
inherit (PyxisStartup *self, PyxisStartupLane *lane)
{
  if (lane->worker > 0 || lane->script == 0 || !isnan (lane->marks[PYXIS_MARK_READY]))
    return;
  for (guint i = 0; i < self->lanes->len; i++) {
    const PyxisStartupLane *other = self->lanes->pdata[i];

    if (other->worker == 0 && other->script == 0 &&
        g_strcmp0 (other->interpreter, lane->interpreter) == 0)
      memcpy (lane->marks, other->marks, sizeof lane->marks);
  }
}

/* What a worker said before was without its script. */
static void
fill_in (PyxisStartupLane *lane, const PyxisEventFields *fields)
{
  if (lane->script > 0)
    return;
  lane->script = fields->script;
  if (!lane->name)
    lane->name = g_strdup (fields->name);
  if (!lane->element)
    lane->element = g_strdup (fields->element);
  if (!lane->source)
    lane->source = g_strdup (fields->source);
}

static void
note_script (PyxisStartup *self, const PyxisEventFields *fields, PyxisMark mark)
{
  PyxisStartupLane *lane = find_lane (self, fields);

  if (!lane)
    return;
  if (fields->worker > 0)
    fill_in (lane, fields);
  inherit (self, lane);
  set_mark (lane, mark, fields->t);
}

static void
note_page (PyxisStartup *self, PyxisEvent *event)
{
  g_autofree char *state = pyxis_event_dup_detail (event, "state");

  if (g_strcmp0 (state, "finished") == 0 && isnan (self->loaded))
    self->loaded = pyxis_event_get_fields (event)->t;
}

static void
note (PyxisStartup *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  if (isnan (self->began) && fields->at > 0)
    self->began = fields->at - fields->t;
  if (g_str_equal (fields->kind, "page"))
    note_page (self, event);
  else if (g_str_equal (fields->kind, "py:all-done") && isnan (self->all_done))
    self->all_done = fields->t;
  else if (g_str_equal (fields->kind, "py:progress") || g_str_equal (fields->kind, "mpy:progress"))
    note_progress (self, fields);
  else if (g_str_has_suffix (fields->kind, ":ready"))
    note_script (self, fields, PYXIS_MARK_READY);
  else if (g_str_has_suffix (fields->kind, ":done"))
    note_script (self, fields, PYXIS_MARK_DONE);
}

static guint
find_navigation (GPtrArray *events)
{
  guint newest = 0;

  for (guint i = events->len; i-- > 0;) {
    PyxisEvent *event = events->pdata[i];

    newest = MAX (newest, pyxis_event_get_navigation (event));
    if (g_str_has_suffix (pyxis_event_get_fields (event)->kind, "py:progress"))
      return pyxis_event_get_navigation (event);
  }
  return newest;
}

/* What came before the first navigation counts from when the program started, or the project was opened: the
 * earliest that one of them says, for the log may have begun before it was told. */
static double
find_launch (GPtrArray *events, double began)
{
  double launch = NAN;

  for (guint i = 0; i < events->len; i++) {
    const PyxisEventFields *fields = pyxis_event_get_fields (events->pdata[i]);

    if (pyxis_event_get_navigation (events->pdata[i]) > 0)
      break;
    if (fields->at > 0 && began >= fields->at - fields->t)
      launch =
        fmax (launch, began - (fields->at - fields->t)); /* of NaN and a number, the number */
  }
  return launch;
}

/* Interpreters of the page whose scripts have lanes are none of their own. */
static void
remove_shared (PyxisStartup *self)
{
  for (guint i = self->lanes->len; i-- > 0;) {
    PyxisStartupLane *lane = self->lanes->pdata[i];
    gboolean is_shared = FALSE;

    if (lane->worker > 0 || lane->script > 0)
      continue;
    for (guint j = 0; j < self->lanes->len && !is_shared; j++) {
      PyxisStartupLane *other = self->lanes->pdata[j];

      is_shared = other->worker == 0 && other->script > 0 &&
                  g_strcmp0 (other->interpreter, lane->interpreter) == 0;
    }
    if (is_shared)
      g_ptr_array_remove_index (self->lanes, i);
  }
}

/* Those that the page itself has begin with it. */
static void
set_begins (PyxisStartup *self)
{
  for (guint i = 0; i < self->lanes->len; i++) {
    PyxisStartupLane *lane = self->lanes->pdata[i];

    if (!g_str_equal (lane->where, "editor") && (lane->worker == 0 || lane->script > 0))
      lane->marks[PYXIS_MARK_BEGIN] = 0;
  }
}

/* Where the events of a navigation begin: a log has them in order. */
static guint
find_first (GPtrArray *events, guint navigation)
{
  guint low = 0;
  guint high = events->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (pyxis_event_get_navigation (events->pdata[middle]) < navigation)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

PyxisStartup *
pyxis_startup_new (GPtrArray *events, guint navigation)
{
  PyxisStartup *self = g_new0 (PyxisStartup, 1);

  self->navigation = navigation > 0 ? navigation : find_navigation (events);
  self->began = self->launch = self->loaded = self->all_done = NAN;
  self->lanes = g_ptr_array_new_with_free_func (lane_free);
  for (guint i = find_first (events, self->navigation); i < events->len; i++) {
    if (pyxis_event_get_navigation (events->pdata[i]) != self->navigation)
      break;
    note (self, events->pdata[i]);
  }
  if (self->navigation == 1)
    self->launch = find_launch (events, self->began);
  remove_shared (self);
  set_begins (self);
  return self;
}

void
pyxis_startup_free (PyxisStartup *self)
{
  g_ptr_array_unref (self->lanes);
  g_free (self);
}

const char *
pyxis_startup_get_phase (PyxisMark mark)
{
  static const char *const names[] = { "fetch", "runtime", "packages", "ready", "running" };

  g_return_val_if_fail (mark < PYXIS_N_PHASES, NULL);

  return names[mark];
}

double
pyxis_startup_lane_get_duration (const PyxisStartupLane *self, PyxisMark mark)
{
  g_return_val_if_fail (self && mark < PYXIS_N_PHASES, NAN);

  return self->marks[mark + 1] - self->marks[mark];
}

const char *
pyxis_startup_lane_get_label (const PyxisStartupLane *self)
{
  const char *label = self->name ? self->name : self->source ? self->source : self->element;

  return label && g_str_has_prefix (label, "./") ? label + strlen ("./") : label;
}

char *
pyxis_startup_lane_dup_title (const PyxisStartupLane *self)
{
  const char *label = pyxis_startup_lane_get_label (self);
  g_autofree char *number = self->worker > 0 ? g_strdup_printf (" %d", self->worker) : NULL;
  g_autofree char *place = g_strconcat (self->where, number, NULL);

  if (label && self->interpreter)
    return g_strdup_printf ("%s (%s, %s)", label, self->interpreter, place);
  return g_strdup_printf ("%s (%s)",
                          label               ? label
                          : self->interpreter ? self->interpreter
                                              : "?",
                          place);
}
