/* SPDX-License-Identifier: Apache-2.0 */
#include "log-files.h"

#include "choosing.h"
#include "comparison-window.h"
#include "export.h"
#include "file-work.h"
#include "har-rules.h"
#include "log-window.h"
#include "sample-log.h"
#include "shown.h"
#include "trace-rules.h"

/* Logs as a user takes them out of a window, and opens and compares them. */

static TemporaryFolder *folder;

#define N_LARGE 50000

static char *
dup_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* (transfer full): a log on the disk. */
static char *
save_sample (const char *name)
{
  g_autoptr (GPtrArray) events = sample_log_new (1);
  PyxisExport export = { events, PYXIS_EXPORT_EVENTS, FALSE };
  char *path = dup_path (name);

  g_assert_true (pyxis_export_save (&export, path, NULL, NULL, NULL));
  return path;
}

static void
act (PyxisView *view, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), action, NULL));
}

static void
wait_for_text (GtkWidget *widget, const char *text)
{
  while (!shown_has_text (widget, text))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
get_window (PyxisView *view)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_WINDOW);
}

static void
dismiss_alert (const char *text)
{
  GtkWidget *alert = asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (asking_find (alert, GTK_TYPE_LABEL, text));
  asking_click (alert, "_Close");
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
}

static cJSON *
export_as (PyxisView *view, const char *name)
{
  g_autofree char *path = dup_path (name);
  g_autofree char *said = g_strdup_printf ("Saved “%s”", name);
  g_autofree char *text = NULL;
  cJSON *root = NULL;

  act (view, "page.export-log");
  choosing_save (path);
  wait_for_text (get_window (view), said);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  root = cJSON_Parse (text);
  g_assert_nonnull (root);
  return root;
}

/* The end of the name says what is written; one that says nothing is refused in words. */
static void
test_export (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *wrong = dup_path ("requests.txt");
  cJSON *har = export_as (view, "requests.har");
  cJSON *trace = export_as (view, "time.json");

  g_assert_cmpint (cJSON_GetArraySize (har_rules_check (har)), >, 0);
  trace_rules_check (trace);
  cJSON_Delete (har);
  cJSON_Delete (trace);

  act (view, "page.export-log");
  choosing_save (wrong);
  dismiss_alert (".jsonl");
  g_assert_false (g_file_test (wrong, G_FILE_TEST_EXISTS));
  asking_destroy (view);
}

static GtkWidget *
open_log (PyxisView *view, const char *path)
{
  act (view, "page.open-log");
  choosing_choose (path);
  return asking_wait_for_window (PYXIS_TYPE_LOG_WINDOW);
}

static guint
count_rows (GtkWidget *window)
{
  GtkColumnView *list = GTK_COLUMN_VIEW (asking_find (window, GTK_TYPE_COLUMN_VIEW, NULL));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (list)));
}

static void
close_window (GtkWidget *window, GType type)
{
  gtk_window_close (GTK_WINDOW (window));
  asking_wait_for_none (type);
}

/* A whole log says nothing of itself, a cut one what it lacks; in neither can anything be cleared. */
static void
test_open (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *whole = save_sample ("whole.jsonl");
  g_autofree char *text = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *garbage = temporary_folder_write (folder, "garbage.jsonl", "garbage", -1);
  GtkWidget *window = open_log (view, whole);

  g_assert_cmpuint (count_rows (window), ==, G_N_ELEMENTS (sample_rows) + 1);
  g_assert_false (shown_has_text (window, "left out"));
  wait_for_text (window, "hello");
  close_window (window, PYXIS_TYPE_LOG_WINDOW);

  g_assert_true (g_file_get_contents (whole, &text, NULL, NULL));
  cut = temporary_folder_write (folder, "cut.jsonl", text, (gssize) strlen (text) - 20);
  window = open_log (view, cut);
  g_assert_cmpuint (count_rows (window), ==, G_N_ELEMENTS (sample_rows));
  wait_for_text (window, "Line 24 was left out: the file ends in its middle.");
  close_window (window, PYXIS_TYPE_LOG_WINDOW);

  act (view, "page.open-log");
  choosing_choose (garbage);
  dismiss_alert ("“garbage.jsonl” could not be read.");
  g_assert_null (asking_get_window (PYXIS_TYPE_LOG_WINDOW));
  asking_destroy (view);
}

