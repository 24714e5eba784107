/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"
#include "session-bus.h"
#include "started.h"
#include "temporary-folder.h"

/* A packed app as a desktop runs it: the real program, on a session bus of the test's own. */
#define ID "org.example.Clock"

#define TOML                                                                                       \
  "name = \"Clock\"\nversion = \"1.2.0\"\ndescription = \"Tells the time\"\nauthor_name = "        \
  "\"Ada\"\n[pyxis]\nid = \"" ID "\"\nlicence = \"MIT\"\n"

typedef struct {
  TemporaryFolder *home;
  char *bundle;
  GDBusConnection *connection;
  GSubprocess *first; /* NULL: none runs */
} Fixture;

/* What is below the home, where program_run () looks too. */
static void
share_folders (const char *home)
{
  static const char *const variables[] = { "XDG_DATA_HOME", "XDG_CACHE_HOME" };
  static const char *const names[] = { "data", "cache" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *link = g_build_filename (home, names[i], NULL);

    g_assert_cmpint (symlink (variables[i], link), ==, 0);
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("TMPDIR");
  fixture->home = temporary_folder_new ();
  g_setenv ("TMPDIR", fixture->home, TRUE); /* for what stands in for a folder of the session */
  fixture->bundle = g_build_filename (fixture->home, "clock.pyxis", NULL);
  share_folders (fixture->home);
  fixture->connection = session_bus_connect ();
}

static void
quit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_sync (fixture->connection, ID, "/org/example/Clock", "org.gtk.Actions",
                                 "Activate", g_variant_new ("(sava{sv})", "quit", NULL, NULL), NULL,
                                 G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);

  g_assert_no_error (error);
  g_subprocess_wait (fixture->first, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->first), ==, 0);
  g_clear_object (&fixture->first);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->first) {
    g_subprocess_force_exit (fixture->first);
    g_subprocess_wait (fixture->first, NULL, NULL);
  }
  g_clear_object (&fixture->first);
  g_clear_object (&fixture->connection);
  /* WebKit's processes may still write for a moment. */
  while (nftw (fixture->home, temporary_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
    g_thread_yield ();
  g_free (fixture->bundle);
  g_free (fixture->home);
}

static ProgramResult run (Fixture *fixture, const char *format, ...) G_GNUC_PRINTF (2, 3);

static ProgramResult
run (Fixture *fixture, const char *format, ...)
{
  g_autofree char *command = NULL;
  va_list arguments;

  va_start (arguments, format);
  command = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return program_run (fixture->home, command);
}

static void
succeed (ProgramResult result)
{
  g_assert_cmpint (result.status, ==, 0);
  program_result_clear (&result);
}

/* `more` is of the table [pyxis]; `options` are of `pack`. */
static void
pack (Fixture *fixture, const char *html, const char *more, const char *options)
{
  g_autofree char *toml = g_strconcat (TOML, more, NULL);

  g_free (temporary_folder_write (fixture->home, "clock/index.html", html, -1));
  g_free (temporary_folder_write (fixture->home, "clock/pyscript.toml", toml, -1));
  succeed (run (fixture, "pack %s --output %s %s/clock", options, fixture->bundle, fixture->home));
}

/* `file` (nullable). */
static void
start (Fixture *fixture, const char *file)
{
  const char *words[] = { "app", fixture->bundle, file, NULL };

  fixture->first = started_new_with (fixture->home, words, NULL);
}

/* A start that hands over what it was given, and ends. */
static void
start_again (Fixture *fixture, const char *file)
{
  const char *words[] = { "app", fixture->bundle, file, NULL };
  g_autoptr (GSubprocess) process = started_new_with (fixture->home, words, NULL);

  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
wait_for_window (Fixture *fixture, const char *title)
{
  g_free (started_wait_for_window (fixture->first, title));
}

/* To a window of the program, when it is there. */
static void
press (Fixture *fixture, const char *title, const char *key)
{
  g_autofree char *window = started_wait_for_window (fixture->first, title);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "windowfocus", "--sync", window, "key", key, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, NULL);
}

static gboolean
is_there (Fixture *fixture, const char *variable, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->home, variable, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Fails the test unless a window has this class, by which a desktop entry knows it. */
static void
assert_class (const char *window, const char *option)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "xdotool", "search", "--onlyvisible",
                      option, "^org\\.example\\.Clock$", NULL);
  g_autofree char *out = NULL;
  g_auto (GStrv) windows = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  windows = g_strsplit (out, "\n", -1);
  g_assert_true (g_strv_contains ((const char *const *) windows, window));
}

