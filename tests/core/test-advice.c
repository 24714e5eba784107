/* SPDX-License-Identifier: Apache-2.0 */
#include "advice-table.h"

#include <string.h>

/* What engines and interpreters say; the first of each id as WebKit 2.50 or the interpreter words it. */
typedef struct {
  const char *id; /* NULL: nothing is known of it */
  const char *kind;
  const char *text;
  const char *title; /* (nullable): what it becomes */
} Row;

#define E "error"
#define IN_PYODIDE                                                                                 \
  "ModuleNotFoundError: No module named 'numpy'\nThe module 'numpy' is included in the Pyodide "   \
  "distribution, but it is not installed.\nYou can install it by calling:"

static const Row rows[] = {
  { "shared-memory", E,
    "AttributeError: Unable to use `window` or `document` in worker. This requires "
    "SharedArrayBuffer support. See: https://docs.pyscript.net/latest/faq/#sharedarraybuffer",
    NULL },
  { "shared-memory", E,
    "Error: Unable to use SharedArrayBuffer due insecure environment.\nPlease read requirements in "
    "MDN: ...",
    NULL },
  { "shared-memory", E, "ReferenceError: Can't find variable: SharedArrayBuffer", NULL },
  { "shared-memory", E, "ReferenceError: SharedArrayBuffer is not defined", NULL },
  { "borrowed-proxy", E,
    "Error: This borrowed proxy was automatically destroyed at the end of a function call. Try "
    "using create_proxy or create_once_callable.\nFor more information about the cause of this "
    "error, use `pyodide.setDebug(true)`",
    NULL },
  { "destroyed-proxy", E, "Error: Object has already been destroyed", NULL },
  { "worker-race", E, "ImportError: no module named 'pyscript'", NULL },
  { "worker-race", E, "ModuleNotFoundError: No module named 'pyscript'", NULL },
  { "fs-in-synchronous-worker", E, "ImportError: no module named '_pyscript'", NULL },
  { "fs-in-synchronous-worker", E, "ModuleNotFoundError: No module named '_pyscript'", NULL },
  { "packages-offline", E,
    "ModuleNotFoundError: No module named 'micropip'\nThe module 'micropip' is included in the "
    "Pyodide distribution, but it is not installed.",
    NULL },
  { "module-in-pyodide", E, IN_PYODIDE, "The Package “numpy” Is Not Installed" },
  { "module-in-pyodide", E,
    "ModuleNotFoundError: No module named 'ssl'\nThe module 'ssl' is unvendored from the Python "
    "standard library in the Pyodide distribution.",
    "The Package “ssl” Is Not Installed" },
  { "js-module-name", E,
    "ImportError: cannot import name 'd3' from '<unknown module name>' (unknown location)",
    "There Is No JavaScript Module “d3”" },
  { "js-module-name", E,
    "ImportError: cannot import name 'd3' from 'pyscript.js_modules' (unknown location)", NULL },
  { "module-micropython", E, "ImportError: no module named 'numpy'",
    "MicroPython Has No Module “numpy”" },
  { "module-pyodide", E, "ModuleNotFoundError: No module named 'a.b'",
    "Python Finds No Module “a.b”" },
  { "name-not-in-module", E, "ImportError: can't import name d3", "The Module Has No “d3”" },
  { "package-not-found", E, "ValueError: Can't find a pure Python 3 wheel for 'snowballstemmer'.",
    "The Package “snowballstemmer” Cannot Be Installed" },
  { "package-not-found", E,
    "ValueError: Can't fetch metadata for 'nowhere'. Please make sure you have entered a correct "
    "package name and correctly specified index_urls.",
    NULL },
  { "package-blocked", E,
    "NetworkError:  A network error occurred. (GET "
    "https://micropython.org/pi/v2/package/py/a/latest.json (blocked))",
    NULL },
  { "no-default-export", E,
    "SyntaxError: Importing binding name 'default' cannot be resolved by star export entries.",
    NULL },
  { "no-default-export", E, "SyntaxError: Importing binding name 'default' is not found.", NULL },
  { "no-default-export", E,
    "SyntaxError: The requested module './library.js' does not provide an export named 'default'",
    NULL },
  { "no-default-export", E,
    "SyntaxError: The requested module 'http://a.org/library.js' doesn't provide an export named: "
    "'default'",
    NULL },
  { "no-such-export", E, "SyntaxError: Importing binding name 'util' is not found.",
    "The JavaScript Module Does Not Export “util”" },
  { "no-such-export", E,
    "SyntaxError: The requested module './library.js' does not provide an export named 'util'",
    "The JavaScript Module Does Not Export “util”" },
  { "no-such-export", E,
    "SyntaxError: The requested module 'http://a.org/library.js' doesn't provide an export named: "
    "'util'",
    NULL },
  { "common-js", E, "ReferenceError: Can't find variable: module", NULL },
  { "common-js", E, "ReferenceError: module is not defined", NULL },
  { "common-js", E, "ReferenceError: require is not defined", NULL },
  { "common-js", E, "ReferenceError: exports is not defined", NULL },
  { "bare-specifier", E, "TypeError: Module name, 'lodash' does not resolve to a valid URL.",
    "The Page Does Not Know Where “lodash” Is" },
  { "bare-specifier", E,
    "TypeError: Module specifier, 'lodash' does not start with \"/\", \"./\", or \"../\".", NULL },
  { "bare-specifier", E,
    "TypeError: Failed to resolve module specifier \"lodash\". Relative references must start with "
    "either \"/\", \"./\", or \"../\".",
    "The Page Does Not Know Where “lodash” Is" },
  { "bare-specifier", E,
    "TypeError: The specifier “lodash” was a bare specifier, but was not remapped to anything.",
    "The Page Does Not Know Where “lodash” Is" },
  { "interpreter-number", E, "TypeError: Importing a module script failed. (GET 404 /0.29.0)",
    NULL },
  { "interpreter-number", E,
    "TypeError: Importing a module script failed. (GET 404 http://127.0.0.1:4321/0.29.0)", NULL },
  { "interpreter-number", E,
    "TypeError: Failed to fetch dynamically imported module: http://a.org/b/0.29.0", NULL },
  { "interpreter-number", E,
    "TypeError: error loading dynamically imported module: http://a.org/1.28.0-6", NULL },
  { "module-script-missing", E, "TypeError: Importing a module script failed. (GET 404 /none.js)",
    NULL },
  { "module-script-missing", E,
    "TypeError: Failed to fetch dynamically imported module: http://a.org/none.js", NULL },
  { "module-script-missing", E,
    "TypeError: error loading dynamically imported module: http://a.org/none.js", NULL },
  { "class-new", E, "TypeError: Cannot call a class constructor without |new|", NULL },
  { "class-new", E, "TypeError: Cannot call a class constructor Modern without |new|", NULL },
  { "class-new", E, "JsException: TypeError: calling Map constructor without new is invalid",
    NULL },
  { "class-new", E, "JsException: TypeError: Constructor requires 'new' operator", NULL },
  { "class-new", E, "TypeError: Class constructor Modern cannot be invoked without 'new'", NULL },
  { "class-new", E, "TypeError: Constructor Map requires 'new'", NULL },
  { "class-new", E, "TypeError: class constructors must be invoked with 'new'", NULL },
  { "class-new", E,
    "TypeError: Failed to construct 'URL': Please use the 'new' operator, this DOM object "
    "constructor cannot be called as a function.",
    NULL },
  { "deadlock", "console", "💀🔒 - is proxy.ask() awaiting proxy.pong() ?", NULL },
  { "clone", E, "DataCloneError: The object can not be cloned.", NULL },
  { "clone", E,
    "DataCloneError: Failed to execute 'postMessage' on 'Worker': () => {} could not be cloned.",
    NULL },
  { "run-sync", E,
    "RuntimeError: Cannot stack switch because the Python entrypoint was a synchronous function. "
    "Use pyFunc.callPromising() to fix.",
    NULL },
  { "run-sync", E,
    "RuntimeError: WebAssembly stack switching not supported in this JavaScript runtime", NULL },
  { "input-on-main", E,
    "Exception: \n\n  input() doesn't work when PyScript runs in the main thread.", NULL },
  { "web-content", E, "AttributeError: content. Did you mean: 'contains'?", NULL },
  { "web-content", E, "AttributeError: 'JsProxy' object has no attribute 'content'", NULL },
  { "micropython-from", E, "AttributeError: 'JsProxy' object has no attribute 'from_'", NULL },
  { "global-library", E, "AttributeError: 'JsProxy' object has no attribute 'util'",
    "The JavaScript Object Has No “util”" },
  { "configuration-syntax", E, "PY1000: Invalid TOML\nJSON Parse error: Unexpected EOF",
    "The Configuration Is No Valid TOML" },
  { "configuration-key", "notice",
    "pyscript.toml: PyScript knows no key \"package\"; did you mean “packages”?", NULL },
  { "script-attribute", E,
    "PY0409: Invalid worker attribute for <script type=\"mpy\" worker=\"x\"></script>", NULL },
  { "script-content", E,
    "PY0409: Invalid content for <script type=\"mpy\" src=\"main.py\">print(1)</script>", NULL },
  { "too-many-configurations", E, "PY0409: Too many mpy-config",
    "The Page Has More Than One Configuration" },
  { "too-many-configurations", E, "PY0409: Unable to use different configs on main", NULL },
  { "file-not-found", E, "Error: [404] Unable to fetch /none.py", "A File Is Missing: /none.py" },
  { "file-not-found", E,
    "FetchError: (PY0404): Fetching from URL nope.py failed with error 404 (Not Found). Are your "
    "filename and path correct?",
    "A File Is Missing: nope.py" },
  { "cors", E,
    "Access to fetch at 'https://b.org/a' from origin 'http://a.org' has been blocked by CORS "
    "policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    NULL },
  { "cors", E,
    "Origin http://a.org is not allowed by Access-Control-Allow-Origin. Status code: 200", NULL },
  { "cors", E,
    "TypeError: XMLHttpRequest cannot load https://b.org/a due to access control checks.", NULL },
  { "cors", E,
    "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at "
    "https://b.org/a.",
    NULL },
  { "cors", E,
    "TypeError: Load failed (GET https://b.org/a: Origin pyxis://p1 is not allowed by "
    "Access-Control-Allow-Origin. Status code: 200)",
    NULL },
  { "request-blocked", E, "TypeError: Load failed (GET https://b.org/a (blocked))", NULL },
  { "request-blocked", E, "TypeError: Load failed (https://b.org/a (blocked))", NULL },
  { "request-blocked", E,
    "JsException: (<JsProxy 25>, 'TypeError', 'Load failed') (GET https://b.org/a (blocked))",
    NULL },
  { "request-blocked", E, "TypeError: invalid exception object (GET https://b.org/a (blocked))",
    NULL },
  { "request-failed", E, "TypeError: Load failed", NULL },
  { "request-failed", E, "TypeError: invalid exception object", NULL },
  { "request-failed", E, "TypeError: Failed to fetch", NULL },
  { "request-failed", E, "TypeError: NetworkError when attempting to fetch resource.", NULL },
  { "fs-mounted", E, "RuntimeError: path '/x' is already a file system mount point",
    "“/x” Is Mounted Already" },
  { "classic-pyscript", "notice",
    "This page uses the classic PyScript of 2023 or older, which Pyxis does not run.", NULL },
  { "stack-exhausted", E, "RangeError: Maximum call stack size exceeded.", NULL },
  { "never-done", "missing", "No py:all-done: main.py is still running", "main.py Has Not Ended" },
  { "never-done", "missing", "No py:all-done: a.py, b.py are still running",
    "a.py, b.py Has Not Ended" },
  { "never-ready", "missing", "No py:all-done: nothing has started", NULL },
  /* Others' own errors, and what only looks alike. */
  { NULL, E, "NameError: name 'failure' is not defined", NULL },
  { NULL, E, "ValueError: No module named 'a'", NULL },
  { NULL, E, "ReferenceError: Can't find variable: modules", NULL },
  { NULL, E, "ReferenceError: Can't find variable: undefinedThing", NULL },
  { NULL, E, "TypeError: 'int' object isn't callable", NULL },
  { NULL, E, "", NULL },
  { NULL, "notice", "ImportError: no module named 'numpy'", NULL },
  { NULL, "console", "ImportError: no module named 'numpy'", NULL },
};

static PyxisAdviceTable *table;

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (PyxisAdvice) advice = pyxis_advice_table_find (table, row->kind, row->text);
  g_autofree char *json = NULL;
  g_autoptr (PyxisAdvice) again = NULL;
  guint64 error = 0;

  g_assert_cmpstr (advice ? advice->id : NULL, ==, row->id);
  if (!advice)
    return;
  if (row->title)
    g_assert_cmpstr (advice->title, ==, row->title);
  json = pyxis_advice_to_json (advice, 7);
  again = pyxis_advice_from_json (json, &error);
  g_assert_cmpuint (error, ==, 7);
  g_assert_cmpstr (again->title, ==, advice->title);
  g_assert_cmpstr (again->change, ==, advice->change);
  g_assert_cmpuint (g_hash_table_size (again->values), ==, g_hash_table_size (advice->values));
}

