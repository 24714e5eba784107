/* SPDX-License-Identifier: Apache-2.0 */
#include "advisor.h"

#include <math.h>

static void
append (PyxisEventLog *log, const char *kind, const char *text, const char *detail)
{
  PyxisEventFields fields = { .kind = kind, .t = NAN, .text = text, .detail = detail };

  pyxis_event_log_append (log, &fields);
}

static void
append_script (PyxisEventLog *log, const char *kind, int script, const char *source)
{
  PyxisEventFields fields = { .kind = kind, .t = NAN, .script = script, .source = source };

  pyxis_event_log_append (log, &fields);
}

/* (transfer full) (nullable): the newest event if it is an advice: its id, and the event it is of. */
static char *
dup_newest (PyxisEventLog *log, guint64 *error)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (log));
  g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), n - 1);
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  g_autoptr (PyxisAdvice) advice = NULL;

  if (!g_str_equal (fields->kind, "advice"))
    return NULL;
  advice = pyxis_advice_from_json (fields->detail, error);
  g_assert_nonnull (advice);
  g_assert_cmpstr (fields->text, ==, advice->title);
  return g_strdup (advice->id);
}

#define MISSING "ImportError: no module named 'a'"
#define OFFLINE "{\"method\":\"GET\",\"url\":\"https://a.org/b\",\"from\":\"blocked\"}"

static void
test_steps (void)
{
  static const struct {
    const char *kind;
    const char *text;
    const char *detail;
    const char *id; /* NULL: no advice comes */
  } steps[] = {
    { "stderr", MISSING, NULL, NULL },
    { "error", MISSING, "{\"handled\":true}", NULL },
    { "error", MISSING, "{\"handled\":false}", "module-micropython" },
    { "error", MISSING, NULL, NULL },
    { "error", "ImportError: no module named 'b'", NULL, "module-micropython" },
    { "error", NULL, NULL, NULL },
    { "console", "💀🔒 - is proxy.a() awaiting proxy.b() ?", "{\"level\":\"log\"}", NULL },
    { "console", "💀🔒 - is proxy.a() awaiting proxy.b() ?", "{\"level\":\"warn\"}", "deadlock" },
    { "notice", "pyscript.toml: PyScript knows no key \"package\"; did you mean “packages”?", NULL,
      "configuration-key" },
    { "error", "TypeError: Load failed", NULL, "request-failed" },
    { "request", "GET https://a.org/b (blocked)", OFFLINE, NULL },
    { "error", "TypeError: Load failed", NULL, "request-blocked" },
    { "page", "finished /", "{\"state\":\"finished\"}", NULL },
    { "error", MISSING, NULL, NULL },
    { "page", "committed /", "{\"state\":\"committed\"}", NULL },
    { "error", MISSING, NULL, "module-micropython" },
  };
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisAdvisor) advisor = pyxis_advisor_new (log);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *id = NULL;
    guint64 error = 0;
    guint n = g_list_model_get_n_items (G_LIST_MODEL (log));

    g_test_message ("%zu %s %s", i, steps[i].kind, steps[i].text);
    append (log, steps[i].kind, steps[i].text, steps[i].detail);
    id = dup_newest (log, &error);
    g_assert_cmpstr (id, ==, steps[i].id);
    if (id)
      g_assert_cmpuint (error, ==, n + 1);
  }
}

/* Who listens too hears of the error first, whenever they began. */
static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pyxis_event_get_fields (event)->kind);
}

static void
test_order (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisAdvisor) advisor = pyxis_advisor_new (log);
  g_autoptr (GString) heard = g_string_new (NULL);

  g_signal_connect (log, "appended", G_CALLBACK (appended_cb), heard);
  append (log, "error", MISSING, NULL);
  g_assert_cmpstr (heard->str, ==, "error advice ");
  g_clear_object (&advisor);
  append (log, "error", MISSING, NULL);
  g_assert_cmpstr (heard->str, ==, "error advice error ");
}

/* A page that makes errors up does not fill the log with advice. */
static void
test_limit (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisAdvisor) advisor = pyxis_advisor_new (log);

  for (int i = 0; i < 300; i++) {
    g_autofree char *text = g_strdup_printf ("ImportError: no module named 'a%d'", i);

    append (log, "error", text, NULL);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 300 + 100);
}

static void
assert_missing (PyxisEventLog *log, PyxisAdvisor *advisor, const char *title)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (log));
  g_autoptr (PyxisEvent) event = NULL;

  pyxis_advisor_note_missing (advisor, "py:all-done");
  if (!title) {
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, n);
    return;
  }
  event = g_list_model_get_item (G_LIST_MODEL (log), n);
  g_assert_cmpstr (pyxis_event_get_fields (event)->text, ==, title);
}

static void
test_missing (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisAdvisor) advisor = pyxis_advisor_new (log);

  assert_missing (log, advisor, "No Script of Python Has Started");
  append_script (log, "mpy:ready", 1, "main.py");
  append_script (log, "py:ready", 2, NULL);
  assert_missing (log, advisor, "Script 2 of the page, main.py Has Not Ended");
  append_script (log, "mpy:done", 1, "main.py");
  assert_missing (log, advisor, "Script 2 of the page Has Not Ended");
  append_script (log, "py:done", 2, NULL);
  assert_missing (log, advisor, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advisor/steps", test_steps);
  g_test_add_func ("/advisor/order", test_order);
  g_test_add_func ("/advisor/limit", test_limit);
  g_test_add_func ("/advisor/missing", test_missing);
  return g_test_run ();
}
