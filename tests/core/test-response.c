/* SPDX-License-Identifier: Apache-2.0 */
#include "response.h"

#include "../util/response-dump.h"

typedef struct {
  const char *uri;
  gboolean is_navigation;
  const char *range;
  const char *if_none_match;
  struct {
    guint status;
    const char *headers;
  } expected[2];    /* by PyxisTransport */
  const char *body; /* NULL: not looked at */
  PyxisPlace place;
} Row;

static const Row rows[] = {
  { "/index.html",
    TRUE,
    NULL,
    NULL,
    { { 200, OURS HTML SIZE (13) SEEKS }, { 200, OURS HTML TAG (d) FRESH SIZE (13) SEEKS } },
    "<h1>home</h1>" },
  { "/",
    TRUE,
    NULL,
    NULL,
    { { 200, OURS HTML SIZE (13) SEEKS }, { 200, OURS HTML TAG (d) FRESH SIZE (13) SEEKS } },
    "<h1>home</h1>" },
  { "/sub/a.txt",
    FALSE,
    NULL,
    NULL,
    { { 200, OURS PLAIN SIZE (10) SEEKS }, { 200, OURS PLAIN TAG (a) FRESH SIZE (10) SEEKS } },
    "0123456789" },
  { "/empty.css",
    FALSE,
    NULL,
    NULL,
    { { 200, OURS TYPE ("text/css; charset=utf-8") SIZE (0) SEEKS },
      { 200, OURS TYPE ("text/css; charset=utf-8") TAG (0) FRESH SIZE (0) SEEKS } },
    "" },
  /* Parts. */
  { "/sub/a.txt",
    FALSE,
    "bytes=2-4",
    NULL,
    { { 206, OURS PLAIN SIZE (3) SEEKS "Content-Range: bytes 2-4/10\n" },
      { 206, OURS PLAIN TAG (a) FRESH SIZE (3) SEEKS "Content-Range: bytes 2-4/10\n" } },
    "234" },
  { "/sub/a.txt",
    FALSE,
    "bytes=-1",
    NULL,
    { { 206, OURS PLAIN SIZE (1) SEEKS "Content-Range: bytes 9-9/10\n" },
      { 206, OURS PLAIN TAG (a) FRESH SIZE (1) SEEKS "Content-Range: bytes 9-9/10\n" } },
    "9" },
  { "/sub/a.txt",
    FALSE,
    "bytes=10-",
    NULL,
    { { 416, OURS PLAIN "Content-Length: N\nContent-Range: bytes */10\n" },
      { 416, OURS PLAIN "Content-Length: N\n" FRESH "Content-Range: bytes */10\n" } },
    "416 Range Not Satisfiable: The file has 10 bytes.\n" },
  { "/sub/a.txt",
    FALSE,
    "bytes=4-2",
    NULL,
    { { 200, OURS PLAIN SIZE (10) SEEKS }, { 200, OURS PLAIN TAG (a) FRESH SIZE (10) SEEKS } },
    "0123456789" },
  { RUNTIME "micropython.mjs?real",
    FALSE,
    "bytes=0-5",
    NULL,
    { { 206, SHARED TYPE ("text/javascript; charset=utf-8") SIZE (6) SEEKS
        "Content-Range: bytes 0-5/9\n" },
      { 206, SHARED TYPE ("text/javascript; charset=utf-8") TAG (9) FRESH SIZE (6) SEEKS
        "Content-Range: bytes 0-5/9\n" } },
    "export",
    PYXIS_PLACE_RUNTIME },
  { RUNTIME "micropython.mjs?real",
    FALSE,
    "bytes=9-",
    NULL,
    { { 416, SHARED PLAIN "Content-Length: N\nContent-Range: bytes */9\n" },
      { 416, SHARED PLAIN "Content-Length: N\n" FRESH "Content-Range: bytes */9\n" } },
    NULL },
  /* A public address leads to the file's own; the scheme, which follows nobody, gives it at once. */
  { "/@pyxis/cdn/esm.sh/@micropython/micropython-webassembly-pyscript",
    FALSE,
    "bytes=0-5",
    "*",
    { { 206, SHARED TYPE ("text/javascript; charset=utf-8") SIZE (6) SEEKS
        "Content-Range: bytes 0-5/9\n" },
      { 302, SHARED PLAIN "Content-Length: N\n" FRESH "Location: " RUNTIME "micropython.mjs\n" } },
    NULL,
    PYXIS_PLACE_RUNTIME },
  { "/@pyxis/cdn/pyscript.net/releases/2023.05.1/pyscript.js",
    FALSE,
    NULL,
    NULL,
    { { 404, SHARED PLAIN "Content-Length: N\n" },
      { 404, SHARED PLAIN "Content-Length: N\n" FRESH } },
    NULL },
  /* What the asker has already; the scheme has no cache and gives it again. */
  { "/sub/a.txt",
    FALSE,
    NULL,
    "W/\"6553f100-a\"",
    { { 200, OURS PLAIN SIZE (10) SEEKS }, { 304, OURS PLAIN TAG (a) FRESH } },
    NULL },
  { "/sub/a.txt",
    FALSE,
    NULL,
    "\"x\", \"6553f100-a\"",
    { { 200, OURS PLAIN SIZE (10) SEEKS }, { 304, OURS PLAIN TAG (a) FRESH } },
    NULL },
  { "/sub/a.txt",
    FALSE,
    "bytes=2-4",
    "*",
    { { 206, OURS PLAIN SIZE (3) SEEKS "Content-Range: bytes 2-4/10\n" },
      { 304, OURS PLAIN TAG (a) FRESH } },
    NULL },
  { "/sub/a.txt",
    FALSE,
    NULL,
    "W/\"6553f100-b\"",
    { { 200, OURS PLAIN SIZE (10) SEEKS }, { 200, OURS PLAIN TAG (a) FRESH SIZE (10) SEEKS } },
    "0123456789" },
  { "/missing",
    FALSE,
    NULL,
    "*",
    { { 404, OURS PLAIN "Content-Length: N\n" }, { 404, OURS PLAIN "Content-Length: N\n" FRESH } },
    NULL },
  /* Runtimes and scripts. */
  { RUNTIME "micropython.wasm",
    FALSE,
    NULL,
    NULL,
    { { 200, SHARED TYPE ("application/wasm") SIZE (1) SEEKS },
      { 200, SHARED TYPE ("application/wasm") TAG (1) FRESH SIZE (1) SEEKS } },
    "\x7f",
    PYXIS_PLACE_RUNTIME },
  { "/@pyxis/js/probe.js",
    FALSE,
    NULL,
    NULL,
    { { 200, SHARED TYPE ("text/javascript; charset=utf-8") SIZE (9) SEEKS },
      { 200, SHARED TYPE ("text/javascript; charset=utf-8") FRESH SIZE (9) SEEKS } },
    "\"probe\";\n",
    PYXIS_PLACE_SCRIPT },
  { RUNTIME "missing.mjs",
    FALSE,
    NULL,
    NULL,
    { { 404, SHARED PLAIN "Content-Length: N\n" },
      { 404, SHARED PLAIN "Content-Length: N\n" FRESH } },
    "404 Not Found: The runtime micropython 1.28.0 has no file “missing.mjs”.\n" },
  { "/@pyxis/js/missing.js",
    FALSE,
    NULL,
    NULL,
    { { 404, SHARED PLAIN "Content-Length: N\n" },
      { 404, SHARED PLAIN "Content-Length: N\n" FRESH } },
    NULL },
  { "/@pyxis/vfs/x",
    FALSE,
    NULL,
    NULL,
    { { 404, OURS PLAIN "Content-Length: N\n" }, { 404, OURS PLAIN "Content-Length: N\n" FRESH } },
    NULL },
  /* Errors: text for scripts, a page for people. */
  { "/missing",
    FALSE,
    NULL,
    NULL,
    { { 404, OURS PLAIN "Content-Length: N\n" }, { 404, OURS PLAIN "Content-Length: N\n" FRESH } },
    "404 Not Found: There is no file “missing”.\n" },
  { "/missing",
    TRUE,
    NULL,
    NULL,
    { { 404, OURS HTML "Content-Length: N\n" CLOSED },
      { 404, OURS HTML "Content-Length: N\n" CLOSED FRESH } },
    NULL },
  { "/.env",
    FALSE,
    NULL,
    NULL,
    { { 404, OURS PLAIN "Content-Length: N\n" }, { 404, OURS PLAIN "Content-Length: N\n" FRESH } },
    "404 Not Found: There is no file “.env”.\n" },
  { "/%2e%2e/x",
    FALSE,
    NULL,
    NULL,
    { { 404, OURS PLAIN "Content-Length: N\n" }, { 404, OURS PLAIN "Content-Length: N\n" FRESH } },
    "404 Not Found: The address is refused: its path has a part “.” or “..”.\n" },
  { "/a%00b",
    TRUE,
    NULL,
    NULL,
    { { 404, OURS HTML "Content-Length: N\n" CLOSED },
      { 404, OURS HTML "Content-Length: N\n" CLOSED FRESH } },
    NULL },
  /* Folders without their slash. */
  { "/sub",
    TRUE,
    NULL,
    NULL,
    { { 200, OURS HTML SIZE (12) SEEKS },
      { 301, OURS HTML "Content-Length: N\n" CLOSED FRESH "Location: sub/\n" } },
    NULL },
  { "/sub?a=1&b",
    FALSE,
    NULL,
    NULL,
    { { 404, OURS PLAIN "Content-Length: N\n" },
      { 301, OURS PLAIN "Content-Length: N\n" FRESH "Location: sub/?a=1&b\n" } },
    NULL },
  { "/a:b?",
    FALSE,
    NULL,
    NULL,
    { { 404, OURS PLAIN "Content-Length: N\n" },
      { 301, OURS PLAIN "Content-Length: N\n" FRESH "Location: a%3Ab/?\n" } },
    NULL },
  { "/bare",
    TRUE,
    NULL,
    NULL,
    { { 404, OURS HTML "Content-Length: N\n" CLOSED },
      { 301, OURS HTML "Content-Length: N\n" CLOSED FRESH "Location: bare/\n" } },
    NULL },
  { "/bare/",
    TRUE,
    NULL,
    NULL,
    { { 404, OURS HTML "Content-Length: N\n" CLOSED },
      { 404, OURS HTML "Content-Length: N\n" CLOSED FRESH } },
    NULL },
};

