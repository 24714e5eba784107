/* SPDX-License-Identifier: Apache-2.0 */
#include <libsoup/soup.h>

#include "request-record.h"
#include "served-view.h"

/* What the log tells of a page's requests to elsewhere. A server of the test's stands for the network. */

static SoupServer *server;
static char *base;  /* of that server */
static char *empty; /* an address where nobody listens */
static guint n_served;

static void
served_cb (SoupServer *self,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  n_served++;
  if (!g_str_equal (path, "/closed"))
    soup_message_headers_append (headers, "Access-Control-Allow-Origin", "*");
  soup_message_headers_append (headers, "Cross-Origin-Resource-Policy", "cross-origin");
  if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, 302, "/open");
  else
    soup_server_message_set_status (message, g_str_equal (path, "/none") ? 404 : 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "hello", 5);
}

static char *
dup_base (guint16 port)
{
  return g_strdup_printf ("http://127.0.0.1:%u", port);
}

static void
start_network (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  GSList *uris = NULL;

  empty = dup_base (g_socket_listener_add_any_inet_port (listener, NULL, NULL));
  g_socket_listener_close (listener);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, served_cb, NULL, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  base = dup_base ((guint16) g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

/* The body of a function that asks for it all and goes on where it fails. */
static char *
make_script (const char *calls)
{
  g_auto (GStrv) parts = g_strsplit (calls, "BASE", -1);
  g_autofree char *with_base = g_strjoinv (base, parts);
  g_auto (GStrv) more = g_strsplit (with_base, "EMPTY", -1);
  g_autofree char *whole = g_strjoinv (empty, more);

  return g_strconcat ("const ask = async (u, o) => { try { await (await fetch (u, o)).text (); } "
                      "catch {} };",
                      whole, "return 1;", NULL);
}

/* (transfer full): the texts of the requests to elsewhere, a line each, without the server's own port. */
static char *
dup_told (PyxisEventLog *log)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);
    g_autofree char *from = pyxis_event_dup_detail (event, "from");

    if (g_strcmp0 (from, "network") == 0 || g_strcmp0 (from, "blocked") == 0)
      g_string_append_printf (told, "%s\n", pyxis_event_get_fields (event)->text);
  }
  g_string_replace (told, base, "BASE", 0);
  g_string_replace (told, base + strlen ("http"), "://HOST", 0);
  g_string_replace (told, empty, "EMPTY", 0);
  return g_string_free (told, FALSE);
}

static void
wait_for_told (PyxisEventLog *log, const char *expected)
{
  g_autofree char *told = dup_told (log);

  while (strlen (told) < strlen (expected)) {
    g_main_context_iteration (NULL, TRUE);
    g_free (told);
    told = dup_told (log);
  }
  g_assert_cmpstr (told, ==, expected);
}

static PyxisEvent *
find_event (PyxisEventLog *log, const char *start)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);
    const char *text = pyxis_event_get_fields (event)->text;

    if (text && g_str_has_prefix (text, start))
      return g_steal_pointer (&event);
  }
  g_error ("No event begins with “%s”", start);
}

/* Each leaves and ends, also where an answer leads elsewhere, where the page may not have it, and where nobody
 * answers. */
