/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"
#include "session-bus.h"
#include "started.h"
#include "temporary-folder.h"

/* The program as a desktop runs it: one instance on a session bus of the test's own. Its windows are
 * counted on that bus, where GTK exports the actions of each, and found on the display by their
 * titles. */
#define NAME "io.github.pyxis_desktop.Pyxis"
#define PATH "/io/github/pyxis_desktop/Pyxis"

typedef struct {
  TemporaryFolder *home;
  GDBusConnection *connection;
  GSubprocess *first; /* the instance that runs; NULL: it has ended */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("TMPDIR");
  fixture->home = temporary_folder_new ();
  g_setenv ("TMPDIR", fixture->home, TRUE);
  fixture->connection = session_bus_connect ();
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
  g_free (fixture->home);
}

static char *
dup_fixture (const char *name)
{
  return g_build_filename (g_getenv ("PYXIS_FIXTURES"), name, NULL);
}

static void
wait_for_window (GSubprocess *process, const char *title)
{
  g_free (started_wait_for_window (process, title));
}

static int
count_windows (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
    fixture->connection, NAME, PATH "/window", "org.freedesktop.DBus.Introspectable", "Introspect",
    NULL, G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);
  g_autoptr (GDBusNodeInfo) node = NULL;
  const char *xml;
  int n = 0;

  g_assert_no_error (error);
  g_variant_get (reply, "(&s)", &xml);
  node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  while (node->nodes && node->nodes[n])
    n++;
  return n;
}

static void
activate_action (Fixture *fixture, const char *path, const char *action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_sync (fixture->connection, NAME, path, "org.gtk.Actions", "Activate",
                                 g_variant_new ("(sava{sv})", action, NULL, NULL), NULL,
                                 G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);

  g_assert_no_error (error);
}

/* What the program itself said, to `file`, until it ended. */
static char *
wait_for_end (GSubprocess *process, const char *file)
{
  g_autofree char *said = NULL;

  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_file_get_contents (file, &said, NULL, NULL));
  return program_dup_own_words (said);
}

static guint
count_lines (const char *text, const char *glob)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i]; i++)
    n += g_pattern_match_simple (glob, lines[i]);
  return n;
}

/* A start that hands its target over, or refuses it with one sentence like `err`. Libraries may have
 * their own to say. */
static void
start_again (Fixture *fixture, const char *name, int status, const char *err)
{
  g_autofree char *target = name ? dup_fixture (name) : NULL;
  g_autofree char *file = g_build_filename (fixture->home, "err", NULL);
  g_autoptr (GSubprocess) process = started_new (fixture->home, target, file);
  g_autofree char *own = wait_for_end (process, file);

  g_test_message ("%s", own);
  g_assert_cmpuint (count_lines (own, "pyxis: *"), ==, err ? 1 : 0);
  if (err)
    g_assert_cmpuint (count_lines (own, err), ==, 1);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
}

static void
test_one_instance (Fixture *fixture, gconstpointer data)
{
  fixture->first = started_new (fixture->home, NULL, NULL);
  wait_for_window (fixture->first, "Pyxis");
  g_assert_cmpint (count_windows (fixture), ==, 1);

  /* The welcome window is used, what is open comes to the front, what is not gets a window. */
  start_again (fixture, "plain", 0, NULL);
  wait_for_window (fixture->first, "Plain – plain");
  g_assert_cmpint (count_windows (fixture), ==, 1);
  start_again (fixture, "plain", 0, NULL);
  g_assert_cmpint (count_windows (fixture), ==, 1);
  start_again (fixture, "shared-memory", 0, NULL);
  wait_for_window (fixture->first, "Shared memory – shared-memory");
  g_assert_cmpint (count_windows (fixture), ==, 2);

  /* A mistake is told to who made it. */
  start_again (fixture, "missing", 2, "pyxis: *missing*");
  g_assert_cmpint (count_windows (fixture), ==, 2);

  /* Unless it was made with a click, of which a desktop tells like this. */
  g_setenv ("XDG_ACTIVATION_TOKEN", "token", TRUE);
  start_again (fixture, "missing", 0, NULL);
  g_unsetenv ("XDG_ACTIVATION_TOKEN");
  wait_for_window (fixture->first, "Pyxis");
  g_assert_cmpint (count_windows (fixture), ==, 3);

  start_again (fixture, NULL, 0, NULL);
  g_assert_cmpint (count_windows (fixture), ==, 3);
  start_again (fixture, NULL, 0, NULL);
  g_assert_cmpint (count_windows (fixture), ==, 3);
  activate_action (fixture, PATH, "new-window");
  g_assert_cmpint (count_windows (fixture), ==, 4);

  activate_action (fixture, PATH, "quit");
  g_subprocess_wait (fixture->first, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->first), ==, 0);
  g_clear_object (&fixture->first);
}

