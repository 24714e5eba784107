/* SPDX-License-Identifier: Apache-2.0 */
#include "cell-tip.h"
#include "event-delta.h"
#include "event-filters.h"
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

/* What was appended appears with the next frame. */
static guint
count_rows (GtkWidget *list)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find (list, GTK_TYPE_COLUMN_VIEW));

  while (g_main_context_iteration (NULL, FALSE))
    ;
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
count_change_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  *n += 1;
}

/* Many events of one moment are one change of what is shown. */
static void
test_gathered (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (create (log));
  GtkColumnView *view = GTK_COLUMN_VIEW (find (list, GTK_TYPE_COLUMN_VIEW));
  guint n = 0;

  g_signal_connect (gtk_column_view_get_model (view), "items-changed", G_CALLBACK (count_change_cb),
                    &n);
  for (guint i = 0; i < 1000; i++)
    append (log, "stdout", "a line");
  g_assert_cmpuint (count_rows (list), ==, 1003);
  g_assert_cmpuint (n, ==, 1);
  g_object_unref (list);
}

static void
test_clear (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (create (log));

  g_signal_emit_by_name (find (list, PYXIS_TYPE_EVENT_FILTERS), "clear");
  g_assert_cmpuint (count_rows (list), ==, 0);
  g_object_unref (list);
}

/* A list that is paused stays as it is, even when the log is cleared of it, and then has all that came. */
static void
test_pause (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (create (log));
  GtkWidget *filters = find (list, PYXIS_TYPE_EVENT_FILTERS);

  g_object_set (filters, "is-paused", TRUE, NULL);
  append (log, "py:done", NULL);
  append (log, "py:all-done", NULL);
  g_assert_cmpuint (count_rows (list), ==, 3);
  g_object_set (filters, "is-paused", FALSE, NULL);
  g_assert_cmpuint (count_rows (list), ==, 5);
  g_object_set (filters, "is-paused", TRUE, NULL);
  g_signal_emit_by_name (filters, "clear");
  g_assert_cmpuint (count_rows (list), ==, 0);
  append (log, "py:ready", NULL);
  g_assert_cmpuint (count_rows (list), ==, 0);
  pyxis_event_list_set_log (PYXIS_EVENT_LIST (list), NULL);
  pyxis_event_list_set_log (PYXIS_EVENT_LIST (list), log);
  g_assert_cmpuint (count_rows (list), ==, 1);
  g_object_unref (list);
}

/* After a reload the list is about the new page, and on demand about the old ones too. */
static void
test_reload (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (pyxis_event_list_new ());
  GtkWidget *filters = find (list, PYXIS_TYPE_EVENT_FILTERS);

  append (log, "notice", "before any page");
  pyxis_event_list_set_log (PYXIS_EVENT_LIST (list), log);
  pyxis_event_log_begin_navigation (log);
  append (log, "py:ready", NULL);
  append (log, "py:done", NULL);
  g_assert_cmpuint (count_rows (list), ==, 3);
  pyxis_event_log_begin_navigation (log);
  append (log, "py:ready", NULL);
  g_assert_cmpuint (count_rows (list), ==, 2);
  g_object_set (filters, "keeps", TRUE, NULL);
  g_assert_cmpuint (count_rows (list), ==, 4);
  g_object_set (filters, "keeps", FALSE, NULL);
  g_assert_cmpuint (count_rows (list), ==, 2);
  g_object_unref (list);
}

/* Terms that are wrong are said to be, and change nothing. */
static void
test_mistake (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (create (log));
  GtkWidget *entry = find (list, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), "/wolken$/");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (count_rows (list), ==, 1);
  gtk_editable_insert_text (GTK_EDITABLE (entry), "(", 1, &(int){ 1 });
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (count_rows (list), ==, 1);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "-wolken");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (count_rows (list), ==, 2);
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_object_unref (list);
}

/* (transfer none): the check button of the popover with a label. */
static GtkWidget *
find_check (GtkWidget *widget, const char *label)
{
  if (GTK_IS_CHECK_BUTTON (widget) &&
      g_str_equal (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_check (child, label);

    if (found)
      return found;
  }
  return NULL;
}

static void
test_choice (void)
{
  static const struct {
    const char *label;
    guint rows;
  } cases[] = {
    { "Output", 2 },
    { "Errors", 1 },
    { "Life cycle", 0 },
  };
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = g_object_ref_sink (create (log));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GtkWidget *check = find_check (list, cases[i].label);

    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
    g_assert_cmpuint (count_rows (list), ==, cases[i].rows);
  }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (list, GTK_TYPE_DROP_DOWN)), 2);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (list, "Errors")), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (list, "Output")), TRUE);
  g_assert_cmpuint (count_rows (list), ==, 1); /* the error alone */
  g_object_unref (list);
}

