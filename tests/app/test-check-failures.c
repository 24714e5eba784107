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
note (PyxisCheckFailures *failures, const Row *row)
{
  PyxisEventFields fields = { .kind = row->kind,
                              .t = NAN,
                              .interpreter = row->interpreter,
                              .source = row->source,
                              .text = row->text,
                              .detail = row->detail };
  g_autoptr (PyxisEvent) event = pyxis_event_new (1, 1, &fields);

  return pyxis_check_failures_note (failures, event) ? 1 : 0;
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
  return g_test_run ();
}
