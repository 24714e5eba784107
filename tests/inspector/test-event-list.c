/* SPDX-License-Identifier: Apache-2.0 */
#include "event-list.h"

#include <math.h>

/* (transfer none): the first widget of a type below `widget`, itself included. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

    if (found)
      return found;
  }
  return NULL;
}

static void
append (PyxisEventLog *log, const char *kind, const char *text)
{
  PyxisEventFields fields = { .kind = kind, .t = NAN, .where = "main", .text = text };

  pyxis_event_log_append (log, &fields);
}

static guint
count_rows (GtkWidget *list)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find (list, GTK_TYPE_COLUMN_VIEW));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view)));
}

/* A list in a window, with three events. */
static GtkWidget *
create (PyxisEventLog *log)
{
  GtkWidget *list = pyxis_event_list_new ();

  append (log, "py:ready", NULL);
  append (log, "stdout", "Über den Wolken");
  append (log, "error", "Traceback (most recent call last):\n  File \"x\"\nNameError: gone");
  pyxis_event_list_set_log (PYXIS_EVENT_LIST (list), log);
  return list;
}

static void
test_rows (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (create (log));

  g_assert_cmpuint (count_rows (list), ==, 3);
  append (log, "py:done", NULL);
  g_assert_cmpuint (count_rows (list), ==, 4);
  pyxis_event_list_set_log (PYXIS_EVENT_LIST (list), NULL);
  g_assert_cmpuint (count_rows (list), ==, 0);
  g_object_unref (list);
}

/* The filter looks at kind and text, without regard to case, and at new events too. */
static void
test_filter (void)
{
  static const struct {
    const char *needle;
    guint rows;
  } cases[] = {
    { "über", 1 }, { "ÜBER", 1 }, { "nameerror", 1 }, { "py:", 1 }, { "nothing", 0 }, { "", 3 },
  };
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (create (log));
  GtkWidget *entry = find (list, GTK_TYPE_SEARCH_ENTRY);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gtk_editable_set_text (GTK_EDITABLE (entry), cases[i].needle);
    g_signal_emit_by_name (entry, "search-changed");
    g_test_message ("%s", cases[i].needle);
    g_assert_cmpuint (count_rows (list), ==, cases[i].rows);
  }
  gtk_editable_set_text (GTK_EDITABLE (entry), "stdout");
  g_signal_emit_by_name (entry, "search-changed");
  append (log, "stdout", "another");
  append (log, "stderr", "other");
  g_assert_cmpuint (count_rows (list), ==, 2);
  g_object_unref (list);
}

static void
test_clear (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (create (log));

  g_signal_emit_by_name (find (list, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (count_rows (list), ==, 0);
  g_object_unref (list);
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

/* What the user reads in a row: of a traceback, its last line. */
static void
test_cells (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = create (log);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 400);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  while (!has_label (list, "NameError: gone"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_label (list, "py:ready"));
  g_assert_true (has_label (list, "main"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A log that is over stays at its beginning and has no button that clears it; the menu is there for whoever
 * gives one. */
static void
test_saved (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = create (log);
  GtkWidget *menu_button = find (list, GTK_TYPE_MENU_BUTTON);
  gboolean is_live = FALSE;

  g_object_get (list, "is-live", &is_live, NULL);
  g_assert_true (is_live);
  g_assert_false (gtk_widget_get_visible (menu_button));
  g_object_set (list, "is-live", FALSE, "menu-model", menu, NULL);
  g_assert_true (gtk_widget_get_visible (menu_button));
  for (int i = 0; i < 500; i++)
    append (log, "stdout", "more");
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 300);
  gtk_window_present (GTK_WINDOW (window));
  while (!has_label (list, "Über den Wolken"))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (has_label (list, "Über den Wolken"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-list/rows", test_rows);
  g_test_add_func ("/event-list/filter", test_filter);
  g_test_add_func ("/event-list/clear", test_clear);
  g_test_add_func ("/event-list/cells", test_cells);
  g_test_add_func ("/event-list/saved", test_saved);
  return g_test_run ();
}
