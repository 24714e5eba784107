/* SPDX-License-Identifier: Apache-2.0 */
#include "event-log.h"

#include <math.h>
#include <string.h>

#include "token-bucket.h"

/* A log, a copy of its contents kept only by what items-changed says, and a record of the changes:
 * after each change the copy must equal the log. */
typedef struct {
  PyxisEventLog *log;
  GPtrArray *copy;
  GString *changes;
  GString *appended;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, removed, added);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->copy, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->copy, (int) (position + i),
                        g_list_model_get_item (model, position + i));

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->copy->len);
  for (guint i = 0; i < fixture->copy->len; i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (model, i);

    g_assert_true (event == g_ptr_array_index (fixture->copy, i));
  }
  g_assert_null (g_list_model_get_item (model, fixture->copy->len));
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, Fixture *fixture)
{
  g_autoptr (PyxisEvent) last =
    g_list_model_get_item (G_LIST_MODEL (log), g_list_model_get_n_items (G_LIST_MODEL (log)) - 1);

  g_assert_true (last == event);
  g_string_append_printf (fixture->appended, "%" G_GUINT64_FORMAT " ", pyxis_event_get_seq (event));
}

static void
set_up (Fixture *fixture, guint max_events, gsize max_weight)
{
  fixture->log = pyxis_event_log_new_with_limits (max_events, max_weight);
  fixture->copy = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->changes = g_string_new (NULL);
  fixture->appended = g_string_new (NULL);
  g_signal_connect (fixture->log, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (fixture->log, "appended", G_CALLBACK (appended_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->log);
  g_ptr_array_unref (fixture->copy);
  g_string_free (fixture->changes, TRUE);
  g_string_free (fixture->appended, TRUE);
}

static void
append (Fixture *fixture, const char *text)
{
  PyxisEventFields fields = { .kind = "stdout", .t = NAN, .text = text };

  pyxis_event_log_append (fixture->log, &fields);
}

static PyxisEvent *
nth (Fixture *fixture, guint index)
{
  return g_ptr_array_index (fixture->copy, index);
}

static void
assert_changes (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

static void
test_append (void)
{
  Fixture fixture;

  set_up (&fixture, 100, G_MAXSIZE);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture.log)) == PYXIS_TYPE_EVENT);
  append (&fixture, "a");
  pyxis_event_log_begin_navigation (fixture.log);
  append (&fixture, "b");
  assert_changes (&fixture, "0-0+1 1-0+1 ");
  g_assert_cmpstr (fixture.appended->str, ==, "1 2 ");
  g_assert_cmpuint (pyxis_event_get_navigation (nth (&fixture, 0)), ==, 0);
  g_assert_cmpuint (pyxis_event_get_navigation (nth (&fixture, 1)), ==, 1);
  g_assert_cmpuint (pyxis_event_log_get_navigation (fixture.log), ==, 1);
  g_assert_cmpfloat (pyxis_event_get_fields (nth (&fixture, 1))->t, >=, 0);
  g_assert_cmpfloat (pyxis_event_get_fields (nth (&fixture, 1))->t, <, 60000);
  tear_down (&fixture);
}

/* What an event says of its time is enough to know when its navigation began. */
static void
test_at (void)
{
  Fixture fixture;
  PyxisEventFields late = { .kind = "stdout", .t = 50 };
  double now = (double) g_get_real_time () / 1000;

  set_up (&fixture, 100, G_MAXSIZE);
  pyxis_event_log_set_began (fixture.log, now - 1000);
  append (&fixture, "a");
  pyxis_event_log_append (fixture.log, &late);
  g_assert_cmpfloat (pyxis_event_get_fields (nth (&fixture, 0))->t, >=, 999);
  g_assert_cmpfloat (pyxis_event_get_fields (nth (&fixture, 0))->at, >=, now - 1);
  g_assert_cmpfloat (pyxis_event_get_fields (nth (&fixture, 1))->at, ==, now - 1000 + 50);
  tear_down (&fixture);
}

