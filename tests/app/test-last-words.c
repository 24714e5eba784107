/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/prctl.h>

#include "program.h"
#include "project.h"
#include "temporary-folder.h"
#include "vfs-journal.h"
#include "vfs-text.h"

/* The program with a page that writes a file, from outside: how it ends, and what the next one finds.
 * Without a bus, so that each start is a process of its own. */

static const char page[] =
  "<!doctype html><meta charset=utf-8><title>Kept</title>"
  "<script type=module src='https://pyscript.net/releases/2026.7.3/core.js'></script>"
  "<script type=mpy>\n"
  "from pyscript import document\n"
  "try:\n"
  "    with open('/vfs/note.txt', 'w') as file:\n"
  "        file.write('hello')\n"
  "    document.title = 'Written'\n"
  "except OSError as error:\n"
  "    document.title = 'Refused ' + str(error.errno) + ' ' + open('/vfs/note.txt').read()\n"
  "</script>";

typedef struct {
  TemporaryFolder *home;
  char *project;
  char *state; /* the folder of the spool */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *canonical = NULL;
  g_autofree char *origin = NULL;

  fixture->home = temporary_folder_new ();
  g_free (temporary_folder_write (fixture->home, "kept/index.html", page, -1));
  fixture->project = g_build_filename (fixture->home, "kept", NULL);
  canonical = realpath (fixture->project, NULL);
  origin = pyxis_project_make_origin (canonical);
  fixture->state =
    g_build_filename (fixture->home, "XDG_STATE_HOME", "pyxis", "files", origin, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* WebKit's processes may still write for a moment. */
  while (nftw (fixture->home, temporary_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
    g_thread_yield ();
  g_free (fixture->home);
  g_free (fixture->project);
  g_free (fixture->state);
}

/* Between fork and exec: nothing outlives a test that fails. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
start (Fixture *fixture)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  static const char *const variables[] = { "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
                                           "XDG_CONFIG_HOME" };
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++) {
    g_autofree char *folder = g_build_filename (fixture->home, variables[i], NULL);

    g_subprocess_launcher_setenv (launcher, variables[i], folder, TRUE);
  }
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PYXIS_PROGRAM"),
                                         fixture->project, NULL);
  g_assert_no_error (error);
  return process;
}

/* xdotool itself gives up, with a status, where a window goes while it looks. */
static void
wait_for_window (GSubprocess *process, const char *title)
{
  g_autofree char *pattern = g_strdup_printf ("^%s", title);
  gboolean is_found = FALSE;

  while (!is_found) {
    const char *pid = g_subprocess_get_identifier (process); /* NULL: it has ended */
    g_autoptr (GSubprocess) search = NULL;

    g_assert_nonnull (pid);
    search = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "xdotool",
      "search", "--all", "--onlyvisible", "--pid", pid, "--name", pattern, NULL);
    is_found = g_subprocess_wait_check (search, NULL, NULL);
  }
}

static void
end (GSubprocess *process, int signal)
{
  g_subprocess_send_signal (process, signal);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, signal);
}

/* (nullable) (transfer full): the first file whose name begins so. */
static char *
find_file (Fixture *fixture, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->state, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, ".new"))
      return g_build_filename (fixture->state, name, NULL);
  return NULL;
}

static void
assert_holds_note (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfsJournal) journal = pyxis_vfs_journal_open (path, NULL, NULL, &error);
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  PyxisVfsStat found;
  struct stat status;

  g_assert_no_error (error);
  g_assert_true (pyxis_vfs_journal_apply (journal, vfs, NULL, NULL, NULL, &error));
  g_assert_true (pyxis_vfs_stat (vfs, "note.txt", &found, &error));
  g_assert_cmpuint (found.size, ==, strlen ("hello"));
  g_assert_cmpuint (pyxis_vfs_journal_get_n_unsaved (journal), ==, 1);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
wait_for_spool (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->state);
  g_autoptr (GFileMonitor) monitor =
    g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  g_autofree char *spool = NULL;

  while (!(spool = find_file (fixture, "spool")))
    g_main_context_iteration (NULL, TRUE);
}

/* The end of a session: what is unsaved is on the disk at once, and offered by the next start. */
static void
test_terminated (Fixture *fixture, gconstpointer data)
{
  static const int signals[] = { SIGTERM, SIGHUP, SIGINT };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++) {
    g_autoptr (GSubprocess) process = start (fixture);
    g_autofree char *spool = NULL;

    wait_for_window (process, "Written");
    end (process, signals[i]);
    spool = find_file (fixture, "spool");
    g_assert_nonnull (spool);
    assert_holds_note (spool);
  }
}

/* No time for anything: some seconds may be lost, no more. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) process = start (fixture);
  g_autoptr (GSubprocess) next = NULL;
  g_autofree char *spool = NULL;
  g_autofree char *lost = NULL;

  wait_for_window (process, "Written");
  wait_for_spool (fixture);
  end (process, SIGKILL);
  spool = find_file (fixture, "spool");
  assert_holds_note (spool);

  next = start (fixture);
  wait_for_window (next, "Written");
  lost = find_file (fixture, "lost-");
  g_assert_nonnull (lost);
  assert_holds_note (lost);
  end (next, SIGKILL);
}

/* The second sees what the first wrote last, and changes nothing. */
static void
test_two_processes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) first = start (fixture);
  g_autoptr (GSubprocess) second = NULL;
  g_autofree char *spool = NULL;

  wait_for_window (first, "Written");
  wait_for_spool (fixture);
  second = start (fixture);
  wait_for_window (second, "Refused [0-9]* hello");
  end (second, SIGTERM);
  spool = find_file (fixture, "spool");
  assert_holds_note (spool);
  end (first, SIGKILL);
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/last-words/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("terminated", test_terminated);
  add_test ("killed", test_killed);
  add_test ("two-processes", test_two_processes);
  return g_test_run ();
}
