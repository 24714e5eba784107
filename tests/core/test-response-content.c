/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/response-dump.h"
#include "../util/zip-writer.h"
#include "zip-source.h"

/* A time that may still be the present one proves nothing about the bytes. */
static void
test_no_tag_for_fresh_files (void)
{
  static const struct {
    gint64 age; /* seconds; negative: in the future */
    gboolean has_tag;
  } ages[] = { { 0, FALSE }, { 1, FALSE }, { 10, TRUE }, { -1000, FALSE } };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autofree char *path = temporary_folder_write (folder, "project/fresh", "x", 1);

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++) {
    time_t mtime = g_get_real_time () / G_USEC_PER_SEC - ages[i].age;
    const struct timespec times[2] = { { .tv_sec = mtime }, { .tv_sec = mtime } };
    g_autoptr (PyxisResponse) response = NULL;

    g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
    response = ask (resolver, (PyxisRequest){ .transport = PYXIS_TRANSPORT_LOOPBACK,
                                              .method = "GET",
                                              .uri = "/fresh",
                                              .if_none_match = "*" });
    g_assert_cmpuint (response->status, ==, ages[i].has_tag ? 304 : 200);
    g_assert_cmpint (pyxis_response_get_header (response, "etag") != NULL, ==, ages[i].has_tag);
  }
}

/* A download that goes on where it stopped must not join two versions of a file. */
static void
test_if_range (void)
{
  static const struct {
    const char *range, *if_range;
    guint status;
    const char *body;
  } rows[] = {
    { "bytes=7-", NULL, 206, "789" },
    { "bytes=7-", "", 200, "0123456789" },
    { "bytes=7-", "W/\"6553f100-a\"", 200, "0123456789" },
    { "bytes=7-", "\"6553f100-a\"", 200, "0123456789" },
    { "bytes=7-", "W/\"0-b\"", 200, "0123456789" },
    { "bytes=7-", "Tue, 14 Nov 2023 22:13:20 GMT", 200, "0123456789" },
    { "bytes=99-", "W/\"6553f100-a\"", 200, "0123456789" },
    { NULL, "W/\"6553f100-a\"", 200, "0123456789" },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (rows) * 2; i++) {
    g_autoptr (PyxisResponse) response =
      ask (resolver, (PyxisRequest){ .transport = i % 2,
                                     .method = "GET",
                                     .uri = "/sub/a.txt",
                                     .range = rows[i / 2].range,
                                     .if_range = rows[i / 2].if_range });
    g_autofree char *body = read_body (response);

    g_assert_cmpuint (response->status, ==, rows[i / 2].status);
    g_assert_cmpstr (body, ==, rows[i / 2].body);
  }
}

/* A runtime that was added again lies at the same address: whoever has the old one asks, and gets
 * the new one. `known` (nullable) is what is sent first. */
static void
assert_replaced (PyxisTransport transport, const char *known, const char *cache_control)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  PyxisRequest request = { .transport = transport,
                           .method = "GET",
                           .uri = RUNTIME "micropython.mjs?real",
                           .if_none_match = known };
  g_autoptr (PyxisResponse) before = ask (resolver, request);
  g_autoptr (PyxisResponse) same = NULL;
  g_autoptr (PyxisResponse) after = NULL;
  g_autofree char *body = NULL;

  g_assert_cmpuint (before->status, ==, 200);
  g_assert_cmpstr (pyxis_response_get_header (before, "Cache-Control"), ==, cache_control);
  request.if_none_match = pyxis_response_get_header (before, "ETag");
  g_assert_nonnull (request.if_none_match);
  same = ask (resolver, request);
  g_assert_cmpuint (same->status, ==, 304);

  g_free (temporary_folder_write (folder, "runtime/micropython/1.28.0/micropython.mjs", "new", 3));
  after = ask (resolver, request);
  body = read_body (after);
  g_assert_cmpuint (after->status, ==, 200);
  g_assert_cmpstr (body, ==, "new");
}

