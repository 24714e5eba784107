/* SPDX-License-Identifier: Apache-2.0 */
#include "errors-page.h"

#include <adwaita.h>
#include <math.h>

#include "../util/shown.h"
#include "advisor.h"
#include "trace-row.h"

#define CHAIN                                                                                      \
  "{\"type\":\"ValueError\",\"message\":\"b\\nand more\",\"traceback\":\"Traceback (most recent "  \
  "call last):\\n  File \\\"<exec>\\\", line 1, in f\\nKeyError: 'a'\\n\\nDuring handling of the " \
  "above exception, another exception occurred:\\n\\nTraceback (most recent call last):\\n  File " \
  "\\\"/lib/python314.zip/_pyodide/_base.py\\\", line 9, in run\\n  File \\\"a.py\\\", line 2, "   \
  "in g\\n    raise ValueError\\n  File \\\"/lib/python314.zip/json/decoder.py\\\", line 1, in "   \
  "d\\n  File \\\"/lib/python314.zip/json/scanner.py\\\", line 2, in s\\nValueError: b\\nand "     \
  "more\",\"stack\":\"new_error@pyxis://p0/@pyxis/runtime/pyodide/1/a.mjs:1:2\\n"                  \
  "click@pyxis://p0/index.html:7:2\"}"

static void
append (PyxisEventLog *log, const char *kind, const char *text, const char *detail)
{
  PyxisEventFields fields = { .kind = kind, .t = NAN, .text = text, .detail = detail };

  pyxis_event_log_append (log, &fields);
}

/* Titles of the rows; "*" is a heading, "+" is folded. */
static char *
dup_titles (GListStore *rows)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++) {
    g_autoptr (PyxisTraceRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);
    PyxisTraceRowKind kind = pyxis_trace_row_get_kind (row);

    g_string_append_printf (titles, "%s%s|",
                            kind == PYXIS_TRACE_HEADING  ? "*"
                            : kind == PYXIS_TRACE_FOLDED ? "+"
                                                         : "",
                            pyxis_trace_row_get_title (row));
  }
  return g_string_free (titles, FALSE);
}

/* The innermost first, what nobody looks for folded, JavaScript apart. */
static void
test_rows (void)
{
  const PyxisEventFields fields = { .kind = "error", .text = "ValueError: b", .detail = CHAIN };
  g_autoptr (PyxisEvent) event = pyxis_event_new (1, 1, &fields);
  g_autoptr (PyxisFailure) failure = pyxis_failure_new (event, NULL);
  g_autoptr (GListStore) rows = pyxis_trace_row_list (failure, NULL);
  g_autofree char *titles = dup_titles (rows);
  g_autoptr (PyxisTraceRow) folded = g_list_model_get_item (G_LIST_MODEL (rows), 0);
  g_autoptr (PyxisTraceRow) own = g_list_model_get_item (G_LIST_MODEL (rows), 1);
  g_autofree char *unfolded = NULL;

  g_assert_cmpstr (titles, ==,
                   "+2 frames of interpreter and libraries|a.py, line 2, in g|+1 frame of "
                   "interpreter and libraries|*While this was handled: KeyError: 'a'|the script's "
                   "own code, line 1, in f|*JavaScript|+1 frame of interpreter and libraries|"
                   "pyxis://p0/index.html, line 7, in click|");
  g_assert_cmpstr (pyxis_trace_row_get_source (own), ==, "raise ValueError");
  pyxis_trace_row_unfold (folded, rows);
  unfolded = dup_titles (rows);
  g_assert_true (g_str_has_prefix (unfolded, "/lib/python314.zip/json/scanner.py, line 2, in s|"
                                             "/lib/python314.zip/json/decoder.py, line 1, in d|"
                                             "a.py, line 2, in g|"));
}

/* (nullable): a mapped row whose title has `text`. */
static GtkWidget *
find_row (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ACTION_ROW (widget) && shown_has_text (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, text);
  return found;
}

static void
wait_for (GtkWidget *widget, const char *text)
{
  while (!shown_has_text (widget, text))
    g_main_context_iteration (NULL, TRUE);
}

/* What comes is listed, and the first is shown; nothing is left of what was dismissed. */
static void
test_page (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisAdvisor) advisor = pyxis_advisor_new (log);
  g_autoptr (PyxisFailureList) failures = pyxis_failure_list_new (log);
  PyxisErrorsPage *page = g_object_new (PYXIS_TYPE_ERRORS_PAGE, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row;

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  pyxis_errors_page_set_failures (page, failures);
  wait_for (window, "No Errors");
  append (log, "error", "ValueError: b", CHAIN);
  append (log, "error", "ValueError: b", CHAIN);
  wait_for (window, "ValueError: b");
  wait_for (window, "2×");
  g_assert_true (shown_has_text (window, "and more"));
  g_assert_false (shown_has_text (window, "Read More"));
  row = find_row (window, "2 frames of interpreter");
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  gtk_widget_activate (row);
  wait_for (window, "decoder.py, line 1, in d");
  row = find_row (window, "decoder.py, line 1, in d");
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));

  append (log, "error", "TypeError: Load failed", NULL);
  g_assert_true (pyxis_errors_page_show (page, 3));
  wait_for (window, "A Request Failed");
  wait_for (window, "Read More");
  g_assert_false (shown_has_text (window, "Show Change…"));
  g_assert_false (pyxis_errors_page_show (page, 4));
  pyxis_failure_list_clear (failures);
  wait_for (window, "No Errors");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/errors-page/rows", test_rows);
  g_test_add_func ("/errors-page/page", test_page);
  return g_test_run ();
}
