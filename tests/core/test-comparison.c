/* SPDX-License-Identifier: Apache-2.0 */
#include "comparison.h"

#include <math.h>

#include "../util/sample-log.h"

static const PyxisComparisonRow *
find_row (GPtrArray *rows, const char *lane, const char *phase)
{
  for (guint i = 0; i < rows->len; i++) {
    const PyxisComparisonRow *row = rows->pdata[i];

    if (g_strcmp0 (row->lane, lane) == 0 && g_str_equal (row->phase, phase))
      return row;
  }
  return NULL;
}

static void
assert_row (GPtrArray *rows, const char *lane, const char *phase, double before, double after)
{
  const PyxisComparisonRow *row = find_row (rows, lane, phase);

  g_test_message ("%s %s", lane, phase);
  g_assert_nonnull (row);
  g_assert_cmpfloat (row->before, ==, before);
  g_assert_cmpfloat (row->after, ==, after);
  g_assert_cmpfloat (pyxis_comparison_row_get_difference (row), ==, after - before);
}

/* Of a reload, the program's start is not known: both then count from the page's. */
static void
test_two (void)
{
  static const char other[] = "other.py (pyodide, main)";
  g_autoptr (GPtrArray) events = sample_log_new (2);
  g_autoptr (PyxisStartup) first = pyxis_startup_new (events, 1);
  g_autoptr (PyxisStartup) second = pyxis_startup_new (events, 2);
  g_autoptr (GPtrArray) same = pyxis_comparison_new (first, first);
  g_autoptr (GPtrArray) rows = NULL;
  PyxisStartupLane *changed = second->lanes->pdata[2];

  assert_row (same, other, "done", 4850, 4850);
  assert_row (same, NULL, "all-done", 4851, 4851);
  assert_row (same, NULL, "launch", 250, 250);

  changed->marks[PYXIS_MARK_PACKAGES] = 2055;
  rows = pyxis_comparison_new (first, second);
  assert_row (rows, other, "runtime", 3890, 1945);
  g_assert_cmpfloat (pyxis_comparison_row_get_ratio (find_row (rows, other, "runtime")), ==, 0.5);
  assert_row (rows, other, "packages", 300, 2245);
  assert_row (rows, other, "done", 4600, 4600);
  assert_row (rows, NULL, "load", 30, 30);
  g_assert_true (isnan (find_row (rows, NULL, "launch")->after));
  g_assert_true (isnan (pyxis_comparison_row_get_ratio (find_row (rows, NULL, "launch"))));
  g_assert_cmpuint (rows->len, ==, 3 + 3 * 6);
}

/* What only one of the two has is there with an empty side; what took no time has no ratio. */
static void
test_only_one (void)
{
  g_autoptr (GPtrArray) events = sample_log_new (1);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (PyxisStartup) whole = pyxis_startup_new (events, 0);
  g_autoptr (PyxisStartup) empty = pyxis_startup_new (nothing, 0);
  g_autoptr (GPtrArray) rows = pyxis_comparison_new (empty, whole);
  g_autoptr (GPtrArray) none = pyxis_comparison_new (empty, empty);
  const PyxisComparisonRow *row = find_row (rows, "count.py (micropython, worker 1)", "packages");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (rows->len, ==, 3 + 3 * 6);
  g_assert_true (isnan (row->before));
  g_assert_cmpfloat (row->after, ==, 0);
  g_assert_true (isnan (pyxis_comparison_row_get_difference (row)));
}

/* Two scripts of the same name: the first is the first. */
static void
test_alike (void)
{
  g_autoptr (GPtrArray) events = sample_log_new (1);
  g_autoptr (PyxisStartup) before = NULL;
  g_autoptr (PyxisStartup) after = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  static const SampleRow more[] = {
    { 5000, "mpy:ready", "micropython", "main", 0, 7, "./main.py", NULL, NULL },
    { 5010, "mpy:done", "micropython", "main", 0, 7, "./main.py", NULL, NULL },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    g_ptr_array_add (events, sample_log_new_event (100 + i, 1, &more[i], SAMPLE_LOG_BEGAN));
  before = pyxis_startup_new (events, 0);
  after = pyxis_startup_new (events, 0);
  rows = pyxis_comparison_new (before, after);
  for (guint i = 0; i < rows->len; i++) {
    const PyxisComparisonRow *row = rows->pdata[i];

    g_assert_cmpfloat (pyxis_comparison_row_get_difference (row), ==, 0);
    n += g_str_equal (row->phase, "running");
  }
  g_assert_cmpuint (n, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/two", test_two);
  g_test_add_func ("/comparison/only-one", test_only_one);
  g_test_add_func ("/comparison/alike", test_alike);
  return g_test_run ();
}
