/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "console-history.h"
#include "console.h"
#include "interpreters.h"

#define COME                                                                                       \
  "{\"come\":{\"id\":\"1.1\",\"kind\":\"pyodide\",\"where\":\"worker\",\"worker\":1,"              \
  "\"name\":\"counter\"}}"

/* A page that answers when the test says so. */
typedef struct {
  PyxisEventLog *log;
  PyxisConsole *console;
  PyxisInterpreters *interpreters;
  PyxisInterpreter *interpreter;
  char *request;
  guint64 ticket;
  GString *changes;
} Fixture;

static void
ask_cb (const char *id, const char *request, guint64 ticket, gpointer user_data)
{
  Fixture *self = user_data;

  g_free (self->request);
  self->request = g_strdup (request);
  self->ticket = ticket;
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->log = pyxis_event_log_new ();
  pyxis_event_log_begin_navigation (self->log);
  self->console = pyxis_console_new (self->log);
  self->interpreters = pyxis_interpreters_new (ask_cb, self);
  g_assert_true (pyxis_interpreters_hear (self->interpreters, COME, strlen (COME), NULL));
  self->interpreter = g_list_model_get_item (G_LIST_MODEL (self->interpreters), 0);
  self->changes = g_string_new (NULL);
  g_signal_connect (self->console, "items-changed", G_CALLBACK (changed_cb), self->changes);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->console);
  g_object_unref (self->log);
  g_object_unref (self->interpreter);
  g_object_unref (self->interpreters);
  g_string_free (self->changes, TRUE);
  g_free (self->request);
}

static void
answer (Fixture *self, const char *json)
{
  pyxis_interpreters_answer (self->interpreters, self->ticket, json, strlen (json));
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
}

/* What there is, "kind:text" a row. */
static void
assert_entries (PyxisConsole *console, const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (console)); i++) {
    g_autoptr (PyxisConsoleEntry) entry = g_list_model_get_item (G_LIST_MODEL (console), i);

    g_string_append_printf (text, "%c:%s\n", "IREOWN"[pyxis_console_entry_get_kind (entry)],
                            pyxis_console_entry_get_text (entry));
  }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
append (PyxisEventLog *log, const char *kind, const char *text, const char *detail)
{
  const PyxisEventFields fields = { .kind = kind, .t = NAN, .text = text, .detail = detail };

  pyxis_event_log_append (log, &fields);
}

/* Of the log's events those that somebody wrote, those before the console came as well. */
static void
test_events (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisConsole) late = NULL;

  append (self->log, "py:ready", NULL, NULL);
  append (self->log, "stdout", "printed", NULL);
  append (self->log, "stderr", "warned", NULL);
  append (self->log, "console", "logged", "{\"level\":\"log\"}");
  append (self->log, "console", "failed", "{\"level\":\"error\"}");
  append (self->log, "request", "GET", NULL);
  append (self->log, "error", "NameError: x", NULL);
  late = pyxis_console_new (self->log);
  pyxis_event_log_begin_navigation (self->log);
  append (self->log, "py:ready", NULL, NULL);
  append (self->log, "stdout", "again", NULL);
  assert_entries (self->console, "O:printed\nW:warned\nO:logged\nE:failed\nE:NameError: x\n"
                                 "N:The page was loaded anew.\nO:again\n");
  assert_entries (late, "O:printed\nW:warned\nO:logged\nE:failed\nE:NameError: x\n"
                        "N:The page was loaded anew.\nO:again\n");
  pyxis_console_clear (self->console);
  assert_entries (self->console, "");
}