static void
test_runtime_replaced (void)
{
  assert_replaced (PYXIS_TRANSPORT_LOOPBACK, NULL, "no-cache");
}

/* WebKit keeps nothing that came by the scheme. Who says what it has is answered as by HTTP. */
static void
test_scheme (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autoptr (PyxisResponse) unasked =
    ask (resolver, (PyxisRequest){ .transport = PYXIS_TRANSPORT_SCHEME,
                                   .method = "GET",
                                   .uri = RUNTIME "micropython.mjs?real" });

  g_assert_null (pyxis_response_get_header (unasked, "ETag"));
  assert_replaced (PYXIS_TRANSPORT_SCHEME, "", NULL);
}

/* The page of an error is for somebody to read; what a script asks for is not. */
static void
test_hint (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < 4; i++) {
    g_autoptr (PyxisResponse) response = ask (
      resolver, (PyxisRequest){
                  .transport = i % 2, .method = "GET", .uri = "/Main.py", .is_navigation = i / 2 });
    g_autofree char *body = read_body (response);

    g_assert_cmpuint (response->status, ==, 404);
    g_assert_cmpint (strstr (body, "main.py") != NULL, ==, i / 2);
  }
}

/* Out of a zip file, a part costs a skip, and nobody is told that seeking works. */
static void
test_zip (void)
{
  static const ZipMember members[] = { { "a.txt", "0123456789", -1 },
                                       { "sub/index.html", "sub", -1 } };
  static const struct {
    const char *uri, *range;
    guint status;
    const char *headers, *body;
  } asked[] = {
    { "/a.txt", NULL, 200, OURS PLAIN SIZE (10), "0123456789" },
    { "/a.txt", "bytes=7-", 206, OURS PLAIN SIZE (3) "Content-Range: bytes 7-9/10\n", "789" },
    { "/a.txt", "bytes=0-0", 206, OURS PLAIN SIZE (1) "Content-Range: bytes 0-0/10\n", "0" },
    { "/a.txt", "bytes=10-", 416, OURS PLAIN "Content-Length: N\nContent-Range: bytes */10\n",
      NULL },
    { "/sub/", NULL, 200, OURS HTML SIZE (3), "sub" },
    { "/sub", NULL, 404, OURS PLAIN "Content-Length: N\n", NULL },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GByteArray) zip = zip_writer_make (members, 2, "compression=deflate");
  g_autofree char *path = temporary_folder_write (folder, "x.zip", zip->data, zip->len);
  g_autoptr (PyxisSource) source = pyxis_zip_source_new (path, NULL);
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (folder);
  g_autoptr (PyxisResolver) resolver = pyxis_resolver_new ("app", source, runtimes);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++) {
    g_autoptr (PyxisResponse) response = ask (
      resolver, (PyxisRequest){ .method = "GET", .uri = asked[i].uri, .range = asked[i].range });
    g_autofree char *headers = dump_headers (response);
    g_autofree char *body = read_body (response);

    g_assert_cmpuint (response->status, ==, asked[i].status);
    g_assert_cmpstr (headers, ==, asked[i].headers);
    if (asked[i].body)
      g_assert_cmpstr (body, ==, asked[i].body);
  }
}

/* For an ordinary browser: pages and PyScript's scripts say other addresses, whole and without a tag
 * whatever was asked; everything else is as it was. */
