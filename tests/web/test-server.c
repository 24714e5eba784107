/* SPDX-License-Identifier: Apache-2.0 */
#include "server-port.h"
#include "served-project.h"

/* Requests as a client may really send them, line by line, and what the server answers. In every one
 * of the tables HOST, TOKEN and COOKIE stand for this server's own. */
typedef struct {
  const char *request;
  guint status;
  const char *reply; /* glob over the whole reply */
} Row;

#define ASK(line) line " HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n"
#define OWN(line) ASK (line) "COOKIE\r\n"
#define END "\r\n"
#define PROJECT "*Cross-Origin-Resource-Policy: same-origin\r\n*"
#define SHARED "*Cross-Origin-Resource-Policy: cross-origin\r\n*"
#define RUNTIME "/@pyxis/runtime/micropython/1.28.0/micropython.mjs"
#define MIRROR "/@pyxis/cdn/esm.sh/@micropython/micropython-webassembly-pyscript@1.28.0"
#define REFUSED "*\r\n\r\nOpen the address that Pyxis printed:*"

/* Whatever the status and whoever answers: libsoup itself where the request is none. */
static const Row statuses[] = {
  { OWN ("GET /index.html") END, 200, PROJECT "<h1>home</h1>" },
  { OWN ("HEAD /index.html") END, 200, "*Content-Length: 13\r\n*\r\n\r\n" },
  { OWN ("GET /sub/a.txt") "Range: bytes=2-4\r\n" END, 206, PROJECT "\r\n\r\n234" },
  { OWN ("GET /sub/a.txt") "Range: bytes=2-4\r\nIf-Range: \"x\"\r\n" END, 200,
    PROJECT "0123456789" },
  { OWN ("GET /enter") END, 404, PROJECT },
  { OWN ("GET /sub?a=b") END, 301, "*Location: sub/?a=b\r\n*" },
  { OWN ("GET /index.html") "If-None-Match: *\r\n" END, 304, "*ETag: W/*\r\n\r\n" },
  { ASK ("GET /index.html") END, 403, REFUSED },
  { ASK ("GET " MIRROR) END, 302, "*Location: " RUNTIME "\r\n*" },
  { ASK ("GET /@pyxis/cdn/evil.example/x") END, 403, REFUSED },
  { OWN ("GET /@pyxis/cdn/evil.example/x") END, 404, SHARED },
  { OWN ("GET /none") END, 404, PROJECT },
  { OWN ("GET /@pyxis/none") END, 404, SHARED },
  { OWN ("POST /index.html") "Content-Length: 1\r\n" END "x", 405, "*Allow: GET, HEAD\r\n*" },
  { OWN ("DELETE /index.html") END, 405, PROJECT },
  { OWN ("OPTIONS /index.html") END, 405, PROJECT },
  { OWN ("GET /sub/a.txt") "Range: bytes=10-\r\n" END, 416, "*Content-Range: bytes */10\r\n*" },
  { ASK ("GET " RUNTIME "?real") END, 200, SHARED "export {}" },
  { ASK ("GET /@pyxis/enter?token=TOKEN&to=sub/a.txt") END, 303, "*Location: */sub/a.txt\r\n*" },
  { ASK ("GET /@pyxis/enter?token=0") END, 403, REFUSED },
  { "GET / HTTP/1.1\r\n" END, 400, PROJECT },
  { "nonsense\r\n" END, 400, PROJECT },
};

/* Who gets what. Runtimes are public; the project is not. */
static const Row admissions[] = {
  { ASK ("GET /") "Cookie: a=b; pyxis-PORT=TOKEN; c=d\r\n" END, 200, "*<h1>home</h1>" },
  { ASK ("GET /") "Cookie: pyxis-PORT=TOKENx\r\n" END, 403, REFUSED },
  { ASK ("GET /") "Cookie: pyxis=TOKEN\r\n" END, 403, REFUSED },
  { ASK ("GET /none") END, 403, REFUSED },
  { ASK ("GET /.env") END, 403, REFUSED },
  { ASK ("HEAD /") END, 403, "*" },
  { ASK ("POST /") "Content-Length: 0\r\n" END, 403, REFUSED },
  { OWN ("GET /") "Origin: http://HOST\r\nSec-Fetch-Site: same-origin\r\n" END, 200, "*" },
  { OWN ("GET /") "Sec-Fetch-Site: none\r\n" END, 200, "*" },
  { OWN ("GET /") "Sec-Fetch-Site: cross-site\r\n" END, 403, REFUSED },
  { OWN ("GET /") "Sec-Fetch-Site: same-site\r\n" END, 403, REFUSED },
  { OWN ("GET /") "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\n" END, 403, REFUSED },
  { OWN ("GET /") "Origin: http://evil.example\r\n" END, 403, REFUSED },
  { OWN ("GET /") "Origin: null\r\n" END, 403, REFUSED },
  { OWN ("GET " RUNTIME) "Origin: http://evil.example\r\n" END, 403, REFUSED },
  { ASK ("GET " RUNTIME "?real") "Sec-Fetch-Site: cross-site\r\n" END, 200, "*export {}" },
  { ASK ("GET /@pyxis/enter?to=index.html") END, 403, REFUSED },
  { ASK ("GET /@pyxis/enter?token=TOKENx") END, 403, REFUSED },
  { ASK ("GET /@pyxis/enter?token=TOKEN&to=//evil.example/") END, 403, REFUSED },
  { ASK ("GET /@pyxis/enter?token=TOKEN&to=a%0d%0aX:y") END, 403, REFUSED },
  { ASK ("GET /@pyxis/enter?token=TOKEN&to=a%3Fb") END, 303, "*/a%3Fb\r\n*" },
  { ASK ("GET /@pyxis/enter?token=TOKEN") END, 303,
    "*Set-Cookie: pyxis-PORT=TOKEN; Path=/; HttpOnly; SameSite=Strict\r\n*" },
};