static void
test_origin (Fixture *self, gconstpointer data)
{
  const PyxisEventFields fields = {
    .kind = "stdout",
    .t = NAN,
    .interpreter = "micropython",
    .where = "worker",
    .worker = 3,
    .name = "counter",
    .text = "x",
  };
  g_autoptr (PyxisConsoleEntry) entry = NULL;
  const PyxisConsoleOrigin *origin;

  pyxis_event_log_append (self->log, &fields);
  entry = g_list_model_get_item (G_LIST_MODEL (self->console), 0);
  origin = pyxis_console_entry_get_origin (entry);
  g_assert_cmpstr (origin->interpreter, ==, "micropython");
  g_assert_cmpuint (origin->worker, ==, 3);
  g_assert_cmpstr (origin->name, ==, "counter");
  g_assert_false (origin->is_editor);
}

/* A worker without Python is known by its file, unless it has a name. */
static void
test_file (Fixture *self, gconstpointer data)
{
  PyxisEventFields fields = {
    .kind = "console",
    .t = NAN,
    .where = "worker",
    .worker = 1,
    .source = "/sub/plain.js",
    .text = "x",
  };

  pyxis_event_log_append (self->log, &fields);
  fields.name = "steps";
  pyxis_event_log_append (self->log, &fields);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (PyxisConsoleEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->console), i);
    const PyxisConsoleOrigin *origin = pyxis_console_entry_get_origin (entry);

    g_assert_null (origin->interpreter);
    g_assert_cmpstr (origin->name, ==, i == 0 ? "plain.js" : "steps");
  }
}

/* What comes of each answer, and what was written meanwhile before it. */
static void
test_run (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *answer;
    PyxisConsoleOutcome outcome;
    const char *entries;
  } cases[] = {
    { "{\"value\":{\"text\":\"2\",\"error\":null}}", PYXIS_CONSOLE_DONE, "I:code\nO:mean\nR:2\n" },
    { "{\"value\":{\"text\":null,\"error\":\"bad\"}}", PYXIS_CONSOLE_DONE,
      "I:code\nO:mean\nE:bad\n" },
    { "{\"value\":{\"text\":null,\"error\":null}}", PYXIS_CONSOLE_DONE, "I:code\nO:mean\n" },
    { "{\"value\":{\"incomplete\":true}}", PYXIS_CONSOLE_INCOMPLETE, "O:mean\n" },
    { "{\"value\":5}", PYXIS_CONSOLE_DONE, "I:code\nO:mean\n" },
    { "{\"error\":\"thrown\"}", PYXIS_CONSOLE_LEFT, "I:code\nO:mean\nE:thrown\n" },
    { "no JSON", PYXIS_CONSOLE_LEFT,
      "I:code\nO:mean\nE:The page answered nothing that Pyxis can read. Reload it.\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GAsyncResult) result = NULL;

    pyxis_console_run_async (self->console, self->interpreter, "code", NULL, done_cb, &result);
    g_assert_cmpstr (self->request, ==, "{\"call\":\"run\",\"values\":{\"code\":\"code\"}}");
    append (self->log, "stdout", "mean", NULL);
    answer (self, cases[i].answer);
    wait_for (&result);
    g_assert_cmpint (pyxis_console_run_finish (self->console, result), ==, cases[i].outcome);
    assert_entries (self->console, cases[i].entries);
    pyxis_console_clear (self->console);
  }
}

/* Nobody waits any more, the late answer is nothing, and the next question is asked. */
static void
test_left (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  pyxis_console_run_async (self->console, self->interpreter, "loop", cancellable, done_cb, &first);
  g_cancellable_cancel (cancellable);
  wait_for (&first);
  g_assert_cmpint (pyxis_console_run_finish (self->console, first), ==, PYXIS_CONSOLE_LEFT);
  pyxis_console_run_async (self->console, self->interpreter, "next", NULL, done_cb, &second);
  answer (self, "{\"value\":{\"text\":\"late\"}}");
  answer (self, "{\"value\":{\"text\":\"in time\"}}");
  wait_for (&second);
  assert_entries (
    self->console,
    "I:loop\nN:What comes of this is not waited for. Python cannot be interrupted: it "
    "goes on until it is done, or until the page is loaded anew.\nI:next\n"
    "R:in time\n");
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) scripted = NULL;

  pyxis_console_run_async (self->console, self->interpreter, "x", NULL, done_cb, &result);
  pyxis_interpreters_clear (self->interpreters);
  wait_for (&result);
  pyxis_console_run_async (self->console, NULL, "y", NULL, done_cb, &scripted);
  wait_for (&scripted);
  assert_entries (self->console,
                  "I:x\nE:This interpreter is gone: its page was left or reloaded, or its worker "
                  "was ended.\nI:y\nE:There is no page to ask.\n");
}

