/* SPDX-License-Identifier: Apache-2.0 */
#include "breakpoints.h"

#include <string.h>

/* Threads of a page, and what they are told. */

typedef struct {
  PyxisEventLog *log;
  PyxisBreakpoints *breakpoints;
  guint n_changed;
  char *answered; /* "TICKET ANSWER" */
} Fixture;

#define READY(script)                                                                              \
  "{\"stop\":{\"point\":\"ready\",\"interpreter\":\"micropython\",\"script\":" #script "}}"
#define WORKER(point, n)                                                                           \
  "{\"stop\":{\"point\":\"" point "\",\"where\":\"worker\",\"worker\":" #n "}}"
#define MAIN_ERROR "{\"stop\":{\"point\":\"error\",\"where\":\"main\",\"text\":\"ValueError\"}}"

static void
changed_cb (PyxisBreakpoints *breakpoints, gpointer user_data)
{
  ((Fixture *) user_data)->n_changed++;
}

static void
answered_cb (PyxisBreakpoints *breakpoints, guint64 ticket, const char *answer, gpointer user_data)
{
  Fixture *self = user_data;

  g_free (self->answered);
  self->answered = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", ticket, answer);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->log = pyxis_event_log_new ();
  self->breakpoints = pyxis_breakpoints_new (self->log);
  g_signal_connect (self->breakpoints, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->breakpoints, "answered", G_CALLBACK (answered_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->breakpoints);
  g_assert_finalize_object (self->log);
  g_free (self->answered);
}

static void
heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes = pyxis_breakpoints_hear_finish (PYXIS_BREAKPOINTS (source), result);
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  *(char **) user_data = g_strndup (text, length);
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
hear (Fixture *self, const char *json, GCancellable *cancellable, char **answer)
{
  g_autoptr (GBytes) message = g_bytes_new (json, strlen (json));

  pyxis_breakpoints_hear_async (self->breakpoints, message, cancellable, heard_cb, answer);
  turn ();
}

static void
assert_answer (char **answer, const char *expected)
{
  turn ();
  g_assert_cmpstr (*answer, ==, expected);
  g_clear_pointer (answer, g_free);
}

/* What is said is said at once, and nothing is stopped. */
static void
assert_goes (Fixture *self, const char *json, const char *expected)
{
  char *answer = NULL;

  hear (self, json, NULL, &answer);
  assert_answer (&answer, expected);
}

static void
test_nothing_set (Fixture *self, gconstpointer data)
{
  static const char *const bad[] = {
    READY (1),
    "",
    "{",
    "[]",
    "{\"stop\":7}",
    "{\"stop\":{}}",
    "{\"stop\":{\"point\":\"never\"}}",
    "{\"id\":1}",
    "{\"id\":1,\"ticket\":1,\"answer\":\"{}\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_goes (self, bad[i], "{\"go\":true,\"points\":0}");
  g_assert_null (pyxis_breakpoints_get_stop (self->breakpoints));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->log)), ==, 0);
  g_assert_cmpuint (self->n_changed, ==, 0);
}

static void
test_stop (Fixture *self, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autoptr (PyxisEvent) event = NULL;
  g_autofree char *state = NULL;
  PyxisStop *stop;

  pyxis_breakpoints_set_points (self->breakpoints, PYXIS_POINT_READY);
  hear (self, READY (3), NULL, &answer);
  g_assert_null (answer);
  stop = pyxis_breakpoints_get_stop (self->breakpoints);
  g_assert_cmpstr (pyxis_stop_get_event (stop), ==, "mpy:ready");
  g_assert_cmpint (pyxis_stop_get_fields (stop)->script, ==, 3);
  g_assert_cmpuint (self->n_changed, ==, 2);
  event = g_list_model_get_item (G_LIST_MODEL (self->log), 0);
  g_assert_cmpstr (pyxis_event_get_fields (event)->kind, ==, "breakpoint");
  g_assert_cmpstr (pyxis_event_get_fields (event)->text, ==, "Stopped at mpy:ready");
  state = pyxis_event_dup_detail (event, "state");
  g_assert_cmpstr (state, ==, "stopped");
  pyxis_breakpoints_go_on (self->breakpoints, FALSE);
  assert_answer (&answer, "{\"go\":true,\"points\":1}");
  g_assert_null (pyxis_breakpoints_get_stop (self->breakpoints));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->log)), ==, 2);
}

