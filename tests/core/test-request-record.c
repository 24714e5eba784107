/* SPDX-License-Identifier: Apache-2.0 */
#include "request-record.h"

#include <string.h>

static PyxisEvent *
new_event (const char *kind, const char *detail)
{
  PyxisEventFields fields = { .kind = kind, .detail = detail };

  return pyxis_event_new (1, 1, &fields);
}

static void
test_round_trip (void)
{
  cJSON *sent = cJSON_CreateObject ();
  PyxisRequestRecord record = { .method = "GET",
                                .url = "pyxis://p/a",
                                .type = "text/css",
                                .from = "project",
                                .status = 200,
                                .size = 7,
                                .ms = 1.26,
                                .sent = sent };
  g_auto (PyxisRequestRecord) read = { 0 };
  g_autoptr (PyxisEvent) event = NULL;
  g_autofree char *detail = NULL;

  pyxis_request_record_add_header (sent, "Accept", "*/*");
  pyxis_request_record_add_header (sent, "ACCEPT", "again");
  pyxis_request_record_add_header (sent, "Broken", "a\xff");
  detail = pyxis_request_record_to_detail (&record);
  cJSON_Delete (sent);
  g_assert_cmpstr (detail, ==,
                   "{\"method\":\"GET\",\"url\":\"pyxis://p/a\",\"status\":200,\"type\":\"text/"
                   "css\",\"size\":7,\"ms\":1.3,\"from\":\"project\",\"sent\":{\"accept\":\"*/"
                   "*\",\"broken\":\"a\xef\xbf\xbd\"}}");
  event = new_event ("request", detail);
  g_assert_true (pyxis_request_record_read (&read, event));
  g_assert_cmpstr (read.url, ==, "pyxis://p/a");
  g_assert_cmpuint (read.status, ==, 200);
  g_assert_cmpfloat (read.ms, ==, 1.3);
  g_assert_null (read.received);
}

/* A saved log may hold anything. */
static void
test_forged (void)
{
  static const struct {
    const char *kind;
    const char *detail;
    gboolean is_one;
  } rows[] = {
    { "request", "{\"method\":\"GET\",\"url\":\"a\"}", TRUE },
    { "request",
      "{\"method\":\"GET\",\"url\":\"a\",\"status\":-3,\"size\":\"x\",\"ms\":[],\"sent\":7}",
      TRUE },
    { "request", "{\"method\":1,\"url\":\"a\"}", FALSE },
    { "request", "{}", FALSE },
    { "request", NULL, FALSE },
    { "page", "{\"method\":\"GET\",\"url\":\"a\"}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (PyxisRequestRecord) record = { 0 };
    g_autoptr (PyxisEvent) event = new_event (rows[i].kind, rows[i].detail);

    g_assert_cmpint (pyxis_request_record_read (&record, event), ==, rows[i].is_one);
    if (!rows[i].is_one)
      continue;
    g_assert_cmpuint (record.status, ==, 0);
    g_assert_cmpfloat (record.ms, ==, -1);
    g_assert_null (record.sent);
  }
}

static void
test_limit (void)
{
  cJSON *headers = cJSON_CreateObject ();
  g_autofree char *long_value = g_strnfill (1500, 'x');
  g_autofree char *text = NULL;

  pyxis_request_record_add_header (headers, "a", long_value);
  pyxis_request_record_add_header (headers, "b", long_value);
  pyxis_request_record_add_header (headers, "c", "short");
  text = cJSON_PrintUnformatted (headers);
  cJSON_Delete (headers);
  g_assert_cmpuint (strlen (text), <, PYXIS_REQUEST_HEADERS_MAX);
  g_assert_null (strstr (text, "\"b\""));
  g_assert_nonnull (strstr (text, "\"c\""));
}

static void
test_secret (void)
{
  static const struct {
    const char *name;
    gboolean is_secret;
  } rows[] = {
    { "Cookie", TRUE },         { "set-cookie", TRUE }, { "AUTHORIZATION", TRUE },
    { "X-Pyxis-Secret", TRUE }, { "accept", FALSE },    { "x-requested-with", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pyxis_request_record_is_secret (rows[i].name), ==, rows[i].is_secret);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request-record/round-trip", test_round_trip);
  g_test_add_func ("/request-record/forged", test_forged);
  g_test_add_func ("/request-record/limit", test_limit);
  g_test_add_func ("/request-record/secret", test_secret);
  return g_test_run ();
}