static void
test_for_browser (void)
{
  static const char text[] = "https://unpkg.com/pyodide";
  static const char rewritten[] = "http://127.0.0.1:1/@pyxis/cdn/unpkg.com/pyodide";
  static const struct {
    const char *file;
    const char *uri;
    const char *headers; /* NULL: the file as it is */
  } asked[] = {
    { "project/a.html", "/a.html", OURS HTML FRESH SIZE (47) },
    { "project/folder/index.html", "/folder/", OURS HTML FRESH SIZE (47) },
    { "runtime/pyscript/0.7.31/core-1.js", "/@pyxis/runtime/pyscript/0.7.31/core-1.js",
      SHARED TYPE ("text/javascript; charset=utf-8") FRESH SIZE (47) },
    { "runtime/pyscript/0.7.31/core.css", "/@pyxis/runtime/pyscript/0.7.31/core.css", NULL },
    { "runtime/pyscript/0.7.31/core.js", "/@pyxis/runtime/micropython/1.28.0/micropython.mjs?real",
      NULL },
    { "project/a.js", "/a.js", NULL },
    { "project/a.json", "/a.json", NULL },
    { "project/pyscript.toml", "/pyscript.toml", NULL },
    { "project/a.py", "/a.py", NULL },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    sample_write (folder, asked[i].file, text);
  resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (asked) * 2; i++) {
    gboolean is_for_browser = i % 2;
    gboolean is_other = is_for_browser && asked[i / 2].headers;
    g_autoptr (PyxisResponse) response =
      ask (resolver, (PyxisRequest){ .transport = PYXIS_TRANSPORT_LOOPBACK,
                                     .method = "GET",
                                     .uri = asked[i / 2].uri,
                                     .range = "bytes=0-4",
                                     .mirror_base = is_for_browser ? "http://127.0.0.1:1" : NULL });
    g_autofree char *headers = dump_headers (response);
    g_autofree char *body = read_body (response);

    g_assert_cmpuint (response->status, ==, is_other ? 200 : 206);
    if (is_other)
      g_assert_cmpstr (headers, ==, asked[i / 2].headers);
    if (is_other)
      g_assert_cmpstr (body, ==, rewritten);
    else
      g_assert_cmpint (strlen (body), ==, 5);
  }
}

/* A page beyond any that is written is data, and comes as it is. */
static void
test_for_browser_limit (void)
{
  const gsize limit = 4 * 1024 * 1024;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autofree char *page = g_strnfill (limit + 1, ' ');

  memcpy (page, "<head>", strlen ("<head>"));
  for (gsize excess = 0; excess <= 1; excess++) {
    g_autoptr (PyxisResponse) response = NULL;

    g_free (temporary_folder_write (folder, "project/big.html", page, limit + excess));
    response = ask (resolver, (PyxisRequest){ .transport = PYXIS_TRANSPORT_LOOPBACK,
                                              .method = "GET",
                                              .uri = "/big.html",
                                              .mirror_base = "http://127.0.0.1:1" });
    if (excess)
      g_assert_cmpint (response->length, ==, limit + 1);
    else
      g_assert_cmpint (response->length, >, limit + 1);
  }
}

/* A part near the end of 5 GiB arrives at once. */
static void
test_sparse (void)
{
  const goffset size = G_GINT64_CONSTANT (5) * 1024 * 1024 * 1024;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autofree char *path = temporary_folder_write (folder, "project/big.bin", "", 0);
  g_autoptr (PyxisResponse) response = NULL;
  g_autofree char *body = NULL;
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (pwrite (fd, "end", 3, size - 3), ==, 3);
  close (fd);

  response = ask (
    resolver,
    (PyxisRequest){ .method = "GET", .uri = "/big.bin", .range = "bytes=5368709117-99999999999" });
  body = read_body (response);
  g_assert_cmpuint (response->status, ==, 206);
  g_assert_cmpstr (pyxis_response_get_header (response, "Content-Range"), ==,
                   "bytes 5368709117-5368709119/5368709120");
  g_assert_cmpstr (body, ==, "end");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response-content/no-tag-for-fresh-files", test_no_tag_for_fresh_files);
  g_test_add_func ("/response-content/if-range", test_if_range);
  g_test_add_func ("/response-content/runtime-replaced", test_runtime_replaced);
  g_test_add_func ("/response-content/scheme", test_scheme);
  g_test_add_func ("/response-content/hint", test_hint);
  g_test_add_func ("/response-content/zip", test_zip);
  g_test_add_func ("/response-content/for-browser", test_for_browser);
  g_test_add_func ("/response-content/for-browser-limit", test_for_browser_limit);
  g_test_add_func ("/response-content/sparse", test_sparse);
  return g_test_run ();
}
