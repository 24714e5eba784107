/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture-copy.h"
#include "snapshot-run.h"

/* Code that is kept and must not be used, in the real Pyodide: what a page's Python made up, and what was compiled of
 * another source or by another runtime. */

#define ON "--interpreter-snapshot on "

/* With what all of them start from. */
static TemporaryFolder *home;

static void
assert_printed (const SnapshotRun *result, const char *line)
{
  if (!strstr (result->events, line))
    g_error ("It was not printed: %s\n%s", line, result->events);
}

/* Counts what is kept, of all projects, and reads the last. */
static guint
read_codes (GBytes **bytes)
{
  g_autofree char *folder = g_build_filename (home, "cache/pyxis/compiled-code", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    char *data = NULL;
    gsize length = 0;

    if (!g_str_has_suffix (name, ".code"))
      continue;
    g_assert_true (g_file_get_contents (path, &data, &length, NULL));
    g_clear_pointer (bytes, g_bytes_unref);
    *bytes = g_bytes_new_take (data, length);
    n++;
  }
  return n;
}

/* Python is refused, or makes up what it will, of its own modules only; none of which is ever run. */
static void
test_forged (void)
{
  g_autoptr (TemporaryFolder) project = fixture_copy_new ("forged-code");
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) second = { 0 };
  g_autoptr (GBytes) kept = NULL;

  snapshot_run (&first, home, project,
                ON
                "--expect 'areKept (\"genuine\", \"no_code\", \"no_marshal\", \"other_source\")'");
  assert_printed (&first, "\"status 403\"");
  assert_printed (&first, "\"fresh genuine.py phase.py .\"");
  g_assert_cmpuint (read_codes (&kept), ==, 1);
  g_assert_cmpuint (g_bytes_get_size (kept), <, 1 << 20);
  g_free (temporary_folder_write (project, "phase.py", "forges = False\n", -1));
  snapshot_run (&second, home, project, ON);
  assert_printed (&second, "\"values no_code no_marshal other_source\"");
  assert_printed (&second, "\"fresh no_code.py no_marshal.py other_source.py phase.py .\"");
}

/* Another source at the same path, of the same length and time, in the same window. */
static void
test_replaced_source (void)
{
  g_auto (SnapshotRun) run = { 0 };

  snapshot_run_fixture (&run, home, "replaced-code", ON "--expect 'isLoadedAgain ()'");
  assert_printed (&run, "\"value load 1\"");
  assert_printed (&run, "\"value load 2\"");
  g_assert_null (strstr (run.events, "\"fresh .\""));
}

/* (transfer full): one of the user's own, in place of the installed one. */
static char *
add_runtime (void)
{
  g_autofree char *from = g_build_filename (g_getenv ("PYXIS_RUNTIMES"), "pyodide", NULL);
  g_autofree char *to = g_build_filename (home, "data/pyxis/runtime/pyodide", NULL);
  const char *const argv[] = { "cp", "-r", from, to, NULL };
  g_autofree char *above = g_path_get_dirname (to);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  return g_steal_pointer (&to);
}

/* What one Pyodide compiled is nothing to another in its place. */
static void
test_replaced_runtime (void)
{
  g_autoptr (TemporaryFolder) project = fixture_copy_new ("forged-code");
  g_autofree char *runtimes = add_runtime ();
  g_autoptr (GDir) versions = g_dir_open (runtimes, 0, NULL);
  g_autofree char *lock =
    g_build_filename (runtimes, g_dir_read_name (versions), "pyodide-lock.json", NULL);
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) same = { 0 };
  g_auto (SnapshotRun) refused = { 0 };
  g_auto (SnapshotRun) replaced = { 0 };

  g_free (temporary_folder_write (project, "phase.py", "forges = False\n", -1));
  snapshot_run (&first, home, project, ON "--expect 'areKept (\"no_code\", \"phase\")'");
  snapshot_run (&same, home, project, ON);
  assert_restored (&same, 1);
  assert_printed (&same, "\"fresh .\"");
  fixture_append_line (lock);
  snapshot_run (&refused, home, project, ""); /* its snapshot is one of the other as well */
  assert_printed (&refused, "it was made from other files");
  snapshot_run (&replaced, home, project, ON);
  assert_restored (&replaced, 1);
  assert_printed (&replaced,
                  "\"fresh genuine.py no_code.py no_marshal.py other_source.py phase.py .\"");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  g_test_add_func ("/forged-code/forged", test_forged);
  g_test_add_func ("/forged-code/replaced-source", test_replaced_source);
  g_test_add_func ("/forged-code/replaced-runtime", test_replaced_runtime);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
