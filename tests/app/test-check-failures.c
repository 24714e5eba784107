/* SPDX-License-Identifier: Apache-2.0 */
#include "check-failures.h"

#include <math.h>

#define PYTHON "{\"handled\":false,\"traceback\":\"Traceback (most recent call last):\\n\"}"
#define STARTING                                                                                   \
  "{\"handled\":false,\"traceback\":\"f@pyxis://p0/@pyxis/runtime/pyscript/0.7.31/core.js:1\"}"
#define SCRIPT "{\"handled\":false,\"traceback\":\"f@pyxis://p0/index.html:1\"}"
#define HANDLED "{\"handled\":true,\"traceback\":\"Traceback (most recent call last):\\n\"}"
#define BLOCKED "{\"code\":\"blocked\"}"

typedef struct {
  const char *kind;
  const char *interpreter;
  const char *source;
  const char *text;
  const char *detail;
} Row;

static const struct {
  const char *name;
  Row rows[4];
  const char *sentence;
  const char *javascript;
} cases[] = {
  { "nothing", { { "stdout", NULL, NULL, "Traceback ", NULL } }, NULL, NULL },
  { "python",
    { { "error", "pyodide", "main.py", "NameError: x", PYTHON } },
    "NameError: x (main.py)",
    NULL },
  { "callback", { { "error", NULL, NULL, "NameError: x", PYTHON } }, "NameError: x", NULL },
  { "start", { { "error", NULL, NULL, "Error: [404]", STARTING } }, "Error: [404]", NULL },
  { "script", { { "error", NULL, NULL, "TypeError: y", SCRIPT } }, NULL, "TypeError: y" },
  { "handled", { { "error", "pyodide", NULL, "NameError: x", HANDLED } }, NULL, NULL },
  { "first",
    { { "error", "pyodide", NULL, "A", PYTHON }, { "error", "pyodide", NULL, "B", PYTHON } },
    "A",
    NULL },
  { "one line", { { "error", "pyodide", NULL, "A\nand more\n", PYTHON } }, "A", NULL },
  { "no text", { { "error", "pyodide", NULL, NULL, PYTHON } }, "An error without a message", NULL },
  { "blocked",
    { { "notice", NULL, NULL, "no x", BLOCKED }, { "error", "pyodide", NULL, "A", PYTHON } },
    "A — no x",
    NULL },
  { "blocked alone", { { "notice", NULL, NULL, "no x", BLOCKED } }, NULL, NULL },
  { "both",
    { { "error", NULL, NULL, "T", SCRIPT }, { "error", "pyodide", NULL, "A", PYTHON } },
    "A",
    "T" },
};

static int
note_as (PyxisCheckFailures *failures, const Row *row, guint64 seq)
{
  PyxisEventFields fields = { .kind = row->kind,
                              .t = NAN,
                              .interpreter = row->interpreter,
                              .source = row->source,
                              .text = row->text,
                              .detail = row->detail };
  g_autoptr (PyxisEvent) event = pyxis_event_new (seq, 1, &fields);

  return pyxis_check_failures_note (failures, event) ? 1 : 0;
}

static int
note (PyxisCheckFailures *failures, const Row *row)
{
  return note_as (failures, row, 1);
}

/* What explains the failure comes before what explains something else. */
static void
test_advice (void)
{
  static const Row steps[] = {
    { "advice", NULL, NULL, "T", "{\"id\":\"a\",\"error\":9,\"title\":\"Other\",\"fix\":\"Do.\"}" },
    { "error", "pyodide", NULL, "A", PYTHON },
    { "advice", NULL, NULL, "T", "{\"id\":\"a\",\"error\":8,\"title\":\"No\",\"fix\":\"Do.\"}" },
    { "advice", NULL, NULL, "T",
      "{\"id\":\"a\",\"error\":2,\"title\":\"Own\",\"fix\":\"Do it.\"}" },
    { "advice", NULL, NULL, "T", "{\"id\":\"a\",\"error\":2,\"title\":\"Late\",\"fix\":\"Do.\"}" },
    { "advice", NULL, NULL, "T", "{" },
  };
  static const char *const expected[] = { "Other. Do.",  "Other. Do.",  "Other. Do.",
                                          "Own. Do it.", "Own. Do it.", "Own. Do it." };
  g_auto (PyxisCheckFailures) failures = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    note_as (&failures, &steps[i], i + 1);
    g_assert_cmpstr (failures.advice, ==, expected[i]);
  }
}

static void
test_sentence (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (PyxisCheckFailures) failures = { 0 };
    g_autofree char *sentence = NULL;
    int firsts = 0;

    g_test_message ("%s", cases[i].name);
    for (gsize j = 0; j < G_N_ELEMENTS (cases[i].rows) && cases[i].rows[j].kind; j++)
      firsts += note (&failures, &cases[i].rows[j]);
    sentence = pyxis_check_failures_dup_sentence (&failures);
    g_assert_cmpstr (sentence, ==, cases[i].sentence);
    g_assert_cmpstr (failures.javascript, ==, cases[i].javascript);
    g_assert_cmpint (firsts, ==, cases[i].sentence ? 1 : 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-failures/sentence", test_sentence);
  g_test_add_func ("/check-failures/advice", test_advice);
  return g_test_run ();
}