/* What was opened is there at the next start, though the program ended at once. */
static void
test_remembers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = dup_fixture ("plain");
  g_autofree char *uri = g_filename_to_uri (target, NULL, NULL);
  g_autofree char *file =
    g_build_filename (fixture->home, "XDG_DATA_HOME", "recently-used.xbel", NULL);
  g_autoptr (GBookmarkFile) bookmarks = g_bookmark_file_new ();
  g_autoptr (GError) error = NULL;

  fixture->first = started_new (fixture->home, target, NULL);
  wait_for_window (fixture->first, ".*plain");
  activate_action (fixture, PATH, "quit");
  g_subprocess_wait (fixture->first, NULL, NULL);
  g_bookmark_file_load_from_file (bookmarks, file, &error);
  g_assert_no_error (error);
  g_assert_true (g_bookmark_file_has_application (bookmarks, uri, "Pyxis", NULL));
  g_clear_object (&fixture->first);
}

/* Whether a snapshot of an interpreter is kept. */
static gboolean
has_snapshot (Fixture *fixture)
{
  g_autofree char *folder =
    g_build_filename (fixture->home, "XDG_CACHE_HOME/pyxis/interpreter-snapshots", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".snapshot"))
      return TRUE;
  return FALSE;
}

/* What a start says of snapshots, it hands over with its target. */
static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = dup_fixture ("plain");
  g_autofree char *other = dup_fixture ("shared-memory");
  const char *off[] = { "--interpreter-snapshot", "off", other, NULL };
  const char *on[] = { "--interpreter-snapshot", "on", target, NULL };
  g_autoptr (GSubprocess) second = NULL;

  fixture->first = started_new_with (fixture->home, off, NULL);
  wait_for_window (fixture->first, "Shared memory – shared-memory");
  g_assert_false (has_snapshot (fixture));
  second = started_new_with (fixture->home, on, NULL);
  g_subprocess_wait (second, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (second), ==, 0);
  wait_for_window (fixture->first, "Plain – plain");
  g_assert_true (has_snapshot (fixture));
}

/* An address where nobody listens, as after the end of a session. */
static void
test_broken_bus (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = dup_fixture ("plain");
  g_autofree char *file = g_build_filename (fixture->home, "err", NULL);
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none/bus", TRUE);
  process = started_new (fixture->home, target, file);
  wait_for_window (process, "Plain – plain");
  g_subprocess_send_signal (process, SIGTERM);
  said = wait_for_end (process, file);
  g_assert_cmpuint (count_lines (said, "pyxis: *no session bus*"), ==, 1);
}

/* No address at all, and nothing that would start one. */
static void
test_no_bus (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = dup_fixture ("plain");
  g_autofree char *file = g_build_filename (fixture->home, "err", NULL);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *runtime = g_strdup (g_getenv ("XDG_RUNTIME_DIR"));
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_setenv ("PATH", fixture->home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", fixture->home, TRUE);
  process = started_new (fixture->home, target, file);
  g_setenv ("PATH", path, TRUE);
  if (runtime)
    g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  else
    g_unsetenv ("XDG_RUNTIME_DIR");
  wait_for_window (process, "Plain – plain");
  g_subprocess_send_signal (process, SIGTERM);
  said = wait_for_end (process, file);
  g_assert_cmpuint (count_lines (said, "pyxis: *no session bus*"), ==, 1);
}

/* Folders that cannot be made, nor written. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = dup_fixture ("plain");
  g_autofree char *file = g_build_filename (fixture->home, "err", NULL);
  g_autoptr (GSubprocess) process = started_new ("/proc/none", target, file);
  g_autofree char *said = NULL;

  wait_for_window (process, "Plain – plain");
  g_subprocess_send_signal (process, SIGTERM);
  said = wait_for_end (process, file);
  g_assert_cmpuint (count_lines (said, "pyxis: *XDG_DATA_HOME*XDG_CACHE_HOME*"), ==, 1);
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/application/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_tests (void)
{
  add_test ("one-instance", test_one_instance);
  add_test ("remembers", test_remembers);
  add_test ("snapshot", test_snapshot);
  add_test ("broken-bus", test_broken_bus);
  add_test ("no-bus", test_no_bus);
  add_test ("read-only", test_read_only);
}

int
main (int argc, char **argv)
{
  return session_bus_run (argc, argv, add_tests);
}
