/* SPDX-License-Identifier: Apache-2.0 */
#include "accessible-rows.h"
#include "started.h"
#include "temporary-folder.h"

/* The program as its user meets it: what is said is read off the accessibility tree, and what is done
 * are keys and clicks. No page asks anything here (test-page-dialogs): while it waits for the answer,
 * AT-SPI's registry may wait for WebKit's process, and everybody for the registry. */

typedef struct {
  TemporaryFolder *home;
  GDBusConnection *bus; /* of accessibility */
  GSubprocess *program; /* NULL: it does not run */
  char *window;         /* its number; NULL: it has none yet */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->home = temporary_folder_new ();
  fixture->bus = accessible_connect ();
}

static void
close_program (Fixture *fixture)
{
  if (fixture->program) {
    g_subprocess_send_signal (fixture->program, SIGTERM);
    g_subprocess_wait (fixture->program, NULL, NULL);
  }
  g_clear_object (&fixture->program);
  g_clear_pointer (&fixture->window, g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_program (fixture);
  g_clear_object (&fixture->bus);
  /* WebKit's processes may still write for a moment. */
  while (nftw (fixture->home, temporary_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
    g_thread_yield ();
  g_free (fixture->home);
}

/* Until there is a window with this title; there is no window manager that would give it the focus. */
static void
wait_for_window (Fixture *fixture, const char *title)
{
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  g_free (fixture->window);
  fixture->window = started_wait_for_window (fixture->program, title);
  command = g_strconcat ("xdotool windowfocus --sync ", fixture->window, NULL);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
start (Fixture *fixture, const char *target, const char *title)
{
  fixture->program = started_new (fixture->home, target, NULL);
  wait_for_window (fixture, title);
}

/* Until it is shown in a place where it stays. */
static AccessibleArea
wait_for (Fixture *fixture, const char *name)
{
  AccessibleArea area = { 0 };
  AccessibleArea before;

  do {
    const char *pid = g_subprocess_get_identifier (fixture->program);

    g_assert_nonnull (pid);
    before = area;
    if (!accessible_find (fixture->bus, pid, name, &area))
      area.width = 0;
  } while (!area.width || memcmp (&area, &before, sizeof area) != 0);
  return area;
}

static void
wait_until_gone (Fixture *fixture, const char *name)
{
  AccessibleArea area;

  while (
    accessible_find (fixture->bus, g_subprocess_get_identifier (fixture->program), name, &area))
    ;
}

static void
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
click (Fixture *fixture, const char *name)
{
  AccessibleArea area = wait_for (fixture, name);
  g_autofree char *command =
    g_strdup_printf ("xdotool mousemove --window %s %d %d click 1", fixture->window,
                     area.x + area.width / 2, area.y + area.height / 2);

  run (command);
}

static void
press (const char *keys)
{
  g_autofree char *command = g_strconcat ("xdotool key ", keys, NULL);

  run (command);
}

static void
type (const char *text)
{
  g_autofree char *command = g_strconcat ("xdotool type ", text, NULL);

  run (command);
}

/* The first minute: an example is looked for and opened, and what happens in it is looked at. */
static void
test_example (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL, "Pyxis");
  wait_for (fixture, "The Pyxis tour");
  click (fixture, "Search projects and examples");
  type ("lighthouse");
  wait_until_gone (fixture, "The Pyxis tour");
  click (fixture, "The Lighthouse");
  wait_for_window (fixture, "The Lighthouse.*");
  click (fixture, "Events and Files");
  wait_for (fixture, "Filter events");
  click (fixture, "Events and Files");
  wait_until_gone (fixture, "Filter events");
  press ("ctrl+f");
  wait_for (fixture, "Find in page");
}

/* What was open is on the welcome page, is pinned by its menu and opened by a click. */
static void
test_recent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = temporary_folder_write (fixture->home, "shelf/index.html",
                                                  "<!doctype html><title>Shelf</title>", -1);
  g_autofree char *folder = g_path_get_dirname (page);

  start (fixture, folder, "Shelf.*");
  press ("ctrl+q");
  g_subprocess_wait (fixture->program, NULL, NULL);
  g_clear_object (&fixture->program);

  start (fixture, NULL, "Pyxis");
  click (fixture, "Project Menu");
  wait_for (fixture, "Pin");
  press ("p");
  wait_until_gone (fixture, "Pin");
  click (fixture, "Unpin");
  wait_until_gone (fixture, "Unpin");
  click (fixture, "shelf");
  wait_for_window (fixture, "Shelf.*");
}

/* A folder that cannot be opened says why and where, and leaves a way. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file =
    temporary_folder_write (fixture->home, "broken/pyscript.toml", "name = \"a\"\nfiles = [\n", -1);
  g_autofree char *page =
    temporary_folder_write (fixture->home, "broken/index.html", "<p>Broken", -1);
  g_autofree char *folder = g_path_get_dirname (page);

  g_setenv ("XDG_ACTIVATION_TOKEN", "token", TRUE); /* as a desktop starts it */
  start (fixture, folder, "Pyxis");
  g_unsetenv ("XDG_ACTIVATION_TOKEN");
  wait_for (fixture, "*pyscript.toml*line*");
  wait_for (fixture, "*Try Again");
  click (fixture, "*Back to Welcome");
  wait_for (fixture, "Search projects and examples");
}

/* An error of Python's is said above the page, and a click leads to what happened. */
static void
test_error (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page =
    g_build_filename (g_getenv ("PYXIS_FIXTURES"), "failing", "main-mpy.html", NULL);

  start (fixture, page, "A Python error on the main thread.*");
  wait_for (fixture, "NameError: name 'failure' isn't defined (line 1)");
  click (fixture, "*Show Details");
  wait_for (fixture, "main-mpy.html, line 6");
  click (fixture, "Events");
  click (fixture, "Filter events");
  type ("NameError");
  wait_until_gone (fixture, "request");
  /* The words of the error are also on the page of errors. */
  wait_for (fixture, "micropython");
  click (fixture, "Clear the list");
  wait_until_gone (fixture, "micropython");
}

/* Each row that is seen has a name. */
static void
check_rows (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  accessible_list_rows (fixture->bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root",
                        g_subprocess_get_identifier (fixture->program), rows);
  g_assert_cmpuint (rows->len, >, 0);
  for (guint i = 0; i < rows->len; i++) {
    g_assert_nonnull (rows->pdata[i]);
    g_assert_cmpstr (rows->pdata[i], !=, "");
    g_assert_false (g_str_has_prefix (rows->pdata[i], "Gtk"));
    g_assert_false (g_str_has_prefix (rows->pdata[i], "Adw"));
  }
}

/* Each row of the panel is called by what is in it: a screen reader says that, and not what the row is made of. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[][2] = {
    { "Events", "page, native: committed*" },
    { "Errors", "NameError*" },
    { "Scripts", "Script 1, MicroPython, page. Failed*" },
    { "Network", "GET main-mpy.html, 200*" },
    { "Console", "Error: NameError*" },
    { "Files", "MicroPython*, folder" },
  };
  g_autofree char *page =
    g_build_filename (g_getenv ("PYXIS_FIXTURES"), "failing", "main-mpy.html", NULL);

  start (fixture, page, "A Python error on the main thread.*");
  wait_for (fixture, "NameError: name 'failure' isn't defined (line 1)");
  press ("F12");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_test_message ("%s", pages[i][0]);
    click (fixture, pages[i][0]);
    wait_for (fixture, pages[i][1]);
    check_rows (fixture);
  }
}

/* A project becomes an app by keys alone, and what there is to choose has names. */
static void
test_package (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Pyxis Bundle", "Carry Its Python", "Key*", "Change…*" };
  g_autofree char *page = temporary_folder_write (fixture->home, "clock/index.html",
                                                  "<!doctype html><title>Ticking</title>", -1);
  g_autofree char *folder = g_path_get_dirname (page);
  g_autofree char *output = g_strconcat (folder, ".pyxis", NULL);

  start (fixture, folder, "Ticking.*"); /* the page is there: the folder has another name */
  press ("ctrl+shift+a");
  wait_for_window (fixture, "Package as App");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_test_message ("%s", names[i]);
    wait_for (fixture, names[i]);
  }
  check_rows (fixture);
  press ("alt+p");
  wait_for (fixture, "*Show in Files*");
  wait_for (fixture, "*Run*");
  g_assert_true (g_file_test (output, G_FILE_TEST_IS_REGULAR));
  press ("Escape");
  wait_until_gone (fixture, "*Show in Files*");
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/user/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* Other tests need no bus of accessibility. */
  g_setenv ("GTK_A11Y", "atspi", TRUE);
  g_unsetenv ("NO_AT_BRIDGE");
  /* The tree is told between two frames: they should be short. */
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  add_test ("example", test_example);
  add_test ("recent", test_recent);
  add_test ("failure", test_failure);
  add_test ("error", test_error);
  add_test ("rows", test_rows);
  add_test ("package", test_package);
  return g_test_run ();
}