/* (nullable): WebKit sends none on the scheme. */
static const char *
get_known_tag (const Row *row, PyxisTransport transport)
{
  return transport == PYXIS_TRANSPORT_LOOPBACK ? row->if_none_match : NULL;
}

static void
test_table (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (rows) * 2; i++) {
    const Row *row = &rows[i / 2];
    PyxisTransport transport = i % 2;
    g_autoptr (PyxisResponse) response =
      ask (resolver, (PyxisRequest){ transport, "GET", row->uri, row->range,
                                     get_known_tag (row, transport), row->is_navigation });
    g_autofree char *headers = dump_headers (response);
    g_autofree char *body = read_body (response);

    g_assert_cmpuint (response->status, ==, row->expected[transport].status);
    g_assert_cmpstr (headers, ==, row->expected[transport].headers);
    g_assert_cmpint (response->place, ==, row->place);
    if (row->body)
      g_assert_cmpstr (body, ==, row->body);
    if (response->status == 304)
      g_assert_cmpstr (body, ==, "");
    g_assert_null (strstr (body, folder));
  }
}

/* HEAD is GET without its body, except that it has no parts. */
static void
test_head (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (rows) * 2; i++) {
    const Row *row = &rows[i / 2];
    PyxisRequest request = {
      i % 2, "HEAD", row->uri, row->range, get_known_tag (row, i % 2), row->is_navigation
    };
    g_autoptr (PyxisResponse) head = ask (resolver, request);
    g_autofree char *body = read_body (head);
    g_autofree char *of_head = dump_headers (head);
    g_autoptr (PyxisResponse) get = NULL;
    g_autofree char *of_get = NULL;

    request.method = "GET";
    request.range = NULL;
    get = ask (resolver, request);
    of_get = dump_headers (get);

    g_assert_cmpuint (head->status, ==, get->status);
    g_assert_cmpstr (of_head, ==, of_get);
    g_assert_cmpstr (pyxis_response_get_header (head, "content-length"), ==,
                     pyxis_response_get_header (get, "Content-Length"));
    g_assert_cmpstr (body, ==, "");
    g_assert_cmpint (head->length, ==, 0);
  }
}

