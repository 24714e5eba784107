/* SPDX-License-Identifier: Apache-2.0 */
#include "time-scale.h"

#include <math.h>

#define SPAN_MIN 1
#define TICK_WIDTH 80 /* px, at least */

struct _PyxisTimeScale {
  GObject parent_instance;

  double start;
  double span;
  double end;
  gboolean is_whole;
  PyxisLane *lane; /* (nullable) */
  guint segment;
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisTimeScale, pyxis_time_scale, G_TYPE_OBJECT)

static void
changed (PyxisTimeScale *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_part (PyxisTimeScale *self, double start, double span)
{
  self->span = CLAMP (span, SPAN_MIN, self->end);
  self->start = CLAMP (start, 0, self->end - self->span);
  self->is_whole = self->span >= self->end;
}

static void
pyxis_time_scale_dispose (GObject *object)
{
  g_clear_object (&PYXIS_TIME_SCALE (object)->lane);

  G_OBJECT_CLASS (pyxis_time_scale_parent_class)->dispose (object);
}

static void
pyxis_time_scale_class_init (PyxisTimeScaleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_time_scale_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_time_scale_init (PyxisTimeScale *self)
{
  self->end = self->span = SPAN_MIN;
  self->is_whole = TRUE;
}

PyxisTimeScale *
pyxis_time_scale_new (void)
{
  return g_object_new (PYXIS_TYPE_TIME_SCALE, NULL);
}

double
pyxis_time_scale_get_start (PyxisTimeScale *self)
{
  g_return_val_if_fail (PYXIS_IS_TIME_SCALE (self), 0);

  return self->start;
}

double
pyxis_time_scale_get_span (PyxisTimeScale *self)
{
  g_return_val_if_fail (PYXIS_IS_TIME_SCALE (self), SPAN_MIN);

  return self->span;
}

double
pyxis_time_scale_get_end (PyxisTimeScale *self)
{
  g_return_val_if_fail (PYXIS_IS_TIME_SCALE (self), SPAN_MIN);

  return self->end;
}

void
pyxis_time_scale_set_end (PyxisTimeScale *self, double end)
{
  g_return_if_fail (PYXIS_IS_TIME_SCALE (self));

  end = MAX (end, SPAN_MIN);
  if (end == self->end)
    return;
  self->end = end;
  set_part (self, self->start, self->is_whole ? end : self->span);
  changed (self);
}

void
pyxis_time_scale_zoom (PyxisTimeScale *self, double factor, double anchor)
{
  double span;

  g_return_if_fail (PYXIS_IS_TIME_SCALE (self) && factor > 0);

  anchor = CLAMP (anchor, self->start, self->start + self->span);
  span = CLAMP (self->span / factor, SPAN_MIN, self->end);
  set_part (self, anchor - (anchor - self->start) * span / self->span, span);
  changed (self);
}

void
pyxis_time_scale_scroll_to (PyxisTimeScale *self, double start)
{
  double before;

  g_return_if_fail (PYXIS_IS_TIME_SCALE (self));

  before = self->start;
  set_part (self, start, self->span);
  if (self->start != before)
    changed (self);
}

void
pyxis_time_scale_reveal (PyxisTimeScale *self, double begin, double end)
{
  g_return_if_fail (PYXIS_IS_TIME_SCALE (self));

  if (begin < self->start)
    pyxis_time_scale_scroll_to (self, begin);
  else if (end > self->start + self->span)
    pyxis_time_scale_scroll_to (self, MIN (begin, end - self->span));
}

void
pyxis_time_scale_fit (PyxisTimeScale *self)
{
  g_return_if_fail (PYXIS_IS_TIME_SCALE (self));

  set_part (self, 0, self->end);
  changed (self);
}

void
pyxis_time_scale_set_mark (PyxisTimeScale *self, PyxisLane *lane, guint segment)
{
  g_return_if_fail (PYXIS_IS_TIME_SCALE (self));

  if (self->lane == lane && self->segment == segment)
    return;
  g_set_object (&self->lane, lane);
  self->segment = segment;
  changed (self);
}

gboolean
pyxis_time_scale_is_marked (PyxisTimeScale *self, PyxisLane *lane, guint segment)
{
  g_return_val_if_fail (PYXIS_IS_TIME_SCALE (self), FALSE);

  return lane && self->lane == lane && self->segment == segment;
}

double
pyxis_time_scale_to_x (PyxisTimeScale *self, double time, double width)
{
  g_return_val_if_fail (PYXIS_IS_TIME_SCALE (self), 0);

  return (time - self->start) / self->span * width;
}

double
pyxis_time_scale_to_time (PyxisTimeScale *self, double x, double width)
{
  g_return_val_if_fail (PYXIS_IS_TIME_SCALE (self), 0);

  return width > 0 ? self->start + x / width * self->span : self->start;
}

double
pyxis_time_scale_get_step (PyxisTimeScale *self, double width)
{
  double least;
  double power;

  g_return_val_if_fail (PYXIS_IS_TIME_SCALE (self), 1);

  least = self->span * TICK_WIDTH / MAX (width, TICK_WIDTH);
  power = pow (10, floor (log10 (least)));
  if (power >= least)
    return power;
  if (2 * power >= least)
    return 2 * power;
  return 5 * power >= least ? 5 * power : 10 * power;
}
