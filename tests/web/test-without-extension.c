/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>
#include <webkit/webkit.h>

#include "jsc-options.h"
#include "memory-source.h"
#include "sample-resolver.h"
#include "self-test.h"
#include "view.h"
#include "web-library.h"

/* Where the web-process extension is missing: shared memory is switched on by the environment alone,
 * and the filter alone keeps the network away. */

static guint n_connections;

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_shared_memory (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (folder);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", NULL);
  PyxisEngineOptions options = {
    .runtimes = runtimes,
    .log = log,
    .extension_dir = nowhere,
    .cache_dir = folder,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PyxisSelfTest test = { 0 };

  pyxis_self_test_run_async (&options, NULL, tested_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pyxis_self_test_run_finish (result, &test, &error));
  g_assert_no_error (error);
  g_assert_true (test.has_shared_memory);
  g_assert_true (test.reaches_worker);
  g_assert_true (test.can_wait);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  n_connections++;
  return TRUE;
}

/* Stands as the proxy of all that leaves. The environment is WebKit's from its first process on. */
static GSocketService *
start_proxy (void)
{
  GSocketService *service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *proxy = g_strdup_printf ("http://127.0.0.1:%u", port);

  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), NULL);
  g_setenv ("https_proxy", proxy, TRUE);
  g_setenv ("http_proxy", proxy, TRUE);
  return service;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_engine_prepare_finish (PYXIS_ENGINE (source), result, &error));
  pyxis_view_load_start (user_data);
}

/* Shows a page that asks for a file of a runtime by its public address. */
static void
show_page (PyxisEventLog *log, gboolean is_network_denied)
{
  static const char html[] =
    "<!doctype html><script>const over = () => { document.title = 'Over'; };"
    "fetch ('https://cdn.jsdelivr.net/pyodide/v1/full/x.js').then (over, over);</script>";
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (folder);
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_autoptr (GBytes) page = g_bytes_new_static (html, strlen (html));
  PyxisEngineOptions options = {
    .source = PYXIS_SOURCE (source),
    .origin = "app",
    .start_page = "index.html",
    .runtimes = runtimes,
    .log = log,
    .extension_dir = folder,
    .cache_dir = folder,
    .is_network_denied = is_network_denied,
    .is_unattended = TRUE,
  };
  g_autoptr (PyxisEngine) engine = NULL;
  g_autoptr (PyxisView) view = NULL;

  pyxis_memory_source_put (source, "index.html", page);
  engine = pyxis_engine_new (&options, NULL);
  view = g_object_ref_sink (PYXIS_VIEW (pyxis_view_new (engine)));
  pyxis_engine_prepare_async (engine, NULL, prepared_cb, view);
  while (g_strcmp0 (pyxis_view_get_title (view), "Over") != 0)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
has_notice (PyxisEventLog *log)
{
  g_autoptr (PyxisEvent) first = g_list_model_get_item (G_LIST_MODEL (log), 0);

  return g_str_equal (pyxis_event_get_fields (first)->kind, "notice") &&
         strstr (pyxis_event_get_fields (first)->text, "libpyxis-web-process.so");
}

static void
test_denied (void)
{
  g_autoptr (PyxisEventLog) denied = pyxis_event_log_new ();
  g_autoptr (PyxisEventLog) allowed = pyxis_event_log_new ();

  show_page (denied, TRUE);
  g_assert_cmpuint (n_connections, ==, 0);
  g_assert_true (has_notice (denied));
  show_page (allowed, FALSE);
  g_assert_cmpuint (n_connections, >, 0);
  g_assert_false (has_notice (allowed));
}

static void
failed_cb (PyxisView *view, GError *error, gpointer user_data)
{
  *(GError **) user_data = g_error_copy (error);
}

/* An app that carries its guard does not run without: one that is no library stands for all that
 * WebKit does not load. */
static void
test_needed (void)
{
  static const char html[] = "<!doctype html><title>Loaded</title>";
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (folder);
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_autoptr (GBytes) page = g_bytes_new_static (html, strlen (html));
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisEngineOptions options = {
    .source = PYXIS_SOURCE (source),
    .origin = "app",
    .start_page = "index.html",
    .runtimes = runtimes,
    .log = log,
    .extension_dir = folder,
    .cache_dir = folder,
    .needs_extension = TRUE,
    .is_network_denied = TRUE,
    .is_unattended = TRUE,
  };
  g_autoptr (PyxisEngine) engine = NULL;
  g_autoptr (PyxisView) view = NULL;
  g_autoptr (GError) error = NULL;

  g_free (temporary_folder_write (folder, "libpyxis-web-process.so", "no library", -1));
  pyxis_memory_source_put (source, "index.html", page);
  engine = pyxis_engine_new (&options, NULL);
  view = g_object_ref_sink (PYXIS_VIEW (pyxis_view_new (engine)));
  g_signal_connect (view, "failed", G_CALLBACK (failed_cb), &error);
  pyxis_engine_prepare_async (engine, NULL, prepared_cb, view);
  while (!error || g_strcmp0 (pyxis_view_get_title (view), "This app was not started") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (error->message, "guards its pages did not start"));
  /* Nothing was asked for. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);

    g_assert_cmpstr (pyxis_event_get_fields (event)->kind, !=, "request");
  }
}

static gboolean
load_failed_hook (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer user_data)
{
  g_set_weak_pointer ((GObject **) user_data, g_value_get_object (&values[0]));
  return FALSE;
}

/* Keeps nothing of the test. */
static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PyxisSelfTest test = { 0 };

  pyxis_self_test_run_finish (result, &test, user_data);
}

/* A failure ends the test from within a signal of its view, which outlives the signal. */
static void
test_failure (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (folder);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisEngineOptions options = {
    .runtimes = runtimes,
    .log = log,
    .extension_dir = folder,
    .cache_dir = folder,
    .transport = PYXIS_TRANSPORT_LOOPBACK,
    .port = -1,
  };
  g_autoptr (GError) error = NULL;
  GObject *web_view = NULL;

  g_signal_add_emission_hook (g_signal_lookup ("load-failed", WEBKIT_TYPE_WEB_VIEW), 0,
                              load_failed_hook, &web_view, NULL);
  pyxis_self_test_run_async (&options, NULL, ended_cb, &error);
  while (!error)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (web_view);
  while (web_view)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GSocketService) proxy = start_proxy ();

  pyxis_jsc_options_apply ();
  /* As if nobody had seen to it that loopback is asked directly: what test_failure () fails by. */
  g_unsetenv ("no_proxy");
  g_unsetenv ("NO_PROXY");
  pyxis_web_library_initialize ();
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/without-extension/shared-memory", test_shared_memory);
  g_test_add_func ("/without-extension/denied", test_denied);
  g_test_add_func ("/without-extension/needed", test_needed);
  g_test_add_func ("/without-extension/failure", test_failure);
  return g_test_run ();
}
