/* SPDX-License-Identifier: Apache-2.0 */
#include "dock.h"

#include <gdk/x11/gdkx.h>

#include "keys.h"
#include "panel-window.h"
#include "project-window.h"
#include "shortcuts.h"
#include "shown.h"
#include "view-tools.h"

/* The panel in its three places, moved by keys and by its menu as a user does. */

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
  PyxisProjectPage *page;
  PyxisDock *dock;
  PyxisPanel *panel;
} Fixture;

static void
open_project (Fixture *fixture)
{
  fixture->window = project_window_open (fixture->folder, "Docked");
  fixture->page = project_window_find (fixture->window, PYXIS_TYPE_PROJECT_PAGE);
  fixture->dock = pyxis_project_page_get_dock (fixture->page);
  fixture->panel = pyxis_project_page_get_panel (fixture->page);
  project_window_wait_for_load (pyxis_project_page_get_view (fixture->page));
  keys_focus (fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = temporary_folder_new ();
  g_free (temporary_folder_write (fixture->folder, "index.html",
                                  "<!doctype html><title>Docked</title><p>A page", -1));
  open_project (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  temporary_folder_free (fixture->folder);
}

/* (nullable): of the panel. */
static GtkWidget *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (PYXIS_IS_PANEL_WINDOW (window))
      return window;
  }
  return NULL;
}

static gboolean
is_seen (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (fixture->panel));
}

static void
wait_until_seen (Fixture *fixture, gboolean is_wanted)
{
  while (is_seen (fixture) != is_wanted)
    g_main_context_iteration (NULL, TRUE);
  if (is_wanted)
    keys_wait_for_frames (GTK_WIDGET (fixture->panel));
}

static void
wait_for_place (Fixture *fixture, const char *place)
{
  while (!g_str_equal (pyxis_dock_get_place (fixture->dock), place))
    g_main_context_iteration (NULL, TRUE);
  wait_until_seen (fixture, TRUE);
}

static void
wait_for_page (Fixture *fixture, const char *page)
{
  while (!g_str_equal (pyxis_panel_get_page (fixture->panel), page))
    g_main_context_iteration (NULL, TRUE);
}

/* There is no window manager that would do it. */
static GtkWidget *
focus_window (void)
{
  g_autofree char *command = NULL;
  GtkWidget *window;

  while (!(window = find_window ()) || !gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
  command =
    g_strdup_printf ("xdotool windowfocus --sync %lu",
                     gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  keys_run (command);
  while (!gtk_window_is_active (GTK_WINDOW (window)))
    g_main_context_iteration (NULL, TRUE);
  keys_wait_for_frames (window);
  return window;
}

/* Of the panel, in the window of the project. */
static graphene_rect_t
get_area (Fixture *fixture)
{
  graphene_rect_t area;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (fixture->panel), fixture->window, &area));
  return area;
}

static GtkWidget *
find_filter (Fixture *fixture)
{
  return project_window_find (GTK_WIDGET (pyxis_panel_get_events_page (fixture->panel)),
                              GTK_TYPE_SEARCH_ENTRY);
}

/* It is one widget: what was typed into it, its page and the keyboard come along. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *filter = find_filter (fixture);
  graphene_rect_t below;
  graphene_rect_t right;
  GtkWidget *window;
  g_autofree char *title =
    g_strconcat ("Events and Files — ",
                 pyxis_project_get_name (pyxis_project_page_get_project (fixture->page)), NULL);

  keys_press ("alt+F12");
  wait_until_seen (fixture, TRUE);
  below = get_area (fixture);
  g_assert_cmpfloat (below.origin.x, ==, 0);
  gtk_widget_grab_focus (filter);
  gtk_editable_set_text (GTK_EDITABLE (filter), "request");

  keys_press ("shift+F12");
  wait_for_place (fixture, "right");
  right = get_area (fixture);
  g_assert_cmpfloat (right.origin.x, >, 0);
  g_assert_cmpfloat (right.origin.y, <, below.origin.y);
  g_assert_cmpint (gtk_paned_get_position (pyxis_dock_get_paned (fixture->dock)), ==, 620);

  keys_press ("ctrl+shift+F12");
  wait_for_place (fixture, "window");
  window = focus_window ();
  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (fixture->panel), window));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), filter));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (filter)), ==, "request");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, title);

  keys_press ("alt+F12");
  wait_for_place (fixture, "below");
  g_assert_null (find_window ());
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (filter)), ==, "request");
}

/* The keys of the project's window are its own too; to close it hides the panel, and F12 brings it back. */
static void
test_window (Fixture *fixture, gconstpointer data)
{
  double zoom = 1;

  keys_press ("ctrl+shift+F12");
  wait_for_place (fixture, "window");
  focus_window ();
  keys_press ("ctrl+shift+k");
  wait_for_page (fixture, "console");
  keys_press ("ctrl+shift+m");
  wait_for_page (fixture, "errors");
  keys_press ("ctrl+plus");
  while (zoom == 1) {
    g_main_context_iteration (NULL, TRUE);
    zoom = pyxis_view_get_zoom (pyxis_project_page_get_view (fixture->page));
  }

  gtk_window_close (GTK_WINDOW (find_window ()));
  wait_until_seen (fixture, FALSE);
  keys_focus (fixture->window);
  keys_press ("F12");
  wait_until_seen (fixture, TRUE);
  g_assert_nonnull (find_window ());
  focus_window ();
  keys_press ("F12");
  wait_until_seen (fixture, FALSE);
}

