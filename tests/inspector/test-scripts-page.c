/* SPDX-License-Identifier: Apache-2.0 */
#include "scripts-page.h"

#include <adwaita.h>

#include "keys.h"
#include "lanes.h"
#include "lane-row.h"
#include "shown.h"
#include "time-line.h"

typedef struct {
  PyxisEventLog *log;
  PyxisLifecycle *lifecycle;
  GtkWidget *window;
  PyxisScriptsPage *page;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->log = pyxis_event_log_new ();
  self->lifecycle = pyxis_lifecycle_new (self->log);
  self->page = g_object_new (PYXIS_TYPE_SCRIPTS_PAGE, NULL);
  pyxis_scripts_page_set_lifecycle (self->page, self->lifecycle);
  self->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (self->window), "pyxis-test-scripts");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 500);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->lifecycle);
  g_assert_finalize_object (self->log);
}

static void
wait_for (Fixture *self, const char *text)
{
  while (!shown_has_text (GTK_WIDGET (self->page), text))
    g_main_context_iteration (NULL, TRUE);
}

/* (transfer none): the first below a widget. */
static gpointer
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    gpointer found = find (child, type);

    if (found)
      return found;
  }
  return NULL;
}

static guint
count (GtkWidget *widget, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (widget), type);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count (child, type);
  return n;
}

static PyxisTimeScale *
get_scale (Fixture *self)
{
  return pyxis_time_line_get_scale (find (GTK_WIDGET (self->page), PYXIS_TYPE_TIME_LINE));
}

/* Nothing, then a script that runs, then one that is done. */
static void
test_states (Fixture *self, gconstpointer data)
{
  wait_for (self, "No Python Yet");
  lanes_start (self->log, 1);
  wait_for (self, "script-1.py");
  wait_for (self, "py:all-done waits for 1 script.");
  g_assert_false (shown_has_text (GTK_WIDGET (self->page), "No Python Yet"));
  lanes_finish (self->log, 1, 500);
  lanes_append (self->log, &(LaneEvent){ 500, "py:all-done", "main", 0, 0, NULL, NULL });
  wait_for (self, "Done, ran for 190 ms · MicroPython, page");
  wait_for (self, "py:all-done came after 500 ms.");
  g_assert_cmpfloat (pyxis_time_scale_get_end (get_scale (self)), ==, 510);
  pyxis_event_log_begin_navigation (self->log);
  lanes_append (self->log, &(LaneEvent){ 1, "stdout", "main", 0, 0, NULL, NULL });
  wait_for (self, "No Python Yet");
}

/* A row says all of it to who does not see it. */
static void
test_accessible (Fixture *self, gconstpointer data)
{
  GtkWidget *row = NULL;

  lanes_start (self->log, 1);
  lanes_finish (self->log, 1, 500);
  wait_for (self, "Done, ran for 190 ms");
  row = gtk_widget_get_parent (find (GTK_WIDGET (self->page), PYXIS_TYPE_LANE_ROW));
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (
    row, GTK_ACCESSIBLE_PROPERTY_LABEL,
    "script-1.py, MicroPython, page. Done, ran for 190 ms. Fetching: 200 ms. Loading the "
    "interpreter: 100 ms. Ready: 10 ms. Running: 190 ms");
}

static void
selected_cb (PyxisScriptsPage *page, int script, const char *element, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %s;", script, element);
}

/* All of it by keys: a lane, its segments, the zoom. */
static void
test_keys (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) selected = g_string_new (NULL);
  PyxisTimeScale *scale = get_scale (self);

  g_signal_connect (self->page, "lane-selected", G_CALLBACK (selected_cb), selected);
  for (int i = 1; i <= 2; i++) {
    lanes_start (self->log, i);
    lanes_finish (self->log, i, 500);
  }
  wait_for (self, "script-2.py");
  keys_focus (self->window);
  pyxis_scripts_page_focus (self->page);
  keys_wait_for_frames (GTK_WIDGET (self->page));
  keys_press ("Down");
  while (!g_str_has_suffix (selected->str, "2 script;"))
    g_main_context_iteration (NULL, TRUE);
  keys_press ("Right");
  wait_for (self, "Fetching: 200 ms, from 0 ms to 200 ms");
  keys_press ("Right");
  wait_for (self, "Loading the interpreter: 100 ms, from 200 ms to 300 ms");
  keys_press ("Left");
  wait_for (self, "Fetching: 200 ms, from 0 ms to 200 ms");
  keys_press ("plus");
  while (pyxis_time_scale_get_span (scale) != 510 / 1.5)
    g_main_context_iteration (NULL, TRUE);
  keys_press ("minus");
  while (pyxis_time_scale_get_span (scale) != 510)
    g_main_context_iteration (NULL, TRUE);
  keys_press ("plus");
  keys_press ("0");
  while (pyxis_time_scale_get_span (scale) != 510 || pyxis_time_scale_get_start (scale) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Ctrl and the wheel: the time below the pointer stays there. */
static void
test_wheel (Fixture *self, gconstpointer data)
{
  PyxisTimeScale *scale = get_scale (self);

  lanes_start (self->log, 1);
  lanes_finish (self->log, 1, 500);
  wait_for (self, "Done, ran for 190 ms");
  keys_focus (self->window);
  keys_wait_for_frames (GTK_WIDGET (self->page));
  keys_run ("xdotool search --onlyvisible --name ^pyxis-test- mousemove --window %1 700 150");
  keys_run ("xdotool keydown ctrl click 4 keyup ctrl");
  while (pyxis_time_scale_get_span (scale) >= 510)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (pyxis_time_scale_get_start (scale), >, 0);
  g_assert_cmpfloat (pyxis_time_scale_get_start (scale) + pyxis_time_scale_get_span (scale), <,
                     510);
}

/* Rows are made for what is seen. */
static void
test_many (Fixture *self, gconstpointer data)
{
  for (int i = 1; i <= 500; i++)
    lanes_start (self->log, i);
  wait_for (self, "script-1.py");
  wait_for (self, "py:all-done waits for 500 scripts.");
  g_assert_cmpuint (count (GTK_WIDGET (self->page), PYXIS_TYPE_LANE_ROW), <, 300);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/scripts-page/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/scripts-page/accessible", Fixture, NULL, set_up, test_accessible, tear_down);
  g_test_add ("/scripts-page/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/scripts-page/wheel", Fixture, NULL, set_up, test_wheel, tear_down);
  g_test_add ("/scripts-page/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
