/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/prctl.h>

#include "held-check.h"
#include "program.h"

/* The library that WebKit's first processes load first, and nobody else. */

#define SERVER "Xvfb"
#define VOICE "/libflite_cmu_time_awb.so"
#define PRELOAD "LD_PRELOAD"
#define PAGE "flat.html"

static TemporaryFolder *home; /* where the self-test has run */

static void
test_first (void)
{
  HeldCheck check = held_check_begin (home, PAGE, NULL);
  g_autofree char *network =
    held_check_dup_variable (held_check_find_process (NETWORK_PROCESS), PRELOAD);
  g_autofree char *page = held_check_dup_variable (held_check_find_process (WEB_PROCESS), PRELOAD);

  if (held_check_has_mapped (held_check_find_process (WEB_PROCESS), VOICE)) {
    g_assert_true (network && strstr (network, VOICE));
    g_assert_cmpstr (page, ==, network);
  } else {
    g_assert_null (network);
    g_test_skip ("WebKit has no such voice");
  }
  held_check_end (&check);
}

/* The page of the self-test is the first; the one that is checked is loaded after it. */
static void
test_later (void)
{
  g_autoptr (TemporaryFolder) fresh = temporary_folder_new ();
  HeldCheck check = held_check_begin (fresh, PAGE, NULL);
  g_autofree char *network =
    held_check_dup_variable (held_check_find_process (NETWORK_PROCESS), PRELOAD);
  g_autofree char *page = held_check_dup_variable (held_check_find_process (WEB_PROCESS), PRELOAD);

  g_assert_true (!page || !*page);
  if (held_check_has_mapped (held_check_find_process (WEB_PROCESS), VOICE))
    g_assert_true (network && strstr (network, VOICE));
  else
    g_test_skip ("WebKit has no such voice");
  held_check_end (&check);
}

static void
test_of_user (void)
{
  static const char *const variables[] = { PRELOAD "=libz.so.1", NULL };
  g_autoptr (TemporaryFolder) fresh = temporary_folder_new ();
  HeldCheck check = held_check_begin (fresh, PAGE, variables);
  g_autofree char *network =
    held_check_dup_variable (held_check_find_process (NETWORK_PROCESS), PRELOAD);
  g_autofree char *page = held_check_dup_variable (held_check_find_process (WEB_PROCESS), PRELOAD);

  g_assert_cmpstr (network, ==, "libz.so.1");
  g_assert_cmpstr (page, ==, "libz.so.1");
  held_check_end (&check);
}

/* An X server has nothing to say. */
static void
test_server (void)
{
  static const char *const variables[] = { "DISPLAY", "WAYLAND_DISPLAY", NULL };
  HeldCheck check = held_check_begin (home, PAGE, variables);
  g_autofree char *server = held_check_dup_variable (held_check_find_process (SERVER), PRELOAD);

  g_assert_null (server);
  held_check_end (&check);
}

/* Between fork and exec: nothing outlives a test that fails. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* Without a bus, so that it is a process of its own. */
static GSubprocess *
open_window (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *page = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "webgl", PAGE, NULL);
  g_autofree char *cache = g_build_filename (home, "cache", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", cache, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PYXIS_PROGRAM"), page, NULL);
  g_assert_no_error (error);
  return process;
}

/* The page is there when the window has its title. */
static void
wait_for_title (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) search = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "xdotool", "search", "--sync", "--all",
    "--onlyvisible", "--pid", g_subprocess_get_identifier (process), "--name", "^Drawn", NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (search, NULL, &error);
  g_assert_no_error (error);
}

static void
test_window (void)
{
  g_autoptr (GSubprocess) process = open_window ();
  g_autofree char *network = NULL;
  g_autofree char *page = NULL;

  wait_for_title (process);
  network = held_check_dup_variable (held_check_find_process (NETWORK_PROCESS), PRELOAD);
  page = held_check_dup_variable (held_check_find_process (WEB_PROCESS), PRELOAD);
  if (held_check_has_mapped (held_check_find_process (WEB_PROCESS), VOICE))
    g_assert_true (network && strstr (network, VOICE));
  else
    g_test_skip ("WebKit has no such voice");
  g_assert_cmpstr (page, ==, network);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_auto (ProgramResult) first = { 0 };
  g_autofree char *command =
    g_strdup_printf ("check %s/webgl --page " PAGE, g_getenv ("PYXIS_FIXTURES"));
  int status;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  first = program_run (home, command);
  g_assert_cmpint (first.status, ==, 0);
  g_test_add_func ("/voice-first/first", test_first);
  g_test_add_func ("/voice-first/later", test_later);
  g_test_add_func ("/voice-first/of-user", test_of_user);
  g_test_add_func ("/voice-first/server", test_server);
  g_test_add_func ("/voice-first/window", test_window);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
