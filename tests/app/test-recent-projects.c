/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-projects.h"

#include <gtk/gtk.h>
#include <string.h>
#include <sys/stat.h>

#include "../util/temporary-folder.h"

/* The list of what was opened, over a real GtkRecentManager with a file of the test's. */
typedef struct {
  TemporaryFolder *folder;
  char *database;
  PyxisRecentProjects *list;
  GString *changes; /* items-changed, as "position-removed+added " */
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
load (Fixture *fixture)
{
  fixture->list = pyxis_recent_projects_new (fixture->database, fixture->folder, fixture->folder);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb),
                    fixture->changes);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = temporary_folder_new ();
  fixture->database = g_build_filename (fixture->folder, "data", "recently-used.xbel", NULL);
  fixture->changes = g_string_new (NULL);
  load (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->list);
  g_string_free (fixture->changes, TRUE);
  g_free (fixture->database);
  temporary_folder_free (fixture->folder);
}

/* The next start of the program. */
static void
start_again (Fixture *fixture)
{
  g_object_unref (fixture->list);
  load (fixture);
}

static char *
dup_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
add (Fixture *fixture, const char *name)
{
  g_autofree char *page = g_strconcat (name, "/index.html", NULL);
  g_autofree char *file = temporary_folder_write (fixture->folder, page, "<!doctype html>", -1);
  g_autofree char *path = dup_path (fixture, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = pyxis_project_load (path, &error);

  g_assert_no_error (error);
  pyxis_recent_projects_add (fixture->list, project);
}

static gboolean
second_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* GTK's list knows whole seconds only. */
static void
wait_for_next_second (void)
{
  gint64 second = g_get_real_time () / G_USEC_PER_SEC;
  gint64 now;

  while ((now = g_get_real_time ()) / G_USEC_PER_SEC == second) {
    gboolean is_over = FALSE;

    g_timeout_add ((guint) (((second + 1) * G_USEC_PER_SEC - now) / 1000 + 1), second_cb, &is_over);
    while (!is_over)
      g_main_context_iteration (NULL, TRUE);
  }
}

/* The names, "*" before pinned and "?" before missing ones. */
static char *
describe (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (PyxisRecentProject) item = g_list_model_get_item (model, i);

    g_string_append_printf (
      names, "%s%s%s%s", i > 0 ? " " : "", pyxis_recent_project_is_pinned (item) ? "*" : "",
      pyxis_recent_project_is_missing (item) ? "?" : "", pyxis_recent_project_get_name (item));
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_list (Fixture *fixture, const char *expected)
{
  g_autofree char *names = describe (fixture);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_changes (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  assert_list (fixture, "");
  add (fixture, "a");
  wait_for_next_second ();
  add (fixture, "b");
  assert_list (fixture, "b a");
  assert_changes (fixture, "0-0+1 0-0+1 ");
  wait_for_next_second ();
  add (fixture, "a");
  assert_list (fixture, "a b");
  assert_changes (fixture, "0-2+2 ");
  start_again (fixture);
  assert_list (fixture, "a b");
}

/* What other programs write there is no business of ours, and what we write is there for them. */
static void
test_desktop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBookmarkFile) bookmarks = g_bookmark_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dup_path (fixture, "a");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *type = NULL;

  g_bookmark_file_set_mime_type (bookmarks, "file:///tmp/letter.txt", "text/plain");
  g_bookmark_file_add_application (bookmarks, "file:///tmp/letter.txt", "Other", "other %f");
  g_bookmark_file_to_file (bookmarks, fixture->database, &error);
  g_assert_no_error (error);
  /* GTK adds in our name what was picked for a page or a download. */
  g_bookmark_file_set_mime_type (bookmarks, "file:///tmp/picked.csv", "text/csv");
  g_bookmark_file_add_application (bookmarks, "file:///tmp/picked.csv", "Pyxis", "pyxis %u");
  g_bookmark_file_to_file (bookmarks, fixture->database, &error);
  g_assert_no_error (error);
  start_again (fixture);
  assert_list (fixture, "");
  add (fixture, "a");
  start_again (fixture);
  assert_list (fixture, "a");

  g_bookmark_file_load_from_file (bookmarks, fixture->database, &error);
  g_assert_no_error (error);
  g_assert_true (g_bookmark_file_has_item (bookmarks, "file:///tmp/letter.txt"));
  g_assert_true (g_bookmark_file_has_application (bookmarks, uri, "Pyxis", NULL));
  type = g_bookmark_file_get_mime_type (bookmarks, uri, NULL);
  g_assert_cmpstr (type, ==, "inode/directory");
}

static void
test_pin (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = dup_path (fixture, "a");

  add (fixture, "a");
  wait_for_next_second ();
  add (fixture, "b");
  fixture->changes->len = 0;
  pyxis_recent_projects_pin (fixture->list, a, TRUE);
  assert_list (fixture, "*a b");
  start_again (fixture);
  assert_list (fixture, "*a b");

  /* The desktop's list is cleared: what is pinned stays, with its name. */
  g_clear_object (&fixture->list);
  g_assert_cmpint (g_unlink (fixture->database), ==, 0);
  load (fixture);
  assert_list (fixture, "*a");
  pyxis_recent_projects_pin (fixture->list, a, FALSE);
  start_again (fixture);
  assert_list (fixture, "");
}

/* Two instances of the program, as there are where no bus is. */
static void
test_pin_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisRecentProjects) other = NULL;
  g_autofree char *a = dup_path (fixture, "a");
  g_autofree char *b = dup_path (fixture, "b");

  add (fixture, "a");
  wait_for_next_second ();
  add (fixture, "b");
  start_again (fixture);
  other = pyxis_recent_projects_new (fixture->database, fixture->folder, fixture->folder);
  pyxis_recent_projects_pin (fixture->list, a, TRUE);
  pyxis_recent_projects_pin (other, b, TRUE);
  start_again (fixture);
  assert_list (fixture, "*b *a");
  pyxis_recent_projects_pin (fixture->list, a, FALSE);
  pyxis_recent_projects_pin (other, b, FALSE);
  start_again (fixture);
  assert_list (fixture, "b a");
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = dup_path (fixture, "a");
  g_autofree char *thumbnail = NULL;
  gint64 time;

  add (fixture, "a");
  thumbnail = pyxis_recent_projects_dup_thumbnail (fixture->list, a);
  g_assert_true (g_file_set_contents (thumbnail, "x", 1, NULL));
  time = pyxis_recent_project_get_time (pyxis_recent_projects_lookup (fixture->list, a));

  pyxis_recent_projects_remove (fixture->list, a);
  assert_list (fixture, "");
  wait_for_next_second ();
  pyxis_recent_projects_restore (fixture->list, a);
  assert_list (fixture, "a");
  g_assert_cmpint (pyxis_recent_project_get_time (pyxis_recent_projects_lookup (fixture->list, a)),
                   ==, time);
  pyxis_recent_projects_settle (fixture->list, a);
  assert_list (fixture, "a");

  pyxis_recent_projects_remove (fixture->list, a);
  pyxis_recent_projects_settle (fixture->list, a);
  g_assert_false (g_file_test (thumbnail, G_FILE_TEST_EXISTS));
  start_again (fixture);
  assert_list (fixture, "");

  /* The program may end before anything was settled. */
  add (fixture, "a");
  pyxis_recent_projects_remove (fixture->list, a);
  start_again (fixture);
  assert_list (fixture, "");
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  g_autofree char *b = dup_path (fixture, "b");

  add (fixture, "a");
  add (fixture, "b");
  add (fixture, "c");
  pyxis_recent_projects_pin (fixture->list, b, TRUE);
  pyxis_recent_projects_clear (fixture->list);
  assert_list (fixture, "*b");
  start_again (fixture);
  assert_list (fixture, "*b");
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = dup_path (fixture, "p00");
  g_autofree char *thumbnail = NULL;

  add (fixture, "p00");
  thumbnail = pyxis_recent_projects_dup_thumbnail (fixture->list, first);
  g_assert_true (g_file_set_contents (thumbnail, "x", 1, NULL));
  wait_for_next_second ();
  for (int i = 1; i <= PYXIS_RECENT_PROJECTS_MAX; i++) {
    g_autofree char *name = g_strdup_printf ("p%02d", i);

    add (fixture, name);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==,
                    PYXIS_RECENT_PROJECTS_MAX);
  g_assert_null (pyxis_recent_projects_lookup (fixture->list, first));
  g_assert_false (g_file_test (thumbnail, G_FILE_TEST_EXISTS));
}

