/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "event-query.h"

static PyxisEvent *
create (const PyxisEventFields *fields)
{
  return pyxis_event_new (1, 2, fields);
}

/* What a page really sends, and how bad it is. */
static void
test_kinds (void)
{
  static const struct {
    const char *kind, *detail;
    PyxisEventGroup group;
    PyxisEventSeverity severity;
  } cases[] = {
    { "py:ready", NULL, PYXIS_GROUP_LIFECYCLE, PYXIS_SEVERITY_NORMAL },
    { "page", NULL, PYXIS_GROUP_LIFECYCLE, PYXIS_SEVERITY_NORMAL },
    { "stdout", NULL, PYXIS_GROUP_OUTPUT, PYXIS_SEVERITY_NORMAL },
    { "stderr", NULL, PYXIS_GROUP_OUTPUT, PYXIS_SEVERITY_WARNING },
    { "console", "{\"level\":\"log\"}", PYXIS_GROUP_OUTPUT, PYXIS_SEVERITY_NORMAL },
    { "console", "{\"level\":\"warn\"}", PYXIS_GROUP_OUTPUT, PYXIS_SEVERITY_WARNING },
    { "console", "{\"level\":\"error\"}", PYXIS_GROUP_OUTPUT, PYXIS_SEVERITY_ERROR },
    { "error", "{\"type\":\"A\",\"handled\":false}", PYXIS_GROUP_ERRORS, PYXIS_SEVERITY_ERROR },
    { "error", "{\"type\":\"A\",\"handled\":true}", PYXIS_GROUP_ERRORS, PYXIS_SEVERITY_WARNING },
    { "advice", NULL, PYXIS_GROUP_ERRORS, PYXIS_SEVERITY_ERROR },
    { "request", "{\"status\":200,\"from\":\"vfs\"}", PYXIS_GROUP_REQUESTS, PYXIS_SEVERITY_NORMAL },
    { "request", "{\"status\":404}", PYXIS_GROUP_REQUESTS, PYXIS_SEVERITY_WARNING },
    { "request", "{\"status\":500}", PYXIS_GROUP_REQUESTS, PYXIS_SEVERITY_ERROR },
    { "request", "{\"from\":\"blocked\"}", PYXIS_GROUP_REQUESTS, PYXIS_SEVERITY_WARNING },
    { "download", NULL, PYXIS_GROUP_FILES, PYXIS_SEVERITY_NORMAL },
    { "notice", "{\"code\":\"transport\"}", PYXIS_GROUP_NOTICES, PYXIS_SEVERITY_NORMAL },
    { "notice", "{\"code\":\"limit\",\"count\":3}", PYXIS_GROUP_NOTICES, PYXIS_SEVERITY_WARNING },
    { "notice", "{\"code\":\"limitless\"}", PYXIS_GROUP_NOTICES, PYXIS_SEVERITY_NORMAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    PyxisEventFields fields = { .kind = cases[i].kind, .detail = cases[i].detail };

    g_test_message ("%s %s", cases[i].kind, cases[i].detail ? cases[i].detail : "");
    g_assert_cmpint (pyxis_event_kind_get_group (cases[i].kind), ==, cases[i].group);
    g_assert_cmpint (pyxis_event_kind_get_severity (&fields), ==, cases[i].severity);
  }
}

static void
test_text (void)
{
  static const struct {
    const char *text;
    gboolean matches;
  } cases[] = {
    { "", TRUE },
    { "  ", TRUE },
    { "nameerror", TRUE },
    { "über", TRUE },
    { "ÜBER", TRUE },
    { "name über", TRUE },
    { "name nothing", FALSE },
    { "\"is not defined\"", TRUE },
    { "\"not is\"", FALSE },
    { "\"is not", TRUE }, /* while it is typed */
    { "/name.*defined/", TRUE },
    { "/^defined/", FALSE },
    { "/is not/ main.py", TRUE },
    { "/[/", TRUE }, /* refused: as it was before */
    { "-name", FALSE },
    { "-nothing", TRUE },
    { "-/^err/", FALSE },
    { "-\"is not\"", FALSE },
    { "-", FALSE }, /* a dash that stands alone is a word */
    { "/sub/main.py", TRUE },
    { "/SUB/", TRUE },
    { "script#s1", TRUE },
    { "micropython", TRUE },
    { "fetcher", TRUE },
    { "script:3", TRUE },
    { "script:33", FALSE },
    { "-script:3", FALSE },
    { "script:", FALSE }, /* while it is typed: a word */
  };
  PyxisEventFields fields = {
    .kind = "error",
    .text = "NameError: Über is not defined",
    .interpreter = "micropython",
    .element = "script#s1",
    .source = "./sub/main.py",
    .script = 3,
    .name = "fetcher",
  };
  g_autoptr (PyxisEvent) event = create (&fields);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (PyxisEventQuery) query = pyxis_event_query_new ();

    g_test_message ("%s", cases[i].text);
    pyxis_event_query_set_text (query, cases[i].text, NULL);
    g_assert_cmpint (pyxis_event_query_matches (query, event), ==, cases[i].matches);
  }
}

