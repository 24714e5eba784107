/* SPDX-License-Identifier: Apache-2.0 */
#include "startup.h"

#include <math.h>

#include "../util/sample-log.h"

typedef struct {
  const char *title;
  double marks[PYXIS_N_MARKS];
} Expected;

static void
assert_lane (const PyxisStartupLane *lane, const Expected *expected)
{
  g_autofree char *title = pyxis_startup_lane_dup_title (lane);

  g_assert_cmpstr (title, ==, expected->title);
  for (guint i = 0; i < PYXIS_N_MARKS; i++)
    if (isnan (expected->marks[i]))
      g_assert_true (isnan (lane->marks[i]));
    else
      g_assert_cmpfloat (lane->marks[i], ==, expected->marks[i]);
}

/* Scripts of the page have the first marks of their interpreter, a worker has its own. */
static void
test_lanes (void)
{
  static const Expected expected[] = {
    { "count.py (micropython, worker 1)", { 0, 120, 190, 190, 200, 250 } },
    { "main.py (micropython, main)", { 0, 100, 140, 160, 170, 210 } },
    { "other.py (pyodide, main)", { 0, 110, 4000, 4300, 4350, 4600 } },
  };
  g_autoptr (GPtrArray) events = sample_log_new (1);
  g_autoptr (PyxisStartup) startup = pyxis_startup_new (events, 0);

  g_assert_cmpuint (startup->navigation, ==, 1);
  g_assert_cmpfloat (startup->began, ==, SAMPLE_LOG_BEGAN);
  g_assert_cmpfloat (startup->launch, ==, 250);
  g_assert_cmpfloat (startup->loaded, ==, 30);
  g_assert_cmpfloat (startup->all_done, ==, 4601);
  g_assert_cmpuint (startup->lanes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_lane (startup->lanes->pdata[i], &expected[i]);
  g_assert_cmpfloat (pyxis_startup_lane_get_duration (startup->lanes->pdata[2], PYXIS_MARK_RUNTIME),
                     ==, 3890);
  g_assert_cmpstr (pyxis_startup_get_phase (PYXIS_MARK_READY), ==, "running");
}

/* A reload is a start of its own, which the program's start does not count to. */
static void
test_navigations (void)
{
  g_autoptr (GPtrArray) events = sample_log_new (3);
  g_autoptr (PyxisStartup) newest = pyxis_startup_new (events, 0);
  g_autoptr (PyxisStartup) second = pyxis_startup_new (events, 2);
  g_autoptr (PyxisStartup) none = pyxis_startup_new (events, 9);

  g_assert_cmpuint (newest->navigation, ==, 3);
  g_assert_cmpuint (newest->lanes->len, ==, 3);
  g_assert_true (isnan (newest->launch));
  g_assert_cmpfloat (second->began, ==, SAMPLE_LOG_BEGAN + 10000);
  g_assert_cmpuint (none->lanes->len, ==, 0);
  g_assert_true (isnan (none->began));
}

static void
append (GPtrArray *events, SampleRow row)
{
  g_ptr_array_add (events, sample_log_new_event (events->len + 1, 1, &row, 0));
}

/* An interpreter whose script never came is a lane; an editor does not begin with the page; the first run of
 * several counts; a page without Python has no lanes. */
static void
test_unfinished (void)
{
  static const Expected expected[] = {
    { "pyodide (main)", { 0, 50, NAN, NAN, NAN, NAN } },
    { "micropython (editor 2)", { NAN, 60, 70, 70, NAN, 80 } },
  };
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (PyxisStartup) startup = NULL;
  g_autoptr (PyxisStartup) empty = pyxis_startup_new (nothing, 0);

  append (events, (SampleRow){ 50, "py:progress", "pyodide", "main", .text = "Loading Pyodide" });
  append (events, (SampleRow){ 60, "mpy:progress", "micropython", "editor", 2,
                               .text = "Loading MicroPython" });
  append (events, (SampleRow){ 70, "mpy:progress", "micropython", "editor", 2,
                               .text = "Loaded MicroPython" });
  append (events, (SampleRow){ 80, "py-editor:done", "micropython", "editor", 2 });
  append (events, (SampleRow){ 90, "py-editor:done", "micropython", "editor", 2 });
  startup = pyxis_startup_new (events, 0);
  g_assert_cmpuint (startup->lanes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_lane (startup->lanes->pdata[i], &expected[i]);
  g_assert_true (isnan (startup->all_done));
  g_assert_cmpuint (empty->lanes->len, ==, 0);
}

/* A page may start workers without end. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PyxisStartup) startup = NULL;

  for (int i = 1; i <= 5000; i++)
    append (events, (SampleRow){ i, "mpy:progress", "micropython", "worker", i,
                                 .text = "Loading MicroPython" });
  startup = pyxis_startup_new (events, 0);
  g_assert_cmpuint (startup->lanes->len, ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/startup/lanes", test_lanes);
  g_test_add_func ("/startup/navigations", test_navigations);
  g_test_add_func ("/startup/unfinished", test_unfinished);
  g_test_add_func ("/startup/many", test_many);
  return g_test_run ();
}