static void
wait_for_missing (Fixture *fixture, const char *path, gboolean is_missing)
{
  while (pyxis_recent_project_is_missing (pyxis_recent_projects_lookup (fixture->list, path)) !=
         is_missing)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = dup_path (fixture, "a");
  g_autofree char *elsewhere = dup_path (fixture, "elsewhere");

  add (fixture, "a");
  pyxis_recent_projects_pin (fixture->list, a, TRUE);
  g_assert_cmpint (g_rename (a, elsewhere), ==, 0);
  pyxis_recent_projects_check (fixture->list);
  wait_for_missing (fixture, a, TRUE);
  assert_list (fixture, "*?a");

  pyxis_recent_projects_move (fixture->list, a, elsewhere);
  wait_for_missing (fixture, elsewhere, FALSE);
  assert_list (fixture, "*a");
  start_again (fixture);
  assert_list (fixture, "*a");
  g_assert_null (pyxis_recent_projects_lookup (fixture->list, a));
}

/* (nullable) (transfer full): the contents of what pins were read from before. */
static char *
dup_set_aside (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  char *text = NULL;

  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = dup_path (fixture, name);

    if (g_str_has_prefix (name, "pinned.ini.unreadable-")) {
      g_assert_null (text);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    }
  }
  return text;
}

