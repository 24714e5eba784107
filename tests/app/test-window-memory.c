/* SPDX-License-Identifier: Apache-2.0 */
#include "window-memory.h"

#include "project-window.h"
#include "view-tools.h"
#include "window-state.h"

static PyxisProjectPage *
get_page (GtkWidget *window)
{
  return project_window_find (window, PYXIS_TYPE_PROJECT_PAGE);
}

static char *
make_project (const TemporaryFolder *folder, const char *name)
{
  g_autofree char *file = g_build_filename (name, "index.html", NULL);
  g_autofree char *html = g_strdup_printf ("<title>Page %s</title>", name);
  g_autofree char *index = temporary_folder_write (folder, file, html, -1);

  return g_path_get_dirname (index);
}

/* What one window was left with the next one has, for this project and no other. */
static void
test_again (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *first = make_project (folder, "First");
  g_autofree char *second = make_project (folder, "Second");
  GtkWidget *window = project_window_open (first, "Page First");
  gboolean shows_panel;
  int width;
  int height;

  pyxis_view_set_zoom (pyxis_project_page_get_view (get_page (window)), 1.5);
  pyxis_project_page_show_panel (get_page (window), "files");
  gtk_paned_set_position (pyxis_dock_get_paned (pyxis_project_page_get_dock (get_page (window))),
                          300);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_destroy (GTK_WINDOW (window));

  window = project_window_open (second, "Page Second");
  g_assert_cmpfloat (pyxis_view_get_zoom (pyxis_project_page_get_view (get_page (window))), ==, 1);
  g_object_get (get_page (window), "shows-panel", &shows_panel, NULL);
  g_assert_false (shows_panel);
  g_assert_cmpstr (pyxis_panel_get_page (pyxis_project_page_get_panel (get_page (window))), ==,
                   "events");
  gtk_window_destroy (GTK_WINDOW (window));

  window = project_window_open (first, "Page First");
  g_assert_cmpfloat (pyxis_view_get_zoom (pyxis_project_page_get_view (get_page (window))), ==,
                     1.5);
  g_object_get (get_page (window), "shows-panel", &shows_panel, NULL);
  g_assert_true (shows_panel);
  g_assert_cmpstr (pyxis_panel_get_page (pyxis_project_page_get_panel (get_page (window))), ==,
                   "files");
  g_assert_cmpint (
    gtk_paned_get_position (pyxis_dock_get_paned (pyxis_project_page_get_dock (get_page (window)))),
    ==, 300);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 900);
  g_assert_cmpint (height, ==, 700);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Saved without a close as well, once changes have settled. */
static void
test_settled (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = make_project (folder, "Third");
  g_autofree char *file = pyxis_window_state_dup_path ();
  GtkWidget *window = project_window_open (path, "Page Third");
  PyxisProjectPage *page = get_page (window);
  const char *key = pyxis_project_get_origin (pyxis_project_page_get_project (page));
  PyxisWindowState state = { 0 };

  pyxis_view_set_zoom (pyxis_project_page_get_view (page), 0.5);
  while (!pyxis_window_state_load (file, key, &state) || state.zoom != 0.5)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Each project has its own, also with windows on both. */
static void
test_change (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *first = make_project (folder, "Fourth");
  g_autofree char *second = make_project (folder, "Fifth");
  GtkWidget *window = project_window_open (first, "Page Fourth");
  GtkWidget *other = project_window_open (second, "Page Fifth");

  pyxis_view_set_zoom (pyxis_project_page_get_view (get_page (window)), 2);
  g_assert_cmpfloat (pyxis_view_get_zoom (pyxis_project_page_get_view (get_page (other))), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (other));
  window = project_window_open (first, "Page Fourth");
  g_assert_cmpfloat (pyxis_view_get_zoom (pyxis_project_page_get_view (get_page (window))), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A bar takes its room from the page's for a while: the panel is as large without it the next time. */
static void
test_bar (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = make_project (folder, "Sixth");
  GtkWidget *window = project_window_open (path, "Page Sixth");
  GtkPaned *paned = pyxis_dock_get_paned (pyxis_project_page_get_dock (get_page (window)));

  pyxis_project_page_show_panel (get_page (window), "events");
  gtk_paned_set_position (paned, 400);
  gtk_widget_activate_action (GTK_WIDGET (get_page (window)), "page.find", NULL);
  while (gtk_paned_get_position (paned) > 390)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));

  window = project_window_open (path, "Page Sixth");
  paned = pyxis_dock_get_paned (pyxis_project_page_get_dock (get_page (window)));
  g_assert_cmpint (gtk_paned_get_position (paned), ==, 400);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add (void)
{
  g_test_add_func ("/window-memory/again", test_again);
  g_test_add_func ("/window-memory/settled", test_settled);
  g_test_add_func ("/window-memory/change", test_change);
  g_test_add_func ("/window-memory/bar", test_bar);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add);
}
