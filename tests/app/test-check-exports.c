/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <signal.h>

#include "comparison.h"
#include "export.h"
#include "har-rules.h"
#include "program.h"
#include "saved-log.h"
#include "temporary-folder.h"
#include "trace-rules.h"

/* What `pyxis check` writes of real pages: events that are read back, requests and time line that are valid, and
 * in all of them the same run. */

/* A start takes longer than nothing and less than the check. */
#define LONGEST_MS 60000

static TemporaryFolder *home;

typedef struct {
  PyxisEventLog *log;
  GPtrArray *events;
  PyxisStartup *startup;
  cJSON *har;
  cJSON *trace;
} Run;

static char *
dup_path (const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);

  return g_build_filename (home, file, NULL);
}

static char *
read_text (const char *name, const char *ending)
{
  g_autofree char *path = dup_path (name, ending);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static cJSON *
read_json (const char *name, const char *ending)
{
  g_autofree char *text = read_text (name, ending);
  cJSON *root = cJSON_Parse (text);

  g_assert_nonnull (root);
  return root;
}

static void
run (Run *self, const char *name, const char *options)
{
  g_autofree char *events = dup_path (name, ".jsonl");
  g_autofree char *har = dup_path (name, ".har");
  g_autofree char *trace = dup_path (name, ".json");
  g_autofree char *command =
    g_strdup_printf ("check %s/exports %s --events %s --har %s --trace %s",
                     g_getenv ("PYXIS_FIXTURES"), options, events, har, trace);
  g_autofree char *remark = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (ProgramResult) result = program_run (home, command);

  g_assert_cmpint (result.status, ==, 0);
  self->log = pyxis_saved_log_load (events, NULL, NULL, &remark, &error);
  g_assert_no_error (error);
  g_assert_null (remark);
  self->events = pyxis_export_collect (G_LIST_MODEL (self->log));
  self->startup = pyxis_startup_new (self->events, 0);
  self->har = read_json (name, ".har");
  self->trace = read_json (name, ".json");
}

static void
run_clear (Run *self)
{
  g_clear_object (&self->log);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->startup, pyxis_startup_free);
  g_clear_pointer (&self->har, cJSON_Delete);
  g_clear_pointer (&self->trace, cJSON_Delete);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* All marks came, one after the other, and the trace has a slice for each phase between. */
static void
assert_lane (const Run *run, const char *title)
{
  const cJSON *events = trace_rules_check (run->trace);
  const cJSON *slice = trace_rules_find_slice (events, title, 0);
  const PyxisStartupLane *lane = NULL;
  int thread = 0;

  for (guint i = 0; i < run->startup->lanes->len; i++) {
    g_autofree char *other = pyxis_startup_lane_dup_title (run->startup->lanes->pdata[i]);

    if (g_str_equal (title, other))
      lane = run->startup->lanes->pdata[i];
  }
  g_assert_nonnull (lane);
  g_assert_nonnull (slice);
  thread = (int) json_rules_get_number (slice, "tid");
  for (guint i = 0; i < PYXIS_N_PHASES; i++) {
    double duration = pyxis_startup_lane_get_duration (lane, i);
    const cJSON *phase = trace_rules_find_slice (events, pyxis_startup_get_phase (i), thread);

    g_test_message ("%s %s: %.1f ms", title, pyxis_startup_get_phase (i), duration);
    g_assert_cmpfloat (duration, >=, 0);
    g_assert_cmpfloat (duration, <, LONGEST_MS);
    g_assert_cmpfloat (ABS (json_rules_get_number (phase, "dur") - duration * 1000), <, 200);
  }
  g_assert_cmpfloat (lane->marks[PYXIS_MARK_RUNTIME], >, 0);
  g_assert_cmpfloat (lane->marks[PYXIS_MARK_PREPARED], >, lane->marks[PYXIS_MARK_RUNTIME]);
  g_assert_cmpfloat (lane->marks[PYXIS_MARK_DONE], <=, run->startup->all_done);
}

static guint
count_requests (const Run *run)
{
  guint n = 0;

  for (guint i = 0; i < run->events->len; i++)
    n += g_str_equal (pyxis_event_get_fields (run->events->pdata[i])->kind, "request");
  return n;
}

/* (nullable): the entry of an address that ends so. */
static const cJSON *
find_entry (const Run *run, const char *ending)
{
  const cJSON *entry = NULL;

  cJSON_ArrayForEach (entry, har_rules_check (run->har))
  {
    const cJSON *request = cJSON_GetObjectItemCaseSensitive (entry, "request");

    if (g_str_has_suffix (json_rules_get_string (request, "url"), ending))
      return entry;
  }
  return NULL;
}

static void
assert_answered (const Run *run, const char *ending, const char *from, double status)
{
  const cJSON *entry = find_entry (run, ending);

  g_assert_nonnull (entry);
  g_assert_cmpstr (json_rules_get_string (entry, "_from"), ==, from);
  g_assert_cmpfloat (
    json_rules_get_number (cJSON_GetObjectItemCaseSensitive (entry, "response"), "status"), ==,
    status);
}

static void
assert_without_secret (const char *name, const char *ending)
{
  g_autofree char *text = read_text (name, ending);

  g_assert_null (strstr (text, "geheim"));
  g_assert_false (g_regex_match_simple ("pyxis-[0-9]+=", text, 0, 0));
}

static void
assert_run (const Run *run, const char *name)
{
  assert_lane (run, "main.py (micropython, main)");
  assert_lane (run, "counter (micropython, worker 1)");
  g_assert_cmpfloat (run->startup->launch, >, 0);
  g_assert_cmpfloat (run->startup->launch, <, LONGEST_MS);
  g_assert_cmpint (cJSON_GetArraySize (har_rules_check (run->har)), ==, (int) count_requests (run));
  assert_answered (run, "/main.py", "project", 200);
  assert_answered (run, "/missing.txt", "project", 404);
  assert_answered (run, "/micropython.wasm", "runtime", 200);
  assert_answered (run, "https://cdn.jsdelivr.net/pyodide/v314.0.2/full/nothing.whl", "blocked", 0);
  assert_without_secret (name, ".jsonl");
  assert_without_secret (name, ".har");
  assert_without_secret (name, ".json");
}

static void
test_micropython (void)
{
  g_auto (Run) scheme = { 0 };
  g_auto (Run) loopback = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  guint n_phases = 0;

  run (&scheme, "scheme", "");
  run (&loopback, "loopback", "--transport loopback");
  assert_run (&scheme, "scheme");
  assert_run (&loopback, "loopback");

  rows = pyxis_comparison_new (scheme.startup, loopback.startup);
  for (guint i = 0; i < rows->len; i++) {
    const PyxisComparisonRow *row = rows->pdata[i];

    g_test_message ("%s %s: %.1f, %.1f ms", row->lane, row->phase, row->before, row->after);
    g_assert_false (isnan (pyxis_comparison_row_get_difference (row)));
    n_phases += row->lane != NULL;
  }
  g_assert_cmpuint (n_phases, ==, 2 * (PYXIS_N_PHASES + 1));
}

static void
test_pyodide (void)
{
  g_auto (Run) whole = { 0 };

  run (&whole, "pyodide", "--page pyodide.html");
  assert_lane (&whole, "main.py (pyodide, main)");
  assert_answered (&whole, "/pyodide.asm.wasm", "runtime", 200);
}

/* Of a run that failed all is written as well; to standard output goes what is wanted there, and no more. */
static void
test_failed (void)
{
  g_autofree char *har = dup_path ("failed", ".har");
  g_autofree char *command = g_strdup_printf (
    "check %s/failing --page main-mpy.html --trace - --har %s", g_getenv ("PYXIS_FIXTURES"), har);
  g_auto (ProgramResult) result = program_run (home, command);
  cJSON *trace = cJSON_Parse (result.out);
  cJSON *requests = read_json ("failed", ".har");

  g_assert_cmpint (result.status, ==, 1);
  trace_rules_check (trace);
  g_assert_cmpint (cJSON_GetArraySize (har_rules_check (requests)), >, 0);
  cJSON_Delete (trace);
  cJSON_Delete (requests);
}

/* A run that is ended from outside leaves nothing: neither half a file nor one of another name. */
static void
test_interrupted (void)
{
  g_autofree char *folder = dup_path ("interrupted", "");
  g_autofree char *har = g_build_filename (folder, "requests.har", NULL);
  g_autofree char *trace = g_build_filename (folder, "time.json", NULL);
  g_autofree char *project = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "failing", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("PYXIS_PROGRAM"),
                              "check", project, "--page", "endless.html", "--events", "-", "--har",
                              har, "--trace", trace, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (process));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  g_test_add_func ("/check-exports/micropython", test_micropython);
  g_test_add_func ("/check-exports/pyodide", test_pyodide);
  g_test_add_func ("/check-exports/failed", test_failed);
  g_test_add_func ("/check-exports/interrupted", test_interrupted);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