static void
test_complete (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *answer;
    guint start;
    const char *items;
  } cases[] = {
    { "{\"value\":{\"start\":2,\"items\":[\"one\",\"two\"]}}", 2, "one two" },
    { "{\"value\":{\"start\":-1,\"items\":[\"one\",5,null]}}", 0, "one" },
    { "{\"value\":{\"start\":1e300}}", 0, "" },
    { "{\"value\":[]}", 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) items = NULL;
    g_autofree char *text = NULL;
    guint start = 99;

    pyxis_console_complete_async (self->console, self->interpreter, "x", NULL, done_cb, &result);
    answer (self, cases[i].answer);
    wait_for (&result);
    items = pyxis_console_complete_finish (self->console, result, &start, &error);
    g_assert_no_error (error);
    text = g_strjoinv (" ", items);
    g_assert_cmpstr (text, ==, cases[i].items);
    g_assert_cmpuint (start, ==, cases[i].start);
  }
  assert_entries (self->console, "");
}

/* The oldest go, a hundredth at a time, and whoever shows the list hears of it. */
static void
test_limits (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisConsole) few = pyxis_console_new_with_limits (self->log, 200, G_MAXSIZE);
  g_autoptr (PyxisConsole) light = pyxis_console_new_with_limits (self->log, 200, 1000);
  g_autoptr (GString) changes = g_string_new (NULL);

  g_signal_connect (few, "items-changed", G_CALLBACK (changed_cb), changes);
  for (guint i = 0; i < 201; i++)
    append (self->log, "stdout", "12345678", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (few)), ==, 199);
  g_assert_true (g_str_has_suffix (changes->str, "199-0+1 0-2+0 198-0+1 "));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (light)), <, 20);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (light)), >, 2);
}

static void
test_history (void)
{
  g_autoptr (PyxisConsoleHistory) history = pyxis_console_history_new ();
  g_autofree char *long_text = g_strnfill (100000, 'x');

  g_assert_null (pyxis_console_history_go_back (history, "draft"));
  pyxis_console_history_add (history, "one");
  pyxis_console_history_add (history, "two");
  pyxis_console_history_add (history, "two");
  pyxis_console_history_add (history, long_text);
  pyxis_console_history_add (history, "not whole");
  pyxis_console_history_forget (history);
  g_assert_cmpstr (pyxis_console_history_go_back (history, "draft"), ==, "two");
  g_assert_cmpstr (pyxis_console_history_go_back (history, "two"), ==, "one");
  g_assert_null (pyxis_console_history_go_back (history, "one"));
  g_assert_cmpstr (pyxis_console_history_go_on (history), ==, "two");
  g_assert_cmpstr (pyxis_console_history_go_on (history), ==, "draft");
  g_assert_null (pyxis_console_history_go_on (history));
  for (guint i = 0; i < 600; i++) {
    g_autofree char *text = g_strdup_printf ("%u", i);

    pyxis_console_history_add (history, text);
  }
  for (guint i = 0; i < 500; i++)
    g_assert_nonnull (pyxis_console_history_go_back (history, ""));
  g_assert_null (pyxis_console_history_go_back (history, ""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/console/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("events", test_events);
  ADD ("origin", test_origin);
  ADD ("file", test_file);
  ADD ("run", test_run);
  ADD ("left", test_left);
  ADD ("gone", test_gone);
  ADD ("complete", test_complete);
  ADD ("limits", test_limits);
  g_test_add_func ("/console/history", test_history);
  return g_test_run ();
}
