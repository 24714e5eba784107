/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"
#include "temporary-folder.h"

/* --network deny against every way out of a page. A real listener notes who gets through; the same
 * page with --network allow is the control that the ways are ways. */

/* Each tries one way to URL, "http://127.0.0.1:PORT/NAME". */
static const struct {
  const char *name;
  const char *script;
  gboolean
    is_open; /* gets through when the network is allowed; else WebKit or the view refuses it */
} ways[] = {
  { "fetch", "fetch (URL)", TRUE },
  { "fetch-no-cors", "fetch (URL, { mode: 'no-cors' })", TRUE },
  { "fetch-post", "fetch (URL, { method: 'POST', mode: 'no-cors', body: 'x' })", TRUE },
  { "fetch-keepalive", "fetch (URL, { mode: 'no-cors', keepalive: true })", TRUE },
  { "xhr", "const x = new XMLHttpRequest (); x.open ('GET', URL); x.send ()", TRUE },
  { "xhr-sync", "const x = new XMLHttpRequest (); x.open ('GET', URL, false); x.send ()", TRUE },
  { "image", "new Image ().src = URL", TRUE },
  { "script", "element ('script', { src: URL })", TRUE },
  { "module", "import (URL)", TRUE },
  { "style", "element ('link', { rel: 'stylesheet', href: URL })", TRUE },
  { "preload", "element ('link', { rel: 'preload', as: 'script', href: URL })", TRUE },
  /* Nothing but a connection, which says no name. */
  { "preconnect", "element ('link', { rel: 'preconnect', href: URL })", FALSE },
  { "dns-prefetch", "element ('link', { rel: 'dns-prefetch', href: URL })", FALSE },
  { "prefetch", "element ('link', { rel: 'prefetch', href: URL })", FALSE },
  { "icon", "element ('link', { rel: 'icon', href: URL })", FALSE },
  { "frame", "element ('iframe', { src: URL })", FALSE },
  { "object", "element ('object', { data: URL })", FALSE },
  { "audio", "element ('audio', { src: URL, preload: 'auto' }).load ()", FALSE },
  { "video", "element ('video', { src: URL, preload: 'auto' }).load ()", FALSE },
  { "font", "const f = new FontFace ('x', `url(${URL})`); f.load ()", TRUE },
  { "css-image", "document.body.style.backgroundImage = `url(${URL})`", TRUE },
  { "event-source", "new EventSource (URL)", TRUE },
  { "web-socket", "new WebSocket (URL.replace ('http', 'ws'))", TRUE },
  { "anchor-ping", "element ('a', { href: '#x', ping: URL }).click ()", FALSE },
  { "window-open", "open (URL)", FALSE },
  { "beacon", "navigator.sendBeacon (URL, 'x')", FALSE },
  { "worker-fetch", "worker (`fetch ('${URL}', { mode: 'no-cors' })`)", TRUE },
  { "worker-xhr",
    "worker (`const x = new XMLHttpRequest (); x.open ('GET', '${URL}', false); x.send ()`)",
    TRUE },
  { "worker-import-scripts", "worker (`importScripts ('${URL}')`)", TRUE },
  { "worker-import", "worker (`import ('${URL}')`)", FALSE },
  { "worker-web-socket", "worker (`new WebSocket ('${URL}'.replace ('http', 'ws'))`)", TRUE },
  { "form", "element ('form', { action: URL, method: 'post' }).submit ()", FALSE },
  { "location", "location = URL", FALSE },
};

static const char head[] =
  "<!doctype html><meta charset=utf-8><title>Ways out</title><body><script>\n"
  "const element = (name, properties) => {\n"
  "  const it = Object.assign (document.createElement (name), properties);\n"
  "  document.body.append (it);\n"
  "  return it;\n"
  "};\n"
  "const worker = (code) => new Worker (window.URL.createObjectURL (new Blob ([code])));\n"
  "const ways = {\n";