static void
test_refused (void)
{
  g_autoptr (PyxisEventQuery) query = pyxis_event_query_new ();
  g_autoptr (PyxisEvent) event = create (&(PyxisEventFields){ .kind = "stdout", .text = "a" });
  g_autoptr (GError) error = NULL;
  g_autofree char *many = NULL;
  GString *terms = g_string_new (NULL);

  g_assert_true (pyxis_event_query_set_text (query, "b", NULL));
  g_assert_false (pyxis_event_query_set_text (query, "/(/", &error));
  g_assert_nonnull (strstr (error->message, "“/(/”"));
  g_assert_false (pyxis_event_query_matches (query, event));
  for (guint i = 0; i < 1000; i++)
    g_string_append (terms, "a ");
  many = g_string_free (terms, FALSE);
  g_assert_false (pyxis_event_query_set_text (query, many, NULL));
}

/* An expression that would take years gives up. */
static void
test_catastrophe (void)
{
  g_autoptr (PyxisEventQuery) query = pyxis_event_query_new ();
  g_autofree char *text = g_strnfill (60000, 'a');
  g_autoptr (PyxisEvent) event = create (&(PyxisEventFields){ .kind = "stdout", .text = text });

  g_assert_true (pyxis_event_query_set_text (query, "/(a+)+$b/", NULL));
  g_assert_false (pyxis_event_query_matches (query, event));
}

static void
test_traits (void)
{
  static const PyxisEventFields events[] = {
    { .kind = "py:ready", .interpreter = "pyodide", .where = "main" },
    { .kind = "stdout", .interpreter = "micropython", .where = "worker", .worker = 1 },
    { .kind = "stderr", .interpreter = "pyodide", .where = "editor" },
    { .kind = "notice", .where = "native" },
  };
  static const struct {
    guint groups;
    PyxisEventTraits hidden;
    PyxisEventSeverity severity;
    guint navigation;
    const char *shown; /* a digit for each of the events */
  } cases[] = {
    { 0, 0, 0, 0, "1111" },
    { 1 << PYXIS_GROUP_OUTPUT, 0, 0, 0, "1001" },
    { 0, PYXIS_EVENT_PYODIDE, 0, 0, "0101" },
    { 0, PYXIS_EVENT_NO_INTERPRETER | PYXIS_EVENT_WORKER, 0, 0, "1010" },
    { 0, PYXIS_EVENT_MAIN | PYXIS_EVENT_EDITOR | PYXIS_EVENT_NATIVE, 0, 0, "0100" },
    { 0, 0, PYXIS_SEVERITY_WARNING, 0, "0010" },
    { 0, 0, 0, 2, "1111" },
    { 0, 0, 0, 3, "0000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (PyxisEventQuery) query = pyxis_event_query_new ();

    g_test_message ("case %zu", i);
    pyxis_event_query_hide_groups (query, cases[i].groups);
    pyxis_event_query_hide (query, cases[i].hidden);
    pyxis_event_query_set_severity (query, cases[i].severity);
    pyxis_event_query_set_navigation (query, cases[i].navigation);
    for (gsize j = 0; j < G_N_ELEMENTS (events); j++) {
      g_autoptr (PyxisEvent) event = create (&events[j]);

      g_assert_cmpint (pyxis_event_query_matches (query, event), ==, cases[i].shown[j] == '1');
    }
  }
}

/* What was there before the first page is of every navigation. */
static void
test_before (void)
{
  g_autoptr (PyxisEventQuery) query = pyxis_event_query_new ();
  g_autoptr (PyxisEvent) event = pyxis_event_new (1, 0, &(PyxisEventFields){ .kind = "notice" });

  pyxis_event_query_set_navigation (query, 7);
  g_assert_true (pyxis_event_query_matches (query, event));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-query/kinds", test_kinds);
  g_test_add_func ("/event-query/text", test_text);
  g_test_add_func ("/event-query/refused", test_refused);
  g_test_add_func ("/event-query/catastrophe", test_catastrophe);
  g_test_add_func ("/event-query/traits", test_traits);
  g_test_add_func ("/event-query/before", test_before);
  return g_test_run ();
}