/* (transfer full): names of actions of an object on the bus. */
static char **
list_actions (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
    fixture->connection, ID, path, "org.gtk.Actions", "List", NULL, G_VARIANT_TYPE ("(as)"),
    G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);
  char **names = NULL;

  g_assert_no_error (error);
  g_variant_get (reply, "(^as)", &names);
  return names;
}

/* Its own id, name and folders, and nothing of Pyxis. */
static void
test_identity (Fixture *fixture, gconstpointer data)
{
  g_autofree char *window = NULL;
  g_auto (GStrv) actions = NULL;

  pack (fixture, "<!doctype html><title>Clock</title>", "", "");
  start (fixture, NULL);
  window = started_wait_for_window (fixture->first, "Clock");
  assert_class (window, "--class");
  assert_class (window, "--classname");

  actions = list_actions (fixture, "/org/example/Clock");
  g_assert_true (g_strv_contains ((const char *const *) actions, "about"));
  g_assert_true (g_strv_contains ((const char *const *) actions, "quit"));
  g_assert_false (g_strv_contains ((const char *const *) actions, "new-window"));
  g_assert_false (g_strv_contains ((const char *const *) actions, "tour"));

  quit (fixture);
  g_assert_true (is_there (fixture, "XDG_DATA_HOME", ID));
  g_assert_true (is_there (fixture, "XDG_CACHE_HOME", ID));
  g_assert_true (is_there (fixture, "XDG_STATE_HOME", ID));
  g_assert_false (is_there (fixture, "XDG_DATA_HOME", "recently-used.xbel"));
  g_assert_false (is_there (fixture, "XDG_CACHE_HOME", "pyxis"));
  g_assert_false (is_there (fixture, "XDG_STATE_HOME", "pyxis"));
}

/* What its pages store is there in the next version, wherever its file is. */
static void
test_update (Fixture *fixture, gconstpointer data)
{
  static const char html[] = "<!doctype html><script>document.title = localStorage.kept ?? 'none';"
                             "localStorage.kept = 'kept';</script>";

  pack (fixture, html, "", "");
  start (fixture, NULL);
  wait_for_window (fixture, "none");
  quit (fixture);

  g_free (fixture->bundle);
  fixture->bundle = g_build_filename (fixture->home, "renamed", NULL);
  pack (fixture, html, "homepage = \"https://example.org/\"\n", "");
  start (fixture, NULL);
  wait_for_window (fixture, "kept");
  quit (fixture);
}

#define LISTEN                                                                                     \
  "document.addEventListener ('pyxis:opened', async ({ detail }) => {"                             \
  "  for (const path of detail.paths) {"                                                           \
  "    const answer = await fetch (path.replace ('/vfs/', '/@pyxis/vfs/'));"                       \
  "    document.title += ` ${path.replace ('/vfs/opened/', '')}=${await answer.text ()}`;"         \
  "  } });"

/* Files come to the one instance, those of the first start too, though the page listens late. */
static void
test_opened (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = temporary_folder_write (fixture->home, "a:1.txt", "one", -1);
  g_autofree char *two = temporary_folder_write (fixture->home, "two.txt", "two", -1);

  pack (fixture,
        "<!doctype html><title>Got</title><script>addEventListener ('load', () => {" LISTEN
        "});</script>",
        "", "");
  start (fixture, one);
  wait_for_window (fixture, "Got a:1.txt=one");
  start_again (fixture, two);
  wait_for_window (fixture, "Got a:1.txt=one two.txt=two");
  start_again (fixture, two);
  wait_for_window (fixture, "Got a:1.txt=one two.txt=two two .2..txt=two");
  start_again (fixture, NULL);
  quit (fixture);
}

