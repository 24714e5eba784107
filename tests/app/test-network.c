/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"
#include "temporary-folder.h"

/* --network deny against every way out of a page. A real listener notes who gets through; the same
 * page with --network allow is the control that the ways are ways. */

/* Each tries one way to URL, in which its name is. */
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
  { "css-image", "element ('p', { textContent: 'x' }).style.backgroundImage = `url(${URL})`",
    TRUE },
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
  { "css-import", "element ('style', { textContent: `@import url(${URL})` })", TRUE },
  { "css-font",
    "element ('style', { textContent: `@font-face { font-family: y; src: url(${URL}) }` });"
    "element ('p', { textContent: 'x' }).style.fontFamily = 'y'",
    TRUE },
  { "css-cursor", "element ('p', { textContent: 'x' }).style.cursor = `url(${URL}), auto`", TRUE },
  { "source-set", "new Image ().srcset = `${URL} 1x`", TRUE },
  { "svg-image", "element ('div', { innerHTML: `<svg><image href=\"${URL}\"/></svg>` })", TRUE },
  { "input-image", "element ('input', { type: 'image', src: URL })", TRUE },
  { "poster", "element ('video', { poster: URL })", TRUE },
  { "module-preload", "element ('link', { rel: 'modulepreload', href: URL })", FALSE },
  { "manifest", "element ('link', { rel: 'manifest', href: URL })", FALSE },
  { "embed", "element ('embed', { src: URL })", FALSE },
  { "track",
    "element ('video').append (Object.assign (document.createElement ('track'), "
    "{ src: URL, default: true }))",
    FALSE },
  { "frame-inside",
    "element ('iframe', { srcdoc: `<img src=\"${URL}\"><script src=\"${URL}-2\"></scr` + 'ipt>' })",
    FALSE },
  { "module-worker", "new Worker (URL, { type: 'module' })", FALSE },
  { "shared-worker", "new SharedWorker (URL)", FALSE },
  { "service-worker", "navigator.serviceWorker.register (URL).catch (() => {})", FALSE },
  { "worker-event-source", "worker (`new EventSource ('${URL}')`)", TRUE },
  { "worklet", "new OfflineAudioContext (1, 1, 8000).audioWorklet.addModule (URL)", FALSE },
  { "web-transport", "new WebTransport (URL.replace ('http:', 'https:'))", FALSE },
  { "web-rtc",
    "const c = new RTCPeerConnection ({ iceServers: [{ username: 'x', credential: 'x',"
    "  urls: `turn:${URL.split ('/')[2]}?transport=tcp` }] });"
    "c.createDataChannel ('x'); c.createOffer ().then ((offer) => c.setLocalDescription (offer))",
    FALSE },
  { "refresh", "element ('meta', { httpEquiv: 'refresh', content: `0;url=${URL}` })", FALSE },
  { "form-get", "element ('form', { action: URL, target: '_blank' }).submit ()", FALSE },
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

static const char tail[] = "addEventListener ('load', () => {\n"
                           "  for (const [name, attempt] of Object.entries (ways))\n"
                           "    for (const URL of addresses (name))\n"
                           "      try { attempt (URL); } catch {}\n"
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
  if (g_strv_length (words) < 3)
    g_hash_table_add (self->seen, g_strdup ("a connection without a request"));
  else /* a proxy is told a host */
    g_hash_table_add (self->seen,
                      g_strdup (g_str_equal (words[0], "CONNECT") ? words[1] : words[2]));
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

/* `addresses` is JavaScript: a list of those that each way with a `name` tries. */
static void
write_page (const char *home, const char *addresses)
{
  g_autoptr (GString) html = g_string_new (head);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    g_string_append_printf (html, "  '%s': (URL) => { %s },\n", ways[i].name, ways[i].script);
  g_string_append_printf (html, "};\nconst addresses = (name) => %s;\n%s", addresses, tail);
  g_free (temporary_folder_write (home, "page/index.html", html->str, -1));
}

/* Each way to the listener. */
static void
write_page_for (const char *home, const Listener *listener)
{
  g_autofree char *addresses = g_strdup_printf ("[`http://127.0.0.1:%u/${name}`]", listener->port);

  write_page (home, addresses);
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
  write_page_for (home, listener);
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

static void
pack_page (const char *home, const char *table)
{
  g_autofree char *command = g_strdup_printf ("pack %s/page --output %s/app.pyxis", home, home);
  g_autofree char *toml = g_strconcat ("[pyxis]\n", table, NULL);
  g_auto (ProgramResult) packed = { 0 };

  g_free (temporary_folder_write (home, "page/pyscript.toml", toml, -1));
  packed = program_run (home, command);
  g_assert_cmpint (packed.status, ==, 0);
}

/* An app that names no hosts reaches none, though the network is there. */
static void
test_packed (gconstpointer transport)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  Listener listener = { 0 };

  listener_start (&listener);
  write_page_for (home, &listener);
  pack_page (home, "");
  run_target (home, "app.pyxis", "allow", transport);
  assert_nothing (&listener);
  listener_stop (&listener);
}

static gboolean
is_seen (Listener *listener, const char *way, const char *host)
{
  g_autofree char *key = g_strdup_printf ("%s.%s:443", way, host);

  return g_hash_table_contains (listener->seen, key);
}

/* One that names some reaches these, each way, and no others. The listener stands as the proxy of all
 * that leaves, which is told the hosts. */
static void
test_packed_hosts (gconstpointer transport)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *proxy = NULL;
  Listener listener = { 0 };
  GHashTableIter iter;
  gpointer name = NULL;
  gboolean is_complete = TRUE;

  listener_start (&listener);
  proxy = g_strdup_printf ("http://127.0.0.1:%u", listener.port);
  g_setenv ("https_proxy", proxy, TRUE);
  g_setenv ("http_proxy", proxy, TRUE);
  write_page (home, "[`https://${name}.open.example/`, `https://${name}.shut.example/`,"
                    " `http://${name}.open.example/`, `https://${name}.open.example:8443/`]");
  pack_page (home, "hosts = [\"*.open.example\"]");
  run_target (home, "app.pyxis", "allow", transport);
  g_unsetenv ("https_proxy");
  g_unsetenv ("http_proxy");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].is_open && !is_seen (&listener, ways[i].name, "open.example")) {
      g_printerr ("# did not get through: %s\n", ways[i].name);
      is_complete = FALSE;
    }
  g_assert_true (is_complete);
  g_hash_table_iter_init (&iter, listener.seen);
  while (g_hash_table_iter_next (&iter, &name, NULL)) {
    g_test_message ("seen: %s", (char *) name);
    g_assert_true (g_str_has_suffix (name, ".open.example:443"));
  }
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
  g_test_add_data_func ("/network/packed-hosts-scheme", "scheme", test_packed_hosts);
  g_test_add_data_func ("/network/packed-hosts-loopback", "loopback", test_packed_hosts);
  g_test_add_func ("/network/hint", test_hint);
  g_test_add_func ("/network/notices", test_notices);
  return g_test_run ();
}
