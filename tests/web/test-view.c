/* SPDX-License-Identifier: Apache-2.0 */
#include "view.h"

#include <gtk/gtk.h>

#include "jsc-options.h"
#include "memory-source.h"
#include "sample-resolver.h"
#include "web-library.h"
#include "zip-project.h"

/* A real web view, without a window: what it says of the loads, and what it lets a page open. Scripts
 * that the test runs in the page count for WebKit as a user's gesture. */
typedef struct {
  TemporaryFolder *folder;
  PyxisEventLog *log;
  PyxisView *view;
  guint n_finished;
  guint n_failed;
  guint n_external;
} Fixture;

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = pyxis_engine_prepare_finish (PYXIS_ENGINE (source), result, NULL);
}

static void
set_up (Fixture *fixture, PyxisSource *source)
{
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (fixture->folder);
  PyxisEngineOptions options = {
    .source = source,
    .origin = "app",
    .start_page = "index.html",
    .runtimes = runtimes,
    .extension_dir = fixture->folder,
    .cache_dir = fixture->folder,
    .is_unattended = TRUE,
  };
  g_autoptr (PyxisEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_prepared = FALSE;

  fixture->log = pyxis_event_log_new ();
  options.log = fixture->log;
  engine = pyxis_engine_new (&options, &error);
  g_assert_no_error (error);
  pyxis_engine_prepare_async (engine, NULL, prepared_cb, &is_prepared);
  while (!is_prepared)
    g_main_context_iteration (NULL, TRUE);

  fixture->view = g_object_ref_sink (PYXIS_VIEW (pyxis_view_new (engine)));
  g_signal_connect_swapped (fixture->view, "finished", G_CALLBACK (count_cb), &fixture->n_finished);
  g_signal_connect_swapped (fixture->view, "failed", G_CALLBACK (count_cb), &fixture->n_failed);
  g_signal_connect_swapped (fixture->view, "open-external", G_CALLBACK (count_cb),
                            &fixture->n_external);
  pyxis_view_load_start (fixture->view);
}

static void
set_up_page (Fixture *fixture, const char *html)
{
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_autoptr (GBytes) page = g_bytes_new (html, strlen (html));
  g_autoptr (GBytes) other = g_bytes_new_static ("PK", 2);

  fixture->folder = temporary_folder_new ();
  pyxis_memory_source_put (source, "index.html", page);
  pyxis_memory_source_put (source, "data.zip", other);
  set_up (fixture, PYXIS_SOURCE (source));
  while (fixture->n_finished == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->view);
  g_object_unref (fixture->log);
  temporary_folder_free (fixture->folder);
}

static guint
count_rows (Fixture *fixture, const char *kind, const char *glob)
{
  GListModel *model = G_LIST_MODEL (fixture->log);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (model, i);
    const PyxisEventFields *fields = pyxis_event_get_fields (event);

    n += g_str_equal (fields->kind, kind) && fields->text &&
         g_pattern_match_simple (glob, fields->text);
  }
  return n;
}

static void
wait_for_rows (Fixture *fixture, const char *kind, const char *glob, guint n)
{
  while (count_rows (fixture, kind, glob) < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);
  g_assert_no_error (error);
}

static char *
call (Fixture *fixture, const char *body)
{
  char *json = NULL;

  pyxis_view_call_async (fixture->view, body, NULL, called_cb, &json);
  while (!json)
    g_main_context_iteration (NULL, TRUE);
  return json;
}

static void
assert_called (Fixture *fixture, const char *body, const char *expected)
{
  g_autofree char *json = call (fixture, body);

  g_assert_cmpstr (json, ==, expected);
}

