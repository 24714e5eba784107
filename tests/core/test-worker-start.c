/* SPDX-License-Identifier: Apache-2.0 */
#include "worker-start.h"

#include <string.h>

#include "../util/sample-resolver.h"

static const struct {
  const char *query;
  PyxisWorkerStart start;
  gsize length;
} asked[] = {
  { NULL, PYXIS_WORKER_START_NONE, 0 },
  { "", PYXIS_WORKER_START_NONE, 0 },
  { "a=1", PYXIS_WORKER_START_NONE, 3 },
  { "@pyxis-worker=classic", PYXIS_WORKER_START_CLASSIC, 0 },
  { "@pyxis-worker=module", PYXIS_WORKER_START_MODULE, 0 },
  { "a=1&@pyxis-worker=module", PYXIS_WORKER_START_MODULE, 3 },
  { "a=1@pyxis-worker=module", PYXIS_WORKER_START_NONE, 23 },
  { "@pyxis-worker=module&a=1", PYXIS_WORKER_START_NONE, 24 },
  { "@pyxis-worker=shared", PYXIS_WORKER_START_NONE, 20 },
};

static void
test_ask (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++) {
    gsize length = 99;

    g_assert_cmpint (pyxis_worker_start_ask (asked[i].query, &length), ==, asked[i].start);
    g_assert_cmpuint (length, ==, asked[i].length);
  }
}

static void
test_address (void)
{
  static const char *const rows[][2] = {
    { "pyxis://app/a.js", "pyxis://app/a.js" },
    { "pyxis://app/a.js?x=1#@pyxis-worker=classic", "pyxis://app/a.js?x=1#@pyxis-worker=classic" },
    { "pyxis://app/a.js?@pyxis-worker=classic", "pyxis://app/a.js" },
    { "pyxis://app/a.js?@pyxis-worker=classic#h", "pyxis://app/a.js#h" },
    { "/a.js?x=1&@pyxis-worker=module", "/a.js?x=1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *address = pyxis_worker_start_dup_address (rows[i][0]);

    g_assert_cmpstr (address, ==, rows[i][1]);
  }
}

static char *
load (PyxisResolver *resolver, const char *uri, PyxisPlace *place, GError **error)
{
  g_autoptr (PyxisAddress) address = pyxis_address_parse (uri, NULL);
  g_autoptr (PyxisLocation) location = pyxis_resolver_locate (resolver, address, NULL);
  g_autoptr (PyxisContent) content = NULL;
  char text[400] = { 0 };

  g_assert_nonnull (location);
  g_assert_true (g_str_has_prefix (location->media_type, "text/"));
  *place = location->place;
  content = pyxis_resolver_open (resolver, location, error);
  if (!content)
    return NULL;
  g_assert_true (
    g_input_stream_read_all (content->stream, text, sizeof text - 1, NULL, NULL, NULL));
  return g_strdup (text);
}

static void
assert_begins (PyxisResolver *resolver, const char *uri, const char *with)
{
  PyxisPlace place;
  g_autofree char *text = load (resolver, uri, &place, NULL);

  g_test_message ("%s: %s", uri, text);
  g_assert_cmpint (place, ==, PYXIS_PLACE_WORKER);
  g_assert_nonnull (strstr (text, with));
  g_assert_nonnull (strstr (text, "/@pyxis/js/plain-worker.js"));
}

/* The file itself is asked for next, by its own address. */
static void
test_begins (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autoptr (GBytes) script = g_bytes_new_static ("ours", 4);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  PyxisPlace place;

  sample_write (folder, "project/sub/a b\"ü.js", "1");
  pyxis_resolver_set_worker_script (resolver, script);
  assert_begins (resolver, "pyxis://app/sub/a%20b%22%C3%BC.js?x=1&@pyxis-worker=classic#h",
                 "importScripts(\"/sub/a%20b%22%C3%BC.js?x=1\")");
  assert_begins (resolver, "pyxis://app/sub/a%20b%22%C3%BC.js?@pyxis-worker=module",
                 "import \"/sub/a%20b%22%C3%BC.js\";");
  text = load (resolver, "pyxis://app/@pyxis/js/plain-worker.js", &place, NULL);
  g_assert_cmpstr (text, ==, "ours");
  g_assert_cmpint (place, ==, PYXIS_PLACE_WORKER);

  g_assert_null (load (resolver, "pyxis://app/none.js?@pyxis-worker=module", &place, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  name = load (resolver, "pyxis://app/sub/a.txt?@pyxis-worker=module", &place, NULL);
  g_assert_cmpstr (name, ==, "0123456789");
}

/* For an ordinary browser a worker's file is what it is. */
static void
test_without (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autofree char *text = NULL;
  PyxisPlace place;

  sample_write (folder, "project/a.js", "1");
  text = load (resolver, "pyxis://app/a.js?@pyxis-worker=classic", &place, NULL);
  g_assert_cmpstr (text, ==, "1");
  g_assert_cmpint (place, ==, PYXIS_PLACE_PROJECT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker-start/ask", test_ask);
  g_test_add_func ("/worker-start/address", test_address);
  g_test_add_func ("/worker-start/begins", test_begins);
  g_test_add_func ("/worker-start/without", test_without);
  return g_test_run ();
}
