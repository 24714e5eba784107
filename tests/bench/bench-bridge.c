/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>
#include <stdio.h>

#include "engine-private.h"
#include "jsc-options.h"
#include "folder-source.h"
#include "temporary-folder.h"
#include "web-library.h"

/* Measures what the bridge, with the inspector closed, costs the start of a page: from the load until
 * `mpy:done`, in a web view with our scripts, /vfs among what they bring, and in the same one without, in
 * turn. Two lines "name unit value". The argument is the folder of the build. */

#define RUNS 15

static const char page[] =
  "<!doctype html>"
  "<script>addEventListener ('mpy:done', () => document.title = 'done')</script>"
  "<script type=\"module\" src=\"https://pyscript.net/releases/2026.7.3/core.js\"></script>"
  "<script type=\"mpy\">print (6 * 7)</script>";

static const char *const names[] = { "none", "whole" };

#define N_WAYS G_N_ELEMENTS (names)

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gboolean *) user_data = pyxis_engine_prepare_finish (PYXIS_ENGINE (source), result, &error);
  g_assert_no_error (error);
}

static PyxisEngine *
make_engine (const char *build, const char *folder)
{
  g_autofree char *runtime_root = g_build_filename (build, "data", "runtime", NULL);
  g_autofree char *extension_dir = g_build_filename (build, "src", "web-process", NULL);
  const char *roots[] = { runtime_root, NULL };
  g_autoptr (PyxisRuntimes) runtimes = pyxis_runtimes_new (roots);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisSource) source = pyxis_folder_source_new (folder, NULL);
  const PyxisEngineOptions options = {
    .source = source,
    .origin = "app",
    .start_page = "index.html",
    .runtimes = runtimes,
    .log = log,
    .extension_dir = extension_dir,
    .cache_dir = folder,
    .is_network_denied = TRUE,
    .transport = PYXIS_TRANSPORT_SCHEME,
    .is_unattended = TRUE,
  };
  gboolean is_prepared = FALSE;
  g_autoptr (GError) error = NULL;
  PyxisEngine *engine = pyxis_engine_new (&options, &error);

  g_assert_no_error (error);
  pyxis_engine_prepare_async (engine, NULL, prepared_cb, &is_prepared);
  while (!is_prepared)
    g_main_context_iteration (NULL, TRUE);
  return engine;
}

/* The web process is there already: a page came before. */
static double
measure (const char *build, const char *folder, gboolean has_bridge)
{
  g_autoptr (PyxisEngine) engine = make_engine (build, folder);
  g_autofree char *address = pyxis_engine_dup_start_address (engine);
  GtkWidget *window = gtk_window_new ();
  WebKitWebView *web_view;
  gint64 began;

  if (!has_bridge)
    webkit_user_content_manager_remove_all_scripts (engine->content);
  web_view = pyxis_engine_create_web_view (engine);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (web_view));
  gtk_window_present (GTK_WINDOW (window));
  webkit_web_view_load_html (web_view, "<title>first</title>", address);
  while (g_strcmp0 (webkit_web_view_get_title (web_view), "first") != 0)
    g_main_context_iteration (NULL, TRUE);

  began = g_get_monotonic_time ();
  webkit_web_view_load_uri (web_view, address);
  while (g_strcmp0 (webkit_web_view_get_title (web_view), "done") != 0)
    g_main_context_iteration (NULL, TRUE);
  began = g_get_monotonic_time () - began;
  gtk_window_destroy (GTK_WINDOW (window));
  return (double) began / 1000;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  double times[N_WAYS][RUNS];

  g_return_val_if_fail (argc == 2, 2);
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_init ();
  g_free (temporary_folder_write (folder, "index.html", page, -1));
  for (guint way = 0; way < N_WAYS; way++)
    measure (argv[1], folder, way > 0);
  for (guint i = 0; i < RUNS; i++)
    for (guint way = 0; way < N_WAYS; way++)
      times[way][i] = measure (argv[1], folder, way > 0);
  for (guint way = 0; way < N_WAYS; way++) {
    qsort (times[way], RUNS, sizeof (double), compare_numbers);
    printf ("bridge/%s ms %.1f\n", names[way], times[way][RUNS / 2]);
  }
  return 0;
}
