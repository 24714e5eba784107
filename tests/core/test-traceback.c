/* SPDX-License-Identifier: Apache-2.0 */
#include "traceback.h"

#include <string.h>

#define HEADER "Traceback (most recent call last):\n"
#define BASE                                                                                       \
  "  File \"/lib/python314.zip/_pyodide/_base.py\", line 501, in eval_code\n    .run(globals)\n  " \
  "   ^^^^\n"
#define OWN "  File \"<exec>\", line 1, in <module>\n"
#define NAME_ERROR "NameError: name 'failure' is not defined"
#define WEBKIT                                                                                     \
  "new_error@pyxis://p0/@pyxis/runtime/pyodide/314.0.2/pyodide.asm.mjs:10:9958\n"                  \
  "[wasm code]\n"                                                                                  \
  "click@pyxis://p0/index.html:7:21\n"
#define CHROME                                                                                     \
  "    at new_error (https://cdn.jsdelivr.net/pyodide/v314/full/pyodide.asm.mjs:10:9958)\n"        \
  "    at wasm://wasm/02234be2:wasm-function[312]:0x15fbc7\n"                                      \
  "    at async HTMLButtonElement.click (http://a.org/index.html:7:21)\n"

/* An exception is "=type|message" and then its frames; scripts come after "#". "~" is internal. */
typedef struct {
  const char *name;
  const char *text;
  const char *expected;
} Row;

static const Row rows[] = {
  { "pyodide", HEADER BASE OWN NAME_ERROR "\n",
    "=NameError|name 'failure' is not defined ~/lib/python314.zip/_pyodide/_base.py:501 eval_code "
    "<.run(globals)> ^ <exec>:1 <module>" },
  { "micropython",
    HEADER "  File \"<stdin>\", line 1, in <module>\n  File \"helper.py\", line 9, in f\n"
           "NameError: name 'failure' isn't defined\n",
    "=NameError|name 'failure' isn't defined <stdin>:1 <module> helper.py:9 f" },
  { "rule", HEADER OWN NAME_ERROR "\n\n",
    "=NameError|name 'failure' is not defined <exec>:1 <module>" },
  { "wrapped", "PythonError: " HEADER OWN NAME_ERROR "\n\n" WEBKIT,
    "=NameError|name 'failure' is not defined <exec>:1 <module> #"
    "~pyxis://p0/@pyxis/runtime/pyodide/314.0.2/pyodide.asm.mjs:10:9958 new_error "
    "pyxis://p0/index.html:7:21 click" },
  { "chrome", "Uncaught (in promise) PythonError: " HEADER OWN NAME_ERROR "\n\n" CHROME,
    "=NameError|name 'failure' is not defined <exec>:1 <module> #"
    "~https://cdn.jsdelivr.net/pyodide/v314/full/pyodide.asm.mjs:10:9958 new_error "
    "~wasm://wasm/02234be2:wasm-function[312]:0x15fbc7:0 "
    "http://a.org/index.html:7:21 async HTMLButtonElement.click" },
  { "script",
    "TypeError: undefinedThing is not a function\n    at stumble (http://a.org/a.js:3:9)\n",
    "=TypeError|undefinedThing is not a function #http://a.org/a.js:3:9 stumble" },
  { "script-webkit", "stumble@pyxis://p0/a.js:3:9\nmodule code@pyxis://p0/a.js:9:1\n",
    "=| #pyxis://p0/a.js:3:9 stumble pyxis://p0/a.js:9:1 module code" },
  { "message",
    "Uncaught SyntaxError: The requested module './a.js' does not provide an export named 'x'",
    "=SyntaxError|The requested module './a.js' does not provide an export named 'x'" },
  { "words", "only words: none of them a type", "=|only words: none of them a type" },
  { "mail", HEADER OWN "ValueError: a@b.org:1:2\n", "=ValueError|a@b.org:1:2 <exec>:1 <module>" },
  { "empty", "", "=|" },
  { "no-message", HEADER OWN "KeyboardInterrupt\n", "=KeyboardInterrupt| <exec>:1 <module>" },
  { "lines", HEADER OWN "app.MyError: one\n\n  two\nthree\n",
    "=app.MyError|one\n\n  two\nthree <exec>:1 <module>" },
  { "syntax",
    HEADER "  File \"<exec>\", line 2\n    y = = 2\n        ^\nSyntaxError: invalid syntax\n",
    "=SyntaxError|invalid syntax <exec>:2 <y = = 2> ^" },
  { "syntax-alone", "  File \"<exec>\", line 2\nSyntaxError: invalid syntax\n",
    "=SyntaxError|invalid syntax <exec>:2" },
  { "repeated",
    HEADER "  File \"a.py\", line 2, in f\n    f()\n  [Previous line repeated 970 more times]\n"
           "RecursionError: maximum recursion depth exceeded\n",
    "=RecursionError|maximum recursion depth exceeded a.py:2 f x970 <f()>" },
  { "context",
    HEADER OWN "KeyError: 'a'\n\nDuring handling of the above exception, another exception "
               "occurred:\n\n" HEADER "  File \"b.py\", line 2, in g\nValueError: b\n",
    "=ValueError|b b.py:2 g (context)=KeyError|'a' <exec>:1 <module>" },
  { "cause",
    HEADER OWN "KeyError: 'a'\n\nThe above exception was the direct cause of the following "
               "exception:\n\n" HEADER "  File \"b.py\", line 2, in g\nValueError: b\n\n"
               "During handling of the above exception, another exception occurred:\n\n" HEADER
               "  File \"c.py\", line 3, in h\nTypeError: c\n",
    "=TypeError|c c.py:3 h (context)=ValueError|b b.py:2 g (cause)=KeyError|'a' <exec>:1 "
    "<module>" },
  { "task", "Task exception was never retrieved\nfuture: <Task-1>\n" HEADER OWN NAME_ERROR "\n",
    "=NameError|name 'failure' is not defined <exec>:1 <module>" },
  { "group",
    "  + Exception Group " HEADER "  |   File \"<exec>\", line 1, in <module>\n"
    "  | ExceptionGroup: many (2 sub-exceptions)\n"
    "  +-+---------------- 1 ----------------\n"
    "    | ValueError: a\n"
    "    +---------------- 2 ----------------\n"
    "    | Exception Group " HEADER "    |   File \"<exec>\", line 3, in f\n"
    "    | ExceptionGroup: in (1 sub-exception)\n"
    "    +-+---------------- 1 ----------------\n"
    "      | TypeError: b\n"
    "      +------------------------------------\n",
    "=ExceptionGroup|many (2 sub-exceptions) <exec>:1 <module> (member 1)=ValueError|a "
    "(member 1)=ExceptionGroup|in (1 sub-exception) <exec>:3 f (member 2)=TypeError|b" },
  { "bar", HEADER "  File \"a.py\", line 2, in f\n    | other\nTypeError: c\n",
    "=TypeError|c a.py:2 f <| other>" },
};

