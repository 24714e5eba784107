/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"
#include "temporary-folder.h"

/* `pyxis check` on real pages, with the real interpreters, in a real web view. One row a run; FIXTURES
 * stands for their folder. `out` and `err` are globs. */
typedef struct {
  const char *name;
  const char *command;
  int status;
  const char *out;
  const char *err;
} Case;

static const Case cases[] = {
  { "plain", "check FIXTURES/plain --expect 'window.answer === 42'", 0, "", "" },
  { "plain-loopback", "check FIXTURES/plain --transport loopback --expect 'window.answer === 42'",
    0, "", "" },
  { "expect-awaited", "check FIXTURES/plain --expect 'new Promise (r => setTimeout (r, 20, true))'",
    0, "", "" },
  { "expect-false", "check FIXTURES/plain --timeout 4 --expect 'window.answer === 43'", 1, "",
    "pyxis: *still not true*" },
  { "expect-syntax", "check FIXTURES/plain --expect ')('", 2, "", "pyxis: --expect*" },
  { "expect-throws",
    "check FIXTURES/plain --timeout 3 --expect 'JSON.parse (document.body.dataset.x).ok'", 1, "",
    "pyxis: *still not true*" },
  { "events-lost", "check FIXTURES/plain --events /dev/full", 2, "", "pyxis: *could be written*" },
  { "picture-lost", "check FIXTURES/plain --screenshot FIXTURES/none/x.png", 2, "",
    "pyxis: The picture*" },
  { "picture-and-error-lost",
    "check FIXTURES/failing --page main-mpy.html --screenshot FIXTURES/none/x.png", 1, "",
    "pyxis: NameError*" },
  { "event-missing", "check FIXTURES/plain --timeout 3 --until py:done", 3, "",
    "pyxis: *no py:done*" },
  { "shared-memory",
    "check FIXTURES/shared-memory --until load --expect \"window.result?.outcome === 'ok' && "
    "result.waited > 100 && result.written === 42\"",
    0, "", "" },
  { "shared-memory-loopback",
    "check FIXTURES/shared-memory --transport loopback --until load --expect "
    "\"window.result?.outcome === 'ok' && crossOriginIsolated\"",
    0, "", "" },
  { "woken-early", "check FIXTURES/woken --timeout 20 --expect 'window.found === 42'", 0, "", "" },
  { "worker-messages",
    "check FIXTURES/messages --expect \"document.body.dataset.answer === document.title && "
    "window.within > 3 && window.early === 'undefined' && !('InstallTrigger' in window)\"",
    0, "", "" },
  { "remote-prototypes",
    "check FIXTURES/remote-prototypes --expect \"document.body.dataset.wrong === '' && "
    "document.body.dataset.asked < 50\"",
    0, "", "" },
  { "library",
    "check FIXTURES/library --expect \"['micropython', 'cpython'].every (p => "
    "['main', 'worker'].every (w => document.body.textContent.includes (p + ' ' + w + "
    "': True same;')))\"",
    0, "", "" },
  { "library-loopback",
    "check FIXTURES/library --transport loopback --expect \"['micropython', 'cpython'].every (p => "
    "['main', 'worker'].every (w => document.body.textContent.includes (p + ' ' + w + "
    "': True same;')))\"",
    0, "", "" },
  { "latest",
    "check FIXTURES/cdn --page latest.html --expect \"document.body.textContent.includes ('main') "
    "&& document.body.textContent.includes ('worker')\"",
    0, "", "" },
  { "latest-loopback",
    "check FIXTURES/cdn --page latest.html --transport loopback --expect "
    "\"document.body.textContent.includes ('worker')\"",
    0, "", "" },
  { "release",
    "check FIXTURES/cdn --page release.html --events - --expect \"/micropython/.test "
    "(document.body.textContent) && /pyodide/.test (document.body.textContent)\"",
    0, "*asked for 2025.5.1, served core 0.7.31*", "" },
  { "specifier",
    "check FIXTURES/cdn --page specifier.html --until load --expect 'window.answer === 42'", 0, "",
    "" },
  { "raw",
    "check FIXTURES/cdn --page raw.html --until load --expect \"window.result === 'function "
    "314.0.2 true wasm32 314.0.2'\"",
    0, "", "" },
  { "classic", "check FIXTURES/cdn --page classic.html --until load --events -", 0,
    "*classic PyScript of 2023*", "" },
  { "error-main", "check FIXTURES/failing --page main-mpy.html", 1, "",
    "pyxis: NameError: name 'failure' isn't defined*" },
  { "error-worker", "check FIXTURES/failing --page worker-mpy.html", 1, "",
    "pyxis: NameError: name 'failure' isn't defined*" },
  { "missing-file", "check FIXTURES/failing --page missing-file.html", 1, "",
    "pyxis: *nowhere.py*" },
  { "missing-config", "check FIXTURES/failing --page missing-config.html", 1, "",
    "pyxis: *nowhere.py*" },
  { "bad-config", "check FIXTURES/failing --page bad-config.html", 1, "",
    "pyxis: PY1000: Invalid JSON\npyxis: How to fix it: The Configuration Is No Valid JSON. *\n" },
  { "two-configs", "check FIXTURES/failing --page two-configs.html", 1, "",
    "pyxis: PY0409: Too many mpy-config\npyxis: How to fix it: The Page Has More Than One *\n" },
  { "bad-interpreter", "check FIXTURES/failing --page bad-interpreter.html --timeout 8", 3, "",
    "*Importing a module script failed. (GET 404 /1.2.3)*" },
  { "worker-value", "check FIXTURES/failing --page worker-value.html", 1, "",
    "pyxis: PY0409: Invalid worker attribute for *" },
  { "src-and-text", "check FIXTURES/failing --page src-and-text.html", 1, "",
    "pyxis: PY0409: Invalid content for *" },
  { "missing-module", "check FIXTURES/failing --page missing-module.html --timeout 8", 3, "",
    "*Importing a module script failed. (GET 404 /nowhere.mjs)*" },
  { "missing-worker", "check FIXTURES/failing --page missing-worker.html", 1, "",
    "*Unable to fetch ./nowhere.py*" },
  { "missing-package", "check FIXTURES/failing --page missing-package.html", 1, "",
    "pyxis: NetworkError*(GET https://micropython.org/pi/v2/package/py/keyword/latest.json*)*" },
  { "unattended",
    "check FIXTURES/unattended --until download --events - --expect \"window.answers === 'false "
    "'\"",
    0, "*dismissed*hello*dismissed*sure?*dismissed*name?*\"download\"*evil_gpj.txt*", "" },
  { "endless", "check FIXTURES/failing --page endless.html --timeout 5", 3, "",
    "pyxis: *no py:all-done*\npyxis: “*” is not done yet: Running for *.\npyxis: How to "
    "fix it: * "
    "Has Not Ended. *" },
  { "never-started", "check FIXTURES/failing --page no-core.html --timeout 4", 3, "",
    "pyxis: *no py:all-done*\npyxis: “*” waits for PyScript, which has not loaded: *\npyxis: How "
    "to fix "
    "it: No Script of Python Has Started. *" },
  { "endless-ready", "check FIXTURES/failing --page endless.html --until mpy:ready", 0, "", "" },
};

/* One for all runs, so that the self-test runs once. */
static TemporaryFolder *home;

static char *
fill_in (const char *command)
{
  g_autoptr (GString) text = g_string_new (command);

  g_string_replace (text, "FIXTURES", g_getenv ("PYXIS_FIXTURES"), 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autofree char *command = fill_in (row->command);
  g_auto (ProgramResult) result = program_run (home, command);

  if (result.status != row->status)
    g_printerr ("# %s: %s%s", row->name, result.out, result.err);
  g_assert_cmpint (result.status, ==, row->status);
  g_assert_true (g_pattern_match_simple (row->out, result.out));
  g_assert_true (g_pattern_match_simple (row->err, result.err));
}

/* The picture is a PNG of the page's size. */
static void
test_screenshot (void)
{
  g_autofree char *command =
    g_strdup_printf ("check FIXTURES/plain --screenshot %s/page.png", home);
  g_autofree char *filled = fill_in (command);
  g_autofree char *path = g_build_filename (home, "page.png", NULL);
  g_autofree char *png = NULL;
  g_auto (ProgramResult) result = program_run (home, filled);
  gsize length = 0;

  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_file_get_contents (path, &png, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (png, 4, "\211PNG", 4);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/check/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/check/screenshot", test_screenshot);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