/* What is no file is named to whoever gave it, also by a start that only hands over; the others are opened. */
static void
test_not_opened (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = temporary_folder_write (fixture->home, "one.txt", "one", -1);
  g_autofree char *missing = g_build_filename (fixture->home, "missing.csv", NULL);
  g_autofree char *said = g_build_filename (fixture->home, "said", NULL);
  const char *words[] = { "app", fixture->bundle, missing, fixture->home, one, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *text = NULL;

  pack (fixture, "<!doctype html><title>Got</title><script>" LISTEN "</script>", "", "");
  start (fixture, NULL);
  wait_for_window (fixture, "Got");
  process = started_new_with (fixture->home, words, said);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
  g_assert_true (g_file_get_contents (said, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "missing.csv” is not there, so it is not opened."));
  g_assert_nonnull (strstr (text, "is a folder, and Clock opens files only."));
  wait_for_window (fixture, "Got one.txt=one");
  quit (fixture);
}

/* The same for Python, which is there later still. */
static void
test_opened_in_python (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = temporary_folder_write (fixture->home, "table.csv", "1,2", -1);

  pack (fixture,
        "<!doctype html><title>Python</title>"
        "<script type=module src=\"https://pyscript.net/releases/2026.7.3/core.js\"></script>"
        "<script type=mpy>\nfrom pyscript import document, ffi\n"
        "def opened(event):\n"
        "    for path in event.detail.paths:\n"
        "        document.title = open(path).read()\n"
        "document.addEventListener('pyxis:opened', ffi.create_proxy(opened))\n</script>",
        "", "");
  start (fixture, file);
  wait_for_window (fixture, "1,2");
  quit (fixture);
}

/* Pyodide's memory is kept in the app's own folder once it has run, and the next start is from it. */
static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept =
    g_build_filename (fixture->home, "cache", ID, "interpreter-snapshots", NULL);
  g_auto (ProgramResult) result = { 0 };

  pack (fixture,
        "<script type=module src=\"https://pyscript.net/releases/2026.7.3/core.js\"></script>"
        "<script type=py>\nfrom js import document\ndocument.title = 'Ran'\n</script>",
        "", "");
  start (fixture, NULL);
  wait_for_window (fixture, "Ran");
  while (!temporary_folder_has (kept, ".snapshot"))
    g_thread_yield ();
  quit (fixture);
  result = run (fixture, "app %s check --events -", fixture->bundle);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_regex_match_simple ("\\?snapshot.*\"size\":[0-9]{7}", result.out, 0, 0));
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) failed = { 0 };

  pack (fixture, "<!doctype html><title>Clock</title>", "", "");
  succeed (run (fixture, "app %s check --until load --expect 'document.title === \"Clock\"'",
                fixture->bundle));
  failed = run (fixture, "app %s check more", fixture->bundle);
  g_assert_cmpint (failed.status, ==, 2);
}

/* The key that was seen first stays the app's. */
static void
test_pins (Fixture *fixture, gconstpointer data)
{
  static const char html[] = "<!doctype html><title>Clock</title>";
  g_autofree char *options = g_strdup_printf ("--sign %s/key", fixture->home);

  succeed (run (fixture, "pack --new-key %s/key", fixture->home));
  pack (fixture, html, "", options);
  start (fixture, NULL);
  wait_for_window (fixture, "Clock");
  quit (fixture);
  g_assert_true (is_there (fixture, "XDG_DATA_HOME", "pyxis/app-keys.ini"));
}

/* Another key asks, and no is the answer of whoever only closes. */
static void
test_other_key (Fixture *fixture, gconstpointer data)
{
  static const char html[] = "<!doctype html><title>Shown</title>";
  g_autofree char *first = g_strdup_printf ("--sign %s/key", fixture->home);
  g_autofree char *second = g_strdup_printf ("--sign %s/other", fixture->home);

  succeed (run (fixture, "pack --new-key %s/key", fixture->home));
  succeed (run (fixture, "pack --new-key %s/other", fixture->home));
  pack (fixture, html, "", first);
  start (fixture, NULL);
  wait_for_window (fixture, "Shown");
  quit (fixture);

  pack (fixture, html, "", second);
  start (fixture, NULL);
  press (fixture, "Is This .*", "Escape");
  g_subprocess_wait (fixture->first, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->first), ==, 2);
  g_clear_object (&fixture->first);

  start (fixture, NULL);
  press (fixture, "Is This .*", "alt+t");
  wait_for_window (fixture, "Shown");
  quit (fixture);
  start (fixture, NULL);
  wait_for_window (fixture, "Shown");
  quit (fixture);
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/packed-app/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_tests (void)
{
  add_test ("identity", test_identity);
  add_test ("update", test_update);
  add_test ("opened", test_opened);
  add_test ("not-opened", test_not_opened);
  add_test ("opened-in-python", test_opened_in_python);
  add_test ("snapshot", test_snapshot);
  add_test ("check", test_check);
  add_test ("pins", test_pins);
  add_test ("other-key", test_other_key);
}

int
main (int argc, char **argv)
{
  return session_bus_run (argc, argv, add_tests);
}