static void
test_restore (void)
{
  static const struct {
    guint64 seq;
    guint navigation;
    gboolean is_taken;
  } rows[] = { { 5, 2, TRUE }, { 5, 2, FALSE }, { 4, 2, FALSE }, { 6, 1, FALSE }, { 9, 2, TRUE } };
  Fixture fixture;

  set_up (&fixture, 100, G_MAXSIZE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    PyxisEventFields fields = { .kind = "stdout" };
    g_autoptr (PyxisEvent) event = pyxis_event_new (rows[i].seq, rows[i].navigation, &fields);

    g_assert_cmpint (pyxis_event_log_restore (fixture.log, event), ==, rows[i].is_taken);
  }
  append (&fixture, "next");
  g_assert_cmpstr (fixture.appended->str, ==, "5 9 10 ");
  g_assert_cmpuint (pyxis_event_get_navigation (nth (&fixture, 2)), ==, 2);
  tear_down (&fixture);
}

static void
test_dropped (void)
{
  Fixture fixture;
  g_autofree char *code = NULL;
  g_autofree char *count = NULL;

  set_up (&fixture, 4, G_MAXSIZE);
  for (int i = 0; i < 3; i++)
    append (&fixture, "x");
  assert_changes (&fixture, "0-0+1 1-0+1 2-0+1 ");

  append (&fixture, "x");
  assert_changes (&fixture, "0-1+1 3-0+1 ");
  append (&fixture, "x");
  assert_changes (&fixture, "0-2+1 3-0+1 ");
  g_assert_cmpuint (fixture.copy->len, ==, 4);

  g_assert_cmpstr (pyxis_event_get_fields (nth (&fixture, 0))->kind, ==, "notice");
  code = pyxis_event_dup_detail (nth (&fixture, 0), "code");
  count = pyxis_event_dup_detail (nth (&fixture, 0), "count");
  g_assert_cmpstr (code, ==, "dropped");
  g_assert_cmpstr (count, ==, "2");
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (pyxis_event_get_seq (nth (&fixture, i)), ==, i + 2);
  g_assert_cmpstr (fixture.appended->str, ==, "1 2 3 4 5 ");
  tear_down (&fixture);
}

static void
test_weight (void)
{
  Fixture fixture;
  g_autofree char *text = g_strnfill (1000, 'x');
  g_autofree char *huge = g_strnfill (20000, 'x');

  set_up (&fixture, 100, 10000);
  for (int i = 0; i < 20; i++)
    append (&fixture, text);
  g_assert_cmpuint (fixture.copy->len, >, 5);
  g_assert_cmpuint (fixture.copy->len, <, 11);

  append (&fixture, huge);
  g_assert_cmpuint (fixture.copy->len, ==, 2);
  append (&fixture, text);
  g_assert_cmpuint (fixture.copy->len, ==, 2);
  g_assert_cmpuint (pyxis_event_get_seq (nth (&fixture, 1)), ==, 22);
  tear_down (&fixture);
}

/* The limit of the real log, and that a hundredth goes at a time. */
static void
test_full (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisEventFields fields = { .kind = "stdout", .text = "x" };
  g_autoptr (PyxisEvent) front = NULL;
  g_autofree char *count = NULL;

  for (int i = 0; i < 100001; i++)
    pyxis_event_log_append (log, &fields);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 99003);
  front = g_list_model_get_item (G_LIST_MODEL (log), 0);
  count = pyxis_event_dup_detail (front, "count");
  g_assert_cmpstr (count, ==, "999");
}

static void
test_clear (void)
{
  Fixture fixture;

  set_up (&fixture, 3, G_MAXSIZE);
  pyxis_event_log_clear (fixture.log);
  assert_changes (&fixture, "");
  for (int i = 0; i < 4; i++)
    append (&fixture, "x");
  g_string_truncate (fixture.changes, 0);
  pyxis_event_log_clear (fixture.log);
  assert_changes (&fixture, "0-3+0 ");
  append (&fixture, "x");
  assert_changes (&fixture, "0-0+1 ");
  g_assert_cmpuint (pyxis_event_get_seq (nth (&fixture, 0)), ==, 5);
  tear_down (&fixture);
}

