/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <unistd.h>

#include "fixture-copy.h"
#include "snapshot-run.h"

/* Projects whose modules are compiled once, in the real Pyodide, on main and in a worker. What Python shows of a
 * module (tell.py) is the same however it came. */

#define ON "--interpreter-snapshot on "
#define KEPT "--expect 'areKept (\"of_main\", \"of_vfs\", \"of_worker\")' "
#define REFUSED "--expect 'isRefused ()' "
#define ALL "fresh main of_main.py of_vfs.py tell.py ."
#define NONE "fresh main ."

/* With what all of them start from; each has a project of its own. */
static TemporaryFolder *home;

typedef struct {
  TemporaryFolder *project;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->project = fixture_copy_new ("compiled");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  temporary_folder_free (self->project);
}

static void
run (Fixture *self, SnapshotRun *result, const char *options)
{
  snapshot_run (result, home, self->project, options);
}

/* (transfer full): where the compiled code is. */
static char *
dup_folder (void)
{
  return g_build_filename (home, "cache/pyxis/compiled-code", NULL);
}

/* Damages what is kept, of all projects. */
static void
truncate_codes (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!g_str_has_suffix (name, ".code"))
      continue;
    g_assert_cmpint (truncate (path, 1000), ==, 0);
    n++;
  }
  g_assert_cmpuint (n, >, 0);
}

static void
assert_printed (const SnapshotRun *result, const char *line)
{
  g_autofree char *text = g_strdup_printf ("\"%s\"", line);

  if (!strstr (result->events, text))
    g_error ("It was not printed: %s", line);
}

/* What the compiler says of a module it says each time. */
static void
assert_warned (const SnapshotRun *result)
{
  g_assert_nonnull (strstr (result->events, "SyntaxWarning"));
}

/* (transfer none): from a snapshot, and after it what it compiled is kept. */
static void
fill (Fixture *self, SnapshotRun *result)
{
  run (self, result, ON KEPT);
  assert_printed (result, ALL);
  assert_printed (result, "fresh worker of_worker.py tell.py .");
  assert_warned (result);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) ordinary = { 0 };
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) second = { 0 };
  g_auto (SnapshotRun) over_loopback = { 0 };

  run (self, &ordinary, "--interpreter-snapshot off");
  fill (self, &first);
  run (self, &second, ON);
  assert_printed (&second, NONE);
  assert_printed (&second, "fresh worker .");
  assert_warned (&second);
  run (self, &over_loopback, ON REFUSED "--transport loopback");
  assert_printed (&over_loopback, NONE);
  assert_printed (&over_loopback, "fresh worker .");
  assert_same_states (&ordinary, &first);
  assert_same_states (&ordinary, &second);
}

static void
test_loopback (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) second = { 0 };

  run (self, &first, ON KEPT "--transport loopback");
  assert_printed (&first, ALL);
  run (self, &second, ON "--transport loopback");
  assert_printed (&second, NONE);
  assert_printed (&second, "fresh worker .");
}

/* The module of another text, and no other, is compiled again; of the same text at another path as well. */
static void
test_changed (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) changed = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (self->project, "of_main.py", NULL);

  fill (self, &first);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  strstr (text, "one of main")[0] = '0';
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  run (self, &changed, ON);
  assert_printed (&changed, "fresh main of_main.py .");
  assert_printed (&changed, "fresh worker .");
  g_assert_nonnull (strstr (changed.events, "state of_main 0ne of main"));
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) damaged = { 0 };
  g_auto (SnapshotRun) again = { 0 };

  fill (self, &first);
  truncate_codes ();
  fill (self, &damaged);
  assert_same_states (&first, &damaged);
  run (self, &again, ON);
  assert_printed (&again, NONE);
}

/* Where nothing can be kept all goes on as before. */
static void
test_unwritable (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) second = { 0 };
  g_autofree char *folder = dup_folder ();

  g_free (temporary_folder_write (home, "cache/pyxis/compiled-code", "no folder", -1));
  run (self, &first, ON);
  assert_printed (&first, ALL);
  g_assert_cmpint (g_unlink (folder), ==, 0);
  run (self, &second, ON);
  assert_printed (&second, ALL);
  assert_same_states (&first, &second);
}

/* What check says is of the project's files alone, unless it is told to keep things; and without snapshots nothing
 * is asked for. */
static void
test_unwanted (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) plain = { 0 };
  g_auto (SnapshotRun) off = { 0 };

  fill (self, &first);
  run (self, &plain, REFUSED);
  assert_restored (&plain, 2);
  g_assert_true (g_regex_match_simple ("pyodide\\.mjs\\?code\",\"detail\":{[^}]*\"size\":0[,}]",
                                       plain.events, 0, 0));
  assert_same_states (&first, &plain);
  run (self, &off, "--interpreter-snapshot off");
  assert_ordinary (&off);
}

static void
add_case (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/code-cache-pages/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  add_case ("unwritable", test_unwritable); /* before there is anything */
  add_case ("kept", test_kept);
  add_case ("loopback", test_loopback);
  add_case ("changed", test_changed);
  add_case ("damaged", test_damaged);
  add_case ("unwanted", test_unwanted);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
