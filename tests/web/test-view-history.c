/* SPDX-License-Identifier: Apache-2.0 */
#include "view-history.h"

#include "served-view.h"

static void
assert_history (ServedView *served, gboolean back, gboolean forward)
{
  gboolean can_go_back;
  gboolean can_go_forward;

  g_object_get (served->view, "can-go-back", &can_go_back, "can-go-forward", &can_go_forward, NULL);
  g_assert_cmpint (can_go_back, ==, back);
  g_assert_cmpint (can_go_forward, ==, forward);
}

static void
count_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* From WebKit's memory a page may come back before its title does. */
static void
wait_for_title (ServedView *served, const char *title)
{
  while (g_strcmp0 (pyxis_view_get_title (served->view), title) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_pages (void)
{
  g_autoptr (ServedView) served = served_view_new ("<!doctype html><title>First</title>");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint n_changes = 0;

  served_view_put (served, "second.html", "<!doctype html><title>Second</title>");
  g_signal_connect (served->view, "notify::can-go-back", G_CALLBACK (count_cb), &n_changes);
  assert_history (served, FALSE, FALSE);
  pyxis_view_go (served->view, -1);
  pyxis_view_go (served->view, G_MAXINT);

  served_view_assert_called (served, "setTimeout (() => { location = 'second.html' }); return 1",
                             "1");
  served_view_wait (served, 2);
  assert_history (served, TRUE, FALSE);
  g_assert_cmpuint (n_changes, >, 0);
  first = pyxis_view_dup_history_title (served->view, -1);
  g_assert_cmpstr (first, ==, "First");
  g_assert_null (pyxis_view_dup_history_title (served->view, -2));

  pyxis_view_go (served->view, -1);
  served_view_wait (served, 3);
  assert_history (served, FALSE, TRUE);
  wait_for_title (served, "First");
  second = pyxis_view_dup_history_title (served->view, 1);
  g_assert_cmpstr (second, ==, "Second");

  pyxis_view_go (served->view, 1);
  served_view_wait (served, 4);
  wait_for_title (served, "Second");
  g_assert_true (g_str_has_suffix (pyxis_view_get_address (served->view), "/second.html"));
}

/* A page that moves inside itself has a history as well. */
static void
test_states (void)
{
  g_autoptr (ServedView) served = served_view_new ("<!doctype html><title>Only</title>");

  served_view_assert_called (served, "location.hash = 'there'; return location.hash", "\"#there\"");
  while (!pyxis_view_can_go (served->view, -1))
    g_main_context_iteration (NULL, TRUE);
  pyxis_view_go (served->view, -1);
  while (!pyxis_view_can_go (served->view, 1))
    g_main_context_iteration (NULL, TRUE);
  assert_history (served, FALSE, TRUE);
}

/* How a request for `name` was answered, in the row of its number; 0: there is none. */
static int
find_status (ServedView *served, const char *name, guint number)
{
  GListModel *log = G_LIST_MODEL (pyxis_engine_get_log (pyxis_view_get_engine (served->view)));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (log); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (log, i);
    g_autofree char *json = pyxis_event_to_json (event);
    const char *status = strstr (json, "\"status\":");

    if (!g_str_equal (pyxis_event_get_fields (event)->kind, "request") || !strstr (json, name))
      continue;
    if (++n == number && status)
      return (int) g_ascii_strtoll (status + strlen ("\"status\":"), NULL, 10);
  }
  return 0;
}

static int
wait_for_status (ServedView *served, const char *name, guint number)
{
  int status;

  while (!(status = find_status (served, name, number)))
    g_main_context_iteration (NULL, TRUE);
  return status;
}

/* Where a cache could be, on loopback, WebKit keeps none for us (engine.c): though what it gets has an
 * ETag, either kind of reload gets all of it anew, and no 304. On the scheme there is no cache at all. */
static void
test_reload (void)
{
  g_autoptr (ServedView) served = NULL;

  served_view_transport = PYXIS_TRANSPORT_LOOPBACK;
  served = served_view_new ("<!doctype html><title>First</title><script src=a.js></script>");
  served_view_transport = PYXIS_TRANSPORT_SCHEME;
  sample_write (served->folder, "a.js", "window.a = 1");
  for (guint n = 2; n <= 4; n++) {
    pyxis_view_reload (served->view, n == 4);
    served_view_wait (served, n);
    g_assert_cmpint (wait_for_status (served, "a.js", n), ==, 200);
  }
  served_view_assert_called (
    served, "return (await fetch ('a.js')).headers.get ('etag').startsWith ('W/')", "true");
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-history/pages", test_pages);
  g_test_add_func ("/view-history/states", test_states);
  g_test_add_func ("/view-history/reload", test_reload);
  return g_test_run ();
}