static void
test_message (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  g_autofree char *count = NULL;

  set_up (&fixture, 100, G_MAXSIZE);
  g_assert_true (pyxis_event_log_append_message (
    fixture.log,
    "{\"events\":[{\"kind\":\"stdout\",\"text\":\"a\"},{\"kind\":\"page\"}],\"dropped\":3}", -1,
    &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture.copy->len, ==, 3);
  g_assert_cmpstr (pyxis_event_get_fields (nth (&fixture, 0))->text, ==, "a");
  g_assert_nonnull (strstr (pyxis_event_get_fields (nth (&fixture, 1))->text, "\"page\""));
  code = pyxis_event_dup_detail (nth (&fixture, 2), "code");
  count = pyxis_event_dup_detail (nth (&fixture, 2), "count");
  g_assert_cmpstr (code, ==, "limit");
  g_assert_cmpstr (count, ==, "3");

  g_assert_false (pyxis_event_log_append_message (fixture.log, "[]", -1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  tear_down (&fixture);
}

/* Refusals are counted at 1, 10, 100 ...: the log does not grow with them. */
static void
test_refusals (void)
{
  Fixture fixture;

  set_up (&fixture, 100, G_MAXSIZE);
  for (int i = 0; i < 1000; i++)
    g_assert_false (pyxis_event_log_append_message (fixture.log, "{\"kind\":\"vfs\"}", -1, NULL));
  g_assert_cmpuint (fixture.copy->len, ==, 4);
  g_assert_true (
    g_str_has_prefix (pyxis_event_get_fields (nth (&fixture, 3))->text, "1000 so far"));
  tear_down (&fixture);
}

static void
test_notice (void)
{
  Fixture fixture;
  g_autofree char *code = NULL;

  set_up (&fixture, 100, G_MAXSIZE);
  pyxis_event_log_notice (fixture.log, "substituted", "asked %s, served %s", "2025.5.1", "0.7.31");
  g_assert_cmpstr (pyxis_event_get_fields (nth (&fixture, 0))->kind, ==, "notice");
  g_assert_cmpstr (pyxis_event_get_fields (nth (&fixture, 0))->where, ==, "native");
  g_assert_cmpstr (pyxis_event_get_fields (nth (&fixture, 0))->text, ==,
                   "asked 2025.5.1, served 0.7.31");
  code = pyxis_event_dup_detail (nth (&fixture, 0), "code");
  g_assert_cmpstr (code, ==, "substituted");
  tear_down (&fixture);
}

/* What a page makes the shell say, asked for without a pause: a first lot, then so many a second. The
 * page's own rows have the page's limits, and one kind does not silence the other. */
static void
test_rate (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisEventFields request = { .kind = "request", .text = "x" };
  PyxisEventFields line = { .kind = "stdout", .text = "x" };
  gint64 began = g_get_monotonic_time ();
  guint n_words = 0;
  guint n = 0;

  for (int i = 0; i < 50000; i++)
    pyxis_event_log_append (log, &request);
  n = g_list_model_get_n_items (G_LIST_MODEL (log));
  n_words = 5; /* 1, 10, 100, 1,000, 10,000 */
  g_assert_cmpuint (n, >=, 5000 + n_words);
  g_assert_cmpuint (n, <=,
                    5001 + n_words + 500 * (g_get_monotonic_time () - began) / G_USEC_PER_SEC);

  pyxis_event_log_notice (log, "blocked", "heard");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, n + 1);
  for (int i = 0; i < 20000; i++)
    pyxis_event_log_append (log, &line);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, n + 20001);
}

static void
test_bucket (void)
{
  static const struct {
    gint64 ms;
    gboolean is_taken;
  } steps[] = { { 5000, TRUE },  { 5000, TRUE },  { 5000, TRUE },  { 5000, FALSE },
                { 5100, TRUE },  { 5150, FALSE }, { 5200, TRUE },  { 90000, TRUE },
                { 90000, TRUE }, { 90000, TRUE }, { 90000, FALSE } };
  PyxisTokenBucket bucket = { .capacity = 3, .rate = 10 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpint (pyxis_token_bucket_take (&bucket, steps[i].ms * 1000), ==, steps[i].is_taken);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-log/at", test_at);
  g_test_add_func ("/event-log/restore", test_restore);
  g_test_add_func ("/event-log/append", test_append);
  g_test_add_func ("/event-log/dropped", test_dropped);
  g_test_add_func ("/event-log/weight", test_weight);
  g_test_add_func ("/event-log/full", test_full);
  g_test_add_func ("/event-log/clear", test_clear);
  g_test_add_func ("/event-log/message", test_message);
  g_test_add_func ("/event-log/refusals", test_refusals);
  g_test_add_func ("/event-log/notice", test_notice);
  g_test_add_func ("/event-log/rate", test_rate);
  g_test_add_func ("/event-log/bucket", test_bucket);

  return g_test_run ();
}
