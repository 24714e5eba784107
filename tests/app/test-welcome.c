/* SPDX-License-Identifier: Apache-2.0 */
#include "window.h"

#include "../util/keys.h"
#include "../util/temporary-folder.h"
#include "card-picture.h"
#include "example-card.h"
#include "jsc-options.h"
#include "recent-card.h"
#include "recent-section.h"
#include "web-library.h"
#include "welcome.h"

/* The welcome page in a real window, with a list of what was opened in a temporary folder. */

static AdwApplication *application;

typedef struct {
  TemporaryFolder *folder;
  PyxisRecentProjects *list;
  GtkWidget *window;
} Fixture;

static void
add_project (Fixture *fixture, const char *name)
{
  g_autofree char *page = g_strconcat (name, "/index.html", NULL);
  g_autofree char *html = g_strdup_printf ("<!doctype html><title>Page of %s</title>", name);
  g_autofree char *file = temporary_folder_write (fixture->folder, page, html, -1);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (PyxisProject) project = pyxis_project_load (path, NULL);

  pyxis_recent_projects_add (fixture->list, project);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *database = NULL;

  fixture->folder = temporary_folder_new ();
  database = g_build_filename (fixture->folder, "recently-used.xbel", NULL);
  fixture->list = pyxis_recent_projects_new (database, fixture->folder, fixture->folder);
  add_project (fixture, "alpha");
  add_project (fixture, "beta");
  fixture->window = pyxis_window_new (application);
  pyxis_window_set_recent_projects (PYXIS_WINDOW (fixture->window), fixture->list);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->list);
  temporary_folder_free (fixture->folder);
}

/* (nullable): the first mapped widget of `type` below `widget` in which `text`, if it is not NULL, is
 * shown. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (!text ||
       (GTK_IS_LABEL (widget) ? strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL
                              : find (widget, GTK_TYPE_LABEL, text) != NULL)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, text);

    if (found)
      return found;
  }
  return NULL;
}

static GtkWidget *
wait_for (Fixture *fixture, GType type, const char *text)
{
  GtkWidget *found;

  while (!(found = find (fixture->window, type, text)))
    g_main_context_iteration (NULL, TRUE);
  return found;
}

static void
wait_until_gone (Fixture *fixture, GType type, const char *text)
{
  while (find (fixture->window, type, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_title (GtkWidget *window, const char *title)
{
  while (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
search (Fixture *fixture, const char *text)
{
  GtkWidget *entry = wait_for (fixture, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_cards (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "alpha");

  g_assert_nonnull (find (card, GTK_TYPE_LABEL, "Just now"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "alpha");
  card = wait_for (fixture, PYXIS_TYPE_EXAMPLE_CARD, "Hello, MicroPython");
  g_assert_nonnull (find (card, GTK_TYPE_LABEL, "starts before you notice"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Hello, MicroPython");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    pyxis_example_get_sentence (pyxis_example_card_get_example (PYXIS_EXAMPLE_CARD (card))));
}

static gboolean
has_picture (GtkWidget *card)
{
  GtkWidget *picture = find (card, GTK_TYPE_PICTURE, NULL);

  return picture && gtk_picture_get_paintable (GTK_PICTURE (picture));
}

/* Each example has one, eight by five, above its name. */
static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for (fixture, PYXIS_TYPE_EXAMPLE_CARD, "Word Desk"); /* the last one */
  GtkWidget *flow = gtk_widget_get_ancestor (card, GTK_TYPE_FLOW_BOX);

  for (card = gtk_widget_get_first_child (flow); card; card = gtk_widget_get_next_sibling (card)) {
    GtkWidget *picture;
    int width;

    while (!has_picture (card))
      g_main_context_iteration (NULL, TRUE);
    picture = find (card, PYXIS_TYPE_CARD_PICTURE, NULL);
    while ((width = gtk_widget_get_width (picture)) == 0)
      g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (ABS (gtk_widget_get_height (picture) - width * 5 / 8), <=, 1);
  }
}

