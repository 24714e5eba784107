/* SPDX-License-Identifier: Apache-2.0 */
#include "network-page.h"

#include <adwaita.h>
#include <math.h>

#include "body-pane.h"
#include "event-filters.h"
#include "request-cells.h"
#include "request-details.h"
#include "request-facts.h"
#include "request-list.h"
#include "request-words.h"
#include "shown.h"

/* The page over a log, without any project. */

#define OWN "pyxis://p1"
#define SENT "\"sent\":{\"referer\":\"" OWN "/index.html\",\"cookie\":\"secret\"}"

static const char *const requests[] = {
  "{\"method\":\"GET\",\"url\":\"" OWN "/\",\"status\":200,\"type\":\"text/html; charset=utf-8\","
  "\"size\":120,\"ms\":1,\"from\":\"project\",\"sent\":{\"upgrade-insecure-requests\":\"1\"}}",
  "{\"method\":\"GET\",\"url\":\"" OWN
  "/a/core.js?x=/y\",\"status\":200,\"type\":\"text/javascript\","
  "\"size\":2000,\"ms\":9,\"from\":\"runtime\",\"sent\":{\"sec-fetch-dest\":\"script\"}}",
  "{\"method\":\"GET\",\"url\":\"" OWN
  "/none.txt\",\"status\":404,\"type\":\"text/plain\",\"size\":50,"
  "\"ms\":2,\"from\":\"project\"," SENT ",\"received\":{\"x-one\":\"<two>\"}}",
  "{\"method\":\"POST\",\"url\":\"https://a.test/it's\",\"from\":\"blocked\"}",
  "{\"method\":\"GET\",\"url\":\"https://a.test/b\",\"from\":\"network\"}",
};

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

static void
append (PyxisEventLog *log, const char *kind, const char *detail)
{
  PyxisEventFields fields = { .kind = kind, .t = NAN, .text = "x", .detail = detail };

  pyxis_event_log_append (log, &fields);
}

static PyxisEventLog *
create_log (void)
{
  PyxisEventLog *log = pyxis_event_log_new ();

  pyxis_event_log_begin_navigation (log);
  append (log, "py:ready", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    append (log, "request", requests[i]);
  append (log, "request", "{\"forged\":true}");
  return log;
}

typedef struct {
  PyxisEventLog *log;
  GtkWidget *window;
  GtkWidget *page;
  PyxisRequestList *list;
  PyxisEvent *wanted; /* whose body is wanted */
} Fixture;

static void
wanted_cb (PyxisNetworkPage *page, PyxisEvent *event, gpointer user_data)
{
  ((Fixture *) user_data)->wanted = event;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->log = create_log ();
  self->window = gtk_window_new ();
  self->page = g_object_new (PYXIS_TYPE_NETWORK_PAGE, NULL);
  self->list = find (self->page, PYXIS_TYPE_REQUEST_LIST);
  pyxis_network_page_set_log (PYXIS_NETWORK_PAGE (self->page), self->log);
  g_signal_connect (self->page, "body-wanted", G_CALLBACK (wanted_cb), self);
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 600);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->log);
}

static GtkSelectionModel *
get_rows (Fixture *self)
{
  GtkColumnView *view = find (GTK_WIDGET (self->list), GTK_TYPE_COLUMN_VIEW);

  return gtk_column_view_get_model (view);
}

/* What was appended appears with the next frame. */
static void
assert_rows (Fixture *self, guint n)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (self))), ==, n);
}

