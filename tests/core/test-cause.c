/* SPDX-License-Identifier: Apache-2.0 */
#include "cause.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *kind; /* of the event before the error; its text and detail */
  const char *text;
  const char *detail;
  const char *error;
  const char *expected;
} Row;

#define MODULE "TypeError: Importing a module script failed."

#define REQUEST(more) "{\"method\":\"GET\",\"url\":\"https://a.org/b\"," more "}"
#define LEFT REQUEST ("\"from\":\"network\",\"n\":1")

static const Row rows[] = {
  { "module", "request", "GET 404 /a.mjs", REQUEST ("\"status\":404"), MODULE,
    MODULE " (GET 404 /a.mjs)" },
  { "fetch", "request", "GET 403 /b", REQUEST ("\"status\":403"), "TypeError: Load failed",
    "TypeError: Load failed (GET 403 /b)" },
  { "in-micropython", "request", "GET https://a.org/b (blocked)", REQUEST ("\"from\":\"blocked\""),
    "JsException: (<JsProxy 25>, 'TypeError', 'Load failed')",
    "JsException: (<JsProxy 25>, 'TypeError', 'Load failed') (GET https://a.org/b (blocked))" },
  { "waiting", "request", "GET https://a.org/b (blocked)", REQUEST ("\"from\":\"blocked\""),
    "NetworkError:  A network error occurred.",
    "NetworkError:  A network error occurred. (GET https://a.org/b (blocked))" },
  { "outside", "request", "GET https://a.org/b", REQUEST ("\"from\":\"network\""),
    "TypeError: Load failed", "TypeError: Load failed (GET https://a.org/b)" },
  { "unanswered", "request", "GET https://a.org/b (failed)",
    REQUEST ("\"from\":\"network\",\"n\":1,\"error\":\"No.\""), "TypeError: Load failed",
    "TypeError: Load failed (GET https://a.org/b: No.)" },
  { "inside", "request", "GET 200 /b", REQUEST ("\"from\":\"project\",\"status\":200"),
    "TypeError: Load failed", "TypeError: Load failed" },
  { "address", "page", "committed pyxis://p0/dir/", "{\"state\":\"committed\"}",
    "Error: [404] pyxis://p0/a.py, not pyxis://p1/b.py",
    "Error: [404] /a.py, not pyxis://p1/b.py" },
  { "no-address", "page", "committed about:blank", "{\"state\":\"committed\"}",
    "Error: [404] pyxis://p0/a.py", "Error: [404] pyxis://p0/a.py" },
  { "found", "request", "GET 200 /a.mjs", REQUEST ("\"status\":200"), MODULE, MODULE },
  { "clear", "request", "GET 404 /a.png", REQUEST ("\"status\":404"), "NameError: x",
    "NameError: x" },
  { "new-page", "page", "committed /", "{\"state\":\"committed\"}", MODULE, MODULE },
  { "same-page", "page", "finished /", "{\"state\":\"finished\"}", MODULE,
    MODULE " (GET 404 /before)" },
  { "lines", "stdout", "hello", NULL, "E: a\nb", "E: a" },
  { "silent", "stdout", "hello", NULL, NULL, "" },
};

typedef struct {
  const char *name;
  const char *interpreter;
  const char *source;
  const char *frames;
  const char *expected;
} Place;

#define OF(file, line) "  File \\\"" file "\\\", line " line ", in f\\n"

static const Place places[] = {
  { "module", "micropython", "./main.py", OF ("<stdin>", "2") OF ("helper.py", "3"),
    "E: a (helper.py, line 3)" },
  { "pyodide", "pyodide", NULL, OF ("/home/pyodide/units/a.py", "3"), "E: a (units/a.py, line 3)" },
  { "source", "pyodide", "./main.py", OF ("/lib/a.py", "9") OF ("<exec>", "2"),
    "E: a (main.py, line 2)" },
  { "element", "pyodide", NULL, OF ("<exec>", "2"), "E: a (line 2)" },
  { "no-frame", "pyodide", "main.py", "", "E: a (main.py)" },
  { "inner", "pyodide", NULL,
    OF ("a.py", "7") OF ("/lib/python314.zip/a.py", "9") OF ("???.js", "0"),
    "E: a (a.py, line 7)" },
  { "no-line", "pyodide", "main.py", "  File\\n", "E: a (main.py)" },
  { "nothing", "pyodide", NULL, "", "E: a" },
  { "javascript", NULL, "main.py", OF ("a.js", "3"), "E: a" },
};

static PyxisEvent *
make (const char *kind, const char *text, const char *detail)
{
  const PyxisEventFields fields = { .kind = kind, .text = text, .detail = detail };

  return pyxis_event_new (1, 1, &fields);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  PyxisCause cause = { 0 };
  g_autoptr (PyxisEvent) before = make ("request", "GET 404 /before", REQUEST ("\"status\":404"));
  g_autoptr (PyxisEvent) event = make (row->kind, row->text, row->detail);
  g_autoptr (PyxisEvent) error = make ("error", row->error, NULL);
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (row->kind, "page"))
    pyxis_cause_note (&cause, before);
  pyxis_cause_note (&cause, event);
  line = pyxis_cause_dup_line (&cause, error);
  g_assert_cmpstr (line, ==, row->expected);
  text = pyxis_cause_dup_text (&cause, error);
  g_assert_true (g_str_has_prefix (text, row->expected));
  if (row->error && strchr (row->error, '\n'))
    g_assert_true (g_str_has_suffix (text, strchr (row->error, '\n')));
  pyxis_cause_clear (&cause);
}

/* What was answered is no cause of what fails later, unless the answer was an error. */
static void
test_ended (void)
{
  static const struct {
    const char *text;
    const char *detail;
    const char *expected;
  } ends[] = {
    { "GET 200 https://a.org/b", REQUEST ("\"from\":\"network\",\"n\":1,\"status\":200"), MODULE },
    { "GET 404 https://a.org/b", REQUEST ("\"from\":\"network\",\"n\":1,\"status\":404"),
      MODULE " (GET 404 https://a.org/b)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    PyxisCause cause = { 0 };
    g_autoptr (PyxisEvent) left = make ("request", "GET https://a.org/b", LEFT);
    g_autoptr (PyxisEvent) ended = make ("request", ends[i].text, ends[i].detail);
    g_autoptr (PyxisEvent) error = make ("error", MODULE, NULL);
    g_autofree char *line = NULL;

    pyxis_cause_note (&cause, left);
    pyxis_cause_note (&cause, ended);
    line = pyxis_cause_dup_line (&cause, error);
    g_assert_cmpstr (line, ==, ends[i].expected);
    pyxis_cause_clear (&cause);
  }
}

static void
test_place (gconstpointer data)
{
  const Place *place = data;
  PyxisCause cause = { 0 };
  g_autofree char *detail = g_strdup_printf (
    "{\"traceback\":\"Traceback (most recent call last):\\n%sE: a\"}", place->frames);
  const PyxisEventFields fields = { .kind = "error",
                                    .interpreter = place->interpreter,
                                    .source = place->source,
                                    .text = "E: a\nb",
                                    .detail = detail };
  g_autoptr (PyxisEvent) error = pyxis_event_new (1, 1, &fields);
  g_autofree char *line = pyxis_cause_dup_line (&cause, error);

  g_assert_cmpstr (line, ==, place->expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/cause/", rows[i].name, NULL);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path = g_strconcat ("/cause/place/", places[i].name, NULL);

    g_test_add_data_func (path, &places[i], test_place);
  }
  g_test_add_func ("/cause/ended", test_ended);
  return g_test_run ();
}