static void
dump_frame (GString *dump, const PyxisFrame *frame)
{
  g_string_append_printf (dump, "%s%s:%u", frame->is_internal ? "~" : "", frame->file, frame->line);
  if (frame->column > 0)
    g_string_append_printf (dump, ":%u", frame->column);
  if (frame->function)
    g_string_append_printf (dump, " %s", frame->function);
  if (frame->repeats > 0)
    g_string_append_printf (dump, " x%u", frame->repeats);
  if (frame->source)
    g_string_append_printf (dump, " <%s>", frame->source);
  if (frame->caret)
    g_string_append (dump, " ^");
}

static char *
dup_dump (const PyxisTraceback *traceback)
{
  GString *dump = g_string_new (NULL);

  for (guint i = 0; i < traceback->exceptions->len; i++) {
    const PyxisException *exception = traceback->exceptions->pdata[i];

    if (exception->link == PYXIS_EXCEPTION_MEMBER)
      g_string_append_printf (dump, " (member %u)", exception->depth);
    else if (exception->link != PYXIS_EXCEPTION_RAISED)
      g_string_append (dump, exception->link == PYXIS_EXCEPTION_CAUSE ? " (cause)" : " (context)");
    g_string_append_printf (dump, "=%s|%s", exception->type ? exception->type : "",
                            exception->message);
    for (guint j = 0; j < exception->frames->len; j++) {
      g_string_append_c (dump, ' ');
      dump_frame (dump, exception->frames->pdata[j]);
    }
  }
  for (guint i = 0; i < traceback->scripts->len; i++) {
    g_string_append (dump, i == 0 ? " #" : " ");
    dump_frame (dump, traceback->scripts->pdata[i]);
  }
  return g_string_free (dump, FALSE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (PyxisTraceback) traceback = pyxis_traceback_parse (row->text);
  g_autoptr (PyxisTraceback) again = pyxis_traceback_parse (row->text);
  g_autofree char *dump = dup_dump (traceback);

  g_assert_cmpstr (dump, ==, row->expected);
  g_assert_true (pyxis_traceback_equal (traceback, again));
}

static PyxisEvent *
make (const char *text, const char *detail)
{
  const PyxisEventFields fields = { .kind = "error", .text = text, .detail = detail };

  return pyxis_event_new (1, 1, &fields);
}

/* The same error as Python printed it, and as JavaScript caught it; and one of another line. */
static void
test_twice (void)
{
  static const char *const details[] = {
    "{\"traceback\":\"Traceback (most recent call last):\\n  File \\\"<exec>\\\", line 1, in "
    "f\\nE: a\"}",
    "{\"type\":\"E\",\"message\":\"a\",\"traceback\":\"Traceback (most recent call last):\\n  File "
    "\\\"<exec>\\\", line 1, in f\\nE: a\",\"stack\":\"f@pyxis://p0/a.js:1:2\"}",
    "{\"traceback\":\"Traceback (most recent call last):\\n  File \\\"<exec>\\\", line 2, in "
    "f\\nE: a\"}",
  };
  PyxisTraceback *tracebacks[G_N_ELEMENTS (details)];

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++) {
    g_autoptr (PyxisEvent) event = make ("E: a", details[i]);

    tracebacks[i] = pyxis_traceback_new_for_event (event);
  }
  g_assert_true (pyxis_traceback_equal (tracebacks[0], tracebacks[1]));
  g_assert_false (pyxis_traceback_equal (tracebacks[0], tracebacks[2]));
  g_assert_cmpuint (tracebacks[1]->scripts->len, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    pyxis_traceback_free (tracebacks[i]);
}

static void
test_event (void)
{
  g_autoptr (PyxisEvent) plain = make ("ValueError: a", NULL);
  g_autoptr (PyxisTraceback) traceback = pyxis_traceback_new_for_event (plain);
  g_autofree char *line = pyxis_exception_dup_line (traceback->exceptions->pdata[0]);
  g_autoptr (PyxisEvent) coded =
    make (NULL, "{\"type\":\"PY1000\",\"message\":\"Invalid\\nmore\"}");
  g_autoptr (PyxisTraceback) other = pyxis_traceback_new_for_event (coded);
  g_autofree char *first = pyxis_exception_dup_line (other->exceptions->pdata[0]);

  g_assert_cmpstr (line, ==, "ValueError: a");
  g_assert_cmpstr (first, ==, "PY1000: Invalid");
}

/* What has no end is cut, and its last line stays. */
static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autoptr (PyxisTraceback) traceback = NULL;
  g_autoptr (PyxisTraceback) chain = NULL;
  const PyxisException *exception = NULL;

  for (int i = 1; i <= 20000; i++)
    g_string_append_printf (text, "  File \"é.py\", line %d, in f\n", i);
  g_string_append (text, "E: last\n");
  traceback = pyxis_traceback_parse (text->str);
  exception = traceback->exceptions->pdata[0];
  g_assert_cmpstr (exception->message, ==, "last");
  g_assert_cmpuint (exception->frames->len, ==, PYXIS_TRACEBACK_FRAMES_MAX);
  g_assert_cmpuint (exception->n_left_out, >, 100);
  g_assert_cmpuint (((PyxisFrame *) exception->frames->pdata[99])->line, ==, 20000);

  g_string_truncate (text, 0);
  for (int i = 0; i < 500; i++)
    g_string_append_printf (text, HEADER "E%d: a\nDuring handling of the above exception\n", i);
  chain = pyxis_traceback_parse (text->str);
  g_assert_cmpuint (chain->exceptions->len, ==, PYXIS_TRACEBACK_EXCEPTIONS_MAX);
  g_assert_cmpstr (((PyxisException *) chain->exceptions->pdata[0])->type, ==, "E499");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/traceback/", rows[i].name, NULL);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  g_test_add_func ("/traceback/twice", test_twice);
  g_test_add_func ("/traceback/event", test_event);
  g_test_add_func ("/traceback/limits", test_limits);
  return g_test_run ();
}
