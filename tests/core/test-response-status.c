/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/response-dump.h"

/* A source that only fails, with whatever error each test wants. */
#define FAILING_TYPE_SOURCE (failing_source_get_type ())
G_DECLARE_FINAL_TYPE (FailingSource, failing_source, FAILING, SOURCE, GObject)

struct _FailingSource {
  GObject parent_instance;
  GError *error;
};

static PyxisContent *
failing_source_open (PyxisSource *source, const char *path, GError **error)
{
  g_propagate_error (error, g_error_copy (FAILING_SOURCE (source)->error));
  return NULL;
}

static gboolean
failing_source_is_folder (PyxisSource *source, const char *path)
{
  return FALSE;
}

static char **
failing_source_list_root (PyxisSource *source, guint limit, GError **error)
{
  failing_source_open (source, "", error);
  return NULL;
}

static void
failing_source_source_init (PyxisSourceInterface *iface)
{
  iface->open = failing_source_open;
  iface->is_folder = failing_source_is_folder;
  iface->list_root = failing_source_list_root;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FailingSource,
                               failing_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYXIS_TYPE_SOURCE,
                                                      failing_source_source_init))

static void
failing_source_finalize (GObject *object)
{
  g_clear_error (&FAILING_SOURCE (object)->error);
  G_OBJECT_CLASS (failing_source_parent_class)->finalize (object);
}

static void
failing_source_class_init (FailingSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = failing_source_finalize;
}

static void
failing_source_init (FailingSource *self)
{
}

static void
test_status_for_error (void)
{
  static const struct {
    int code;
    guint status;
  } codes[] = {
    { G_IO_ERROR_NOT_FOUND, 404 },
    { G_IO_ERROR_INVALID_FILENAME, 404 },
    { G_IO_ERROR_IS_DIRECTORY, 404 },
    { G_IO_ERROR_NOT_DIRECTORY, 404 },
    { G_IO_ERROR_NOT_REGULAR_FILE, 404 },
    { G_IO_ERROR_PERMISSION_DENIED, 403 },
    { G_IO_ERROR_READ_ONLY, 403 },
    { G_IO_ERROR_EXISTS, 409 },
    { G_IO_ERROR_NOT_EMPTY, 409 },
    { G_IO_ERROR_MESSAGE_TOO_LARGE, 413 },
    { G_IO_ERROR_FILENAME_TOO_LONG, 414 },
    { G_IO_ERROR_NO_SPACE, 507 },
    { G_IO_ERROR_BUSY, 503 },
    { G_IO_ERROR_TOO_MANY_OPEN_FILES, 503 },
    { G_IO_ERROR_WOULD_BLOCK, 503 },
    { G_IO_ERROR_INVALID_DATA, 500 },
    { G_IO_ERROR_NOT_SUPPORTED, 500 },
    { G_IO_ERROR_FAILED, 500 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, codes[i].code, "x");

    g_assert_cmpuint (pyxis_response_status_for_error (error), ==, codes[i].status);
  }

  {
    g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "x");

    g_assert_cmpuint (pyxis_response_status_for_error (foreign), ==, 500);
  }
}

/* The sentence of an error arrives, in text and escaped in a page, with the status of its code. */
static void
test_failing_source (void)
{
  static const struct {
    int code;
    guint status;
    const char *phrase;
  } codes[] = {
    { G_IO_ERROR_PERMISSION_DENIED, 403, "Forbidden" },
    { G_IO_ERROR_NOT_FOUND, 404, "Not Found" },
    { G_IO_ERROR_INVALID_DATA, 500, "Internal Server Error" },
    { G_IO_ERROR_TOO_MANY_OPEN_FILES, 503, "Service Unavailable" },
    { G_IO_ERROR_NO_SPACE, 507, "Insufficient Storage" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes) * 2; i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (FailingSource) source = g_object_new (FAILING_TYPE_SOURCE, NULL);
    g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (folder);
    g_autoptr (PyxisResolver) resolver =
      pyxis_resolver_new ("app", PYXIS_SOURCE (source), runtimes);
    g_autoptr (PyxisResponse) response = NULL;
    g_autofree char *body = NULL;

    source->error = g_error_new_literal (G_IO_ERROR, codes[i / 2].code, "A <b> & c.");
    response =
      ask (resolver, (PyxisRequest){ .method = "GET", .uri = "/x", .is_navigation = i % 2 });
    body = read_body (response);
    g_assert_cmpuint (response->status, ==, codes[i / 2].status);
    g_assert_cmpstr (response->reason, ==, codes[i / 2].phrase);
    g_assert_nonnull (strstr (body, i % 2 ? "A &lt;b&gt; &amp; c." : "A <b> & c."));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response-status/status-for-error", test_status_for_error);
  g_test_add_func ("/response-status/failing-source", test_failing_source);
  return g_test_run ();
}
