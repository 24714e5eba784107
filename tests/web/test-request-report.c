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
test_outside (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();

  for (gboolean blocked = FALSE; blocked <= TRUE; blocked++) {
    g_autoptr (PyxisEvent) event = NULL;
    g_auto (PyxisRequestRecord) record = { 0 };

    pyxis_request_report_outside (log, "POST", "https://x.test/", blocked);
    event = g_list_model_get_item (G_LIST_MODEL (log), (guint) blocked);
    g_assert_true (pyxis_request_record_read (&record, event));
    g_assert_cmpstr (record.from, ==, blocked ? "blocked" : "network");
    g_assert_cmpuint (record.status, ==, 0);
    g_assert_cmpfloat (record.ms, ==, -1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request-report/addresses", test_addresses);
  g_test_add_func ("/request-report/answered", test_answered);
  g_test_add_func ("/request-report/outside", test_outside);
  return g_test_run ();
}