static void
test_no_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PyxisConfiguration) configuration = pyxis_configuration_new_empty ();
  g_autoptr (PyxisExample) example = pyxis_example_new ("/examples/bare", NULL, configuration);
  GtkWidget *card = pyxis_example_card_new (example);
  GtkWidget *flow = gtk_flow_box_new ();
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_flow_box_append (GTK_FLOW_BOX (flow), card);
  gtk_window_set_child (window, flow);
  gtk_window_present (window);
  while (!find (card, GTK_TYPE_LABEL, "bare"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (find (card, PYXIS_TYPE_CARD_PICTURE, NULL));
  gtk_window_destroy (window);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  wait_for (fixture, PYXIS_TYPE_EXAMPLE_CARD, "Hello, Pyodide");
  search (fixture, "ALPH");
  wait_until_gone (fixture, PYXIS_TYPE_RECENT_CARD, "beta");
  wait_until_gone (fixture, PYXIS_TYPE_EXAMPLE_CARD, NULL);
  g_assert_nonnull (find (fixture->window, PYXIS_TYPE_RECENT_CARD, "alpha"));
  search (fixture, "pyodide");
  wait_until_gone (fixture, PYXIS_TYPE_RECENT_CARD, NULL);
  wait_for (fixture, PYXIS_TYPE_EXAMPLE_CARD, "Hello, Pyodide");
  search (fixture, "no such thing");
  wait_for (fixture, GTK_TYPE_LABEL, "No project and no example");
  search (fixture, "");
  wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "beta");
  wait_until_gone (fixture, GTK_TYPE_LABEL, "No project and no example");
}

/* What is opened again is the newest, and gets a picture. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "alpha", NULL);
  const char *thumbnail =
    pyxis_recent_project_get_thumbnail (pyxis_recent_projects_lookup (fixture->list, path));

  gtk_widget_activate (wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "alpha"));
  wait_for_title (fixture->window, "Page of alpha – alpha");
  while (!g_file_test (thumbnail, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  {
    g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (thumbnail, NULL);

    g_assert_nonnull (texture);
    g_assert_cmpint (gdk_texture_get_width (texture), <=, 320);
    g_assert_cmpint (gdk_texture_get_height (texture), <=, 200);
  }
}

/* Examples are always there: they are no part of what was opened. */
static void
test_example (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for (fixture, PYXIS_TYPE_EXAMPLE_CARD, "Hello, MicroPython");
  PyxisExample *example = pyxis_example_card_get_example (PYXIS_EXAMPLE_CARD (card));

  gtk_widget_activate (card);
  g_assert_nonnull (
    pyxis_window_find (GTK_APPLICATION (application), pyxis_example_get_path (example)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2);
}

/* The tour, then all by their names, whatever the locale. */
static void
test_examples (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for (fixture, PYXIS_TYPE_EXAMPLE_CARD, "Hello, MicroPython");
  GtkFlowBox *flow = GTK_FLOW_BOX (gtk_widget_get_ancestor (card, GTK_TYPE_FLOW_BOX));
  static const char *const names[] = { "The Pyxis tour", "Calling JavaScript", "CSV Desk" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (flow, (int) i);
    PyxisExample *example = pyxis_example_card_get_example (PYXIS_EXAMPLE_CARD (child));

    g_assert_cmpstr (pyxis_example_get_name (example), ==, names[i]);
  }
}

static void
test_pin (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "alpha");
  GtkFlowBox *flow = GTK_FLOW_BOX (gtk_widget_get_ancestor (card, GTK_TYPE_FLOW_BOX));
  GtkFlowBoxChild *first;

  g_assert_true (gtk_widget_activate_action (card, "card.pin", NULL));
  first = gtk_flow_box_get_child_at_index (flow, 0);
  g_assert_cmpstr (
    pyxis_recent_project_get_name (pyxis_recent_card_get_project (PYXIS_RECENT_CARD (first))), ==,
    "alpha");
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "alpha");
  GtkWidget *button;

  g_assert_true (gtk_widget_activate_action (card, "card.remove", NULL));
  wait_until_gone (fixture, PYXIS_TYPE_RECENT_CARD, "alpha");
  wait_for (fixture, GTK_TYPE_LABEL, "“alpha” removed");
  button = wait_for (fixture, GTK_TYPE_BUTTON, "Undo");
  g_signal_emit_by_name (button, "clicked");
  wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "alpha");
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *from = g_build_filename (fixture->folder, "beta", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "elsewhere", NULL);

  wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "beta");
  g_assert_cmpint (g_rename (from, to), ==, 0);
  pyxis_recent_projects_check (fixture->list);
  wait_for (fixture, GTK_TYPE_LABEL, "Missing");
}

