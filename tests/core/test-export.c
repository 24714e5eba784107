/* SPDX-License-Identifier: Apache-2.0 */
#include "export.h"

#include <string.h>

#include "../util/har-rules.h"
#include "../util/sample-log.h"
#include "saved-log.h"
#include "../util/temporary-folder.h"
#include "../util/trace-rules.h"

static char *
write_sample (GPtrArray *events, PyxisExportFormat format, gboolean has_secrets)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  PyxisExport export = { events, format, has_secrets };
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_export_write (&export, output, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (output, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (output, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

static cJSON *
parse (char *text)
{
  cJSON *root = cJSON_Parse (text);

  g_assert_nonnull (root);
  g_free (text);
  return root;
}

static void
test_formats (void)
{
  static const struct {
    const char *path;
    gboolean is_known;
    PyxisExportFormat format;
  } rows[] = {
    { "/a/b.jsonl", TRUE, PYXIS_EXPORT_EVENTS },
    { "b.HAR", TRUE, PYXIS_EXPORT_HAR },
    { "b.trace.json", TRUE, PYXIS_EXPORT_TRACE },
    { "b.txt", FALSE, 0 },
    { "har", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    PyxisExportFormat format = 0;

    g_assert_cmpint (pyxis_export_find_format (rows[i].path, &format), ==, rows[i].is_known);
    g_assert_cmpint (format, ==, rows[i].format);
  }
}

static void
test_har (void)
{
  g_autoptr (GPtrArray) events = sample_log_new (2);
  cJSON *root = parse (write_sample (events, PYXIS_EXPORT_HAR, FALSE));
  const cJSON *entries = har_rules_check (root);
  const cJSON *first = cJSON_GetArrayItem (entries, 0);
  const cJSON *second = cJSON_GetArrayItem (entries, 1);
  const cJSON *blocked = cJSON_GetArrayItem (entries, 2);
  const cJSON *response = cJSON_GetObjectItemCaseSensitive (second, "response");

  g_assert_cmpint (cJSON_GetArraySize (entries), ==, 8);
  /* It took until 5 ms and began 2.5 before; the one that took longest began next. */
  g_assert_cmpstr (json_rules_get_string (first, "startedDateTime"), ==,
                   "2027-01-15T08:00:00.252Z");
  g_assert_cmpstr (json_rules_get_string (second, "startedDateTime"), ==,
                   "2027-01-15T08:00:00.253Z");
  g_assert_cmpstr (json_rules_get_string (second, "pageref"), ==, "page_1");
  g_assert_cmpstr (json_rules_get_string (second, "_from"), ==, "project");
  g_assert_cmpfloat (json_rules_get_number (second, "time"), ==, 118);
  g_assert_cmpfloat (json_rules_get_number (response, "status"), ==, 404);
  g_assert_cmpstr (json_rules_get_string (response, "statusText"), ==, "Not Found");
  response = cJSON_GetObjectItemCaseSensitive (blocked, "response");
  g_assert_cmpstr (json_rules_get_string (blocked, "_from"), ==, "blocked");
  g_assert_cmpfloat (json_rules_get_number (response, "status"), ==, 0);
  cJSON_Delete (root);
}

/* One entry for its two events: how long it waited for the answer, and how long for the body. */
static void
test_har_network (void)
{
  g_autoptr (GPtrArray) events = sample_log_new (1);
  cJSON *root = parse (write_sample (events, PYXIS_EXPORT_HAR, FALSE));
  const cJSON *entries = har_rules_check (root);
  const cJSON *entry = cJSON_GetArrayItem (entries, 3);
  const cJSON *timings = cJSON_GetObjectItemCaseSensitive (entry, "timings");

  g_assert_cmpint (cJSON_GetArraySize (entries), ==, 4);
  g_assert_cmpstr (json_rules_get_string (entry, "startedDateTime"), ==,
                   "2027-01-15T08:00:00.272Z");
  g_assert_cmpstr (json_rules_get_string (entry, "_from"), ==, "network");
  g_assert_cmpfloat (json_rules_get_number (timings, "wait"), ==, 40);
  g_assert_cmpfloat (json_rules_get_number (timings, "receive"), ==, 60);
  cJSON_Delete (root);
}

static void
test_har_query (void)
{
  g_autoptr (GPtrArray) events = sample_log_new (1);
  cJSON *root = parse (write_sample (events, PYXIS_EXPORT_HAR, FALSE));
  const cJSON *request =
    cJSON_GetObjectItemCaseSensitive (cJSON_GetArrayItem (har_rules_check (root), 0), "request");
  g_autofree char *query =
    cJSON_PrintUnformatted (cJSON_GetObjectItemCaseSensitive (request, "queryString"));

  g_assert_cmpstr (query, ==,
                   "[{\"name\":\"a\",\"value\":\"b c\"},{\"name\":\"d\",\"value\":\"\"}]");
  cJSON_Delete (root);
}

/* What lets somebody in leaves the program only in a HAR, and only if that is wanted. */
static void
test_secrets (void)
{
  g_autoptr (GPtrArray) events = sample_log_new (1);
  g_autofree char *lines = write_sample (events, PYXIS_EXPORT_EVENTS, TRUE);
  g_autofree char *trace = write_sample (events, PYXIS_EXPORT_TRACE, TRUE);
  g_autofree char *har = write_sample (events, PYXIS_EXPORT_HAR, FALSE);
  g_autofree char *asked = write_sample (events, PYXIS_EXPORT_HAR, TRUE);
  cJSON *root = parse (g_strdup (asked));

  g_assert_null (strstr (lines, "geheim"));
  g_assert_null (strstr (trace, "geheim"));
  g_assert_null (strstr (har, "geheim"));
  g_assert_nonnull (strstr (lines, "\"cookie\":\"…\""));
  g_assert_nonnull (strstr (har, "\"accept\""));
  g_assert_nonnull (strstr (asked, "Basic geheim"));
  g_assert_nonnull (strstr (asked, "\"cookies\":[{\"name\":\"a\",\"value\":\"geheim\"},"
                                   "{\"name\":\"b\",\"value\":\"\"}]"));
  har_rules_check (root);
  cJSON_Delete (root);
}

static void
assert_slice (const cJSON *events, const char *name, int thread, double from, double duration)
{
  const cJSON *slice = trace_rules_find_slice (events, name, thread);

  g_assert_nonnull (slice);
  g_assert_cmpfloat (json_rules_get_number (slice, "ts"), ==, from);
  g_assert_cmpfloat (json_rules_get_number (slice, "dur"), ==, duration);
}

static void
test_trace (void)
{
  g_autoptr (GPtrArray) events = sample_log_new (2);
  cJSON *root = parse (write_sample (events, PYXIS_EXPORT_TRACE, FALSE));
  const cJSON *items = trace_rules_check (root);
  const cJSON *script = trace_rules_find_slice (items, "other.py (pyodide, main)", 0);
  int thread = (int) json_rules_get_number (script, "tid");

  assert_slice (items, "launch", 0, 0, 250000);
  assert_slice (items, "other.py (pyodide, main)", thread, 250000, 4600000);
  assert_slice (items, "fetch", thread, 250000, 110000);
  assert_slice (items, "runtime", thread, 360000, 3890000);
  assert_slice (items, "packages", thread, 4250000, 300000);
  assert_slice (items, "ready", thread, 4550000, 50000);
  assert_slice (items, "running", thread, 4600000, 250000);
  g_assert_nonnull (trace_rules_find_slice (items, "count.py (micropython, worker 1)", 0));
  cJSON_Delete (root);
}

/* An empty log makes empty exports, which are valid. */
static void
test_empty (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  cJSON *har = parse (write_sample (events, PYXIS_EXPORT_HAR, FALSE));
  cJSON *trace = parse (write_sample (events, PYXIS_EXPORT_TRACE, FALSE));
  g_autofree char *lines = write_sample (events, PYXIS_EXPORT_EVENTS, FALSE);

  g_assert_cmpint (cJSON_GetArraySize (har_rules_check (har)), ==, 0);
  trace_rules_check (trace);
  g_assert_cmpstr (lines, ==, "");
  cJSON_Delete (har);
  cJSON_Delete (trace);
}

/* From events to lines, to events, to the same lines. */
static void
test_round_trip (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "log.jsonl", NULL);
  g_autoptr (GPtrArray) events = sample_log_new (3);
  PyxisExport export = { events, PYXIS_EXPORT_EVENTS, FALSE };
  g_autofree char *written = write_sample (events, PYXIS_EXPORT_EVENTS, FALSE);
  g_autoptr (PyxisEventLog) log = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *again = NULL;
  g_autofree char *remark = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_export_save (&export, path, NULL, NULL, &error));
  g_assert_no_error (error);
  log = pyxis_saved_log_load (path, NULL, NULL, &remark, &error);
  g_assert_no_error (error);
  g_assert_null (remark);
  read = pyxis_export_collect (G_LIST_MODEL (log));
  g_assert_cmpuint (read->len, ==, events->len);
  again = write_sample (read, PYXIS_EXPORT_EVENTS, FALSE);
  g_assert_cmpstr (again, ==, written);
}

/* The name appears when all is written; what was there stays when that fails, and nothing is left beside. */
static void
test_whole (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "log.har", "old", -1);
  g_autofree char *none = g_build_filename (folder, "none", "log.har", NULL);
  g_autoptr (GPtrArray) events = sample_log_new (1);
  PyxisExport export = { events, PYXIS_EXPORT_HAR, FALSE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (pyxis_export_save (&export, path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "log.har");
  g_assert_null (g_dir_read_name (dir));

  g_clear_error (&error);
  g_assert_false (pyxis_export_save (&export, none, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (pyxis_export_save (&export, folder, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (pyxis_export_save (&export, "/dev/full", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/formats", test_formats);
  g_test_add_func ("/export/har", test_har);
  g_test_add_func ("/export/har-network", test_har_network);
  g_test_add_func ("/export/har-query", test_har_query);
  g_test_add_func ("/export/secrets", test_secrets);
  g_test_add_func ("/export/trace", test_trace);
  g_test_add_func ("/export/empty", test_empty);
  g_test_add_func ("/export/round-trip", test_round_trip);
  g_test_add_func ("/export/whole", test_whole);
  return g_test_run ();
}
