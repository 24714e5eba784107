/* SPDX-License-Identifier: Apache-2.0 */
#include "shortcuts.h"

#include "files-page.h"
#include "files-tree.h"
#include "keys.h"
#include "project-window.h"
#include "vfs.h"
#include "view-tools.h"

#define PAGE                                                                                       \
  "<!doctype html><title>Keys</title><p>beans<script>"                                             \
  "onkeydown = event => { document.title = 'Pressed ' + event.key }</script>"

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
  PyxisView *view;
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autofree char *index = NULL;

  fixture->folder = temporary_folder_new ();
  index = temporary_folder_write (fixture->folder, "index.html", PAGE, -1);
  fixture->window = project_window_open (fixture->folder, "Keys");
  fixture->view = project_window_get_view (fixture->window);
  project_window_wait_for_load (fixture->view);
  keys_focus (fixture->window);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  temporary_folder_free (fixture->folder);
}

static void
wait_for_zoom (Fixture *fixture, double zoom)
{
  while (ABS (pyxis_view_get_zoom (fixture->view) - zoom) > 1e-9)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_zoom (void)
{
  Fixture fixture;

  set_up (&fixture);
  keys_press ("ctrl+plus");
  wait_for_zoom (&fixture, 1.1);
  keys_press ("ctrl+equal");
  wait_for_zoom (&fixture, 1.2);
  keys_press ("ctrl+minus");
  wait_for_zoom (&fixture, 1.1);
  keys_press ("ctrl+0");
  wait_for_zoom (&fixture, 1);
  tear_down (&fixture);
}

/* Nothing is lost where the folder is not there yet; then it is the one that is selected. */
static void
test_downloads (void)
{
  Fixture fixture;
  PyxisVfs *vfs;
  GtkWidget *page;
  PyxisFilesTree *tree;
  g_auto (GStrv) selected = NULL;

  set_up (&fixture);
  vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (fixture.view));
  keys_press ("ctrl+shift+y");
  while (!(page = project_window_find (fixture.window, PYXIS_TYPE_FILES_PAGE)) ||
         !gtk_widget_get_mapped (page))
    g_main_context_iteration (NULL, TRUE);
  tree = project_window_find (page, PYXIS_TYPE_FILES_TREE);
  g_assert_true (pyxis_vfs_make_folder (vfs, "a", 0755, NULL));
  g_assert_true (pyxis_vfs_make_folder (vfs, "downloads", 0755, NULL));
  keys_press ("ctrl+shift+y");
  while (pyxis_files_tree_get_n_selected (tree) == 0)
    g_main_context_iteration (NULL, TRUE);
  selected = pyxis_files_tree_dup_selected (tree);
  g_assert_cmpstr (selected[0], ==, "downloads");
  tear_down (&fixture);
}

/* A key that stops nothing is the page's. */
static void
test_escape (void)
{
  Fixture fixture;

  set_up (&fixture);
  keys_press ("Escape");
  project_window_wait_for_title (fixture.window, "Pressed Escape");
  keys_press ("F6");
  project_window_wait_for_title (fixture.window, "Pressed F6");
  keys_press ("alt+Left"); /* there is no page before */
  project_window_wait_for_title (fixture.window, "Pressed ArrowLeft");
  tear_down (&fixture);
}

static void
test_find (void)
{
  Fixture fixture;
  GtkSearchBar *bar;
  GtkWidget *entry;

  set_up (&fixture);
  bar = project_window_find (fixture.window, GTK_TYPE_SEARCH_BAR);
  entry = project_window_find (GTK_WIDGET (bar), GTK_TYPE_SEARCH_ENTRY);
  keys_press ("ctrl+f");
  while (!gtk_widget_get_mapped (entry)) /* a key before its first frame goes nowhere */
    g_main_context_iteration (NULL, TRUE);
  keys_press ("Escape");
  while (gtk_search_bar_get_search_mode (bar))
    g_main_context_iteration (NULL, TRUE);
  keys_press ("Escape");
  project_window_wait_for_title (fixture.window, "Pressed Escape");
  tear_down (&fixture);
}

static void
test_events (void)
{
  Fixture fixture;
  PyxisProjectPage *page;
  gboolean shows_panel = FALSE;

  set_up (&fixture);
  page = project_window_find (fixture.window, PYXIS_TYPE_PROJECT_PAGE);
  keys_press ("F12");
  while (!shows_panel) {
    g_main_context_iteration (NULL, TRUE);
    g_object_get (page, "shows-panel", &shows_panel, NULL);
  }
  tear_down (&fixture);
}

/* Back is where the text comes from. */
static void
test_mirrored (void)
{
  GtkApplication *application = GTK_APPLICATION (project_window_application);
  g_auto (GStrv) back = NULL;
  g_auto (GStrv) forward = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  pyxis_shortcuts_apply (application);
  back = gtk_application_get_accels_for_action (application, "page.back");
  forward = gtk_application_get_accels_for_action (application, "page.forward");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  pyxis_shortcuts_apply (application);
  g_assert_cmpstr (back[0], ==, "<Alt>Right");
  g_assert_cmpstr (forward[0], ==, "<Alt>Left");
}

static void
add (void)
{
  g_test_add_func ("/shortcuts/zoom", test_zoom);
  g_test_add_func ("/shortcuts/escape", test_escape);
  g_test_add_func ("/shortcuts/downloads", test_downloads);
  g_test_add_func ("/shortcuts/find", test_find);
  g_test_add_func ("/shortcuts/events", test_events);
  g_test_add_func ("/shortcuts/mirrored", test_mirrored);
}

static void
startup_cb (GApplication *application, gpointer user_data)
{
  pyxis_shortcuts_apply (GTK_APPLICATION (application));
}

int
main (int argc, char **argv)
{
  project_window_startup = G_CALLBACK (startup_cb);
  return project_window_run (argc, argv, add);
}
