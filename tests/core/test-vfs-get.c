/* SPDX-License-Identifier: Apache-2.0 */
#include "response.h"

#include <string.h>

#include "../util/sample-resolver.h"
#include "vfs-file.h"

/* The file system in memory as plain HTTP gives it. */

static const struct {
  const char *target;
  const char *range; /* NULL: none */
  guint status;
  const char *body; /* NULL: any */
} cases[] = {
  { "/@pyxis/vfs/a.txt", NULL, 200, "hello" },
  { "/@pyxis/vfs/a.txt", "bytes=1-3", 206, "ell" },
  { "/@pyxis/vfs/a.txt", "bytes=9-", 416, NULL },
  { "/@pyxis/vfs/.hidden", NULL, 200, "" },
  { "/@pyxis/vfs/folder/%C3%BC%20%3F", NULL, 200, "deep" },
  { "/@pyxis/vfs/a.txt/", NULL, 404, NULL },
  { "/@pyxis/vfs/missing", NULL, 404, NULL },
  { "/@pyxis/vfs/a.txt/below", NULL, 404, NULL },
  { "/@pyxis/vfs/%2e%2e/a", NULL, 404, NULL },
  { "/@pyxis/vfs/folder/", NULL, 200,
    "{\"entries\":[{\"name\":\"\xc3\xbc "
    "?\",\"type\":\"file\",\"size\":4,\"mtime\":T,\"mode\":420}]}" },
};

static void
put (PyxisVfs *vfs, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  g_assert_true (pyxis_vfs_put (vfs, path, bytes, NULL));
}

static char *
read_body (const PyxisResponse *response)
{
  char buffer[500] = { 0 };
  gsize length;

  g_assert_true (
    g_input_stream_read_all (response->body, buffer, sizeof buffer - 1, &length, NULL, NULL));
  g_assert_cmpint (response->length, ==, length);
  return g_strdup (buffer);
}

static PyxisResolver *
open_resolver (const TemporaryFolder *folder, PyxisVfs *vfs)
{
  PyxisResolver *resolver = sample_resolver_new (folder);

  put (vfs, "a.txt", "hello");
  put (vfs, ".hidden", "");
  g_assert_cmpuint (pyxis_vfs_make_folder (vfs, "folder", 0755, NULL), !=, 0);
  put (vfs, "folder/\xc3\xbc ?", "deep");
  pyxis_resolver_set_vfs (resolver, vfs);
  return resolver;
}

static void
test_table (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisResolver) resolver = open_resolver (folder, vfs);
  g_autoptr (GRegex) time = g_regex_new ("\"mtime\":[0-9]+", 0, 0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * 2; i++) {
    gboolean is_loopback = i % 2;
    g_autofree char *uri =
      g_strconcat (is_loopback ? "" : "pyxis://app", cases[i / 2].target, NULL);
    const PyxisRequest request = {
      .transport = is_loopback ? PYXIS_TRANSPORT_LOOPBACK : PYXIS_TRANSPORT_SCHEME,
      .method = "GET",
      .uri = uri,
      .range = cases[i / 2].range,
    };
    g_autoptr (PyxisResponse) response = pyxis_response_new (resolver, &request);
    g_autofree char *body = read_body (response);
    g_autofree char *timeless = g_regex_replace (time, body, -1, 0, "\"mtime\":T", 0, NULL);

    g_test_message ("%s: %u %s", uri, response->status, body);
    g_assert_cmpuint (response->status, ==, cases[i / 2].status);
    if (cases[i / 2].body)
      g_assert_cmpstr (timeless, ==, cases[i / 2].body);
    g_assert_cmpstr (pyxis_response_get_header (response, "Cross-Origin-Resource-Policy"), ==,
                     "same-origin");
    g_assert_null (pyxis_response_get_header (response, "Access-Control-Allow-Origin"));
  }
}

/* What is being read stays as it was. */
static void
test_written_while_read (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisResolver) resolver = open_resolver (folder, vfs);
  const PyxisRequest request = { .method = "GET", .uri = "pyxis://app/@pyxis/vfs/a.txt" };
  g_autoptr (PyxisResponse) response = pyxis_response_new (resolver, &request);
  g_autofree char *body = NULL;

  put (vfs, "a.txt", "other");
  g_assert_true (pyxis_vfs_unlink (vfs, "a.txt", NULL));
  body = read_body (response);
  g_assert_cmpstr (body, ==, "hello");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-get/table", test_table);
  g_test_add_func ("/vfs-get/written-while-read", test_written_while_read);
  return g_test_run ();
}
