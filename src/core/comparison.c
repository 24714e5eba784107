/* SPDX-License-Identifier: Apache-2.0 */
#include "comparison.h"

#include <math.h>

/* What takes less is not measured: a page's clock has whole milliseconds. */
#define LEAST_MS 0.05

static void
row_free (gpointer data)
{
  PyxisComparisonRow *self = data;

  g_free (self->lane);
  g_free (self);
}

static void
add (GPtrArray *rows, const char *lane, const char *phase, double before, double after)
{
  PyxisComparisonRow *row = NULL;

  if (isnan (before) && isnan (after))
    return;
  row = g_new0 (PyxisComparisonRow, 1);
  row->lane = g_strdup (lane);
  row->phase = phase;
  row->before = before;
  row->after = after;
  g_ptr_array_add (rows, row);
}

static double
get_duration (const PyxisStartupLane *lane, PyxisMark mark)
{
  return lane ? pyxis_startup_lane_get_duration (lane, mark) : NAN;
}

static double
get_done (const PyxisStartupLane *lane, double launch)
{
  return lane ? lane->marks[PYXIS_MARK_DONE] + launch : NAN;
}

static void
add_lane (GPtrArray *rows,
          const PyxisStartupLane *before,
          const PyxisStartupLane *after,
          double launch_before,
          double launch_after)
{
  g_autofree char *title = pyxis_startup_lane_dup_title (before ? before : after);

  for (guint i = 0; i < PYXIS_N_PHASES; i++)
    add (rows, title, pyxis_startup_get_phase (i), get_duration (before, i),
         get_duration (after, i));
  add (rows, title, "done", get_done (before, launch_before), get_done (after, launch_after));
}

/* (nullable): the lane of the same title that is not taken yet; takes it. */
static const PyxisStartupLane *
take_same (GPtrArray *lanes, gboolean *taken, const PyxisStartupLane *wanted)
{
  g_autofree char *title = pyxis_startup_lane_dup_title (wanted);

  for (guint i = 0; i < lanes->len; i++) {
    g_autofree char *other = taken[i] ? NULL : pyxis_startup_lane_dup_title (lanes->pdata[i]);

    if (g_strcmp0 (title, other) == 0) {
      taken[i] = TRUE;
      return lanes->pdata[i];
    }
  }
  return NULL;
}

GPtrArray *
pyxis_comparison_new (const PyxisStartup *before, const PyxisStartup *after)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  gboolean is_whole = !isnan (before->launch) && !isnan (after->launch);
  double launch_before = is_whole ? before->launch : 0;
  double launch_after = is_whole ? after->launch : 0;
  g_autofree gboolean *taken = g_new0 (gboolean, after->lanes->len + 1);

  add (rows, NULL, "launch", before->launch, after->launch);
  add (rows, NULL, "load", before->loaded, after->loaded);
  for (guint i = 0; i < before->lanes->len; i++)
    add_lane (rows, before->lanes->pdata[i],
              take_same (after->lanes, taken, before->lanes->pdata[i]), launch_before,
              launch_after);
  for (guint i = 0; i < after->lanes->len; i++)
    if (!taken[i])
      add_lane (rows, NULL, after->lanes->pdata[i], launch_before, launch_after);
  add (rows, NULL, "all-done", before->all_done + launch_before, after->all_done + launch_after);
  return rows;
}

double
pyxis_comparison_row_get_difference (const PyxisComparisonRow *self)
{
  return self->after - self->before;
}

double
pyxis_comparison_row_get_ratio (const PyxisComparisonRow *self)
{
  return self->before >= LEAST_MS ? self->after / self->before : NAN;
}
