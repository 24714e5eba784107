/* SPDX-License-Identifier: Apache-2.0 */
#include "file-watch.h"

#include "temporary-folder.h"

typedef struct {
  TemporaryFolder *folder;
  PyxisFileWatch *watch;
  int n_changes;
} Fixture;

static void
changed_cb (gpointer user_data)
{
  ((Fixture *) user_data)->n_changes++;
}

static void
watch (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  fixture->watch = pyxis_file_watch_new (path, changed_cb, fixture);
  g_assert_true (pyxis_file_watch_covers (fixture->watch, path));
}

static void
wait_for_change (Fixture *fixture)
{
  int before = fixture->n_changes;

  while (fixture->n_changes == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fixture->n_changes, ==, before + 1);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_free (temporary_folder_write (fixture->folder, name, text, -1));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = temporary_folder_new ();
  write_file (fixture, "a.toml", "old");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->watch, pyxis_file_watch_free);
  temporary_folder_free (fixture->folder);
}

/* As an editor may save: all of it is one change. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.toml", NULL);
  g_autofree char *beside = g_build_filename (fixture->folder, ".a.toml.new", NULL);

  watch (fixture, "a.toml");
  g_assert_cmpint (g_unlink (path), ==, 0);
  write_file (fixture, ".a.toml.new", "new");
  g_assert_cmpint (g_rename (beside, path), ==, 0);
  wait_for_change (fixture);
  write_file (fixture, "a.toml", "newer");
  wait_for_change (fixture);
}

static void
test_in_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.toml", NULL);
  FILE *file;

  watch (fixture, "a.toml");
  file = g_fopen (path, "a");
  g_assert_cmpint (fputs (" and new", file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
  wait_for_change (fixture);
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.toml", NULL);

  watch (fixture, "a.toml");
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  wait_for_change (fixture);
}

static void
test_created (Fixture *fixture, gconstpointer data)
{
  watch (fixture, "later.toml");
  write_file (fixture, "later.toml", "new");
  wait_for_change (fixture);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  watch (fixture, "");
  write_file (fixture, "index.html", "new");
  wait_for_change (fixture);
}

/* As a file that is missing, it says when a folder came, and no more. */
static void
test_folder_created (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "later", NULL);

  watch (fixture, "later");
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  wait_for_change (fixture);
  g_assert_false (pyxis_file_watch_covers (fixture->watch, path));
  g_assert_false (pyxis_file_watch_covers (fixture->watch, fixture->folder));
}

/* A change that is on its way when the watch ends is nobody's; the other watch shows that it was. */
static void
test_ended (Fixture *fixture, gconstpointer data)
{
  Fixture other = { .folder = fixture->folder };

  watch (&other, "a.toml");
  watch (fixture, "a.toml");
  write_file (fixture, "a.toml", "new");
  g_clear_pointer (&other.watch, pyxis_file_watch_free);
  wait_for_change (fixture);
  write_file (fixture, "a.toml", "newer");
  wait_for_change (fixture);
  g_assert_cmpint (other.n_changes, ==, 0);
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/file-watch/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("replaced", test_replaced);
  add_test ("in-place", test_in_place);
  add_test ("permissions", test_permissions);
  add_test ("created", test_created);
  add_test ("folder", test_folder);
  add_test ("folder-created", test_folder_created);
  add_test ("ended", test_ended);
  return g_test_run ();
}
