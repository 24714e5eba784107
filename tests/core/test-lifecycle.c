/* SPDX-License-Identifier: Apache-2.0 */
#include "lifecycle.h"

#include <math.h>
#include <string.h>

/* The events are those of real pages (tests/fixtures/failing and bridge), as `pyxis check --events` tells
 * them: "t kind where worker interpreter script [source] | text | detail", "-" for what is not there. */
#define FOUND "| found | {\"core\":true,\"awaited\":true,\"terminal\":false}"
#define WORKER "| worker | {\"shared\":true}"
#define MPY_FOUND "100 script main - micropython 1 - " FOUND
#define MPY_LOADING "200 mpy:progress main - micropython - - | Loading MicroPython |"
#define MPY_LOADED "300 mpy:progress main - micropython - - | Loaded MicroPython |"
#define MPY_READY "310 mpy:ready main - micropython 1 - ||"

/* What runs since 310 has not done so for long, but has since 309. */
#define NOW (309 + PYXIS_PENDING_LONG)

static const char *
none_to_null (const char *text)
{
  return g_str_equal (text, "-") || *text == '\0' ? NULL : text;
}

static int
read_number (const char *text)
{
  return (int) g_ascii_strtoll (text, NULL, 10);
}

static void
append (PyxisEventLog *log, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "|", 3);
  g_auto (GStrv) words = g_strsplit (g_strstrip (parts[0]), " ", 7);
  PyxisEventFields fields = {
    .t = g_ascii_strtod (words[0], NULL),
    .kind = words[1],
    .where = none_to_null (words[2]),
    .worker = read_number (words[3]),
    .interpreter = none_to_null (words[4]),
    .script = read_number (words[5]),
    .source = words[6] ? none_to_null (words[6]) : NULL,
    .text = none_to_null (g_strstrip (parts[1])),
    .detail = none_to_null (g_strstrip (parts[2])),
  };

  pyxis_event_log_append (log, &fields);
}

static const char *const state_names[] = { "waiting", "fetch", "runtime", "packages", "ready",
                                           "running", "done",  "failed",  "ended" };
static const char *const pending_names[] = { "",
                                             "running",
                                             "terminal",
                                             "no-pyscript",
                                             "configuration",
                                             "failed-start",
                                             "no-shared-memory",
                                             "worker-ended" };