static void
wait_for (Fixture *self, const char *text)
{
  while (!shown_has_text (self->window, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_facts (void)
{
  static const struct {
    const char *name;
    const char *status;
    const char *initiator;
    const char *curl;
    gboolean has_failed;
  } rows[] = {
    { "/", "200 OK", "document", NULL, FALSE },
    { "core.js?x=/y", "200 OK", "script", NULL, FALSE },
    { "none.txt", "404 Not Found", "index.html", NULL, TRUE },
    { "it's", "Blocked", "", "curl --request 'POST' 'https://a.test/it'\\''s'", TRUE },
    { "b", "", "", "curl 'https://a.test/b'", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    PyxisEventFields fields = { .kind = "request", .t = 20, .detail = requests[i] };
    g_autoptr (PyxisEvent) event = pyxis_event_new (1, 1, &fields);
    const PyxisRequestFacts *facts = pyxis_request_facts_get (event);
    g_autofree char *status = pyxis_request_facts_dup_status (facts);
    g_autofree char *curl = pyxis_request_words_dup_curl (event);

    g_test_message ("%s", rows[i].name);
    g_assert_cmpstr (facts->name, ==, rows[i].name);
    g_assert_cmpstr (status, ==, rows[i].status);
    g_assert_cmpstr (facts->initiator, ==, rows[i].initiator);
    g_assert_cmpstr (curl, ==, rows[i].curl);
    g_assert_cmpint (pyxis_request_facts_has_failed (facts), ==, rows[i].has_failed);
    g_assert_true (facts == pyxis_request_facts_get (event));
  }
}

/* Requests alone, by who answered, by terms, and their sum. */
static void
test_filter (Fixture *self, gconstpointer data)
{
  static const guint rows[] = { 5, 2, 1, 0, 1, 1, 2 }; /* of each choice */
  GtkDropDown *choice = find (GTK_WIDGET (self->list), GTK_TYPE_DROP_DOWN);
  GtkWidget *filters = find (GTK_WIDGET (self->list), PYXIS_TYPE_EVENT_FILTERS);

  wait_for (self, "5 requests · 2.2\302\240kB · 1 to the network · 1 blocked");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gtk_drop_down_set_selected (choice, i);
    assert_rows (self, rows[i]);
  }
  gtk_drop_down_set_selected (choice, 3);
  wait_for (self, "None of the page's requests fits what is chosen above.");
  gtk_drop_down_set_selected (choice, 0);
  append (self->log, "request", requests[1]);
  wait_for (self, "6 requests · 4.2\302\240kB");
  pyxis_event_filters_set_text (PYXIS_EVENT_FILTERS (filters), "-x");
  g_signal_emit_by_name (find (filters, GTK_TYPE_SEARCH_ENTRY), "search-changed");
  assert_rows (self, 0);
}

/* After a reload only what the new page asks for, unless the rest is kept. */
static void
test_reload (Fixture *self, gconstpointer data)
{
  GtkWidget *filters = find (GTK_WIDGET (self->list), PYXIS_TYPE_EVENT_FILTERS);

  pyxis_event_log_begin_navigation (self->log);
  append (self->log, "request", requests[0]);
  assert_rows (self, 1);
  g_object_set (filters, "keeps", TRUE, NULL);
  assert_rows (self, 6);
  g_signal_emit_by_name (filters, "clear");
  wait_for (self, "What the page asks for is shown here.");
}

/* What left for the network waits in the list until it has ended, and then has one row with all of it. */
static void
test_ended (Fixture *self, gconstpointer data)
{
  append (self->log, "request",
          "{\"method\":\"GET\",\"url\":\"https://a.test/c\",\"from\":\"network\",\"n\":3}");
  append (self->log, "request",
          "{\"method\":\"GET\",\"url\":\"https://a.test/d\",\"from\":\"network\",\"n\":4}");
  assert_rows (self, 7);
  wait_for (self, "Waiting");
  append (self->log, "request",
          "{\"method\":\"GET\",\"url\":\"https://a.test/c\",\"from\":\"network\",\"n\":3,"
          "\"ms\":12,\"error\":\"Somebody pulled the plug.\"}");
  assert_rows (self, 7);
  wait_for (self, "7 requests · 2.2\302\240kB · 3 to the network · 1 blocked");
  gtk_selection_model_select_item (get_rows (self), 6, TRUE);
  wait_for (self, "Somebody pulled the plug.");
}

static void
test_sort (Fixture *self, gconstpointer data)
{
  static const char *const first[] = { "/", "GET", "0", "", "blocked", "", "-1", "-1" };
  GtkColumnView *view = find (GTK_WIDGET (self->list), GTK_TYPE_COLUMN_VIEW);
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < G_N_ELEMENTS (first); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
    g_autoptr (PyxisEvent) event = NULL;
    const PyxisRequestFacts *facts = NULL;
    g_autofree char *status = NULL;

    gtk_column_view_sort_by_column (view, column, GTK_SORT_ASCENDING);
    event = g_list_model_get_item (G_LIST_MODEL (get_rows (self)), 0);
    facts = pyxis_request_facts_get (event);
    const char *found[] = { facts->name, facts->method, NULL,
                            facts->type, facts->from,   facts->initiator };

    if (i < G_N_ELEMENTS (found) && found[i])
      g_assert_cmpstr (found[i], ==, first[i]);
    else
      g_assert_cmpfloat (i == PYXIS_REQUEST_STATUS ? facts->status
                         : i == PYXIS_REQUEST_SIZE ? facts->size
                                                   : facts->ms,
                         ==, g_ascii_strtod (first[i], NULL));
  }
}

/* What is selected, with its headers but no secret, and its body once somebody looks. */
static void
test_details (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":[1]}", 9);
  PyxisRequestDetails *details = NULL;
  AdwViewStack *stack = NULL;
  g_autofree char *text = NULL;

  gtk_selection_model_select_item (get_rows (self), 2, TRUE);
  details = find (self->page, PYXIS_TYPE_REQUEST_DETAILS);
  stack = find (GTK_WIDGET (details), ADW_TYPE_VIEW_STACK);
  wait_for (self, "GET none.txt");
  wait_for (self, "cookie  …");
  wait_for (self, "x-one  <two>");
  g_assert_false (shown_has_text (self->window, "secret"));
  g_assert_null (self->wanted);

  adw_view_stack_set_visible_child_name (stack, "body");
  g_assert_nonnull (self->wanted);
  pyxis_network_page_show_body (PYXIS_NETWORK_PAGE (self->page), self->wanted, body, "As it was.");
  wait_for (self, "As it was.");
  g_object_get (gtk_text_view_get_buffer (find (GTK_WIDGET (details), GTK_TYPE_TEXT_VIEW)), "text",
                &text, NULL);
  g_assert_nonnull (strstr (text, "\"a\""));
  gtk_selection_model_select_item (get_rows (self), 3, TRUE);
  pyxis_network_page_show_body (PYXIS_NETWORK_PAGE (self->page), self->wanted, NULL,
                                "Blocked & <so>.");
  wait_for (self, "Blocked & <so>.");
}

static void
test_body (void)
{
  static const struct {
    const char *type;
    const char *bytes;
    gsize size;
    const char *shown;
  } rows[] = {
    { "application/wasm", "\0asm", 4, "4 bytes, which are no text." },
    { "image/png", "no picture", 10, "It is no picture that can be shown." },
    { "text/plain", "", 0, "The answer was empty." },
  };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *pane = g_object_new (PYXIS_TYPE_BODY_PANE, NULL);

  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_present (GTK_WINDOW (window));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].bytes, rows[i].size);

    pyxis_body_pane_show (PYXIS_BODY_PANE (pane), "a", rows[i].type, bytes, NULL);
    while (!shown_has_text (window, rows[i].shown))
      g_main_context_iteration (NULL, TRUE);
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_unref (g_object_ref_sink (g_object_new (PYXIS_TYPE_NETWORK_PAGE, NULL)));
  g_test_add_func ("/network-page/facts", test_facts);
  g_test_add ("/network-page/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/network-page/reload", Fixture, NULL, set_up, test_reload, tear_down);
  g_test_add ("/network-page/ended", Fixture, NULL, set_up, test_ended, tear_down);
  g_test_add ("/network-page/sort", Fixture, NULL, set_up, test_sort, tear_down);
  g_test_add ("/network-page/details", Fixture, NULL, set_up, test_details, tear_down);
  g_test_add_func ("/network-page/body", test_body);
  return g_test_run ();
}
