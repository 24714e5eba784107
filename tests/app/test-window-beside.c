/* SPDX-License-Identifier: Apache-2.0 */
#include "project-window.h"

/* A second window of a project: because its user wants one, because a page opens one, and after the
 * first was closed. */
typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
  PyxisView *view;
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autofree char *index = NULL;
  g_autofree char *second = NULL;

  fixture->folder = temporary_folder_new ();
  index = temporary_folder_write (fixture->folder, "index.html",
                                  "<!doctype html><title>First</title>", -1);
  second = temporary_folder_write (fixture->folder, "second.html",
                                   "<!doctype html><title>Second</title>", -1);
  fixture->window = project_window_open (fixture->folder, "First");
  fixture->view = project_window_get_view (fixture->window);
  project_window_wait_for_load (fixture->view);
}

static guint
count_windows (void)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (project_window_application)));
}

static void
wait_for_windows (guint n)
{
  while (count_windows () != n)
    g_main_context_iteration (NULL, TRUE);
}

/* (transfer none): the one that is not `window`, when its title is `title`. */
static GtkWidget *
wait_for_other (GtkWidget *window, const char *title)
{
  GList *windows;

  wait_for_windows (2);
  windows = gtk_application_get_windows (GTK_APPLICATION (project_window_application));
  if (windows->data == window)
    windows = windows->next;
  project_window_wait_for_title (windows->data, title);
  project_window_wait_for_load (project_window_get_view (windows->data));
  return windows->data;
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);
  g_assert_no_error (error);
}

static void
assert_called (PyxisView *view, const char *body, const char *expected)
{
  g_autofree char *json = NULL;

  pyxis_view_call_async (view, body, NULL, called_cb, &json);
  while (!json)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (json, ==, expected);
}

static void
close_all (Fixture *fixture)
{
  while (count_windows () > 0)
    gtk_window_destroy (
      gtk_application_get_windows (GTK_APPLICATION (project_window_application))->data);
  temporary_folder_free (fixture->folder);
}

static void
test_duplicate (void)
{
  Fixture fixture;
  GtkWidget *other;

  set_up (&fixture);
  assert_called (fixture.view, "window.mine = 1; localStorage.mark = 'kept'; return 1", "1");
  g_assert_true (gtk_widget_activate_action (fixture.window, "win.duplicate", NULL));
  other = wait_for_other (fixture.window, "First");
  assert_called (project_window_get_view (other), "return [typeof mine, localStorage.mark]",
                 "[\"undefined\",\"kept\"]");
  close_all (&fixture);
}

/* What runs goes on: it may hold what its user has not saved. */
static void
test_open_page (gconstpointer body)
{
  Fixture fixture;
  GtkWidget *other;

  set_up (&fixture);
  assert_called (fixture.view, "window.mine = 1; return 1", "1");
  assert_called (fixture.view, body, "null");
  other = wait_for_other (fixture.window, "Second");
  assert_called (project_window_get_view (other), "return [location.search, opener]",
                 "[\"?x=1\",null]");
  assert_called (fixture.view, "return [document.title, mine]", "[\"First\",1]");
  close_all (&fixture);
}

/* A project that is opened again at once goes on where it was, and finds what it stored last. */
static void
test_again (void)
{
  Fixture fixture;
  g_autoptr (PyxisEngine) engine = NULL;

  set_up (&fixture);
  engine = g_object_ref (pyxis_view_get_engine (fixture.view));
  assert_called (fixture.view, "localStorage.last = 'words'; return 1", "1");
  gtk_window_close (GTK_WINDOW (fixture.window));
  wait_for_windows (0);
  fixture.window = project_window_open (fixture.folder, "First");
  assert_called (project_window_get_view (fixture.window), "return localStorage.last", "\"words\"");
  g_assert_cmpstr (
    pyxis_engine_get_base (pyxis_view_get_engine (project_window_get_view (fixture.window))), ==,
    pyxis_engine_get_base (engine));
  close_all (&fixture);
}

static void
add (void)
{
  g_test_add_func ("/window-beside/duplicate", test_duplicate);
  g_test_add_data_func ("/window-beside/open", "return window.open ('second.html?x=1')",
                        test_open_page);
  g_test_add_data_func ("/window-beside/link",
                        "const a = document.createElement ('a');"
                        "a.href = 'second.html?x=1'; a.target = '_blank';"
                        "document.body.append (a); a.click (); return null",
                        test_open_page);
  g_test_add_func ("/window-beside/again", test_again);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add);
}
