/* SPDX-License-Identifier: Apache-2.0 */
#include "lane-private.h"

#include <math.h>

/* An editor may be run without end. */
#define SEGMENTS_MAX 200

struct _PyxisLane {
  GObject parent_instance;

  char *interpreter;
  char *where;
  char *name;
  char *element;
  char *source;
  int script;
  int worker;
  PyxisLaneState state;
  GArray *segments; /* of PyxisSegment */
  double ended;
  char *failure;
  PyxisPending pending;
  gboolean is_terminal;
  gboolean is_awaited;
  gboolean is_shared;
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisLane, pyxis_lane, G_TYPE_OBJECT)

static void
pyxis_lane_finalize (GObject *object)
{
  PyxisLane *self = PYXIS_LANE (object);

  g_free (self->interpreter);
  g_free (self->where);
  g_free (self->name);
  g_free (self->element);
  g_free (self->source);
  g_free (self->failure);
  g_array_unref (self->segments);

  G_OBJECT_CLASS (pyxis_lane_parent_class)->finalize (object);
}

static void
pyxis_lane_class_init (PyxisLaneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_lane_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_lane_init (PyxisLane *self)
{
  self->segments = g_array_new (FALSE, FALSE, sizeof (PyxisSegment));
  self->ended = NAN;
  self->is_shared = TRUE;
}

PyxisLaneKind
pyxis_lane_get_kind (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), PYXIS_LANE_MAIN);

  if (self->is_terminal)
    return PYXIS_LANE_TERMINAL;
  if (g_strcmp0 (self->where, "editor") == 0)
    return PYXIS_LANE_EDITOR;
  return g_strcmp0 (self->where, "worker") == 0 ? PYXIS_LANE_WORKER : PYXIS_LANE_MAIN;
}

PyxisLaneState
pyxis_lane_get_state (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), PYXIS_LANE_WAITING);

  return self->state;
}

const char *
pyxis_lane_get_interpreter (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), NULL);

  return self->interpreter;
}

const char *
pyxis_lane_get_where (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), NULL);

  return self->where;
}

const char *
pyxis_lane_get_name (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), NULL);

  return self->name;
}

const char *
pyxis_lane_get_element (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), NULL);

  return self->element;
}

const char *
pyxis_lane_get_source (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), NULL);

  return self->source;
}

int
pyxis_lane_get_script (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), 0);

  return self->script;
}

int
pyxis_lane_get_worker (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), 0);

  return self->worker;
}

const char *
pyxis_lane_get_failure (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), NULL);

  return self->failure;
}

const PyxisSegment *
pyxis_lane_get_segments (PyxisLane *self, guint *n)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self) && n, NULL);

  *n = self->segments->len;
  return (const PyxisSegment *) self->segments->data;
}

double
pyxis_lane_get_ended (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), NAN);

  return self->ended;
}

gboolean
pyxis_lane_is_awaited (PyxisLane *self)
{
  g_return_val_if_fail (PYXIS_IS_LANE (self), FALSE);

  return self->is_awaited;
}

/* (nullable): that which goes on. */
static PyxisSegment *
peek_open (PyxisLane *self)
{
  guint n = self->segments->len;
  PyxisSegment *last = n > 0 ? &g_array_index (self->segments, PyxisSegment, n - 1) : NULL;

  return last && isnan (last->end) ? last : NULL;
}

PyxisPending
pyxis_lane_get_pending (PyxisLane *self, double now)
{
  const PyxisSegment *open;

  g_return_val_if_fail (PYXIS_IS_LANE (self), PYXIS_PENDING_NONE);

  if (!self->is_awaited)
    return PYXIS_PENDING_NONE;
  if (!self->is_shared)
    return PYXIS_PENDING_NO_SHARED_MEMORY;
  if (self->pending != PYXIS_PENDING_NONE)
    return self->pending;
  open = peek_open (self);
  if (self->state != PYXIS_LANE_RUNNING || !open || now - open->begin < PYXIS_PENDING_LONG)
    return PYXIS_PENDING_NONE;
  return self->is_terminal ? PYXIS_PENDING_TERMINAL : PYXIS_PENDING_RUNNING;
}

PyxisLane *
pyxis_lane_new (const PyxisEventFields *fields)
{
  PyxisLane *self = g_object_new (PYXIS_TYPE_LANE, NULL);

  pyxis_lane_identify (self, fields);
  self->worker = fields->worker;
  return self;
}

static void
fill_in (char **own, const char *text)
{
  if (!*own)
    *own = g_strdup (text);
}

void
pyxis_lane_identify (PyxisLane *self, const PyxisEventFields *fields)
{
  fill_in (&self->interpreter, fields->interpreter);
  fill_in (&self->where, fields->where);
  fill_in (&self->name, fields->name);
  fill_in (&self->element, fields->element);
  fill_in (&self->source, fields->source);
  if (self->script == 0)
    self->script = fields->script;
}

void
pyxis_lane_set_terminal (PyxisLane *self)
{
  self->is_terminal = TRUE;
}

void
pyxis_lane_set_awaited (PyxisLane *self, gboolean is_awaited)
{
  self->is_awaited = is_awaited;
}

void
pyxis_lane_set_pending (PyxisLane *self, PyxisPending pending, const char *failure)
{
  char *own = g_strdup (failure); /* it may be the one before */

  self->pending = pending;
  g_free (self->failure);
  self->failure = own;
}

void
pyxis_lane_set_worker (PyxisLane *self, int worker)
{
  self->worker = worker;
}

void
pyxis_lane_set_shared (PyxisLane *self, gboolean is_shared)
{
  self->is_shared = is_shared;
}

gboolean
pyxis_lane_is_shared (PyxisLane *self)
{
  return self->is_shared;
}

/* Events of several threads may come a little late. */
static double
close_segment (PyxisLane *self, double t)
{
  guint n = self->segments->len;
  PyxisSegment *last = n > 0 ? &g_array_index (self->segments, PyxisSegment, n - 1) : NULL;

  if (!last)
    return t;
  if (isnan (last->end))
    last->end = MAX (t, last->begin);
  return MAX (t, last->end);
}

gboolean
pyxis_lane_enter (PyxisLane *self, PyxisLaneState state, double t)
{
  double begin;

  if (self->state == state)
    return FALSE;
  begin = close_segment (self, pyxis_lane_clamp_time (t));
  self->state = state;
  self->ended = state >= PYXIS_LANE_DONE ? begin : NAN;
  if (state >= PYXIS_LANE_FETCH && state <= PYXIS_LANE_RUNNING) {
    PyxisSegment segment = { state, begin, NAN };

    if (self->segments->len == SEGMENTS_MAX)
      g_array_remove_range (self->segments, 0, SEGMENTS_MAX / 2);
    g_array_append_val (self->segments, segment);
  }
  return TRUE;
}

void
pyxis_lane_changed (PyxisLane *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}
