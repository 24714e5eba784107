/* SPDX-License-Identifier: Apache-2.0 */
#include "lane-words.h"

#include <math.h>

#include "lanes.h"
#include "outlook.h"

#define STARTED "Fetching: 200 ms. Loading the interpreter: 100 ms. Ready: 10 ms"

static void
test_durations (void)
{
  static const struct {
    double time;
    const char *text;
  } cases[] = {
    { 0, "0 ms" },          { 35.4, "35 ms" },       { 999.4, "999 ms" }, { 999.6, "1.00 s" },
    { 1250, "1.25 s" },     { 9996, "10.0 s" },      { 59900, "59.9 s" }, { 59990, "0 min 59 s" },
    { 60000, "1 min 0 s" }, { 125900, "2 min 5 s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = pyxis_lane_words_format_duration (cases[i].time);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_ticks (void)
{
  static const struct {
    double time;
    double step;
    const char *text;
  } cases[] = {
    { 0, 100, "0" },        { 200, 200, "200 ms" },   { 0.5, 0.1, "0.5 ms" },
    { 1500, 500, "1.5 s" }, { 1500, 20, "1.50 s" },   { 1502, 2, "1.502 s" },
    { 3000, 1000, "3 s" },  { 90000, 10000, "90 s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = pyxis_lane_words_format_tick (cases[i].time, cases[i].step);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* What a screen reader says of the first lane, and what is said of py:all-done. */
static const struct {
  const char *name;
  LaneEvent events[5];
  const char *all;
  PyxisOutlook outlook;
  const char *text;
} cases[] = {
  { "fetching",
    { { 100, "script", "main", 0, 1, "found", LANES_FOUND } },
    "script-1.py, MicroPython, page. Fetching for 6.00 s",
    PYXIS_OUTLOOK_WAITS,
    "py:all-done waits for 1 script." },
  { "worker",
    { { 100, "script", "worker", 0, 1, "found", LANES_FOUND },
      { 100, "script", "worker", 0, 2, "found", LANES_FOUND },
      { 200, "script", "worker", 3, 1, "worker", "{\"shared\":true}" },
      { 300, "mpy:ready", "worker", 3, 1, NULL, NULL },
      { 500, "mpy:done", "worker", 3, 1, NULL, NULL } },
    "script-1.py, MicroPython, worker 3. Done, ran for 200 ms. Fetching: 300 ms. Running: 200 ms",
    PYXIS_OUTLOOK_WAITS,
    "py:all-done waits for 1 script." },
  { "bare-worker",
    { { 200, "script", "worker", 3, 0, "worker", "{\"shared\":true}" },
      { 300, "script", "worker", 3, 0, "ended", NULL } },
    "Worker 3, MicroPython, worker 3. Ended. Fetching: 100 ms",
    PYXIS_OUTLOOK_NONE,
    NULL },
  { "editor",
    { { 100, "mpy-editor", "editor", 0, 1, NULL, NULL } },
    "script-1.py, MicroPython, editor. Not run yet",
    PYXIS_OUTLOOK_NONE,
    NULL },
  { "configuration",
    { { 100, "script", "main", 0, 1, "found", LANES_FOUND },
      { 160, "error", "main", 0, 0, NULL, NULL } },
    "script-1.py, MicroPython, page. Did not start. Fetching: 160 ms. “script-1.py” did not start, "
    "for its configuration cannot be used: PY1000: Invalid JSON",
    PYXIS_OUTLOOK_HOPELESS,
    "py:all-done will not come.\n“script-1.py” did not start, for its configuration cannot be "
    "used: PY1000: Invalid JSON" },
  { "no-shared-memory",
    { { 100, "script", "worker", 0, 1, "found", LANES_FOUND },
      { 200, "script", "worker", 1, 1, "worker", "{\"shared\":false}" } },
    "script-1.py, MicroPython, worker 1. Fetching for 6.00 s. “script-1.py” is a worker without "
    "shared memory (SharedArrayBuffer) and cannot tell the page that it is done.",
    PYXIS_OUTLOOK_HOPELESS,
    "py:all-done will not come.\n“script-1.py” is a worker without shared memory "
    "(SharedArrayBuffer) and cannot tell the page that it is done." },
  { "no-pyscript",
    { { 100, "script", "main", 0, 1, "found", "{\"core\":false,\"awaited\":true}" } },
    "script-1.py, MicroPython, page. Fetching for 6.00 s. “script-1.py” waits for PyScript, which "
    "has not loaded: is the address of core.js right?",
    PYXIS_OUTLOOK_DOUBTFUL,
    "py:all-done may not come.\n“script-1.py” waits for PyScript, which has not loaded: is the "
    "address of core.js right?" },
  { "ended",
    { { 100, "script", "worker", 0, 1, "found", LANES_FOUND },
      { 200, "script", "worker", 1, 1, "worker", "{\"shared\":true}" },
      { 300, "script", "worker", 1, 1, "ended", NULL } },
    "script-1.py, MicroPython, worker 1. Ended. Fetching: 300 ms. “script-1.py” was ended before "
    "it was done.",
    PYXIS_OUTLOOK_HOPELESS,
    "py:all-done will not come.\n“script-1.py” was ended before it was done." },
};

static void
append (PyxisEventLog *log, const LaneEvent *event)
{
  PyxisEventFields error = { .kind = "error",
                             .t = event->t,
                             .where = "main",
                             .text = "PY1000: Invalid JSON\nUnexpected token",
                             .detail = "{\"type\":\"PY1000\",\"handled\":false}" };

  if (g_str_equal (event->kind, "error"))
    pyxis_event_log_append (log, &error);
  else
    lanes_append (log, event);
}

static void
assert_words (PyxisLifecycle *lifecycle, const char *all, PyxisOutlook outlook, const char *text)
{
  g_autoptr (PyxisLane) lane = g_list_model_get_item (G_LIST_MODEL (lifecycle), 0);
  g_autofree char *told = pyxis_lane_words_dup_all (lane, 6000);
  g_autofree char *outlook_text = NULL;

  g_assert_cmpstr (told, ==, all);
  g_assert_cmpint (pyxis_outlook_read (lifecycle, 6000, &outlook_text), ==, outlook);
  g_assert_cmpstr (outlook_text, ==, text);
}

static void
test_case (gconstpointer data)
{
  gsize n = GPOINTER_TO_SIZE (data);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisLifecycle) lifecycle = pyxis_lifecycle_new (log);

  for (guint i = 0; i < G_N_ELEMENTS (cases[n].events) && cases[n].events[i].kind; i++)
    append (log, &cases[n].events[i]);
  assert_words (lifecycle, cases[n].all, cases[n].outlook, cases[n].text);
}

/* From running to the end of all. */
static void
test_run (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisLifecycle) lifecycle = pyxis_lifecycle_new (log);

  lanes_start (log, 1);
  assert_words (lifecycle,
                "script-1.py, MicroPython, page. Running for 5.69 s. " STARTED
                ". “script-1.py” has been running for 5.69 s and may never end.",
                PYXIS_OUTLOOK_DOUBTFUL,
                "py:all-done may not come.\n“script-1.py” has been running for 5.69 s and may "
                "never end.");
  lanes_finish (log, 1, 500);
  lanes_append (log, &(LaneEvent){ 1501, "py:all-done", "main", 0, 0, NULL, NULL });
  assert_words (
    lifecycle, "script-1.py, MicroPython, page. Done, ran for 190 ms. " STARTED ". Running: 190 ms",
    PYXIS_OUTLOOK_DONE, "py:all-done came after 1.50 s.");
}

/* A page of very many is not told line by line. */
static void
test_many (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisLifecycle) lifecycle = pyxis_lifecycle_new (log);
  g_autofree char *text = NULL;
  g_autofree char *left_out = NULL;
  g_auto (GStrv) lines = NULL;

  for (int i = 1; i <= 500; i++)
    lanes_start (log, i);
  g_assert_cmpint (pyxis_outlook_read (lifecycle, 9000, &text), ==, PYXIS_OUTLOOK_DOUBTFUL);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpstr (lines[5], ==, "And 496 more.");
  g_assert_null (pyxis_outlook_dup_left_out (lifecycle));
  for (int i = 501; i <= PYXIS_LIFECYCLE_MAX + 1; i++)
    lanes_append (log, &(LaneEvent){ 400, "mpy:ready", "main", 0, i, NULL, NULL });
  left_out = pyxis_outlook_dup_left_out (lifecycle);
  g_assert_cmpstr (left_out, ==, "1 more is not shown.");
}

static void
test_segment (void)
{
  PyxisSegment segment = { PYXIS_LANE_PACKAGES, 1200, 1550 };
  g_autofree char *text = pyxis_lane_words_dup_segment (&segment, 9000);
  g_autofree char *open = NULL;

  g_assert_cmpstr (text, ==, "Loading packages: 350 ms, from 1.20 s to 1.55 s");
  segment.end = NAN;
  open = pyxis_lane_words_dup_segment (&segment, 2200);
  g_assert_cmpstr (open, ==, "Loading packages: 1.00 s so far, since 1.20 s");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane-words/durations", test_durations);
  g_test_add_func ("/lane-words/ticks", test_ticks);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/lane-words/case/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
  }
  g_test_add_func ("/lane-words/run", test_run);
  g_test_add_func ("/lane-words/many", test_many);
  g_test_add_func ("/lane-words/segment", test_segment);
  return g_test_run ();
}