/* Why, and each way on. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "gamma", NULL);

  pyxis_window_open_path (PYXIS_WINDOW (fixture->window), path);
  wait_for (fixture, GTK_TYPE_LABEL, "The Project Is Not There");
  wait_for (fixture, GTK_TYPE_LABEL, "gamma");
  g_signal_emit_by_name (wait_for (fixture, GTK_TYPE_BUTTON, "Back to Welcome"), "clicked");
  wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "alpha");

  pyxis_window_open_path (PYXIS_WINDOW (fixture->window), path);
  wait_for (fixture, GTK_TYPE_BUTTON, "Try Again");
  add_project (fixture, "gamma");
  g_signal_emit_by_name (wait_for (fixture, GTK_TYPE_BUTTON, "Try Again"), "clicked");
  wait_for_title (fixture->window, "Page of gamma – gamma");
}

/* A project that was broken since says so where it was opened. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_free (temporary_folder_write (fixture->folder, "alpha/pyscript.toml", "oops", -1));
  gtk_widget_activate (wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "alpha"));
  wait_for (fixture, GTK_TYPE_LABEL, "pyscript.toml, line 1");
  g_assert_true (pyxis_window_is_free (PYXIS_WINDOW (fixture->window)));
}

/* What is open already is not opened twice. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "alpha", NULL);
  GtkWidget *other = pyxis_window_new (application);

  pyxis_window_open_path (PYXIS_WINDOW (fixture->window), path);
  wait_for_title (fixture->window, "Page of alpha – alpha");
  pyxis_window_open_path (PYXIS_WINDOW (other), path);
  g_assert_true (pyxis_window_is_free (PYXIS_WINDOW (other)));
  g_assert_true (pyxis_window_find (GTK_APPLICATION (application), path) ==
                 PYXIS_WINDOW (fixture->window));
  gtk_window_destroy (GTK_WINDOW (other));
}

static GtkEventController *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      return controller;
  }
  return NULL;
}

static void
drop (Fixture *fixture, const GValue *value)
{
  GtkWidget *welcome = wait_for (fixture, PYXIS_TYPE_WELCOME, NULL);
  gboolean is_taken = FALSE;

  g_signal_emit_by_name (find_drop_target (welcome), "drop", value, 10.0, 10.0, &is_taken);
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *path = g_build_filename (fixture->folder, "alpha", NULL);

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, "some text");
  drop (fixture, &value);
  wait_for (fixture, GTK_TYPE_LABEL, "Drop a folder");

  g_value_unset (&value);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, g_slist_append (NULL, g_file_new_for_path (path)));
  drop (fixture, &value);
  wait_for_title (fixture->window, "Page of alpha – alpha");
}

static void
test_drop_broken (Fixture *fixture, gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *path = g_build_filename (fixture->folder, "alpha", NULL);

  g_free (temporary_folder_write (fixture->folder, "alpha/pyscript.toml", "oops", -1));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, g_slist_append (NULL, g_file_new_for_path (path)));
  drop (fixture, &value);
  wait_for (fixture, GTK_TYPE_LABEL, "pyscript.toml, line 1");
}

/* Of a button that was scrolled away: over what can be seen. */
static void
assert_in_sight (Fixture *fixture, GtkWidget *button, void (*open) (GtkWidget *button))
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (button, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  graphene_rect_t bounds;
  GtkPopover *popover;

  while (gtk_adjustment_get_upper (adjustment) < 1000 || gtk_widget_get_height (scrolled) > 400)
    g_main_context_iteration (NULL, TRUE);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  keys_wait_for_frames (fixture->window);
  open (button);
  while (!(popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))) ||
         !gtk_widget_get_mapped (GTK_WIDGET (popover)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_compute_bounds (button, scrolled, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (scrolled));
  gtk_popover_popdown (popover);
}

static void
open_of_card (GtkWidget *button)
{
  gtk_widget_activate_action (button, "card.menu", NULL);
}

static void
open_of_section (GtkWidget *button)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
}

static void
test_menus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = wait_for (fixture, PYXIS_TYPE_RECENT_CARD, "alpha");
  GtkWidget *section = find (fixture->window, PYXIS_TYPE_RECENT_SECTION, NULL);

  wait_for (fixture, PYXIS_TYPE_EXAMPLE_CARD, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 400);
  assert_in_sight (fixture, find (card, GTK_TYPE_MENU_BUTTON, NULL), open_of_card);
  assert_in_sight (fixture, find (section, GTK_TYPE_MENU_BUTTON, NULL), open_of_section);
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/welcome/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
activate_cb (GApplication *app, gpointer user_data)
{
  *(int *) user_data = g_test_run ();
}

int
main (int argc, char **argv)
{
  int status = 1;

  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  add_test ("cards", test_cards);
  add_test ("pictures", test_pictures);
  add_test ("no-picture", test_no_picture);
  add_test ("search", test_search);
  add_test ("open", test_open);
  add_test ("example", test_example);
  add_test ("examples", test_examples);
  add_test ("pin", test_pin);
  add_test ("undo", test_undo);
  add_test ("menus", test_menus);
  add_test ("missing", test_missing);
  add_test ("failure", test_failure);
  add_test ("broken", test_broken);
  add_test ("twice", test_twice);
  add_test ("drop", test_drop);
  add_test ("drop-broken", test_drop_broken);

  application = g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &status);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  return status;
}
