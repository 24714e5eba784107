/* SPDX-License-Identifier: Apache-2.0 */
#include "request-report.h"

#include <string.h>

#include "request-record.h"

static void
test_addresses (void)
{
  static const struct {
    const char *uri;
    const char *shown;
  } rows[] = {
    { "https://user:geheim@x.test/a?b@c", "https://x.test/a?b@c" },
    { "https://user@x.test", "https://x.test" },
    { "https://x.test/a@b", "https://x.test/a@b" },
    { "https://x.test?a@b", "https://x.test?a@b" },
    { "data:text/plain,a@b", "data:text/plain,a@b" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *shown = pyxis_request_report_cut (rows[i].uri);

    g_assert_cmpstr (shown, ==, rows[i].shown);
  }
}

/* What a HAR needs of a request that we answered: what was asked for, with what, and how it ended. */
static void
test_answered (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autoptr (PyxisResponse) response = pyxis_response_new_for_bytes (404, "text/plain", bytes);
  SoupMessageHeaders *sent = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (PyxisEvent) event = NULL;
  g_auto (PyxisRequestRecord) record = { 0 };
  g_autofree char *line = NULL;

  soup_message_headers_append (sent, "Accept", "text/*");
  soup_message_headers_append (sent, "Cookie", "pyxis-1=geheim");
  pyxis_request_report (log, "GET", "pyxis://p1/none", sent, response,
                        g_get_monotonic_time () - 2500);
  soup_message_headers_unref (sent);

  event = g_list_model_get_item (G_LIST_MODEL (log), 0);
  g_assert_cmpstr (pyxis_event_get_fields (event)->text, ==, "GET 404 /none");
  g_assert_true (pyxis_request_record_read (&record, event));
  g_assert_cmpstr (record.method, ==, "GET");
  g_assert_cmpstr (record.url, ==, "pyxis://p1/none");
  g_assert_cmpstr (record.type, ==, "text/plain");
  g_assert_cmpuint (record.status, ==, 404);
  g_assert_cmpfloat (record.size, ==, 5);
  g_assert_cmpfloat (record.ms, >=, 2.5);
  g_assert_cmpstr (cJSON_GetStringValue (cJSON_GetObjectItem (record.sent, "accept")), ==,
                   "text/*");
  g_assert_true (cJSON_HasObjectItem (record.received, "cross-origin-embedder-policy"));
  line = pyxis_event_to_json (event);
  g_assert_null (strstr (line, "geheim"));
}

static void
test_blocked (void)
{
  static const char *const texts[][2] = {
    { "POST", "POST https://x.test/ (blocked)" },
    { PYXIS_REQUEST_NO_METHOD, "https://x.test/ (blocked)" },
  };
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (PyxisEvent) event = NULL;
    g_auto (PyxisRequestRecord) record = { 0 };

    pyxis_request_report_blocked (log, texts[i][0], "https://x.test/", "No network.");
    event = g_list_model_get_item (G_LIST_MODEL (log), i);
    g_assert_cmpstr (pyxis_event_get_fields (event)->text, ==, texts[i][1]);
    g_assert_true (pyxis_request_record_read (&record, event));
    g_assert_cmpstr (record.from, ==, "blocked");
    g_assert_cmpstr (record.error, ==, "No network.");
    g_assert_cmpuint (record.status, ==, 0);
    g_assert_cmpfloat (record.ms, ==, -1);
    g_assert_false (pyxis_request_record_has_ended (&record));
  }
}

/* The second event takes the place of the first, and only of that. */
static void
test_network (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  gint64 now = g_get_monotonic_time ();
  const PyxisRequestEnd end = {
    .number = 7,
    .method = "GET",
    .uri = "https://x.test/",
    .status = 206,
    .type = "text/plain",
    .size = 12,
    .started = now - 5000,
    .answered = now - 2000,
  };
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) ended = NULL;

  pyxis_request_report_left (log, "GET", "https://x.test/", NULL, 7);
  pyxis_request_report_left (log, "GET", "https://x.test/", NULL, 8);
  pyxis_request_report_ended (log, &end);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (events, g_list_model_get_item (G_LIST_MODEL (log), i));
  ended = pyxis_request_record_collect_ended (events);
  for (guint i = 0; i < 3; i++) {
    g_auto (PyxisRequestRecord) record = { 0 };

    g_assert_true (pyxis_request_record_read (&record, events->pdata[i]));
    g_assert_cmpint (pyxis_request_record_is_superseded (&record, ended), ==, i == 0);
    if (i < 2)
      continue;
    g_assert_cmpuint (record.status, ==, 206);
    g_assert_cmpfloat (record.wait, ==, 3);
    g_assert_cmpfloat (record.ms, >=, 5);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request-report/addresses", test_addresses);
  g_test_add_func ("/request-report/answered", test_answered);
  g_test_add_func ("/request-report/blocked", test_blocked);
  g_test_add_func ("/request-report/network", test_network);
  return g_test_run ();
}