/* (transfer full) */
static char *
fill_in (const Served *served, const char *text)
{
  g_autoptr (GString) filled = g_string_new (text);
  g_autofree char *port = g_strdup_printf ("%u", served->port);

  g_string_replace (filled, "COOKIE\r\n", served->cookie, 0);
  g_string_replace (filled, "TOKEN", served->token, 0);
  g_string_replace (filled, "HOST", served->host, 0);
  g_string_replace (filled, "PORT", port, 0);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)); at += strlen (part))
    n++;
  return n;
}

/* Each of them once, and none that speaks for the other kind of response. */
static gboolean
is_isolated (const char *reply)
{
  return count (reply, "\r\nCross-Origin-Opener-Policy: same-origin\r\n") == 1 &&
         count (reply, "\r\nCross-Origin-Embedder-Policy: require-corp\r\n") == 1 &&
         count (reply, "\r\nX-Content-Type-Options: nosniff\r\n") == 1 &&
         count (reply, "Cross-Origin-Resource-Policy: ") == 1 &&
         count (reply, "Access-Control-Allow-Origin: ") ==
           count (reply, "Cross-Origin-Resource-Policy: cross-origin");
}

static char *
talk (const Served *served, const char *request)
{
  g_autoptr (GSocketConnection) connection = served_connect (served);

  served_write (connection, request, -1);
  return served_read (connection);
}

static gboolean
is_as_promised (const Served *served, const Row *row)
{
  g_autofree char *request = fill_in (served, row->request);
  g_autofree char *glob = fill_in (served, row->reply);
  g_autofree char *reply = talk (served, request);

  if (served_status (reply) == row->status && g_pattern_match_simple (glob, reply) &&
      is_isolated (reply))
    return TRUE;
  g_printerr ("# not as promised (%u):\n%s\n-> %s\n", row->status, request, reply);
  return FALSE;
}

typedef struct {
  const Row *rows;
  gsize n;
  gboolean is_right;
} Table;

static void
client_ask_all (const Served *served, gpointer data)
{
  Table *table = data;

  table->is_right = TRUE;
  for (gsize i = 0; i < table->n; i++)
    table->is_right &= is_as_promised (served, &table->rows[i]);
}

static void
test_table (const Row *rows, gsize n)
{
  g_autoptr (Served) served = served_new ();
  Table table = { rows, n, FALSE };

  served_run (served, client_ask_all, &table);
  g_assert_true (table.is_right);
}

static void
test_statuses (void)
{
  test_table (statuses, G_N_ELEMENTS (statuses));
}

static void
test_admissions (void)
{
  test_table (admissions, G_N_ELEMENTS (admissions));
}

/* One connection, whatever comes on it: the answers do not mix. */
static void
client_keep_alive (const Served *served, gpointer data)
{
  g_autoptr (GSocketConnection) connection = served_connect (served);
  g_autofree char *one =
    g_strdup_printf ("GET /sub/a.txt HTTP/1.1\r\nHost: %s\r\n%s\r\n", served->host, served->cookie);
  g_autofree char *missing =
    g_strdup_printf ("GET /none HTTP/1.1\r\nHost: %s\r\n%s\r\n", served->host, served->cookie);
  g_autofree char *last =
    g_strdup_printf ("GET /main.py HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n",
                     served->host, served->cookie);
  g_autofree char *replies = NULL;

  for (int i = 0; i < 50; i++) {
    served_write (connection, one, -1);
    served_write (connection, missing, -1);
  }
  served_write (connection, last, -1);
  replies = served_read (connection);
  g_assert_cmpuint (count (replies, "\r\n\r\n0123456789"), ==, 50);
  g_assert_cmpuint (count (replies, "HTTP/1.1 404 "), ==, 50);
  g_assert_cmpuint (count (replies, "HTTP/1.1 200 "), ==, 51);
  g_assert_true (g_str_has_suffix (replies, "\r\n\r\nprint ()"));
}

static void
test_keep_alive (void)
{
  g_autoptr (Served) served = served_new ();

  served_run (served, client_keep_alive, NULL);
}

/* The origin's own port, or a sentence: never another one, which would be another storage. */
static void
test_port (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisServer) first = pyxis_server_new (resolver, log, -1, &error);
  guint16 port = 0;
  g_autofree char *sentence = NULL;

  g_assert_no_error (error);
  port = atoi (strrchr (pyxis_server_get_base (first), ':') + 1);
  sentence = g_strdup_printf ("Port %u of 127.0.0.1 is taken*close that one.", port);
  g_assert_null (pyxis_server_new (resolver, log, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_true (g_pattern_match_simple (sentence, error->message));

  g_assert_cmpuint (pyxis_server_port_for_origin ("app"), ==, pyxis_server_port_for_origin ("app"));
  g_assert_cmpuint (pyxis_server_port_for_origin ("app"), !=, pyxis_server_port_for_origin ("apq"));
  for (guint i = 0; i < 1000; i++) {
    g_autofree char *origin = g_strdup_printf ("p%u", i);

    g_assert_cmpuint (pyxis_server_port_for_origin (origin), >=, 49152);
    g_assert_cmpuint (pyxis_server_port_for_origin (origin), <=, 65534);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/statuses", test_statuses);
  g_test_add_func ("/server/admissions", test_admissions);
  g_test_add_func ("/server/keep-alive", test_keep_alive);
  g_test_add_func ("/server/port", test_port);
  return g_test_run ();
}
