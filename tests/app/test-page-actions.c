/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions.h"

#include "project-window.h"
#include "source-window.h"
#include "view-tools.h"

#define FIRST "<!doctype html>\n<title>First</title>\n<p>Ünder <b>construction</b>\n"

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
  PyxisView *view;
  GActionGroup *actions;
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autofree char *index = NULL;
  g_autofree char *second = NULL;
  PyxisProjectPage *page;

  fixture->folder = temporary_folder_new ();
  index = temporary_folder_write (fixture->folder, "index.html", FIRST, -1);
  second = temporary_folder_write (fixture->folder, "second.html", "<title>Second</title>", -1);
  fixture->window = project_window_open (fixture->folder, "First");
  page = project_window_find (fixture->window, PYXIS_TYPE_PROJECT_PAGE);
  fixture->view = pyxis_project_page_get_view (page);
  fixture->actions = pyxis_project_page_get_actions (page);
  project_window_wait_for_load (fixture->view);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  temporary_folder_free (fixture->folder);
}

static void
activate (Fixture *fixture, const char *action)
{
  g_action_group_activate_action (fixture->actions, action, NULL);
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (fixture->actions, action);
}

/* Without a view only what needs none. */
static void
test_without_view (void)
{
  static const char *const on[] = { "dock",        "errors", "events", "files",
                                    "open-folder", "panel",  NULL };
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "plain", NULL);
  GtkWidget *window = pyxis_window_new (project_window_application);
  g_auto (GStrv) names = NULL;
  GActionGroup *actions;

  pyxis_window_open_path (PYXIS_WINDOW (window), path);
  actions = pyxis_project_page_get_actions (project_window_find (window, PYXIS_TYPE_PROJECT_PAGE));
  names = g_action_group_list_actions (actions);
  g_assert_cmpuint (g_strv_length (names), >=, 20);
  for (gsize i = 0; names[i]; i++) {
    g_test_message ("%s", names[i]);
    g_assert_cmpint (g_action_group_get_action_enabled (actions, names[i]), ==,
                     g_strv_contains (on, names[i]));
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_history (void)
{
  Fixture fixture;

  set_up (&fixture);
  g_assert_false (is_enabled (&fixture, "back"));
  g_assert_false (is_enabled (&fixture, "stop"));
  g_assert_true (is_enabled (&fixture, "reload"));
  pyxis_view_call_async (fixture.view, "location = 'second.html'", NULL, NULL, NULL);
  project_window_wait_for_title (fixture.window, "Second");
  g_assert_true (is_enabled (&fixture, "back"));
  g_assert_false (is_enabled (&fixture, "forward"));
  activate (&fixture, "back");
  project_window_wait_for_title (fixture.window, "First");
  g_assert_false (is_enabled (&fixture, "back"));
  g_action_group_activate_action (fixture.actions, "go", g_variant_new_int32 (1));
  project_window_wait_for_title (fixture.window, "Second");
  tear_down (&fixture);
}

static void
enabled_cb (GActionGroup *actions, const char *name, gboolean is_enabled_now, gpointer user_data)
{
  *(gboolean *) user_data |= is_enabled_now;
}

/* Escape belongs to the page but while it loads. */
static void
test_stop (void)
{
  Fixture fixture;
  gboolean was_enabled = FALSE;

  set_up (&fixture);
  g_signal_connect (fixture.actions, "action-enabled-changed::stop", G_CALLBACK (enabled_cb),
                    &was_enabled);
  activate (&fixture, "reload");
  while (!was_enabled || is_enabled (&fixture, "stop"))
    g_main_context_iteration (NULL, TRUE);
  tear_down (&fixture);
}

static void
test_zoom (void)
{
  static const struct {
    const char *action;
    double zoom;
  } steps[] = {
    { "zoom-in", 1.1 },  { "zoom-in", 1.2 },  { "zoom-reset", 1 },
    { "zoom-out", 0.9 }, { "zoom-reset", 1 },
  };
  Fixture fixture;

  set_up (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    activate (&fixture, steps[i].action);
    g_assert_cmpfloat_with_epsilon (pyxis_view_get_zoom (fixture.view), steps[i].zoom, 1e-9);
  }
  tear_down (&fixture);
}

static PyxisSourceWindow *
find_source_window (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

    if (PYXIS_IS_SOURCE_WINDOW (window))
      return PYXIS_SOURCE_WINDOW (window);
  }
  return NULL;
}

static void
test_source (void)
{
  Fixture fixture;
  g_autofree char *text = NULL;
  PyxisSourceWindow *source;

  set_up (&fixture);
  activate (&fixture, "view-source");
  while (!(source = find_source_window ()))
    g_main_context_iteration (NULL, TRUE);
  text = pyxis_source_window_dup_text (source);
  g_assert_cmpstr (text, ==, FIRST);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (source)), ==, "index.html");
  gtk_window_destroy (GTK_WINDOW (source));
  tear_down (&fixture);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static void
test_copy (void)
{
  Fixture fixture;
  g_autofree char *text = NULL;

  set_up (&fixture);
  activate (&fixture, "copy-address");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture.window), NULL, read_cb, &text);
  while (!text)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (text, ==, pyxis_view_get_address (fixture.view));
  tear_down (&fixture);
}

static void
test_caret_browsing (void)
{
  Fixture fixture;

  set_up (&fixture);
  g_assert_false (pyxis_view_get_caret_browsing (fixture.view));
  activate (&fixture, "caret-browsing");
  g_assert_true (pyxis_view_get_caret_browsing (fixture.view));
  activate (&fixture, "caret-browsing");
  g_assert_false (pyxis_view_get_caret_browsing (fixture.view));
  tear_down (&fixture);
}

static void
add (void)
{
  g_test_add_func ("/page-actions/caret-browsing", test_caret_browsing);
  g_test_add_func ("/page-actions/without-view", test_without_view);
  g_test_add_func ("/page-actions/history", test_history);
  g_test_add_func ("/page-actions/stop", test_stop);
  g_test_add_func ("/page-actions/zoom", test_zoom);
  g_test_add_func ("/page-actions/source", test_source);
  g_test_add_func ("/page-actions/copy", test_copy);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add);
}