/* Each advice is recognised by some row, is whole, and leads to a section; no place is left open. */
static void
test_whole (void)
{
  g_autoptr (GPtrArray) ids = pyxis_advice_table_list (table);

  for (guint i = 0; i < ids->len; i++) {
    gboolean is_tested = FALSE;

    g_test_message ("%s", (char *) ids->pdata[i]);
    for (gsize j = 0; j < G_N_ELEMENTS (rows); j++) {
      g_autoptr (PyxisAdvice) advice = NULL;

      if (g_strcmp0 (rows[j].id, ids->pdata[i]) != 0)
        continue;
      is_tested = TRUE;
      advice = pyxis_advice_table_find (table, rows[j].kind, rows[j].text);
      g_assert_cmpstr (advice->title, !=, "");
      g_assert_cmpstr (advice->explanation, !=, "");
      g_assert_true (g_str_has_suffix (advice->fix, "."));
      g_assert_false (g_str_has_suffix (advice->title, "."));
      g_assert_null (strpbrk (advice->title, "{}"));
      g_assert_null (strstr (advice->title, "…"));
      g_assert_null (strpbrk (advice->explanation, "{}"));
      g_assert_null (strstr (advice->fix, "{n"));
      g_assert_nonnull (pyxis_advice_table_get_section (table, advice->section));
    }
    g_assert_true (is_tested);
  }
}

