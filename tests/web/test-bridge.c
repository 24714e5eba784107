/* SPDX-License-Identifier: Apache-2.0 */
#include "bridge.h"

#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <gtk/gtk.h>
#include <libsoup/soup.h>

#include "media-type.h"

/* Real pages with the real interpreters in a real web view. Beside each page of fixtures/bridge lies
 * what it must make the log say, a glob a line: kind, where, worker, interpreter, element, text, and
 * for errors what is in their detail. The last line is what is waited for. */
#define RUNTIMES "/@pyxis/runtime/"
#define PLAIN_WORKER "/@pyxis/js/plain-worker.js"
#define TIME_LIMIT_S 60

typedef struct {
  WebKitWebContext *context;
  WebKitNetworkSession *session;
  WebKitUserContentManager *content;
  PyxisEventLog *log;
  PyxisBridge *bridge;
  GtkWindow *window;
  WebKitWebView *view;
  GMainLoop *loop;
  guint deadline;
  const char *last; /* a glob */
} Fixture;

static char *
load_file (const char *path, gsize *length)
{
  const char *below = g_str_has_prefix (path, RUNTIMES) ? path + strlen (RUNTIMES) : path;
  g_autofree char *file =
    g_build_filename (g_getenv (below == path ? "PYXIS_FIXTURES" : "PYXIS_RUNTIMES"), below, NULL);
  char *text = NULL;

  if (g_str_equal (path, PLAIN_WORKER))
    return g_bytes_unref_to_data (pyxis_bridge_new_worker_script (), length);
  return g_file_get_contents (file, &text, length, NULL) ? text : NULL;
}

static void
fill_headers (SoupMessageHeaders *headers, const char *path, gsize length)
{
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, length);

  soup_message_headers_replace (headers, "Content-Type", pyxis_media_type (path));
  soup_message_headers_replace (headers, "Content-Length", size);
  soup_message_headers_replace (headers, "Cross-Origin-Opener-Policy", "same-origin");
  soup_message_headers_replace (headers, "Cross-Origin-Embedder-Policy", "require-corp");
  soup_message_headers_replace (headers, "Cross-Origin-Resource-Policy", "same-origin");
}

static void
scheme_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  const char *path = webkit_uri_scheme_request_get_path (request);
  gsize length = 0;
  char *text = load_file (path, &length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, g_free);
  g_autoptr (WebKitURISchemeResponse) response = webkit_uri_scheme_response_new (stream, length);
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  fill_headers (headers, path, length);
  webkit_uri_scheme_response_set_status (response, text ? 200 : 404, NULL);
  webkit_uri_scheme_response_set_content_type (response, pyxis_media_type (path));
  webkit_uri_scheme_response_set_http_headers (response, headers);
  webkit_uri_scheme_request_finish_with_response (request, response);
}

static void
server_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  gsize length = 0;
  char *text = load_file (path, &length);

  soup_server_message_set_status (message, text ? 200 : 404, NULL);
  fill_headers (soup_server_message_get_response_headers (message), path, length);
  soup_server_message_set_response (message, pyxis_media_type (path), SOUP_MEMORY_TAKE, text,
                                    length);
}

/* " (ValueError, <stdin> 13 in fail, of 2)": type, innermost frame, how many. Python's last frame is
 * the innermost, JavaScript's first. */
static char *
describe_error (PyxisEvent *event)
{
  g_autofree char *type = pyxis_event_dup_detail (event, "type");
  g_autofree char *handled = pyxis_event_dup_detail (event, "handled");
  g_autofree char *traceback = pyxis_event_dup_detail (event, "traceback");
  cJSON *detail = cJSON_Parse (pyxis_event_get_fields (event)->detail);
  const cJSON *frames = cJSON_GetObjectItem (detail, "frames");
  int n = cJSON_GetArraySize (frames);
  gboolean is_python = traceback && g_str_has_prefix (traceback, "Traceback");
  const cJSON *frame = cJSON_GetArrayItem (frames, is_python ? n - 1 : 0);
  const char *file = cJSON_GetStringValue (cJSON_GetObjectItem (frame, "file"));
  const char *function = cJSON_GetStringValue (cJSON_GetObjectItem (frame, "function"));
  char *text = g_strdup_printf (
    " (%s, %s %d in %s, of %d)%s", type, file ? file : "-",
    frame ? (int) cJSON_GetNumberValue (cJSON_GetObjectItem (frame, "line")) : 0,
    function ? function : "-", n, g_str_equal (handled, "false") ? "" : " handled");

  cJSON_Delete (detail);
  return text;
}