/* "worker 3: fetch 0-10 runtime 10- = runtime [awaited] (no-shared-memory) failure", a line a lane. */
static char *
describe (PyxisLifecycle *lifecycle, double now)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lifecycle)); i++) {
    g_autoptr (PyxisLane) lane = g_list_model_get_item (G_LIST_MODEL (lifecycle), i);
    PyxisPending pending = pyxis_lane_get_pending (lane, now);
    guint n = 0;
    const PyxisSegment *segments = pyxis_lane_get_segments (lane, &n);

    g_string_append_printf (text, "%s %d:", pyxis_lane_get_where (lane),
                            pyxis_lane_get_worker (lane));
    for (guint j = 0; j < n; j++) {
      g_string_append_printf (text, " %s %.0f-", state_names[segments[j].state], segments[j].begin);
      if (!isnan (segments[j].end))
        g_string_append_printf (text, "%.0f", segments[j].end);
    }
    g_string_append_printf (text, " = %s", state_names[pyxis_lane_get_state (lane)]);
    if (pyxis_lane_is_awaited (lane))
      g_string_append (text, " awaited");
    if (pending != PYXIS_PENDING_NONE)
      g_string_append_printf (text, " (%s)", pending_names[pending]);
    if (pyxis_lane_get_failure (lane))
      g_string_append_printf (text, " %s", pyxis_lane_get_failure (lane));
    g_string_append_c (text, '\n');
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct {
  const char *name;
  const char *events[12];
  const char *expected;
} cases[] = {
  { "main",
    { MPY_FOUND, MPY_LOADING, "250 mpy:progress main - micropython - - | Loading files |",
      MPY_LOADED, MPY_READY, "500 mpy:done main - micropython 1 - ||" },
    "main 0: fetch 0-200 runtime 200-250 packages 250-300 ready 300-310 running 310-500 = done\n" },
  { "loading", { MPY_FOUND, MPY_LOADING }, "main 0: fetch 0-200 runtime 200- = runtime awaited\n" },
  { "shared-interpreter",
    { MPY_FOUND, MPY_LOADING, MPY_LOADED, "305 script main - micropython 2 - " FOUND, MPY_READY,
      "500 mpy:done main - micropython 1 - ||", "600 mpy:ready main - micropython 2 - ||" },
    "main 0: fetch 0-200 runtime 200-300 ready 300-310 running 310-500 = done\n"
    "main 0: fetch 0-200 runtime 200-300 ready 300-600 running 600- = running awaited\n" },
  { "packages-later",
    { MPY_FOUND, MPY_LOADING, MPY_LOADED, MPY_READY,
      "400 mpy:progress main - micropython - - | Loading packages |" },
    "main 0: fetch 0-200 runtime 200-300 ready 300-310 running 310- = running awaited\n" },
  { "two-kinds",
    { MPY_FOUND, "100 script main - pyodide 2 - " FOUND, MPY_LOADING,
      "210 py:progress main - pyodide - - | Loading Pyodide |",
      "220 py:progress main - pyodide - - | Loaded interpreter |" },
    "main 0: fetch 0-200 runtime 200- = runtime awaited\n"
    "main 0: fetch 0-210 runtime 210-220 packages 220- = packages awaited\n" },
  { "worker",
    { "100 script worker - pyodide 1 w.py " FOUND, "130 script worker 1 pyodide 1 - " WORKER,
      "170 py:progress worker 1 pyodide 1 - | Loading Pyodide |",
      "270 py:progress worker 1 pyodide 1 - | Loaded Pyodide |",
      "280 py:ready worker 1 pyodide 1 - ||", "290 script worker 1 pyodide 1 - | ran |",
      "400 py:done worker 1 pyodide 1 - ||", "500 script worker 1 pyodide 1 - | ended |" },
    "worker 1: fetch 0-170 runtime 170-270 ready 270-280 running 280-400 = done\n" },
  { "worker-without-element",
    { "130 script worker 1 - - - " WORKER,
      "170 mpy:progress worker 1 micropython - - | Loading MicroPython |",
      "270 mpy:progress worker 1 micropython - - | Loaded MicroPython |",
      "400 script worker 1 micropython - - | ran |" },
    "worker 1: fetch 130-170 runtime 170-270 running 270-400 = done\n" },
  { "editor",
    { "100 script editor - micropython 1 - | found | {\"core\":true,\"awaited\":false}",
      "600 mpy-editor editor - micropython 1 - ||", "900 script editor 1 micropython 1 - " WORKER,
      "950 mpy:progress editor 1 micropython 1 - | Loading MicroPython |",
      "1000 mpy:progress editor 1 micropython 1 - | Loaded MicroPython |",
      "1010 script editor 1 micropython 1 - | run |",
      "1020 script editor 1 micropython 1 - | ran |",
      "1025 py-editor:done editor 1 micropython 1 - ||",
      "2000 script editor 1 micropython 1 - | run |",
      "2005 error editor 1 micropython 1 - | ValueError: x | {\"handled\":false}",
      "2010 script editor 1 micropython 1 - | ran |" },
    "editor 1: fetch 900-950 runtime 950-1000 ready 1000-1010 running 1010-1020 running 2000-2010 "
    "= failed ValueError: x\n" },
  { "editor-of-another's-worker",
    { "100 script editor - micropython 1 - | found | {\"core\":true,\"awaited\":false}",
      "900 py-editor:done editor - micropython 1 - ||" },
    "editor 0: = done\n" },
  { "editor-stopped",
    { "900 script editor 1 micropython 1 - " WORKER, "1010 script editor 1 micropython 1 - | run |",
      "1020 script editor 1 micropython 1 - | ended |",
      "3000 script editor 2 micropython 1 - " WORKER },
    "editor 2: fetch 900-1010 running 1010-1020 fetch 3000- = fetch\n" },
  { "raised",
    { MPY_FOUND, MPY_LOADING, MPY_LOADED, MPY_READY,
      "400 error main - micropython - - | ValueError: boom | {\"handled\":false}",
      "401 stderr main - micropython - - | more |", "410 mpy:done main - micropython 1 - ||" },
    "main 0: fetch 0-200 runtime 200-300 ready 300-310 running 310-410 = failed ValueError: "
    "boom\n" },
  { "raised-and-went-on",
    { MPY_FOUND, MPY_LOADING, MPY_LOADED, MPY_READY,
      "400 error main - micropython - - | ValueError: boom | {\"handled\":false}",
      "401 stdout main - micropython - - | more |", "410 mpy:done main - micropython 1 - ||" },
    "main 0: fetch 0-200 runtime 200-300 ready 300-310 running 310-410 = done\n" },
  { "caught",
    { MPY_FOUND, MPY_LOADING, MPY_LOADED, MPY_READY,
      "400 error main - micropython - - | ValueError: boom | {\"handled\":true}",
      "410 mpy:done main - micropython 1 - ||" },
    "main 0: fetch 0-200 runtime 200-300 ready 300-310 running 310-410 = done\n" },
  { "configuration",
    { MPY_FOUND,
      "160 error main - - - - | PY1000: Invalid JSON | {\"type\":\"PY1000\",\"handled\":false}" },
    "main 0: fetch 0-160 = failed awaited (configuration) PY1000: Invalid JSON\n" },
  { "configuration-of-the-other",
    { MPY_FOUND, "100 script main - pyodide 2 - " FOUND,
      "160 error main - - - - | PY1000: Invalid JSON | {\"type\":\"PY1000\",\"handled\":false}",
      MPY_LOADING, MPY_LOADED, MPY_READY, "500 mpy:done main - micropython 1 - ||" },
    "main 0: fetch 0-160 runtime 200-300 ready 300-310 running 310-500 = done\n"
    "main 0: fetch 0-160 = failed awaited (configuration) PY1000: Invalid JSON\n" },
  { "two-configurations",
    { MPY_FOUND, "160 error main - - - - | PY0409: Too many mpy-config | "
                 "{\"type\":\"PY0409\",\"message\":\"Too many mpy-config\",\"handled\":false}" },
    "main 0: fetch 0-160 = failed awaited (configuration) PY0409: Too many mpy-config\n" },
  { "worker-attribute",
    { "100 script worker - micropython 1 - " FOUND, "100 script main - micropython 2 - " FOUND,
      "100 script worker - micropython 3 good.py " FOUND, MPY_LOADING, MPY_LOADED,
      "374 error main - - - - | PY0409: Invalid worker attribute for <script type=mpy "
      "worker=./main.py> | {\"type\":\"PY0409\",\"handled\":false}",
      "375 error main - - - - | PY0409: again for <script type=mpy worker=./main.py> | "
      "{\"type\":\"PY0409\",\"handled\":false}" },
    "worker 0: fetch 0-374 = failed awaited (failed-start) PY0409: Invalid worker attribute for "
    "<script type=mpy worker=./main.py>\n"
    "main 0: fetch 0-200 runtime 200-300 ready 300- = ready awaited\n"
    "worker 0: fetch 0- = fetch awaited\n" },
  { "missing-file-of-configuration",
    { MPY_FOUND, "100 script main - pyodide 2 - " FOUND, MPY_LOADING,
      "260 error main - - - - | Error: [404] Unable to fetch nowhere.py | "
      "{\"type\":\"Error\",\"traceback\":\"f@pyxis://o/@pyxis/runtime/"
      "x.js:1:1\",\"handled\":false}" },
    "main 0: fetch 0-200 runtime 200-260 = failed awaited (failed-start) Error: [404] Unable to "
    "fetch nowhere.py\n"
    "main 0: fetch 0- = fetch awaited\n" },
  { "missing-interpreter",
    { MPY_FOUND,
      "120 request native - - - - | GET 404 /1.2.3 | "
      "{\"method\":\"GET\",\"url\":\"/1.2.3\",\"status\":404}",
      "160 error main - - - - | TypeError: Importing a module script failed. | "
      "{\"handled\":false}" },
    "main 0: fetch 0-160 = failed awaited (failed-start) TypeError: Importing a module script "
    "failed. (GET 404 /1.2.3)\n" },
  { "missing-worker",
    { MPY_FOUND, "100 script worker - micropython 2 ./gone.py " FOUND,
      "130 script worker 1 micropython 2 - " WORKER,
      "260 error main - - - - | Error: [404] Unable to fetch ./gone.py | "
      "{\"traceback\":\"f@pyxis://o/@pyxis/runtime/x.js:1:1\",\"handled\":false}" },
    "main 0: fetch 0- = fetch awaited\n"
    "worker 1: fetch 0-260 = failed awaited (failed-start) Error: [404] Unable to fetch "
    "./gone.py\n" },
  { "worker-without-files",
    { "100 script worker - micropython 1 - " FOUND, "130 script worker 1 micropython 1 - " WORKER,
      "170 mpy:progress worker 1 micropython 1 - | Loading MicroPython |",
      "190 error worker 1 micropython 1 - | Error: 404 | {\"handled\":false}" },
    "worker 1: fetch 0-170 runtime 170-190 = failed awaited (failed-start) Error: 404\n" },
  { "no-shared-memory",
    { "100 script worker - micropython 1 - " FOUND,
      "130 script worker 1 micropython 1 - | worker | {\"shared\":false}" },
    "worker 1: fetch 0- = fetch awaited (no-shared-memory)\n" },
  { "no-shared-memory-ran",
    { "100 script worker - micropython 1 - " FOUND,
      "130 script worker 1 micropython 1 - | worker | {\"shared\":false}",
      "170 mpy:progress worker 1 micropython 1 - | Loading MicroPython |",
      "270 mpy:progress worker 1 micropython 1 - | Loaded MicroPython |",
      "400 script worker 1 micropython 1 - | ran |" },
    "worker 1: fetch 0-170 runtime 170-270 running 270-400 = done awaited (no-shared-memory)\n" },
  { "no-pyscript",
    { "100 script main - micropython 1 - | found | {\"core\":false,\"awaited\":true}" },
    "main 0: fetch 0- = fetch awaited (no-pyscript)\n" },
  { "late-pyscript",
    { "100 script main - micropython 1 - | found | {\"core\":false,\"awaited\":true}", MPY_FOUND,
      MPY_LOADING },
    "main 0: fetch 0-200 runtime 200- = runtime awaited\n" },
  { "endless",
    { MPY_FOUND, MPY_LOADING, MPY_LOADED, "310 mpy:ready main - micropython 1 - ||" },
    "main 0: fetch 0-200 runtime 200-300 ready 300-310 running 310- = running awaited\n" },
  { "endless-for-long",
    { MPY_FOUND, MPY_LOADING, MPY_LOADED, "309 mpy:ready main - micropython 1 - ||" },
    "main 0: fetch 0-200 runtime 200-300 ready 300-309 running 309- = running awaited "
    "(running)\n" },
  { "terminal",
    { "100 script main - micropython 1 - | found | "
      "{\"core\":true,\"awaited\":true,\"terminal\":true}",
      "300 mpy:ready main - micropython 1 - ||" },
    "main 0: fetch 0-300 running 300- = running awaited (terminal)\n" },
  { "ended",
    { "100 script worker - micropython 1 - " FOUND, "130 script worker 1 micropython 1 - " WORKER,
      "280 mpy:ready worker 1 micropython 1 - ||",
      "290 script worker 1 micropython 1 - | ended |" },
    "worker 1: fetch 0-280 running 280-290 = ended awaited (worker-ended)\n" },
  { "crashed",
    { MPY_FOUND, "290 page native - - - - | crashed | {\"state\":\"crashed\"}" },
    "main 0: fetch 0-290 = ended awaited (worker-ended)\n" },
  { "not-in-order",
    { MPY_FOUND, "400 mpy:ready main - micropython 1 - ||",
      "390 mpy:done main - micropython 1 - ||" },
    "main 0: fetch 0-400 running 400-400 = done\n" },
  { "forged-time",
    { "1e300 mpy:ready main - micropython 7 - ||", "-1e300 mpy:done main - micropython 7 - ||" },
    "main 0: running 10000000000-10000000000 = done\n" },
  { "later-element",
    { "5000 mpy:ready main - micropython 7 - ||", "5100 mpy:done main - micropython 7 - ||" },
    "main 0: running 5000-5100 = done\n" },
  { "raw-type",
    { "500 pyodide:ready main - pyodide 1 - ||", "600 pyodide:done main - pyodide 1 - ||" },
    "main 0: running 500-600 = done\n" },
  { "of-the-page",
    { "10 error main - - - - | TypeError: x | {\"handled\":false}", "20 stdout main - - - - | x |",
      "30 notice native - - - - | x |" },
    "" },
};

static void
test_case (gconstpointer data)
{
  gsize n = GPOINTER_TO_SIZE (data);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisLifecycle) live = pyxis_lifecycle_new (log);
  g_autoptr (PyxisLifecycle) late = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  pyxis_event_log_begin_navigation (log);
  for (guint i = 0; i < G_N_ELEMENTS (cases[n].events) && cases[n].events[i]; i++)
    append (log, cases[n].events[i]);
  text = describe (live, NOW);
  g_assert_cmpstr (text, ==, cases[n].expected);

  /* From a log that is there already it is the same. */
  late = pyxis_lifecycle_new (log);
  again = describe (late, NOW);
  g_assert_cmpstr (again, ==, cases[n].expected);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
changed_cb (PyxisLifecycle *lifecycle, gpointer user_data)
{
  g_string_append (user_data, "! ");
}

static void
test_signals (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisLifecycle) lifecycle = pyxis_lifecycle_new (log);
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect (lifecycle, "items-changed", G_CALLBACK (items_changed_cb), told);
  g_signal_connect (lifecycle, "changed", G_CALLBACK (changed_cb), told);
  append (log, MPY_FOUND);
  append (log, "100 script main - micropython 2 - " FOUND);
  append (log, "150 stdout main - micropython - - | nothing |");
  append (log, MPY_LOADING);
  append (log, MPY_LOADING);
  append (log, "900 py:all-done main - - - - ||");
  append (log, "901 py:all-done main - - - - ||");
  g_assert_cmpstr (told->str, ==, "0-0+1 ! 1-0+1 ! ! ! ");
  g_assert_cmpfloat (pyxis_lifecycle_get_all_done (lifecycle), ==, 900);
}