/* No text that a page makes up costs much: 100 of the longest, each through all patterns. */
static void
test_cost (void)
{
  static const char *const pieces[] = {
    "a",
    "'",
    "(",
    "GET ",
    "No module named '",
    "TypeError: ",
    "\n",
    "1.",
    "Importing binding name '",
    "Constructor ",
    "Cannot call a class constructor ",
    "/0.0",
    "Load failed (GET http://",
    "é",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new ("ModuleNotFoundError: No module named '");
    g_autoptr (PyxisAdvice) advice = NULL;

    while (text->len < 4 * PYXIS_ADVICE_TEXT_MAX)
      g_string_append (text, pieces[i]);
    advice = pyxis_advice_table_find (table, E, text->str);
    g_assert_true (!advice || strlen (advice->title) < 1000);
  }
}

/* A pattern without an end does not fit instead of taking for ever. */
static void
test_endless_pattern (void)
{
  static const char xml[] =
    "<advice-table><section id='s' address=''><title>S</title></section>"
    "<advice id='slow' section='s'><pattern>^(a+)+(a+)+(a+)+$</pattern><title>T</title></advice>"
    "<advice id='next' section='s'><pattern>^a</pattern><title>{none}</title></advice>"
    "</advice-table>";
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisAdviceTable) slow = pyxis_advice_table_parse (xml, -1, &error);
  g_autofree char *text = g_strnfill (4000, 'a');
  g_autofree char *open = g_strconcat (text, "!", NULL);
  g_autoptr (PyxisAdvice) advice = NULL;

  g_assert_no_error (error);
  advice = pyxis_advice_table_find (slow, E, open);
  g_assert_cmpstr (advice->id, ==, "next");
  g_assert_cmpstr (advice->title, ==, "…");
}

