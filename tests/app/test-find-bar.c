/* SPDX-License-Identifier: Apache-2.0 */
#include "find-bar.h"

#include "project-window.h"

#define PAGE "<!doctype html><title>Garden</title><p id=p>Beans, peas and more beans<p>beans"

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
  PyxisView *view;
  PyxisFindBar *bar;
  GtkEditable *entry;
} Fixture;

static void
set_up (Fixture *fixture)
{
  PyxisProjectPage *page;
  g_autofree char *index = NULL;

  fixture->folder = temporary_folder_new ();
  index = temporary_folder_write (fixture->folder, "index.html", PAGE, -1);
  fixture->window = project_window_open (fixture->folder, "Garden");
  page = project_window_find (fixture->window, PYXIS_TYPE_PROJECT_PAGE);
  fixture->view = pyxis_project_page_get_view (page);
  fixture->bar = pyxis_project_page_get_find_bar (page);
  fixture->entry = project_window_find (GTK_WIDGET (fixture->bar), GTK_TYPE_SEARCH_ENTRY);
  project_window_wait_for_load (fixture->view);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  temporary_folder_free (fixture->folder);
}

static gboolean
shows_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (shows_label (child, text))
      return TRUE;
  return FALSE;
}

static void
wait_for_label (Fixture *fixture, const char *text)
{
  while (!shows_label (GTK_WIDGET (fixture->bar), text))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_error (Fixture *fixture)
{
  return gtk_widget_has_css_class (GTK_WIDGET (fixture->entry), "error");
}

static gboolean
is_open (Fixture *fixture)
{
  return gtk_search_bar_get_search_mode (
    project_window_find (GTK_WIDGET (fixture->bar), GTK_TYPE_SEARCH_BAR));
}

static void
test_counts (void)
{
  Fixture fixture;

  set_up (&fixture);
  pyxis_find_bar_open (fixture.bar);
  gtk_editable_set_text (fixture.entry, "beans");
  wait_for_label (&fixture, "1 of 3");
  g_assert_false (is_error (&fixture));
  pyxis_find_bar_step (fixture.bar, 1);
  wait_for_label (&fixture, "2 of 3");
  g_signal_emit_by_name (fixture.entry, "previous-match");
  wait_for_label (&fixture, "1 of 3");
  pyxis_find_bar_step (fixture.bar, -1);
  wait_for_label (&fixture, "3 of 3");

  gtk_widget_activate_action (GTK_WIDGET (fixture.bar), "find.match-case", NULL);
  wait_for_label (&fixture, "1 of 2");
  gtk_editable_set_text (fixture.entry, "beansxx");
  wait_for_label (&fixture, "Not found");
  g_assert_true (is_error (&fixture));
  gtk_editable_set_text (fixture.entry, "peas");
  wait_for_label (&fixture, "1 of 1");
  g_assert_false (is_error (&fixture));
  gtk_editable_set_text (fixture.entry, "");
  wait_for_label (&fixture, "");
  tear_down (&fixture);
}

/* Without wrapping, the last match stays. */
static void
test_wrap (void)
{
  Fixture fixture;

  set_up (&fixture);
  pyxis_find_bar_open (fixture.bar);
  gtk_editable_set_text (fixture.entry, "beans");
  wait_for_label (&fixture, "1 of 3");
  gtk_widget_activate_action (GTK_WIDGET (fixture.bar), "find.wrap", NULL);
  wait_for_label (&fixture, "1 of 3");
  for (guint i = 2; i <= 3; i++) {
    g_autofree char *label = g_strdup_printf ("%u of 3", i);

    pyxis_find_bar_step (fixture.bar, 1);
    wait_for_label (&fixture, label);
  }
  pyxis_find_bar_step (fixture.bar, 1);
  pyxis_find_bar_step (fixture.bar, -1);
  wait_for_label (&fixture, "2 of 3");
  tear_down (&fixture);
}

/* Escape closes, and the page has the focus again; what was looked for stays for the next time. */
static void
test_close (void)
{
  Fixture fixture;
  GtkWidget *focus;

  set_up (&fixture);
  pyxis_find_bar_step (fixture.bar, 1);
  g_assert_true (is_open (&fixture));
  gtk_editable_set_text (fixture.entry, "beans");
  wait_for_label (&fixture, "1 of 3");
  g_signal_emit_by_name (fixture.entry, "stop-search");
  g_assert_false (is_open (&fixture));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  g_assert_true (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture.view)));
  pyxis_find_bar_step (fixture.bar, 1);
  g_assert_true (is_open (&fixture));
  g_assert_cmpstr (gtk_editable_get_text (fixture.entry), ==, "beans");
  tear_down (&fixture);
}

static void
test_selection (void)
{
  Fixture fixture;

  set_up (&fixture);
  pyxis_view_call_async (fixture.view,
                         "const text = document.getElementById ('p').firstChild;"
                         "getSelection ().setBaseAndExtent (text, 7, text, 11)",
                         NULL, NULL, NULL);
  pyxis_find_bar_open (fixture.bar);
  wait_for_label (&fixture, "1 of 1");
  g_assert_cmpstr (gtk_editable_get_text (fixture.entry), ==, "peas");
  tear_down (&fixture);
}

/* A reload searches again. */
static void
test_reload (void)
{
  Fixture fixture;
  g_autofree char *index = NULL;

  set_up (&fixture);
  pyxis_find_bar_open (fixture.bar);
  gtk_editable_set_text (fixture.entry, "beans");
  wait_for_label (&fixture, "1 of 3");
  index = temporary_folder_write (fixture.folder, "index.html", PAGE " beans", -1);
  pyxis_view_reload (fixture.view, TRUE);
  wait_for_label (&fixture, "1 of 4");
  tear_down (&fixture);
}

static void
add (void)
{
  g_test_add_func ("/find-bar/counts", test_counts);
  g_test_add_func ("/find-bar/wrap", test_wrap);
  g_test_add_func ("/find-bar/close", test_close);
  g_test_add_func ("/find-bar/selection", test_selection);
  g_test_add_func ("/find-bar/reload", test_reload);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add);
}
