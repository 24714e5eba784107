/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"
#include "started.h"
#include "temporary-folder.h"

/* An app that does not run says why in a window, and in what a terminal gets: the real program. */
#define ID "org.example.Clock"

#define TOML                                                                                       \
  "name = \"Clock\"\nversion = \"1.2.0\"\ndescription = \"Tells the time\"\nauthor_name = "        \
  "\"Ada\"\n[pyxis]\nid = \"" ID "\"\nlicence = \"MIT\"\n"

typedef struct {
  TemporaryFolder *home;
  char *app;
} Fixture;

static void
pack (Fixture *fixture, const char *format)
{
  g_autofree char *command =
    g_strdup_printf ("pack --format %s --output %s %s/clock", format, fixture->app, fixture->home);
  g_auto (ProgramResult) result = { 0 };

  g_free (temporary_folder_write (fixture->home, "clock/index.html", "<!doctype html>", -1));
  g_free (temporary_folder_write (fixture->home, "clock/pyscript.toml", TOML, -1));
  result = program_run (fixture->home, command);
  g_assert_cmpint (result.status, ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->home = temporary_folder_new ();
  fixture->app = g_build_filename (fixture->home, "clock.pyxis", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->app);
  temporary_folder_free (fixture->home);
}

static void
press (GSubprocess *program, const char *title, const char *key)
{
  g_autofree char *window = started_wait_for_window (program, title);
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "xdotool", "windowfocus", "--sync",
                      window, "key", key, NULL);

  g_subprocess_wait (process, NULL, NULL);
}

/* It waits for its reader, and then ends as it did without a window. */
static void
expect (
  Fixture *fixture, const char *const *words, const char *title, const char *key, const char *said)
{
  g_autofree char *file = g_build_filename (fixture->home, "said", NULL);
  g_autoptr (GSubprocess) program = started_new_with (fixture->home, words, file);
  g_autofree char *text = NULL;

  press (program, title, key);
  g_subprocess_wait (program, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (program));
  g_assert_cmpint (g_subprocess_get_exit_status (program), ==, 2);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, said));
}

static void
change_byte (const char *path, const char *before)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  *((char *) memmem (bytes, length, before, strlen (before)) + strlen (before) + 8) ^= 1;
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
}

static void
test_unsigned (Fixture *fixture, gconstpointer data)
{
  const char *words[] = { "app", fixture->app, NULL };

  g_free (temporary_folder_write (fixture->home, "XDG_DATA_HOME/pyxis/app-keys.ini",
                                  "[" ID "]\nkey=of its author\n", -1));
  pack (fixture, "bundle");
  expect (fixture, words, "The App Is Not Signed", "Escape", "not signed");
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  const char *words[] = { "app", fixture->app, NULL };

  pack (fixture, "bundle");
  change_byte (fixture->app, "app/index.html");
  expect (fixture, words, "The App Is Damaged", "Escape", "get the app again");
  g_assert_cmpint (truncate (fixture->app, 1000), ==, 0);
  expect (fixture, words, "The App Is Damaged", "Escape", "cannot be opened");
}

/* As a double click opens it. */
static void
test_opened (Fixture *fixture, gconstpointer data)
{
  const char *words[] = { fixture->app, NULL };

  pack (fixture, "bundle");
  change_byte (fixture->app, "app/index.html");
  expect (fixture, words, "Pyxis", "ctrl+q", "get the app again");
}

static void
test_program (Fixture *fixture, gconstpointer data)
{
  const char *words[] = { NULL };
  g_autofree char *program = g_strdup (g_getenv ("PYXIS_PROGRAM"));

  g_free (fixture->app);
  fixture->app = g_build_filename (fixture->home, "clock.run", NULL);
  pack (fixture, "run");
  change_byte (fixture->app, "app/index.html");
  g_setenv ("PYXIS_PROGRAM", fixture->app, TRUE);
  expect (fixture, words, "The App Is Damaged", "Escape", "get the app again");
  g_setenv ("PYXIS_PROGRAM", program, TRUE);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/refusal/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("unsigned", test_unsigned);
  add ("damaged", test_damaged);
  add ("opened", test_opened);
  add ("program", test_program);
  return g_test_run ();
}