static const char tail[] = "};\n"
                           "addEventListener ('load', () => {\n"
                           "  for (const [name, attempt] of Object.entries (ways))\n"
                           "    try { attempt (`http://127.0.0.1:${PORT}/${name}`); } catch {}\n"
                           "  setTimeout (() => { window.tried = true; }, 3000);\n"
                           "});\n"
                           "</script>\n";

/* Notes the first word of the path of every request that arrives, whatever speaks, and counts the
 * connections, of which some say nothing. */
typedef struct {
  GSocketService *service;
  guint16 port;
  guint n_connections;
  GMutex lock;
  GHashTable *seen;
} Listener;

static gboolean
count_cb (GSocketService *service,
          GSocketConnection *connection,
          GObject *source,
          gpointer user_data)
{
  ((Listener *) user_data)->n_connections++;
  return FALSE;
}

static gboolean
incoming_cb (GThreadedSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  Listener *self = user_data;
  g_autoptr (GDataInputStream) input =
    g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);
  g_auto (GStrv) words = g_strsplit_set (line ? line : "", " /?", -1);

  g_mutex_lock (&self->lock);
  g_hash_table_add (
    self->seen, g_strdup (g_strv_length (words) > 2 ? words[2] : "a connection without a request"));
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static void
listener_start (Listener *self)
{
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->service = g_threaded_socket_service_new (16);
  self->port =
    g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (count_cb), self);
  g_signal_connect (self->service, "run", G_CALLBACK (incoming_cb), self);
}

static void
listener_stop (Listener *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_hash_table_unref (self->seen);
  g_mutex_clear (&self->lock);
}

static void
write_page (const char *home, guint16 port)
{
  g_autoptr (GString) html = g_string_new (head);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    g_string_append_printf (html, "  '%s': (URL) => { %s },\n", ways[i].name, ways[i].script);
  g_string_append (html, tail);
  g_string_replace (html, "PORT}", g_strdup_printf ("%d}", port), 1);
  g_free (temporary_folder_write (home, "page/index.html", html->str, -1));
}

typedef struct {
  char *command;
  const char *home;
  GMainLoop *loop;
  int status;
} Run;

static gpointer
run_thread (gpointer data)
{
  Run *run = data;
  g_auto (ProgramResult) result = program_run (run->home, run->command);

  run->status = result.status;
  g_main_loop_quit (run->loop);
  return NULL;
}

/* The listener answers on the main loop while the program runs in a thread. */
static void
run_target (const char *home, const char *target, const char *policy, const char *transport)
{
  g_autofree char *command = g_strdup_printf ("check %s/%s --until load --network %s --transport "
                                              "%s --timeout 40 --expect 'window.tried === true'",
                                              home, target, policy, transport);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { command, home, loop, -1 };
  GThread *thread = g_thread_new ("run", run_thread, &run);

  g_main_loop_run (loop);
  g_thread_join (thread);
  g_assert_cmpint (run.status, ==, 0);
}

static void
run_page (const char *home, const char *policy, const char *transport)
{
  run_target (home, "page", policy, transport);
}

static void
try_all (Listener *listener, const char *home, const char *policy, const char *transport)
{
  write_page (home, listener->port);
  run_page (home, policy, transport);
}

static void
assert_nothing (Listener *listener)
{
  GHashTableIter iter;
  gpointer name = NULL;

  g_hash_table_iter_init (&iter, listener->seen);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_printerr ("# got through: %s\n", (char *) name);
  g_assert_cmpuint (g_hash_table_size (listener->seen), ==, 0);
  g_assert_cmpuint (listener->n_connections, ==, 0);
}

static void
test_deny (gconstpointer transport)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  Listener listener = { 0 };

  listener_start (&listener);
  try_all (&listener, home, "deny", transport);
  assert_nothing (&listener);
  listener_stop (&listener);
}

