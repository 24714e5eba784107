/* SPDX-License-Identifier: Apache-2.0 */
#include "project-window.h"
#include "request-details.h"
#include "request-facts.h"
#include "request-list.h"
#include "shown.h"

/* The Network page beside a real page: what it asked for, and what the answers held. */

#define PAGE                                                                                       \
  "<!doctype html><meta charset=utf-8><title>Network</title>"                                      \
  "<script type=module src=https://pyscript.net/releases/2026.7.3/core.js></script>"               \
  "<script type=mpy>\n"                                                                            \
  "from pyscript import document, fetch\n"                                                         \
  "await fetch('data.json')\n"                                                                     \
  "await fetch('missing.txt')\n"                                                                   \
  "with open('/vfs/kept.txt', 'w') as file:\n"                                                     \
  "    file.write('kept in memory')\n"                                                             \
  "await fetch('/@pyxis/vfs/kept.txt')\n"                                                          \
  "try:\n"                                                                                         \
  "    await fetch('https://pyscript.net/latest/pyscript.min.css')\n"                              \
  "finally:\n"                                                                                     \
  "    document.title = 'Asked'\n"                                                                 \
  "</script>"

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
  PyxisProjectPage *page;
  PyxisRequestList *list;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *index = NULL;
  g_autofree char *json = NULL;

  self->folder = temporary_folder_new ();
  index = temporary_folder_write (self->folder, "index.html", PAGE, -1);
  json = temporary_folder_write (self->folder, "data.json", "{\"planet\":\"Venus\"}", -1);
  self->window = project_window_open (self->folder, "Network");
  self->page = project_window_find (self->window, PYXIS_TYPE_PROJECT_PAGE);
  project_window_wait_for_title (self->window, "Asked");
  g_assert_true (gtk_widget_activate_action (self->window, "page.network", NULL));
  self->list = project_window_find (self->window, PYXIS_TYPE_REQUEST_LIST);
  g_assert_nonnull (self->list);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  temporary_folder_free (self->folder);
}

static void
wait_for (Fixture *self, const char *text)
{
  while (!shown_has_text (self->window, text))
    g_main_context_iteration (NULL, TRUE);
}

/* Selects the request of a name, and shows a page of its details. */
static void
look_at (Fixture *self, const char *name, const char *page)
{
  GtkColumnView *view = project_window_find (GTK_WIDGET (self->list), GTK_TYPE_COLUMN_VIEW);
  GtkSelectionModel *rows = gtk_column_view_get_model (view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));

  for (guint i = 0; i < n; i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (rows), i);
    GtkWidget *details = NULL;

    if (!g_str_equal (pyxis_request_facts_get (event)->name, name))
      continue;
    gtk_selection_model_select_item (rows, i, TRUE);
    details = project_window_find (self->window, PYXIS_TYPE_REQUEST_DETAILS);
    adw_view_stack_set_visible_child_name (project_window_find (details, ADW_TYPE_VIEW_STACK),
                                           page);
    return;
  }
  g_error ("No request for %s is shown.", name);
}

static void
wait_for_body (Fixture *self, const char *part)
{
  GtkWidget *details = project_window_find (self->window, PYXIS_TYPE_REQUEST_DETAILS);
  GtkTextView *view = project_window_find (details, GTK_TYPE_TEXT_VIEW);

  while (TRUE) {
    g_autofree char *text = NULL;

    g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
    if (gtk_widget_get_mapped (GTK_WIDGET (view)) && strstr (text, part))
      return;
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
test_headers (Fixture *self, gconstpointer data)
{
  look_at (self, "data.json", "headers");
  wait_for (self, "Answered by  Project");
  wait_for (self, "Initiator  index.html");
  wait_for (self, "content-type  application/json");
  look_at (self, "missing.txt", "headers");
  wait_for (self, "Status  404 Not Found");
  look_at (self, "core.js", "headers");
  wait_for (self, "Answered by  Runtime");
  look_at (self, "kept.txt", "headers");
  wait_for (self, "Answered by  Files");
  look_at (self, "pyscript.min.css", "headers");
  wait_for (self, "Status  Blocked");
}

static void
test_bodies (Fixture *self, gconstpointer data)
{
  g_autofree char *json = NULL;

  look_at (self, "data.json", "body");
  wait_for_body (self, "Venus");
  wait_for (self, "Read again now, with the size that the page got.");
  look_at (self, "core.js", "body");
  wait_for_body (self, "export");
  look_at (self, "kept.txt", "body");
  wait_for_body (self, "kept in memory");
  look_at (self, "missing.txt", "body");
  wait_for_body (self, "missing.txt");
  look_at (self, "pyscript.min.css", "body");
  wait_for (self, "It was blocked, and so there was no answer.");

  json = temporary_folder_write (self->folder, "data.json", "{\"planet\":\"Jupiter\"}", -1);
  look_at (self, "data.json", "body");
  wait_for_body (self, "Jupiter");
  wait_for (self, "It has changed since: it held 18 bytes then and holds 20 bytes now.");
}

static void
add (void)
{
  g_test_add ("/page-network/headers", Fixture, NULL, set_up, test_headers, tear_down);
  g_test_add ("/page-network/bodies", Fixture, NULL, set_up, test_bodies, tear_down);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add);
}