static char *
describe (PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  g_autofree char *worker = fields->worker ? g_strdup_printf ("%d", fields->worker) : NULL;
  g_autofree char *error = g_str_equal (fields->kind, "error") ? describe_error (event) : NULL;
  g_autoptr (GString) text = g_string_new (fields->text);

  g_string_replace (text, "\n", "\\n", 0);
  return g_strdup_printf (
    "%s %s %s %s %s:%s%s%s", fields->kind, fields->where ? fields->where : "-",
    worker ? worker : "-", fields->interpreter ? fields->interpreter : "-",
    fields->element ? fields->element : "-", text->len ? " " : "", text->str, error ? error : "");
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, Fixture *self)
{
  g_autofree char *line = describe (event);

  if (self->last && g_pattern_match_simple (self->last, line))
    g_main_loop_quit (self->loop);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Fixture *self = user_data;

  for (guint i = 0; i < MIN (g_list_model_get_n_items (G_LIST_MODEL (self->log)), 100); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (self->log), i);
    g_autofree char *line = describe (event);

    g_test_message ("%s", line);
  }
  g_error ("\"%s\" never came", self->last);
  return G_SOURCE_REMOVE;
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, Fixture *self)
{
  if (event == WEBKIT_LOAD_STARTED)
    pyxis_event_log_begin_navigation (self->log);
  if (event == WEBKIT_LOAD_FINISHED && !self->last)
    g_main_loop_quit (self->loop);
}

static void
set_up (Fixture *self, const char *base)
{
  g_autoptr (PyxisBreakpoints) breakpoints = NULL;
  PyxisBridgeOptions options = { .base = base, .secret = "secret", .pyodide = "" };

  *self = (Fixture){ 0 };
  self->context = webkit_web_context_new ();
  webkit_web_context_register_uri_scheme (self->context, "pyxis", scheme_cb, NULL, NULL);
  self->session = webkit_network_session_new_ephemeral ();
  self->content = webkit_user_content_manager_new ();
  self->log = pyxis_event_log_new ();
  breakpoints = pyxis_breakpoints_new (self->log);
  options.content = self->content;
  options.breakpoints = breakpoints;
  options.log = self->log;
  self->bridge = pyxis_bridge_new (&options);
  self->view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", self->context, "network-session",
                             self->session, "user-content-manager", self->content, NULL);
  self->window = GTK_WINDOW (gtk_window_new ());
  self->loop = g_main_loop_new (NULL, FALSE);
  self->deadline = g_timeout_add_seconds (TIME_LIMIT_S, deadline_cb, self);
  gtk_window_set_child (self->window, GTK_WIDGET (self->view));
  gtk_window_present (self->window);
  g_signal_connect (self->log, "appended", G_CALLBACK (appended_cb), self);
  g_signal_connect (self->view, "load-changed", G_CALLBACK (load_changed_cb), self);
}

static void
tear_down (Fixture *self)
{
  g_source_remove (self->deadline);
  gtk_window_destroy (self->window);
  g_clear_object (&self->bridge);
  g_object_unref (self->content);
  g_object_unref (self->session);
  g_object_unref (self->context);
  g_assert_finalize_object (self->log);
  g_main_loop_unref (self->loop);
}

/* Loads a page and runs until the log says `last`; NULL: until it is loaded. */
static void
run (Fixture *self, const char *base, const char *page, const char *last)
{
  g_autofree char *uri = g_strdup_printf ("%s/bridge/%s.html", base, page);

  self->last = last;
  webkit_web_view_load_uri (self->view, uri);
  g_main_loop_run (self->loop);
  g_assert_cmpstr (webkit_web_view_get_title (self->view), !=, "");
}

static void
assert_log (Fixture *self, char **expected)
{
  GListModel *model = G_LIST_MODEL (self->log);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (model, i);
    g_autofree char *line = describe (event);

    g_test_message ("%s", line);
    if (!expected[i] || !g_pattern_match_simple (expected[i], line))
      g_error ("line %u is \"%s\", not \"%s\": %s", i + 1, line,
               expected[i] ? expected[i] : "(end)", pyxis_event_get_fields (event)->detail);
  }
  g_assert_null (expected[n]);
}

static void
run_page (const char *base, const char *page)
{
  Fixture fixture;
  g_autofree char *path = g_strdup_printf ("bridge/%s.txt", page);
  g_autofree char *text = load_file (path, NULL);
  g_auto (GStrv) expected = g_strsplit (g_strchomp (text), "\n", -1);

  set_up (&fixture, base);
  run (&fixture, base, page, expected[g_strv_length (expected) - 1]);
  assert_log (&fixture, expected);
  tear_down (&fixture);
}

