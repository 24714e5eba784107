/* SPDX-License-Identifier: Apache-2.0 */
#include "loading.h"

#include <adwaita.h>

/* The cover and the pill as a user sees them, over a log of events as pages make them. */

typedef struct {
  GtkWidget *window;
  PyxisLoading *loading;
  PyxisEventLog *log;
  GString *shown; /* what watch_revealers () writes */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->loading = g_object_new (PYXIS_TYPE_LOADING, NULL);
  fixture->log = pyxis_event_log_new ();
  fixture->shown = g_string_new (NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->loading));
  gtk_window_present (GTK_WINDOW (fixture->window));
  pyxis_loading_begin (fixture->loading, "Word Desk", fixture->log);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->log);
  g_string_free (fixture->shown, TRUE);
}

static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_mapped (widget))
    return NULL;
  if (type == GTK_TYPE_LABEL && GTK_IS_LABEL (widget) &&
      g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;
  if (type == GTK_TYPE_BUTTON && GTK_IS_BUTTON (widget) &&
      (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0 ||
       g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0))
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
  GtkWidget *found = NULL;

  while (!(found = find (fixture->window, type, text)))
    g_main_context_iteration (NULL, TRUE);
  return found;
}

static void
wait_until_gone (Fixture *fixture, const char *text)
{
  while (find (fixture->window, GTK_TYPE_LABEL, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
append (Fixture *fixture, const char *kind, const char *interpreter, const char *text)
{
  const PyxisEventFields fields = { .kind = kind, .interpreter = interpreter, .text = text };

  pyxis_event_log_append (fixture->log, &fields);
}

static void
count_cb (PyxisLoading *loading, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
test_cover (Fixture *fixture, gconstpointer data)
{
  guint cancelled = 0;

  g_signal_connect (fixture->loading, "cancel", G_CALLBACK (count_cb), &cancelled);
  wait_for (fixture, GTK_TYPE_LABEL, "Word Desk");
  wait_for (fixture, GTK_TYPE_LABEL, "Starting the web view");
  append (fixture, "request", NULL, "GET 200 /@pyxis/runtime/pyscript/0.7.31/core.js");
  wait_for (fixture, GTK_TYPE_LABEL, "Loading core.js");
  append (fixture, "py:progress", "pyodide", "Loading interpreter");
  wait_for (fixture, GTK_TYPE_LABEL, "Starting Pyodide");
  append (fixture, "request", NULL, "GET 200 /@pyxis/runtime/pyodide/314.0.2/python_stdlib.zip");
  wait_for (fixture, GTK_TYPE_LABEL, "Starting Pyodide");
  g_signal_emit_by_name (wait_for (fixture, GTK_TYPE_BUTTON, "_Cancel"), "clicked");
  g_assert_cmpuint (cancelled, ==, 1);
  pyxis_loading_uncover (fixture->loading);
  wait_until_gone (fixture, "Word Desk");
}

static void
test_pill (Fixture *fixture, gconstpointer data)
{
  guint stopped = 0;

  g_signal_connect (fixture->loading, "stop", G_CALLBACK (count_cb), &stopped);
  pyxis_loading_uncover (fixture->loading);
  append (fixture, "mpy:progress", "micropython", "Loading packages");
  wait_for (fixture, GTK_TYPE_LABEL, "MicroPython: loading packages");
  g_signal_emit_by_name (wait_for (fixture, GTK_TYPE_BUTTON, "Stop This Page"), "clicked");
  g_assert_cmpuint (stopped, ==, 1);
  append (fixture, "mpy:ready", "micropython", NULL);
  wait_until_gone (fixture, "MicroPython: loading packages");
}

/* What starts behind the cover is told by the pill when the page is there. */
static void
test_hand_over (Fixture *fixture, gconstpointer data)
{
  append (fixture, "py:progress", "pyodide", "Loading interpreter");
  pyxis_loading_uncover (fixture->loading);
  wait_until_gone (fixture, "Word Desk");
  wait_for (fixture, GTK_TYPE_BUTTON, "Stop This Page");
  g_assert_nonnull (find (fixture->window, GTK_TYPE_LABEL, "Starting Pyodide"));
}

static void
test_unresponsive (Fixture *fixture, gconstpointer data)
{
  pyxis_loading_uncover (fixture->loading);
  pyxis_loading_set_is_responsive (fixture->loading, FALSE);
  wait_for (fixture, GTK_TYPE_LABEL, "The page is busy and does not answer");
  pyxis_loading_set_is_responsive (fixture->loading, TRUE);
  wait_until_gone (fixture, "The page is busy and does not answer");
}

/* One interpreter is there, the other goes on; and what never says that it is ready is there when it is
 * loaded. */
static void
test_two (Fixture *fixture, gconstpointer data)
{
  pyxis_loading_uncover (fixture->loading);
  append (fixture, "mpy:progress", "micropython", "Loading MicroPython");
  append (fixture, "py:progress", "pyodide", "Loading Pyodide");
  append (fixture, "py:progress", "pyodide", "Loading files");
  wait_for (fixture, GTK_TYPE_LABEL, "Pyodide: loading files");
  append (fixture, "mpy:ready", "micropython", NULL);
  g_assert_nonnull (find (fixture->window, GTK_TYPE_LABEL, "Pyodide: loading files"));
  append (fixture, "py:progress", "pyodide", "Loaded Pyodide");
  wait_until_gone (fixture, "Pyodide: loading files");
}

/* (nullable): the first widget of a type below `widget`, seen or not. */
static GtkWidget *
find_hidden (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_hidden (child, type);
  return found;
}

static void
revealed_cb (GtkRevealer *revealer, GParamSpec *pspec, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (find_hidden (GTK_WIDGET (revealer), GTK_TYPE_LABEL));

  g_string_append_printf (user_data, "%s%s", gtk_revealer_get_reveal_child (revealer) ? "+" : "-",
                          gtk_label_get_text (label));
}

/* Writes all that revealers below `widget` show and hide into `shown`. */
static void
watch_revealers (GtkWidget *widget, GString *shown)
{
  if (GTK_IS_REVEALER (widget))
    g_signal_connect (widget, "notify::reveal-child", G_CALLBACK (revealed_cb), shown);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    watch_revealers (child, shown);
}

/* What is over at once shows nothing: no word flashes up. */
static void
test_patience (Fixture *fixture, gconstpointer data)
{
  pyxis_loading_uncover (fixture->loading);
  watch_revealers (GTK_WIDGET (fixture->loading), fixture->shown);
  append (fixture, "mpy:progress", "micropython", "Loading interpreter");
  append (fixture, "mpy:ready", "micropython", NULL);
  g_assert_cmpstr (fixture->shown->str, ==, "");
  append (fixture, "py:progress", "pyodide", "Loading interpreter");
  wait_for (fixture, GTK_TYPE_LABEL, "Starting Pyodide");
  g_assert_cmpstr (fixture->shown->str, ==, "+Starting Pyodide");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/loading/cover", Fixture, NULL, set_up, test_cover, tear_down);
  g_test_add ("/loading/pill", Fixture, NULL, set_up, test_pill, tear_down);
  g_test_add ("/loading/hand-over", Fixture, NULL, set_up, test_hand_over, tear_down);
  g_test_add ("/loading/two", Fixture, NULL, set_up, test_two, tear_down);
  g_test_add ("/loading/unresponsive", Fixture, NULL, set_up, test_unresponsive, tear_down);
  g_test_add ("/loading/patience", Fixture, NULL, set_up, test_patience, tear_down);
  return g_test_run ();
}