/* A reload begins anew; what comes late from the page before is not of this one. */
static void
test_reload (void)
{
  g_autoptr (PyxisLifecycle) lifecycle = pyxis_lifecycle_new (NULL);
  g_autoptr (GString) told = g_string_new (NULL);
  PyxisEventFields fields = { .kind = "mpy:ready", .t = 50, .where = "main", .script = 1 };
  g_autoptr (PyxisEvent) first = pyxis_event_new (1, 1, &fields);
  g_autoptr (PyxisEvent) second = NULL;
  g_autoptr (PyxisEvent) done = NULL;
  g_autofree char *text = NULL;

  pyxis_lifecycle_note (lifecycle, first);
  fields.kind = "py:all-done";
  done = pyxis_event_new (2, 1, &fields);
  pyxis_lifecycle_note (lifecycle, done);
  g_assert_cmpfloat (pyxis_lifecycle_get_now (lifecycle), ==, 50);
  g_signal_connect (lifecycle, "items-changed", G_CALLBACK (items_changed_cb), told);
  fields = (PyxisEventFields){ .kind = "mpy:ready", .t = 20, .where = "main", .script = 1 };
  second = pyxis_event_new (3, 2, &fields);
  pyxis_lifecycle_note (lifecycle, second);
  pyxis_lifecycle_note (lifecycle, first);
  text = describe (lifecycle, 20);
  g_assert_cmpstr (text, ==, "main 0: running 20- = running\n");
  g_assert_cmpstr (told->str, ==, "0-1+0 0-0+1 ");
  g_assert_true (isnan (pyxis_lifecycle_get_all_done (lifecycle)));
  g_assert_cmpfloat (pyxis_lifecycle_get_now (lifecycle), ==, 20);
  g_assert_true (pyxis_lifecycle_is_going (lifecycle));
}