static void
test_bad_table (void)
{
  static const char *const bad[] = {
    "",
    "<advice-table>",
    "<advice-table><advice/></advice-table>",
    "<advice-table><advice id='a' section='s' colour='x'/></advice-table>",
    "<advice-table><advice id='a' section='s'><pattern>(</pattern></advice></advice-table>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (pyxis_advice_table_parse (bad[i], -1, &error));
    g_assert_nonnull (error);
  }
}

static void
test_bad_json (void)
{
  guint64 error;

  g_assert_null (pyxis_advice_from_json (NULL, &error));
  g_assert_null (pyxis_advice_from_json ("{", &error));
  g_assert_null (pyxis_advice_from_json ("{\"id\":\"a\"}", &error));
  g_assert_null (pyxis_advice_from_json ("{\"id\":\"a\",\"error\":\"7\"}", &error));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  table = pyxis_advice_table_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path =
      g_strdup_printf ("/advice/row/%s-%zu", rows[i].id ? rows[i].id : "none", i);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  g_test_add_func ("/advice/whole", test_whole);
  g_test_add_func ("/advice/cost", test_cost);
  g_test_add_func ("/advice/endless-pattern", test_endless_pattern);
  g_test_add_func ("/advice/bad-table", test_bad_table);
  g_test_add_func ("/advice/bad-json", test_bad_json);
  status = g_test_run ();
  pyxis_advice_table_free (table);
  return status;
}
