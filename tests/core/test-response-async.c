/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/response-dump.h"

typedef struct {
  GMainLoop *loop;
  guint remaining;
  guint status;
  GError *error;
} Finished;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Finished *finished = data;
  g_autoptr (PyxisResponse) response = NULL;

  g_clear_error (&finished->error);
  response = pyxis_response_new_finish (result, &finished->error);
  finished->status = response ? response->status : 0;
  if (--finished->remaining == 0)
    g_main_loop_quit (finished->loop);
}

static void
test_async (void)
{
  static const struct {
    const char *uri;
    guint status;
  } asked[] = {
    { "/index.html", 200 },
    { RUNTIME "micropython.mjs", 200 },
    { "/missing", 404 },
    { "/@pyxis/js/probe.js", 200 },
    { "/../x", 404 },
    { "/sub", 301 },
    { "/@pyxis/js/missing.js", 404 },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++) {
    Finished finished = { .loop = loop, .remaining = 1 };
    char *uri = g_strdup (asked[i].uri);
    const PyxisRequest request = { .transport = PYXIS_TRANSPORT_LOOPBACK,
                                   .method = "GET",
                                   .uri = uri };

    pyxis_response_new_async (resolver, &request, NULL, finished_cb, &finished);
    /* The request was copied. */
    memset (uri, 'X', strlen (uri));
    g_free (uri);
    g_main_loop_run (loop);
    g_assert_no_error (finished.error);
    g_assert_cmpuint (finished.status, ==, asked[i].status);
  }
}

static void
test_async_many (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Finished finished = { .loop = loop, .remaining = 500 };
  const PyxisRequest request = { .method = "GET", .uri = "pyxis://app/sub/a.txt" };

  for (guint i = 0; i < 500; i++)
    pyxis_response_new_async (resolver, &request, NULL, finished_cb, &finished);
  g_main_loop_run (loop);
  g_assert_no_error (finished.error);
  g_assert_cmpuint (finished.status, ==, 200);
}

static void
test_cancelled (void)
{
  static const char *const uris[] = { "pyxis://app/index.html", "pyxis://app/../x" };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  /* Before it begins, and while it is under way. */
  for (guint i = 0; i < G_N_ELEMENTS (uris) * 2; i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Finished finished = { .loop = loop, .remaining = 1 };
    const PyxisRequest request = { .method = "GET", .uri = uris[i / 2] };

    if (i % 2)
      g_cancellable_cancel (cancellable);
    pyxis_response_new_async (resolver, &request, cancellable, finished_cb, &finished);
    g_cancellable_cancel (cancellable);
    g_main_loop_run (loop);
    g_assert_error (finished.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (finished.status, ==, 0);
    g_clear_error (&finished.error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response-async/each", test_async);
  g_test_add_func ("/response-async/many", test_async_many);
  g_test_add_func ("/response-async/cancelled", test_cancelled);
  return g_test_run ();
}