/* A thread is asked as often as wanted, in order; it goes on when it has answered. */
static void
test_ask (Fixture *self, gconstpointer data)
{
  g_autofree char *answer = NULL;

  pyxis_breakpoints_set_points (self->breakpoints, PYXIS_POINT_DONE);
  g_assert_false (pyxis_breakpoints_ask (self->breakpoints, 2, 1, "{}", 7));
  hear (self, WORKER ("done", 2), NULL, &answer);
  g_assert_true (pyxis_breakpoints_has_stopped (self->breakpoints, 2));
  g_assert_false (pyxis_breakpoints_has_stopped (self->breakpoints, 0));
  g_assert_false (pyxis_breakpoints_ask (self->breakpoints, 0, 1, "{}", 7));
  g_assert_true (pyxis_breakpoints_ask (self->breakpoints, 2, 1, "{\"a\":1}", 7));
  g_assert_true (pyxis_breakpoints_ask (self->breakpoints, 2, 4, "{}", 8));
  assert_answer (&answer,
                 "{\"id\":1,\"ask\":{\"number\":1,\"ticket\":7,\"request\":\"{\\\"a\\\":1}\"}}");
  pyxis_breakpoints_go_on (self->breakpoints, FALSE);
  hear (self, "{\"id\":1,\"ticket\":7,\"answer\":\"{}\"}", NULL, &answer);
  g_assert_cmpstr (self->answered, ==, "7 {}");
  assert_answer (&answer, "{\"id\":1,\"ask\":{\"number\":4,\"ticket\":8,\"request\":\"{}\"}}");
  g_assert_null (pyxis_breakpoints_get_stop (self->breakpoints));
  assert_goes (self, "{\"id\":1,\"ticket\":8,\"answer\":\"[]\"}", "{\"go\":true,\"points\":2}");
  g_assert_cmpstr (self->answered, ==, "8 []");
  g_assert_false (pyxis_breakpoints_has_stopped (self->breakpoints, 2));
}

/* A script that is held leaves its thread to itself. */
static void
test_held (Fixture *self, gconstpointer data)
{
  g_autofree char *answer = NULL;

  pyxis_breakpoints_set_points (self->breakpoints, PYXIS_POINT_READY);
  hear (self, "{\"stop\":{\"point\":\"ready\",\"held\":true}}", NULL, &answer);
  g_assert_true (pyxis_stop_is_held (pyxis_breakpoints_get_stop (self->breakpoints)));
  g_assert_false (pyxis_breakpoints_has_stopped (self->breakpoints, 0));
  g_assert_false (pyxis_breakpoints_ask (self->breakpoints, 0, 1, "{}", 7));
  pyxis_breakpoints_free_page (self->breakpoints);
  g_assert_cmpuint (pyxis_breakpoints_get_n_stops (self->breakpoints), ==, 1);
  pyxis_breakpoints_begin_page (self->breakpoints);
  assert_answer (&answer, "{\"go\":true,\"points\":1}");
}

static void
test_script (Fixture *self, gconstpointer data)
{
  g_autofree char *answer = NULL;

  pyxis_breakpoints_set_points (self->breakpoints, PYXIS_POINTS_ALL);
  pyxis_breakpoints_set_script (self->breakpoints, 2, FALSE);
  assert_goes (self, READY (1), "{\"go\":true,\"points\":15}");
  assert_goes (self, MAIN_ERROR, "{\"go\":true,\"points\":15}");
  hear (self, "{\"stop\":{\"point\":\"all-done\"}}", NULL, &answer);
  g_assert_null (answer);
  pyxis_breakpoints_go_on (self->breakpoints, FALSE);
  assert_answer (&answer, "{\"go\":true,\"points\":15}");
  hear (self, READY (2), NULL, &answer);
  g_assert_null (answer);
  pyxis_breakpoints_go_on (self->breakpoints, FALSE);
  assert_answer (&answer, "{\"go\":true,\"points\":15}");
  pyxis_breakpoints_set_script (self->breakpoints, 3, TRUE);
  hear (self, MAIN_ERROR, NULL, &answer);
  g_assert_null (answer);
  pyxis_breakpoints_begin_page (self->breakpoints);
  turn ();
}

