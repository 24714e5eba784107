/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>

#include "../util/temporary-folder.h"
#include "jsc-options.h"
#include "session.h"
#include "view.h"
#include "web-library.h"

/* Two windows of one project: what its pages store is common to both, the events are not. */
typedef struct {
  PyxisSession *session;
  PyxisEngine *engine;
  PyxisView *view;
  guint n_finished;
} Side;

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(PyxisEngine **) user_data = pyxis_session_start_finish (PYXIS_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
wait_for_finish (Side *side, guint n)
{
  while (side->n_finished < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_side (Side *side, PyxisProject *project, const char *transport, PyxisEngine *sibling)
{
  const PyxisSessionOptions options = {
    .transport = transport,
    .port = -1,
    .is_temporary = TRUE,
    .is_unattended = TRUE,
    .sibling = sibling,
  };

  side->session = pyxis_session_new (project);
  pyxis_session_start_async (side->session, &options, NULL, started_cb, &side->engine);
  while (!side->engine)
    g_main_context_iteration (NULL, TRUE);
  side->view = g_object_ref_sink (PYXIS_VIEW (pyxis_view_new (side->engine)));
  g_signal_connect_swapped (side->view, "finished", G_CALLBACK (count_cb), &side->n_finished);
  pyxis_view_load_start (side->view);
  wait_for_finish (side, 1);
}

static void
close_side (Side *side)
{
  g_clear_object (&side->view);
  g_clear_object (&side->engine);
  g_clear_object (&side->session);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);
  g_assert_no_error (error);
}

static void
assert_called (Side *side, const char *body, const char *expected)
{
  g_autofree char *json = NULL;

  pyxis_view_call_async (side->view, body, NULL, called_cb, &json);
  while (!json)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (json, ==, expected);
}

static guint
count_requests (Side *side, const char *glob)
{
  GListModel *log = G_LIST_MODEL (pyxis_session_get_log (side->session));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (log); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (log, i);
    const PyxisEventFields *fields = pyxis_event_get_fields (event);

    n += g_str_equal (fields->kind, "request") && g_pattern_match_simple (glob, fields->text);
  }
  return n;
}

static void
test_sibling (gconstpointer transport)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *page =
    temporary_folder_write (folder, "index.html", "<!doctype html><title>Page</title>", -1);
  g_autofree char *data = temporary_folder_write (folder, "data.txt", "x", 1);
  g_autoptr (PyxisProject) project = pyxis_project_load (folder, NULL);
  Side first = { 0 };
  Side second = { 0 };

  open_side (&first, project, transport, NULL);
  assert_called (&first, "localStorage.setItem ('key', 'value'); return 1;", "1");
  open_side (&second, project, NULL, first.engine);
  g_assert_cmpstr (pyxis_engine_get_base (first.engine), ==, pyxis_engine_get_base (second.engine));
  assert_called (&second, "return localStorage.getItem ('key');", "\"value\"");

  /* The other window hears of it, as in a browser with two tabs. */
  assert_called (&first,
                 "window.heard = new Promise ((resolve) => addEventListener ('storage', (event) =>"
                 "resolve (event.newValue))); return 1;",
                 "1");
  assert_called (&second, "localStorage.setItem ('key', 'other'); return 1;", "1");
  assert_called (&first, "return await window.heard;", "\"other\"");

  assert_called (&second, "return (await fetch ('data.txt')).text ();", "\"x\"");
  g_assert_cmpuint (count_requests (&first, "GET 200 */index.html"), ==, 1);
  g_assert_cmpuint (count_requests (&second, "GET 200 */index.html"), ==, 1);
  g_assert_cmpuint (count_requests (&first, "*data.txt*"), ==, 0);
  g_assert_cmpuint (count_requests (&second, "*data.txt*"), ==, 1);

  /* What is shared lives as long as one of them. */
  close_side (&first);
  pyxis_view_reload (second.view, FALSE);
  wait_for_finish (&second, 2);
  assert_called (&second, "return localStorage.getItem ('key');", "\"other\"");
  close_side (&second);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sibling/scheme", "scheme", test_sibling);
  g_test_add_data_func ("/sibling/loopback", "loopback", test_sibling);
  return g_test_run ();
}