static void
test_page (gconstpointer page)
{
  run_page ("pyxis://test", page);
}

/* Names, numbers and times, which the lines leave out. */
static void
test_identity (void)
{
  Fixture fixture;
  GListModel *model = NULL;
  double last_t = 0;

  set_up (&fixture, "pyxis://test");
  run (&fixture, "pyxis://test", "mpy-worker", "py:all-done *");
  model = G_LIST_MODEL (fixture.log);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (model, i);
    const PyxisEventFields *fields = pyxis_event_get_fields (event);

    g_assert_cmpuint (pyxis_event_get_navigation (event), ==, 1);
    g_assert_cmpfloat (fields->t, >, 0);
    last_t = MAX (last_t, fields->t);
    if (fields->worker == 0)
      continue;
    g_assert_cmpstr (fields->name, ==, "sums");
    g_assert_cmpint (fields->script, ==, 1);
    g_assert_cmpstr (fields->source, ==, "/bridge/worker.py");
  }
  g_assert_cmpfloat (last_t, <, TIME_LIMIT_S * 1000);
  tear_down (&fixture);
}

/* No line is lost without being counted, and what happens to the script is never left out. */
static void
test_flood (gconstpointer page)
{
  int lines = g_str_has_suffix (page, "worker") ? 30000 : 20000;
  Fixture fixture;
  GListModel *model = NULL;
  int n = 0;
  int dropped = 0;

  set_up (&fixture, "pyxis://test");
  run (&fixture, "pyxis://test", page, "py:all-done *");
  model = G_LIST_MODEL (fixture.log);
  /* The count of a worker whose lines end in the middle comes a second later. */
  do {
    n = dropped = 0;
    for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
      g_autoptr (PyxisEvent) event = g_list_model_get_item (model, i);
      g_autofree char *count = pyxis_event_dup_detail (event, "count");

      n += g_str_equal (pyxis_event_get_fields (event)->kind, "stdout");
      dropped += count ? (int) g_ascii_strtoll (count, NULL, 10) : 0;
    }
    if (n + dropped < lines) {
      fixture.last = "notice *";
      g_main_loop_run (fixture.loop);
    }
  } while (n + dropped < lines);
  g_test_message ("%d lines, %d counted", n, dropped);
  g_assert_cmpint (n + dropped, ==, lines);
  g_assert_cmpint (n, >=, 19000);
  tear_down (&fixture);
}

/* The patterns of user scripts know no port; the scripts themselves do. */
static void
test_loopback (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;
  g_autofree char *other = NULL;
  Fixture fixture;
  GSList *uris = NULL;
  int port = 0;

  soup_server_add_handler (server, NULL, server_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  base = g_strdup_printf ("http://127.0.0.1:%d", port);
  other = g_strdup_printf ("http://127.0.0.1:%d", port == 65535 ? 1024 : port + 1);

  run_page (base, "mpy-worker");
  set_up (&fixture, other);
  run (&fixture, base, "classes", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.log)), ==, 0);
  tear_down (&fixture);
}

/* Neither another origin nor a page after the bridge is gone says anything. */
static void
test_silence (void)
{
  Fixture fixture;

  set_up (&fixture, "pyxis://other");
  run (&fixture, "pyxis://test", "classes", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.log)), ==, 0);
  tear_down (&fixture);

  set_up (&fixture, "pyxis://test");
  g_clear_object (&fixture.bridge);
  run (&fixture, "pyxis://test", "classes", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.log)), ==, 0);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  static const char *const pages[] = { "mpy-main", "mpy-worker",    "py-main", "py-worker",
                                       "editor",   "broken-worker", "workers", "breaking",
                                       "forging",  "classes",       "wrapped" };
  static const char *const floods[] = { "flood-main", "flood-worker" };

  /* Read by the web process, which inherits it. */
  g_setenv ("JSC_useSharedArrayBuffer", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *path = g_strconcat ("/bridge/page/", pages[i], NULL);

    g_test_add_data_func (path, pages[i], test_page);
  }
  for (guint i = 0; i < G_N_ELEMENTS (floods); i++) {
    g_autofree char *path = g_strconcat ("/bridge/flood/", floods[i], NULL);

    g_test_add_data_func (path, floods[i], test_flood);
  }
  g_test_add_func ("/bridge/identity", test_identity);
  g_test_add_func ("/bridge/loopback", test_loopback);
  g_test_add_func ("/bridge/silence", test_silence);

  return g_test_run ();
}