/* One of each page. */
static void
test_first_error (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++) {
    g_autofree char *answer = NULL;

    pyxis_breakpoints_set_points (self->breakpoints, PYXIS_POINT_ERROR);
    g_assert_cmpuint (pyxis_breakpoints_get_told (self->breakpoints), ==, PYXIS_POINT_ERROR);
    hear (self, MAIN_ERROR, NULL, &answer);
    g_assert_cmpstr (pyxis_stop_get_fields (pyxis_breakpoints_get_stop (self->breakpoints))->text,
                     ==, "ValueError");
    g_assert_cmpuint (pyxis_breakpoints_get_told (self->breakpoints), ==, 0);
    assert_goes (self, WORKER ("error", 1), "{\"go\":true,\"points\":0}");
    pyxis_breakpoints_go_on (self->breakpoints, FALSE);
    turn ();
    pyxis_breakpoints_begin_page (self->breakpoints);
  }
}

/* Whatever comes, once; unless something else waits already. */
static void
test_next (Fixture *self, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  pyxis_breakpoints_set_points (self->breakpoints, PYXIS_POINT_READY);
  hear (self, READY (1), NULL, &first);
  hear (self, WORKER ("ready", 1), NULL, &second);
  pyxis_breakpoints_go_on (self->breakpoints, TRUE);
  assert_answer (&first, "{\"go\":true,\"points\":1}");
  pyxis_breakpoints_go_on (self->breakpoints, TRUE);
  assert_answer (&second, "{\"go\":true,\"points\":15}");
  hear (self, WORKER ("done", 1), NULL, &third);
  g_assert_null (third);
  assert_goes (self, WORKER ("done", 2), "{\"go\":true,\"points\":1}");
  pyxis_breakpoints_go_on (self->breakpoints, FALSE);
  assert_answer (&third, "{\"go\":true,\"points\":1}");
}

/* It went, with or without its page. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *answer = NULL;

  pyxis_breakpoints_set_points (self->breakpoints, PYXIS_POINT_READY);
  hear (self, WORKER ("ready", 1), cancellable, &answer);
  g_cancellable_cancel (cancellable);
  g_assert_cmpuint (pyxis_breakpoints_get_n_stops (self->breakpoints), ==, 0);
  assert_answer (&answer, "{\"go\":true,\"points\":1}");
  hear (self, READY (1), NULL, &answer);
  pyxis_breakpoints_free_page (self->breakpoints);
  assert_answer (&answer, "{\"go\":true,\"points\":0}");
  assert_goes (self, READY (2), "{\"go\":true,\"points\":0}");
  pyxis_breakpoints_set_is_leaving (self->breakpoints, FALSE);
  hear (self, READY (2), NULL, &answer);
  g_assert_null (answer);
  pyxis_breakpoints_begin_page (self->breakpoints);
  assert_answer (&answer, "{\"go\":true,\"points\":1}");
}

static void
test_limit (Fixture *self, gconstpointer data)
{
  char *answers[PYXIS_BREAKPOINTS_STOPS_MAX] = { NULL };

  pyxis_breakpoints_set_points (self->breakpoints, PYXIS_POINT_READY);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    hear (self, WORKER ("ready", 1), NULL, &answers[i]);
  assert_goes (self, READY (1), "{\"go\":true,\"points\":1}");
  pyxis_breakpoints_begin_page (self->breakpoints);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    assert_answer (&answers[i], "{\"go\":true,\"points\":1}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/breakpoints/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-set", test_nothing_set);
  ADD ("stop", test_stop);
  ADD ("ask", test_ask);
  ADD ("held", test_held);
  ADD ("script", test_script);
  ADD ("first-error", test_first_error);
  ADD ("next", test_next);
  ADD ("gone", test_gone);
  ADD ("limit", test_limit);
  return g_test_run ();
}