/* A packed app reaches the hosts that it names and no others, though the network is there. */
static void
test_packed (gconstpointer transport)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *command = g_strdup_printf ("pack %s/page --output %s/app.pyxis", home, home);
  g_auto (ProgramResult) packed = { 0 };
  Listener listener = { 0 };

  listener_start (&listener);
  write_page (home, listener.port);
  g_free (temporary_folder_write (home, "page/pyscript.toml",
                                  "[pyxis]\nhosts = [\"api.example.org\"]", -1));
  packed = program_run (home, command);
  g_assert_cmpint (packed.status, ==, 0);
  run_target (home, "app.pyxis", "allow", transport);
  assert_nothing (&listener);
  listener_stop (&listener);
}

static void
test_allow (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  Listener listener = { 0 };
  gboolean is_complete = TRUE;

  listener_start (&listener);
  try_all (&listener, home, "allow", "scheme");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    if (!ways[i].is_open || g_hash_table_contains (listener.seen, ways[i].name))
      continue;
    g_printerr ("# did not get through: %s\n", ways[i].name);
    is_complete = FALSE;
  }
  g_assert_true (is_complete);
  listener_stop (&listener);
}

/* A hint at an address that the filter lets through for the extension to redirect: it is no request, so
 * the extension never sees it. The listener stands as the proxy of all that leaves. */
static void
test_hint (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  Listener listener = { 0 };
  g_autofree char *proxy = NULL;

  listener_start (&listener);
  proxy = g_strdup_printf ("http://127.0.0.1:%u", listener.port);
  g_setenv ("https_proxy", proxy, TRUE);
  g_free (temporary_folder_write (
    home, "page/index.html",
    "<!doctype html><link rel=preconnect href='https://cdn.jsdelivr.net/pyodide/x'>"
    "<link rel=dns-prefetch href='https://cdn.jsdelivr.net/pyodide/x'>"
    "<script>setTimeout (() => { window.tried = true; }, 2000);</script>",
    -1));
  run_page (home, "deny", "scheme");
  g_assert_cmpuint (listener.n_connections, ==, 0);
  run_page (home, "allow", "scheme");
  g_assert_cmpuint (listener.n_connections, >, 0);
  g_unsetenv ("https_proxy");
  listener_stop (&listener);
}

/* What the extension has to say of a page's requests ends somewhere, and so does an address. */
static void
test_notices (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *command =
    g_strdup_printf ("check %s/page --until load --network deny --events - "
                     "--expect window.over",
                     home);
  g_auto (ProgramResult) result = { 0 };
  g_autofree char *long_name = g_strnfill (2100, 'x');
  guint n = 0;

  g_free (temporary_folder_write (
    home, "page/index.html",
    "<!doctype html><script>const names = [...Array (300).keys ()];"
    "const get = (n) => fetch (`https://cdn.jsdelivr.net/pyodide/v314.0.2/full/${n}.whl`);"
    "const all = [...names.map (get), fetch ('/' + 'x'.repeat (5000))];"
    "Promise.allSettled (all).then (() => { window.over = true; });</script>",
    -1));
  result = program_run (home, command);
  g_assert_cmpint (result.status, ==, 0);
  for (const char *at = result.out; (at = strstr (at, "\"text\":\"The local pyodide")); at++)
    n++;
  g_assert_cmpuint (n, ==, 100);
  g_assert_true (g_pattern_match_simple ("*\"code\":\"limit\"*", result.out));
  g_assert_nonnull (strstr (result.out, "xxx…\""));
  g_assert_null (strstr (result.out, long_name));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/allow", test_allow);
  g_test_add_data_func ("/network/deny-scheme", "scheme", test_deny);
  g_test_add_data_func ("/network/deny-loopback", "loopback", test_deny);
  g_test_add_data_func ("/network/packed-scheme", "scheme", test_packed);
  g_test_add_data_func ("/network/packed-loopback", "loopback", test_packed);
  g_test_add_func ("/network/hint", test_hint);
  g_test_add_func ("/network/notices", test_notices);
  return g_test_run ();
}