/* It goes with its project; the next time it is there again, as large as it was. */
static void
test_memory (Fixture *fixture, gconstpointer data)
{
  int width;
  int height;

  pyxis_project_page_show_panel (fixture->page, "scripts");
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "page.dock", "s", "window");
  wait_until_seen (fixture, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (find_window ()), 700, 500);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (find_window ());

  open_project (fixture);
  wait_until_seen (fixture, TRUE);
  g_assert_cmpstr (pyxis_dock_get_place (fixture->dock), ==, "window");
  g_assert_cmpstr (pyxis_panel_get_page (fixture->panel), ==, "scripts");
  gtk_window_get_default_size (GTK_WINDOW (find_window ()), &width, &height);
  g_assert_cmpint (width, ==, 700);
  g_assert_cmpint (height, ==, 500);

  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "page.dock", "s", "right");
  wait_for_place (fixture, "right");
  gtk_paned_set_position (pyxis_dock_get_paned (fixture->dock), 555);
  gtk_window_destroy (GTK_WINDOW (fixture->window));

  open_project (fixture);
  wait_until_seen (fixture, TRUE);
  g_assert_cmpstr (pyxis_dock_get_place (fixture->dock), ==, "right");
  g_assert_cmpint (gtk_paned_get_position (pyxis_dock_get_paned (fixture->dock)), ==, 555);
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "page.dock", "s", "below");
  wait_for_place (fixture, "below");
  g_assert_cmpint (gtk_paned_get_position (pyxis_dock_get_paned (fixture->dock)), ==, 480);
}

/* To quit is not to close the panel. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  gboolean shows_panel = FALSE;

  gtk_widget_activate_action (fixture->window, "page.dock", "s", "window");
  wait_until_seen (fixture, TRUE);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  while (fixture->window)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (find_window ());
  open_project (fixture);
  g_object_get (fixture->page, "shows-panel", &shows_panel, NULL);
  g_assert_true (shows_panel);
}

/* However little room there is beside the page, everything in the panel has its own. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = {
    "events", "errors", "scripts", "network", "console", "files"
  };

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 600);
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "page.dock", "s", "right");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    int least;

    pyxis_project_page_show_panel (fixture->page, pages[i]);
    wait_until_seen (fixture, TRUE);
    gtk_widget_measure (GTK_WIDGET (fixture->panel), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                        NULL, NULL);
    g_test_message ("%s: %d", pages[i], least);
    g_assert_cmpint (least, <=, 360);
  }
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 700);
}

/* (nullable): shown, with this name for screen readers. */
static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  g_autofree char *mistake = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget)) {
    mistake = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name);
    if (!mistake)
      return widget;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_named (child, name);

    if (found)
      return found;
  }
  return NULL;
}

/* The menu beside the close button, which the panel's own window has itself. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = GTK_WIDGET (fixture->panel);
  GtkWidget *menu;

  keys_press ("F12");
  wait_until_seen (fixture, TRUE);
  g_assert_nonnull (find_named (panel, "Close the panel"));
  menu = find_named (panel, "Where the panel is");
  g_assert_nonnull (menu);
  gtk_widget_grab_focus (menu);
  keys_press ("space");
  while (!shown_has_text (menu, "Own Window"))
    g_main_context_iteration (NULL, TRUE);
  keys_wait_for_frames (menu);
  keys_press ("w");
  wait_for_place (fixture, "window");
  g_assert_null (find_named (panel, "Close the panel"));
  g_assert_nonnull (find_named (panel, "Where the panel is"));
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/dock/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
add (void)
{
  add_test ("keys", test_keys);
  add_test ("window", test_window);
  add_test ("memory", test_memory);
  add_test ("closed", test_closed);
  add_test ("narrow", test_narrow);
  add_test ("menu", test_menu);
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