/* A saved log beside another, and beside what runs. */
static void
test_compare (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *first = save_sample ("first.jsonl");
  g_autofree char *second = save_sample ("second.jsonl");
  GtkWidget *log = open_log (view, first);
  GtkWidget *window = NULL;

  g_assert_true (gtk_widget_activate_action (log, "log.compare", NULL));
  choosing_choose (second);
  window = asking_wait_for_window (PYXIS_TYPE_COMPARISON_WINDOW);
  wait_for_text (window, "other.py (pyodide, main)");
  g_assert_true (shown_has_text (window, "3890.0 ms"));
  g_assert_true (shown_has_text (window, "+0.0 ms"));
  g_assert_true (shown_has_text (window, "× 1.00"));
  g_assert_true (shown_has_text (window, "second.jsonl and first.jsonl"));
  close_window (window, PYXIS_TYPE_COMPARISON_WINDOW);
  close_window (log, PYXIS_TYPE_LOG_WINDOW);

  act (view, "page.compare-log");
  choosing_choose (first);
  window = asking_wait_for_window (PYXIS_TYPE_COMPARISON_WINDOW);
  wait_for_text (window, "This run");
  g_assert_true (shown_has_text (window, "Page loaded"));
  close_window (window, PYXIS_TYPE_COMPARISON_WINDOW);
  asking_destroy (view);
}

static PyxisEventLog *
new_large_log (void)
{
  PyxisEventLog *log = pyxis_event_log_new ();

  pyxis_event_log_begin_navigation (log);
  for (guint i = 0; i < N_LARGE; i++) {
    const PyxisEventFields fields = {
      .kind = i == 0 ? "py:ready" : "stdout",
      .t = i,
      .interpreter = "pyodide",
      .where = "main",
      .script = 1,
      .text = "a line",
      .detail = "{\"some\":\"detail\"}",
    };

    pyxis_event_log_append (log, &fields);
  }
  return log;
}

/* (nullable): it is not shown in its first half second. */
static GtkWidget *
find_work (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (PYXIS_IS_FILE_WORK (window))
      return window;
  }
  return NULL;
}

/* The window that asks for it goes on meanwhile, and can give it up. */
static void
test_compare_large (void)
{
  PyxisView *view = asking_open ();
  g_autoptr (PyxisEventLog) log = new_large_log ();
  const PyxisComparisonSide side = { G_LIST_MODEL (log), "large" };

  pyxis_comparison_window_show (GTK_WIDGET (view), &side, &side);
  g_assert_null (asking_get_window (PYXIS_TYPE_COMPARISON_WINDOW));
  close_window (asking_wait_for_window (PYXIS_TYPE_COMPARISON_WINDOW),
                PYXIS_TYPE_COMPARISON_WINDOW);

  pyxis_comparison_window_show (GTK_WIDGET (view), &side, &side);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_work ()), "cancel");
  while (find_work ())
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (asking_get_window (PYXIS_TYPE_COMPARISON_WINDOW));
  asking_destroy (view);
}

int
main (int argc, char **argv)
{
  int status = 0;

  asking_init (&argc, &argv);
  folder = temporary_folder_new ();
  g_test_add_func ("/log-files/export", test_export);
  g_test_add_func ("/log-files/open", test_open);
  g_test_add_func ("/log-files/compare", test_compare);
  g_test_add_func ("/log-files/compare-large", test_compare_large);
  status = asking_run ();
  temporary_folder_free (folder);
  return status;
}
