/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "element-mark.h"
#include "element-picker.h"
#include "event-details.h"
#include "event-filters.h"
#include "event-list.h"
#include "project-window.h"
#include "shown.h"
#include "source-pane.h"

/* The Events page beside a real page: where its scripts are, and what they say. */

#define PAGE                                                                                       \
  "<!doctype html><meta charset=utf-8><title>Events</title>"                                       \
  "<script type=module src=https://pyscript.net/releases/2026.7.3/core.js></script>"               \
  "<p>Before"                                                                                      \
  "<script type=mpy src=sub/main.py></script>"                                                     \
  "<script type=mpy id=second>\n"                                                                  \
  "from pyscript import display, document\n"                                                       \
  "display('seen on the page')\n"                                                                  \
  "document.title = 'Shown'\n"                                                                     \
  "</script>"
#define MAIN "def fail():\n    raise ValueError('from the file')\n\nfail()\n"

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
  PyxisProjectPage *page;
  PyxisEventList *list;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *index = NULL;
  g_autofree char *main_path = NULL;

  self->folder = temporary_folder_new ();
  index = temporary_folder_write (self->folder, "index.html", PAGE, -1);
  main_path = temporary_folder_write (self->folder, "sub/main.py", MAIN, -1);
  self->window = project_window_open (self->folder, "Events");
  self->page = project_window_find (self->window, PYXIS_TYPE_PROJECT_PAGE);
  self->list = project_window_find (self->window, PYXIS_TYPE_EVENT_LIST);
  pyxis_project_page_show_panel (self->page, "events");
  project_window_wait_for_title (self->window, "Shown");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  temporary_folder_free (self->folder);
}

static GtkSelectionModel *
get_rows (Fixture *self)
{
  GtkWidget *view = project_window_find (GTK_WIDGET (self->list), GTK_TYPE_COLUMN_VIEW);

  return gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
}

/* The first row of a kind and a script (0: any), as soon as it is there. */
static void
select_row (Fixture *self, const char *kind, int script)
{
  GtkSelectionModel *rows = get_rows (self);

  for (guint i = 0;; i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (rows), i);
    const PyxisEventFields *fields = event ? pyxis_event_get_fields (event) : NULL;

    if (!event) {
      g_main_context_iteration (NULL, TRUE);
      i = (guint) -1;
    } else if (g_str_equal (fields->kind, kind) && (!script || fields->script == script)) {
      gtk_selection_model_select_item (rows, i, TRUE);
      return;
    }
  }
}

static void
show_source (Fixture *self)
{
  GtkWidget *details = project_window_find (self->window, PYXIS_TYPE_EVENT_DETAILS);
  AdwViewStack *stack = project_window_find (details, ADW_TYPE_VIEW_STACK);

  adw_view_stack_set_visible_child_name (stack, "source");
}