/* Until the page that tells of a failure stands there. */
static void
wait_for_failure (Fixture *fixture, guint n)
{
  while (fixture->n_failed < n || pyxis_view_is_loading (fixture->view) ||
         g_strcmp0 (pyxis_view_get_title (fixture->view), "This page could not be loaded") != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The page that tells of a failure is no navigation, and a reload asks for the failed address. */
static void
test_failure (void)
{
  static const ZipMember members[] = { { "index.html", "<h1>home</h1>", -1, NULL } };
  g_autoptr (GByteArray) zip = zip_writer_make (members, 1, "compression=store");
  g_autoptr (PyxisSource) source = NULL;
  Fixture fixture = { .folder = temporary_folder_new () };

  *(guint8 *) memmem (zip->data, zip->len, "home", 4) = 'd';
  source = open_bytes (fixture.folder, zip, NULL);
  set_up (&fixture, source);
  for (guint i = 1; i <= 2; i++) {
    wait_for_failure (&fixture, i);
    g_assert_cmpuint (pyxis_event_log_get_navigation (fixture.log), ==, i);
    g_assert_cmpuint (count_rows (&fixture, "request", "GET * /index.html"), ==, i);
    g_assert_cmpuint (count_rows (&fixture, "page", "failed *"), ==, i);
    g_assert_cmpuint (count_rows (&fixture, "page", "finished *"), ==, 0);
    g_assert_cmpuint (fixture.n_finished, ==, 0);
    pyxis_view_reload (fixture.view, FALSE);
  }
  tear_down (&fixture);
}

/* What the window cannot show is told, and the page stays. */
static void
test_file (void)
{
  Fixture fixture = { 0 };

  set_up_page (&fixture, "<!doctype html><a href='data.zip?x=/y'>Data</a>");
  assert_called (&fixture, "document.querySelector ('a').click ()", "undefined");
  wait_for_rows (&fixture, "notice", "*“data.zip” is not a page*", 1);
  while (pyxis_view_is_loading (fixture.view))
    g_main_context_iteration (NULL, TRUE);
  assert_called (&fixture, "return location.pathname", "\"/index.html\"");
  g_assert_cmpuint (count_rows (&fixture, "page", "finished *"), ==, 1);
  g_assert_cmpuint (fixture.n_finished, ==, 1);
  tear_down (&fixture);
}

/* The scheme's origin has no slash at its end, and no page there. */
static void
test_origin (void)
{
  Fixture fixture = { 0 };

  set_up_page (&fixture, "<!doctype html><title>Home</title>");
  assert_called (&fixture, "location = location.origin", "undefined");
  while (fixture.n_finished < 2)
    g_main_context_iteration (NULL, TRUE);
  assert_called (&fixture, "return location.href + document.title", "\"pyxis://app/Home\"");
  tear_down (&fixture);
}

/* A frame is no link, whenever it is put in. */
static void
test_frame (void)
{
  Fixture fixture = { 0 };

  set_up_page (&fixture, "<!doctype html><body>");
  assert_called (&fixture,
                 "const frame = document.createElement ('iframe');"
                 "frame.src = 'http://127.0.0.1:54321/frame'; document.body.append (frame);",
                 "undefined");
  wait_for_rows (&fixture, "notice", "*http://127.0.0.1:54321/frame, which is not part*", 1);
  g_assert_cmpuint (fixture.n_external, ==, 0);
  tear_down (&fixture);
}

/* One click opens one address. */
static void
test_external (void)
{
  Fixture fixture = { 0 };

  set_up_page (&fixture, "<!doctype html><a target=_blank href='http://127.0.0.1:54321/a'>a</a>"
                         "<a target=_blank href='http://127.0.0.1:54321/b'>b</a>"
                         "<a target=_blank href='http://127.0.0.1:54321/c'>c</a>");
  assert_called (&fixture, "for (const a of document.querySelectorAll ('a')) a.click ()",
                 "undefined");
  wait_for_rows (&fixture, "notice", "*127.0.0.1:54321/c within a second*", 1);
  g_assert_cmpuint (count_rows (&fixture, "notice", "* within a second of another *"), ==, 2);
  g_assert_cmpuint (count_rows (&fixture, "notice", "http://127.0.0.1:54321/a was opened *"), ==,
                    1);
  g_assert_cmpuint (fixture.n_external, ==, 1);
  tear_down (&fixture);
}

/* A window of the project's own page is the application's to give; without one, as in a check, the
 * same view shows it. */
static void
test_window (void)
{
  Fixture fixture = { 0 };
  int n_pages = 0;
  gulong handler;

  set_up_page (&fixture, "<!doctype html>");
  handler = g_signal_connect_swapped (fixture.view, "open-page", G_CALLBACK (count_cb), &n_pages);
  assert_called (&fixture, "return [window.open ('index.html?1'), window.open ('index.html?2')]",
                 "[null,null]");
  wait_for_rows (&fixture, "notice", "*index.html?2 within a second*", 1);
  g_assert_cmpint (n_pages, ==, 1);
  g_assert_cmpint (fixture.n_finished, ==, 1);
  g_signal_handler_disconnect (fixture.view, handler);
  tear_down (&fixture);

  memset (&fixture, 0, sizeof fixture);
  set_up_page (&fixture, "<!doctype html>");
  assert_called (&fixture, "return window.open ('index.html?again')", "null");
  while (fixture.n_finished < 2)
    g_main_context_iteration (NULL, TRUE);
  assert_called (&fixture, "return location.search", "\"?again\"");
  g_assert_cmpuint (fixture.n_external, ==, 0);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/failure", test_failure);
  g_test_add_func ("/view/file", test_file);
  g_test_add_func ("/view/origin", test_origin);
  g_test_add_func ("/view/frame", test_frame);
  g_test_add_func ("/view/external", test_external);
  g_test_add_func ("/view/window", test_window);
  return g_test_run ();
}