static void
test_delta (void)
{
  static const double times[] = { 10, 12.5, 12.5 };
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();

  pyxis_event_log_begin_navigation (log);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    pyxis_event_log_append (log, &(PyxisEventFields){ .kind = "page", .t = times[i] });
  pyxis_event_log_begin_navigation (log);
  pyxis_event_log_append (log, &(PyxisEventFields){ .kind = "page", .t = 1 });
  for (guint i = 0; i < 5; i++) {
    static const char *const deltas[] = { NULL, "+2.5", "+0.0", NULL, NULL };
    g_autofree char *delta = pyxis_event_delta_dup (G_LIST_MODEL (log), i);

    g_assert_cmpstr (delta, ==, deltas[i]);
  }
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

/* Its window, once the rows are there. */
static GtkWidget *
show (GtkWidget *list)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 400);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  while (!has_label (list, "NameError: gone"))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

/* What the user reads in a row: of a traceback, its last line. */
static void
test_cells (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = create (log);
  GtkWidget *window = show (list);

  g_assert_true (has_label (list, "py:ready"));
  g_assert_true (has_label (list, "main"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whether a cell has this tip, and no row a tooltip that GTK asks the display about whenever it changes. */
static gboolean
has_tip (GtkWidget *widget, const char *text)
{
  g_autofree char *tip = NULL;
  gboolean has = FALSE;

  if (PYXIS_IS_CELL_TIP (widget))
    g_object_get (widget, "tip", &tip, NULL);
  g_assert_null (gtk_widget_get_tooltip_text (widget));
  has = g_strcmp0 (tip, text) == 0 && gtk_widget_get_has_tooltip (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    has |= has_tip (child, text);
  return has;
}

/* Over the text is all of it. */
static void
test_tips (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  GtkWidget *list = create (log);
  GtkWidget *window = show (list);

  g_assert_true (has_tip (find (list, GTK_TYPE_COLUMN_VIEW),
                          "Traceback (most recent call last):\n  File \"x\"\nNameError: gone"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* (transfer none): the button of the menu about logs, which alone has an icon. */
static GtkWidget *
find_menu_button (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_menu_button (child);

    if (found)
      return found;
  }
  return NULL;
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
  GtkWidget *menu_button = find_menu_button (list);
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

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

/* What comes before the first page counts from something else, and has no time of the page's. */
static void
test_time (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisEventFields fields = { .kind = "notice", .t = 1850.1, .text = "The project is served" };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = pyxis_event_list_new ();

  pyxis_event_log_append (log, &fields);
  pyxis_event_log_begin_navigation (log);
  fields.t = 59.5;
  pyxis_event_log_append (log, &fields);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 400);
  gtk_window_present (GTK_WINDOW (window));
  pyxis_event_list_set_log (PYXIS_EVENT_LIST (list), log);
  while (!shows (list, "59.5"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shows (list, "opening"));
  g_assert_false (shows (list, "1850.1"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* (nullable): a button by what screen readers call it. */
static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;
  g_autofree char *mistake = GTK_IS_BUTTON (widget)
                               ? gtk_test_accessible_check_property (
                                   GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name)
                               : g_strdup ("");

  if (!mistake)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, name);
  return found;
}

/* Where requests are listed, nothing is called an event. */
static void
test_words (void)
{
  GtkWidget *filters = g_object_ref_sink (g_object_new (PYXIS_TYPE_EVENT_FILTERS, NULL));

  g_assert_nonnull (find_named (filters, "Keep events over a reload"));
  g_assert_nonnull (find_named (filters, "Clear the list"));
  g_object_set (filters, "has-choice", FALSE, NULL);
  g_assert_nonnull (find_named (filters, "Keep requests over a reload"));
  g_assert_nonnull (find_named (filters, "Clear the list of requests"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (filters, GTK_TYPE_SEARCH_ENTRY)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Filter requests");
  g_object_set (filters, "n-new", 2, NULL);
  g_assert_true (shows (filters, "2 new requests"));
  g_object_unref (filters);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-list/rows", test_rows);
  g_test_add_func ("/event-list/filter", test_filter);
  g_test_add_func ("/event-list/gathered", test_gathered);
  g_test_add_func ("/event-list/clear", test_clear);
  g_test_add_func ("/event-list/cells", test_cells);
  g_test_add_func ("/event-list/tips", test_tips);
  g_test_add_func ("/event-list/choice", test_choice);
  g_test_add_func ("/event-list/delta", test_delta);
  g_test_add_func ("/event-list/time", test_time);
  g_test_add_func ("/event-list/words", test_words);
  g_test_add_func ("/event-list/mistake", test_mistake);
  g_test_add_func ("/event-list/pause", test_pause);
  g_test_add_func ("/event-list/reload", test_reload);
  g_test_add_func ("/event-list/saved", test_saved);
  return g_test_run ();
}
