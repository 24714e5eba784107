/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "program.h"
#include "temporary-folder.h"

/* The self-test chooses the transport, once for each setting that its answer depends on. */

#define PLAIN "check %s/plain --events - --expect 'window.answer === 42'"

static ProgramResult
run_in (const char *home, const char *option)
{
  g_autofree char *command = g_strdup_printf (PLAIN, g_getenv ("PYXIS_FIXTURES"));
  ProgramResult result = { 0 };

  if (option)
    g_setenv ("JSC_useSharedArrayBuffer", option, TRUE);
  result = program_run (home, command);
  g_unsetenv ("JSC_useSharedArrayBuffer");
  g_assert_cmpint (result.status, ==, 0);
  return result;
}

static gint64
read_time (const char *home)
{
  g_autofree char *path = g_build_filename (home, "cache/pyxis/self-test.ini", NULL);
  struct stat status = { 0 };

  g_assert_cmpint (stat (path, &status), ==, 0);
  return status.st_mtim.tv_sec * G_USEC_PER_SEC * 1000 + status.st_mtim.tv_nsec;
}

static void
test_doctor (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_auto (ProgramResult) without = { 0 };
  g_auto (ProgramResult) with = program_run (home, "doctor --json");

  g_assert_cmpint (with.status, ==, 0);
  g_assert_true (
    g_pattern_match_simple ("*\"reachesWorkers\":*true*\"transport\":*\"scheme\"*", with.out));
  g_setenv ("JSC_useSharedArrayBuffer", "0", TRUE);
  without = program_run (home, "doctor --json");
  g_unsetenv ("JSC_useSharedArrayBuffer");
  g_assert_cmpint (without.status, ==, 4);
  g_assert_true (g_pattern_match_simple (
    "*\"sharedArrayBuffer\":*false*\"reachesWorkers\":*false*\"transport\":*\"loopback\"*"
    "\"missing\":*JSC_useSharedArrayBuffer*",
    without.out));
}

/* Each setting has its own answer, which is asked for once: what is kept is not written again. */
static void
test_choice (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_auto (ProgramResult) first = run_in (home, "0");
  gint64 written = read_time (home);
  g_auto (ProgramResult) second = run_in (home, "0");
  g_auto (ProgramResult) other = { 0 };
  g_auto (ProgramResult) again = { 0 };

  g_assert_nonnull (strstr (first.out, "served over loopback HTTP"));
  g_assert_nonnull (strstr (second.out, "served over loopback HTTP"));
  g_assert_cmpint (read_time (home), ==, written);
  other = run_in (home, NULL);
  g_assert_nonnull (strstr (other.out, "served over the scheme"));
  written = read_time (home);
  again = run_in (home, "0");
  g_assert_nonnull (strstr (again.out, "served over loopback HTTP"));
  g_assert_cmpint (read_time (home), ==, written);
}

/* A file stands where the cache's folder should be made: the user who runs this may be root, whom no
 * permission stops. */
static void
test_no_cache (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_auto (ProgramResult) result = { 0 };

  g_free (temporary_folder_write (home, "cache", "in the way", -1));
  g_setenv ("TMPDIR", home, TRUE); /* what stands in for it goes with the rest */
  result = run_in (home, NULL);
  g_unsetenv ("TMPDIR");
  g_assert_nonnull (strstr (result.out, "served over the scheme"));
}

/* The filter of a port that comes by chance is not kept. */
static void
test_no_growth (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *filters = g_build_filename (home, "cache/pyxis/filters", NULL);
  g_auto (ProgramResult) result = run_in (home, "0");
  g_autoptr (GDir) dir = g_dir_open (filters, 0, NULL);

  g_assert_true (!dir || !g_dir_read_name (dir));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/self-test/doctor", test_doctor);
  g_test_add_func ("/self-test/choice", test_choice);
  g_test_add_func ("/self-test/no-cache", test_no_cache);
  g_test_add_func ("/self-test/no-growth", test_no_growth);
  return g_test_run ();
}