static void
test_corrupt (Fixture *fixture, gconstpointer data)
{
  static const char corrupt[] = "[not a file]\nname=\xff\n[file:";
  g_autofree char *a = dup_path (fixture, "a");
  g_autofree char *kept = NULL;
  g_autofree char *pins = dup_path (fixture, "pinned.ini");

  g_clear_object (&fixture->list);
  g_assert_true (g_file_set_contents (fixture->database, "<xbel version=\"1.0\"><bookm", -1, NULL));
  g_assert_true (g_file_set_contents (pins, corrupt, -1, NULL));
  load (fixture);
  assert_list (fixture, "");
  add (fixture, "a");
  start_again (fixture);
  assert_list (fixture, "a");
  g_assert_null (dup_set_aside (fixture)); /* nothing was written */
  pyxis_recent_projects_pin (fixture->list, a, TRUE);
  kept = dup_set_aside (fixture);
  g_assert_cmpstr (kept, ==, corrupt);
  start_again (fixture);
  assert_list (fixture, "*a");
}

/* Nobody writes into it, so that whoever reads it waits. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pins = dup_path (fixture, "pinned.ini");
  g_autofree char *a = dup_path (fixture, "a");

  g_assert_cmpint (mkfifo (pins, 0600), ==, 0);
  start_again (fixture);
  add (fixture, "a");
  pyxis_recent_projects_pin (fixture->list, a, TRUE);
  start_again (fixture);
  assert_list (fixture, "*a");
}

/* Not even a folder for it: nothing is remembered, and nothing is said on the terminal. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = temporary_folder_write (fixture->folder, "file", "x", 1);
  g_autofree char *a = dup_path (fixture, "a");

  g_free (fixture->database);
  fixture->database = g_build_filename (file, "recently-used.xbel", NULL);
  start_again (fixture);
  g_assert_false (pyxis_recent_projects_is_writable (fixture->list));
  add (fixture, "a");
  assert_list (fixture, "");
  g_assert_null (pyxis_recent_projects_dup_thumbnail (fixture->list, a));
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/recent-projects/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  add_test ("order", test_order);
  add_test ("desktop", test_desktop);
  add_test ("pin", test_pin);
  add_test ("pin-twice", test_pin_twice);
  add_test ("remove", test_remove);
  add_test ("clear", test_clear);
  add_test ("limit", test_limit);
  add_test ("missing", test_missing);
  add_test ("corrupt", test_corrupt);
  add_test ("pipe", test_pipe);
  add_test ("read-only", test_read_only);
  return g_test_run ();
}