static void
wait_for (Fixture *self, const char *text)
{
  while (!shown_has_text (self->window, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_source (Fixture *self, const char *text)
{
  GtkWidget *details = project_window_find (self->window, PYXIS_TYPE_EVENT_DETAILS);
  GtkWidget *pane = project_window_find (details, PYXIS_TYPE_SOURCE_PANE);
  GtkTextView *view = project_window_find (pane, GTK_TYPE_TEXT_VIEW);

  while (TRUE) {
    g_autofree char *shown = NULL;

    g_object_get (gtk_text_view_get_buffer (view), "text", &shown, NULL);
    if (strstr (shown, text))
      break;
    g_main_context_iteration (NULL, TRUE);
  }
}

/* The file of a script, the text of an element, and the line that an error comes from. */
static void
test_source (Fixture *self, gconstpointer data)
{
  select_row (self, "mpy:ready", 1);
  show_source (self);
  wait_for (self, "sub/main.py");
  wait_for_source (self, "raise ValueError");
  select_row (self, "mpy:ready", 2);
  wait_for (self, "script#second");
  wait_for_source (self, "display('seen on the page')");
  select_row (self, "error", 0);
  wait_for (self, "sub/main.py, line 2");
  select_row (self, "request", 0);
  wait_for (self, "This event is not about a script.");
}

/* Of a worker without Python too, where JavaScript's stack has the innermost first. */
static void
test_script (Fixture *self, gconstpointer data)
{
  const PyxisEventFields fields = {
    .kind = "error",
    .t = NAN,
    .where = "worker",
    .worker = 1,
    .source = "sub/main.py",
    .text = "Error: late",
    .detail = "{\"type\":\"Error\",\"message\":\"late\",\"traceback\":\"inner@pyxis://app/sub/"
              "main.py:3:1\\nglobal code@pyxis://app/sub/main.py:1:1\"}",
  };
  GtkWidget *filters = project_window_find (self->window, PYXIS_TYPE_EVENT_FILTERS);

  pyxis_event_log_append (pyxis_project_page_get_log (self->page), &fields);
  pyxis_event_filters_set_text (PYXIS_EVENT_FILTERS (filters), "late");
  while (g_list_model_get_n_items (G_LIST_MODEL (get_rows (self))) != 1)
    g_main_context_iteration (NULL, TRUE);
  select_row (self, "error", 0);
  show_source (self);
  wait_for (self, "sub/main.py, line 3");
}

/* Once the page is another, the numbers of its scripts mean others. */
static void
test_page_is_gone (Fixture *self, gconstpointer data)
{
  GtkWidget *filters;

  select_row (self, "mpy:ready", 2);
  show_source (self);
  wait_for (self, "script#second");
  filters = project_window_find (self->window, PYXIS_TYPE_EVENT_FILTERS);
  g_object_set (filters, "keeps", TRUE, NULL);
  pyxis_view_reload (pyxis_project_page_get_view (self->page), FALSE);
  while (pyxis_event_log_get_navigation (pyxis_project_page_get_log (self->page)) < 2)
    g_main_context_iteration (NULL, TRUE);
  select_row (self, "mpy:done", 2);
  wait_for (self, "The page that had this script is gone.");
}

/* What a script shows is marked, and found again by a click. */
static void
test_mark (Fixture *self, gconstpointer data)
{
  GtkWidget *mark = project_window_find (self->window, PYXIS_TYPE_ELEMENT_MARK);
  GtkWidget *picker = project_window_find (self->window, PYXIS_TYPE_ELEMENT_PICKER);
  graphene_point_t middle;

  select_row (self, "mpy:done", 2);
  while (!gtk_widget_get_mapped (mark) || gtk_widget_get_width (mark) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gtk_widget_get_margin_top (mark), >, 0);
  middle = GRAPHENE_POINT_INIT (gtk_widget_get_margin_start (mark) + 2,
                                gtk_widget_get_margin_top (mark) + 2);

  g_assert_true (gtk_widget_activate_action (self->window, "page.pick-script", NULL));
  g_assert_true (gtk_widget_get_visible (picker));
  gtk_widget_set_visible (picker, FALSE);
  g_signal_emit_by_name (picker, "picked", (double) middle.x, (double) middle.y);
  while (TRUE) {
    g_autoptr (PyxisEvent) first = g_list_model_get_item (G_LIST_MODEL (get_rows (self)), 0);

    if (first && pyxis_event_get_fields (first)->script == 2)
      break;
    g_main_context_iteration (NULL, TRUE);
  }
}

/* Nothing is there to be picked, and Escape ends it. */
static void
test_pick_nothing (Fixture *self, gconstpointer data)
{
  GtkWidget *picker = project_window_find (self->window, PYXIS_TYPE_ELEMENT_PICKER);

  g_assert_true (gtk_widget_activate_action (self->window, "page.pick-script", NULL));
  g_signal_emit_by_name (picker, "picked", 2.0, 2.0);
  wait_for (self, "No script shows anything there.");
  g_assert_true (gtk_widget_activate_action (self->window, "page.pick-script", NULL));
  pyxis_element_picker_cancel (PYXIS_ELEMENT_PICKER (picker));
  g_assert_false (gtk_widget_get_visible (picker));
}

static void
add (void)
{
  g_test_add ("/page-events/source", Fixture, NULL, set_up, test_source, tear_down);
  g_test_add ("/page-events/script", Fixture, NULL, set_up, test_script, tear_down);
  g_test_add ("/page-events/page-is-gone", Fixture, NULL, set_up, test_page_is_gone, tear_down);
  g_test_add ("/page-events/mark", Fixture, NULL, set_up, test_mark, tear_down);
  g_test_add ("/page-events/pick-nothing", Fixture, NULL, set_up, test_pick_nothing, tear_down);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add);
}