static void
test_other_methods (void)
{
  static const char *const methods[] = { "POST",    "PUT",   "DELETE",  "PATCH",
                                         "OPTIONS", "TRACE", "CONNECT", "PROPFIND",
                                         "get",     "GETX",  "" };
  static const struct {
    const char *uri;
    gboolean is_navigation;
    const char *expected[2];
  } places[] = {
    { "/index.html",
      FALSE,
      { OURS PLAIN "Content-Length: N\nAllow: GET, HEAD\n",
        OURS PLAIN "Content-Length: N\n" FRESH "Allow: GET, HEAD\n" } },
    { "/missing",
      TRUE,
      { OURS HTML "Content-Length: N\n" CLOSED "Allow: GET, HEAD\n",
        OURS HTML "Content-Length: N\n" CLOSED FRESH "Allow: GET, HEAD\n" } },
    { "/../x",
      FALSE,
      { OURS PLAIN "Content-Length: N\nAllow: GET, HEAD\n",
        OURS PLAIN "Content-Length: N\n" FRESH "Allow: GET, HEAD\n" } },
    { RUNTIME "micropython.mjs?real",
      FALSE,
      { SHARED PLAIN "Content-Length: N\nAllow: GET, HEAD\n",
        SHARED PLAIN "Content-Length: N\n" FRESH "Allow: GET, HEAD\n" } },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (methods) * G_N_ELEMENTS (places) * 2; i++) {
    guint place = i / 2 % G_N_ELEMENTS (places);
    PyxisRequest request = { .transport = i % 2,
                             .method = methods[i / 2 / G_N_ELEMENTS (places)],
                             .uri = places[place].uri,
                             .is_navigation = places[place].is_navigation };
    g_autoptr (PyxisResponse) response = ask (resolver, request);
    g_autofree char *headers = dump_headers (response);

    g_assert_cmpuint (response->status, ==, 405);
    g_assert_cmpstr (headers, ==, places[place].expected[i % 2]);
  }
}