/* A page may make workers, and run editors, without end. */
static void
test_limits (void)
{
  g_autoptr (PyxisLifecycle) lifecycle = pyxis_lifecycle_new (NULL);
  g_autoptr (PyxisLane) lane = NULL;
  PyxisEventFields fields = { .kind = "script", .where = "worker", .text = "worker" };
  guint n = 0;

  for (int i = 1; i <= PYXIS_LIFECYCLE_MAX + 5; i++) {
    g_autoptr (PyxisEvent) event = NULL;

    fields.worker = i;
    event = pyxis_event_new ((guint64) i, 1, &fields);
    pyxis_lifecycle_note (lifecycle, event);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lifecycle)), ==, PYXIS_LIFECYCLE_MAX);
  g_assert_cmpuint (pyxis_lifecycle_get_n_left_out (lifecycle), ==, 5);

  fields.worker = 1;
  for (int i = 0; i < 20000; i++) {
    g_autoptr (PyxisEvent) event = NULL;

    fields.text = i % 2 ? "ran" : "run";
    fields.t = i;
    event = pyxis_event_new (2000 + (guint64) i, 1, &fields);
    pyxis_lifecycle_note (lifecycle, event);
  }
  lane = g_list_model_get_item (G_LIST_MODEL (lifecycle), 0);
  g_assert_cmpfloat (pyxis_lane_get_segments (lane, &n)[n - 1].begin, ==, 19998);
  g_assert_cmpuint (n, <=, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/lifecycle/case/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
  }
  g_test_add_func ("/lifecycle/signals", test_signals);
  g_test_add_func ("/lifecycle/reload", test_reload);
  g_test_add_func ("/lifecycle/limits", test_limits);
  return g_test_run ();
}
