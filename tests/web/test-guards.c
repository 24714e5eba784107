/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>
#include <webkit/webkit.h>

#include "jsc-options.h"
#include "memory-source.h"
#include "sample-resolver.h"
#include "view.h"
#include "web-library.h"

/* Two things keep an app to the hosts of its description: the compiled filter and the web-process extension.
 * Each does alone, of all that a page and its worker load. (Only the filter sees a WebSocket.)
 * PYXIS_EXTENSION is the library of the extension. */

/* A real listener stands as the proxy of all that leaves, and is told the hosts. */
static GHashTable *seen;

static const char html[] =
  "<!doctype html><body><script>"
  "const element = (name, properties) => document.body.append (Object.assign ("
  "  document.createElement (name), properties));"
  "const quiet = (promise) => promise.catch (() => {});"
  "const ways = {"
  "  fetch: (url) => quiet (fetch (url, { mode: 'no-cors' })),"
  "  image: (url) => new Promise ((over) => {"
  "    Object.assign (new Image (), { onload: over, onerror: over, src: url }); }),"
  "  script: (url) => element ('script', { src: url }),"
  "  style: (url) => element ('link', { rel: 'stylesheet', href: url }),"
  "  worker: (url) => new Promise ((over) => { const w = new Worker (URL.createObjectURL (new Blob "
  "("
  "    [`fetch ('${url}', { mode: 'no-cors' }).catch (() => {}).then (() => postMessage (1))`])));"
  "    w.onmessage = over; }) };"
  "const tried = Object.entries (ways).flatMap (([name, attempt]) =>"
  "  ['open', 'shut'].map ((host) => attempt (`https://${name}.${host}.example/`)));"
  "addEventListener ('load', () => Promise.all (tried).then (() => { document.title = 'Over'; }));"
  "</script>";

static gboolean
incoming_cb (GThreadedSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  static GMutex lock;
  g_autoptr (GDataInputStream) input =
    g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);

  g_mutex_lock (&lock);
  g_hash_table_add (seen, g_strchomp (g_strdup (line ? line : "")));
  g_mutex_unlock (&lock);
  return TRUE;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_engine_prepare_finish (PYXIS_ENGINE (source), result, &error));
  *(gboolean *) user_data = TRUE;
}

static WebKitUserContentManager *
get_content (PyxisView *view)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));

  while (!WEBKIT_IS_WEB_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return webkit_web_view_get_user_content_manager (WEBKIT_WEB_VIEW (child));
}

static void
show_page (const char *extension_dir, const char *cache_dir, gboolean has_filter)
{
  static const char *const hosts[] = { "*.open.example", NULL };
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (cache_dir);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_autoptr (GBytes) page = g_bytes_new_static (html, strlen (html));
  PyxisEngineOptions options = {
    .source = PYXIS_SOURCE (source),
    .origin = "app",
    .start_page = "index.html",
    .runtimes = runtimes,
    .log = log,
    .extension_dir = extension_dir,
    .cache_dir = cache_dir,
    .is_network_denied = TRUE,
    .hosts = hosts,
    .is_unattended = TRUE,
  };
  g_autoptr (PyxisEngine) engine = NULL;
  g_autoptr (PyxisView) view = NULL;
  gboolean is_prepared = FALSE;

  pyxis_memory_source_put (source, "index.html", page);
  engine = pyxis_engine_new (&options, NULL);
  view = g_object_ref_sink (PYXIS_VIEW (pyxis_view_new (engine)));
  pyxis_engine_prepare_async (engine, NULL, prepared_cb, &is_prepared);
  while (!is_prepared)
    g_main_context_iteration (NULL, TRUE);
  if (!has_filter)
    webkit_user_content_manager_remove_all_filters (get_content (view));
  pyxis_view_load_start (view);
  while (g_strcmp0 (pyxis_view_get_title (view), "Over") != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
check (gboolean has_filter, gboolean has_extension)
{
  static const char *const names[] = { "fetch", "image", "script", "style", "worker" };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *extension_dir = g_path_get_dirname (g_getenv ("PYXIS_EXTENSION"));
  GHashTableIter iter;
  gpointer line = NULL;

  g_hash_table_remove_all (seen);
  show_page (has_extension ? extension_dir : folder, folder, has_filter);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *expected = g_strdup_printf ("CONNECT %s.open.example:443 HTTP/1.1", names[i]);

    g_test_message ("%s", expected);
    g_assert_true (g_hash_table_contains (seen, expected));
  }
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &line, NULL)) {
    g_test_message ("seen: %s", (char *) line);
    g_assert_nonnull (strstr (line, ".open.example:443 "));
  }
}

static void
test_filter (void)
{
  check (TRUE, FALSE);
}

static void
test_extension (void)
{
  check (FALSE, TRUE);
}

/* The environment is WebKit's from its first process on. */
static void
start_proxy (void)
{
  GSocketService *service = g_threaded_socket_service_new (16);
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *proxy = g_strdup_printf ("http://127.0.0.1:%u", port);

  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (service, "run", G_CALLBACK (incoming_cb), NULL);
  g_setenv ("https_proxy", proxy, TRUE);
  g_setenv ("http_proxy", proxy, TRUE);
}

int
main (int argc, char **argv)
{
  start_proxy ();
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/guards/filter", test_filter);
  g_test_add_func ("/guards/extension", test_extension);
  return g_test_run ();
}