/* Only the scheme names an origin. */
static void
test_foreign_addresses (void)
{
  static const char *const uris[] = {
    "pyxis://other/index.html",
    "pyxis://app:80/index.html",
    "pyxis:///index.html",
    "http://app/index.html",
    "/index.html",
    "",
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++) {
    const PyxisRequest request = { .method = "GET", .uri = uris[i] };
    g_autoptr (PyxisResponse) response = pyxis_response_new (resolver, &request);

    g_assert_cmpuint (response->status, ==, 404);
    g_assert_cmpstr (response->reason, ==, "Not Found");
  }
}

/* What no runtime holds is left to the network, but only for an ordinary browser, and only where the
 * address means a runtime at all. */
static void
test_left_to_the_network (void)
{
  static const struct {
    const char *uri;
    const char *base;
    guint status;
    const char *location;
  } cases[] = {
    { "/@pyxis/cdn/cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.28.0/"
      "no%20ne.whl",
      "http://127.0.0.1:1", 302,
      "https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.28.0/"
      "no%20ne.whl" },
    { "/@pyxis/cdn/cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.28.0/"
      "none.whl",
      NULL, 404, NULL },
    { "/@pyxis/cdn/example.org/none.whl", "http://127.0.0.1:1", 404, NULL },
    { "/@pyxis/runtime/micropython/1.28.0/none.whl", "http://127.0.0.1:1", 404, NULL },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    PyxisRequest request = { .transport = PYXIS_TRANSPORT_LOOPBACK,
                             .method = "GET",
                             .uri = cases[i].uri,
                             .mirror_base = cases[i].base };
    g_autoptr (PyxisResponse) response = pyxis_response_new (resolver, &request);

    g_test_message ("%s", cases[i].uri);
    g_assert_cmpuint (response->status, ==, cases[i].status);
    g_assert_cmpstr (pyxis_response_get_header (response, "Location"), ==, cases[i].location);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response/table", test_table);
  g_test_add_func ("/response/head", test_head);
  g_test_add_func ("/response/other-methods", test_other_methods);
  g_test_add_func ("/response/foreign-addresses", test_foreign_addresses);
  g_test_add_func ("/response/left-to-the-network", test_left_to_the_network);
  return g_test_run ();
}