static void
test_network (void)
{
  g_autoptr (ServedView) self = served_view_new ("<!doctype html>");
  PyxisEventLog *log = pyxis_engine_get_log (pyxis_view_get_engine (self->view));
  g_autofree char *script =
    make_script ("await ask ('BASE/open'); await ask ('BASE/open', { method: 'POST' });"
                 "await ask ('BASE/none'); await ask ('BASE/moved'); await ask ('BASE/closed');"
                 "await ask ('EMPTY/');");
  g_autoptr (PyxisEvent) event = NULL;
  g_auto (PyxisRequestRecord) record = { 0 };
  g_autofree char *closed_text = g_strdup_printf ("GET %s/closed (failed)", base);
  g_autoptr (PyxisEvent) closed = NULL;
  g_auto (PyxisRequestRecord) refusal = { 0 };
  g_autoptr (PyxisEvent) left = NULL;
  g_auto (PyxisRequestRecord) first = { 0 };

  served_view_assert_called (self, script, "1");
  wait_for_told (log, "GET BASE/open\nGET 200 BASE/open\nPOST BASE/open\nPOST 200 BASE/open\n"
                      "GET BASE/none\nGET 404 BASE/none\n"
                      "GET BASE/moved\nGET 302 BASE/moved\nGET BASE/open\nGET 200 BASE/open\n"
                      "GET BASE/closed\nGET BASE/closed (failed)\n"
                      "GET EMPTY/\nGET EMPTY/ (failed)\n");

  event = find_event (log, "GET 200 http://127");
  g_assert_true (pyxis_request_record_read (&record, event));
  g_assert_cmpstr (record.type, ==, "text/plain");
  g_assert_cmpfloat (record.size, ==, 5);
  g_assert_cmpfloat (record.wait, >, 0);
  g_assert_cmpfloat (record.ms, >=, record.wait);
  g_assert_cmpuint (record.number, ==, 1);
  g_assert_true (cJSON_HasObjectItem (record.received, "cross-origin-resource-policy"));
  closed = find_event (log, closed_text);
  g_assert_true (pyxis_request_record_read (&refusal, closed));
  g_assert_nonnull (strstr (refusal.error, "Access-Control-Allow-Origin"));
  g_assert_cmpuint (refusal.status, ==, 0);

  left = find_event (log, "GET http");
  g_assert_true (pyxis_request_record_read (&first, left));
  g_assert_cmpuint (first.number, ==, 1);
  g_assert_false (pyxis_request_record_has_ended (&first));
}

/* The filter lets nothing out; each has its row, and a reason. WebSockets and images too. */
static void
test_blocked (void)
{
  g_autoptr (ServedView) self = NULL;
  PyxisEventLog *log = NULL;
  g_autofree char *script =
    make_script ("await ask ('BASE/open', { method: 'POST' });"
                 "const x = new XMLHttpRequest (); x.open ('PUT', 'BASE/xhr', false);"
                 "try { x.send (); } catch {}"
                 "await new Promise ((go) => { const i = new Image (); i.onerror = go;"
                 "i.src = 'BASE/image'; });"
                 "await new Promise ((go) => { new WebSocket ('BASE/socket'.replace ('http', "
                 "'ws')).onerror = go; });");
  g_autoptr (PyxisEvent) event = NULL;
  g_auto (PyxisRequestRecord) record = { 0 };
  guint n_before = n_served;

  served_view_is_denied = TRUE;
  self = served_view_new ("<!doctype html><script>addEventListener ('securitypolicyviolation', "
                          "() => { window.seen = 1; });</script>");
  served_view_is_denied = FALSE;
  log = pyxis_engine_get_log (pyxis_view_get_engine (self->view));
  served_view_assert_called (self, script, "1");
  wait_for_told (log, "BASE/open (blocked)\nBASE/xhr (blocked)\nGET BASE/image (blocked)\n"
                      "ws://HOST/socket (blocked)\n");
  g_assert_cmpuint (n_served, ==, n_before);

  event = find_event (log, "GET http");
  g_assert_true (pyxis_request_record_read (&record, event));
  g_assert_nonnull (strstr (record.error, "--network allow"));
  /* The page does not notice that we looked. */
  served_view_assert_called (self, "return window.seen ?? 0;", "0");
}

int
main (int argc, char **argv)
{
  int result;

  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  start_network ();
  g_test_add_func ("/view-requests/network", test_network);
  g_test_add_func ("/view-requests/blocked", test_blocked);
  result = g_test_run ();
  g_object_unref (server);
  g_free (base);
  g_free (empty);
  return result;
}
