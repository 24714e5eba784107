/* SPDX-License-Identifier: Apache-2.0 */
#include "held-check.h"
#include "mapped-files.h"
#include "started.h"

/* The library that WebKit's first processes load first, and nobody else. */

#define SERVER "Xvfb"
#define VOICE "/libflite_cmu_time_awb.so"
#define PRELOAD "LD_PRELOAD"
#define PAGE "flat.html"

static TemporaryFolder *home; /* where the self-test has run */

/* (nullable) (transfer full) */
static char *
dup_preloaded (const char *process)
{
  return held_check_dup_variable (held_check_find_process (process), PRELOAD);
}

static void
test_first (void)
{
  HeldCheck check = held_check_begin (home, PAGE, NULL);
  g_autofree char *network = dup_preloaded (NETWORK_PROCESS);
  g_autofree char *page = dup_preloaded (WEB_PROCESS);

  if (mapped_files_have (held_check_find_process (WEB_PROCESS), VOICE)) {
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
  g_autofree char *network = dup_preloaded (NETWORK_PROCESS);
  g_autofree char *page = dup_preloaded (WEB_PROCESS);

  g_assert_true (!page || !*page);
  if (mapped_files_have (held_check_find_process (WEB_PROCESS), VOICE))
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
  g_autofree char *network = dup_preloaded (NETWORK_PROCESS);
  g_autofree char *page = dup_preloaded (WEB_PROCESS);

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
  g_autofree char *server = dup_preloaded (SERVER);

  g_assert_null (server);
  held_check_end (&check);
}

/* Without a bus, so that it is a process of its own. */
static void
test_window (void)
{
  g_autofree char *target = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "webgl", PAGE, NULL);
  g_autofree char *cache = g_build_filename (home, "cache", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *window = NULL;
  g_autofree char *network = NULL;
  g_autofree char *page = NULL;

  temporary_folder_link (home, "XDG_CACHE_HOME", cache);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  process = started_new (home, target, NULL);
  window = started_wait_for_window (process, "Drawn.*");
  network = dup_preloaded (NETWORK_PROCESS);
  page = dup_preloaded (WEB_PROCESS);
  if (mapped_files_have (held_check_find_process (WEB_PROCESS), VOICE))
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
  int status;

  g_test_init (&argc, &argv, NULL);
  home = held_check_home_new (PAGE);
  g_test_add_func ("/voice-first/first", test_first);
  g_test_add_func ("/voice-first/later", test_later);
  g_test_add_func ("/voice-first/of-user", test_of_user);
  g_test_add_func ("/voice-first/server", test_server);
  g_test_add_func ("/voice-first/window", test_window);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
