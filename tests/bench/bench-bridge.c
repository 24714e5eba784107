/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>
#include <stdio.h>
#include <unistd.h>

#include "engine-private.h"
#include "jsc-options.h"
#include "folder-source.h"
#include "temporary-folder.h"
#include "web-library.h"

/* Measures what the bridge, with the inspector closed, costs the start of a page: from the load until
 * `mpy:done`, in a web view without our scripts, with them, and with /vfs in the interpreter besides, in turn.
 * A line "name unit value" for each way, and one for the processor's time of the page's own thread, which other work
 * on the machine changes less. The first argument is the folder of the build, the second, if there is
 * one, how many runs.
 *
 * An interpreter that is asked for by its public address is not our loader, which mounts /vfs. */

#define RUNS 15
#define RUNS_MAX 1000

static const char page[] =
  "<!doctype html>"
  "<script>addEventListener ('mpy:done', () => document.title = 'done')</script>"
  "<script type=\"module\" src=\"https://pyscript.net/releases/2026.7.3/core.js\"></script>"
  "<mpy-config>{\"interpreter\": \"/@pyxis/%s/micropython.mjs\"}</mpy-config>"
  "<script type=\"mpy\">print (6 * 7)</script>";

#define REAL "cdn/unpkg.com/@micropython/micropython-webassembly-pyscript"
#define LOADER "runtime/micropython/1.28.0-6"

static const struct {
  const char *name;
  const char *page;
  const char *interpreter;
  gboolean has_scripts;
} ways[] = {
  { "none", "none.html", REAL, FALSE },
  { "events", "events.html", REAL, TRUE },
  { "whole", "whole.html", LOADER, TRUE },
};

#define N_WAYS G_N_ELEMENTS (ways)

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gboolean *) user_data = pyxis_engine_prepare_finish (PYXIS_ENGINE (source), result, &error);
  g_assert_no_error (error);
}

static PyxisEngine *
make_engine (const char *build, const char *folder, const char *start_page)
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
    .start_page = start_page,
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

/* 0: it is gone. `name` (nullable): what the kernel calls it must have that in it. */
static int
read_parent (int process, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", process);
  g_autofree char *text = NULL;
  const char *end;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (name && !strstr (text, name)))
    return 0;
  end = strrchr (text, ')'); /* "7 (WebKitWebProces) S 6" */
  return end ? atoi (end + strlen (") S ")) : 0;
}

/* The web process of ours that began last, with its sandbox between us or without. */
static int
find_web_process (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  int last = 0;

  for (const char *name; (name = g_dir_read_name (dir));) {
    int process = g_ascii_isdigit (*name) ? atoi (name) : 0;
    int above = process > 0 ? read_parent (process, "(WebKitWebProces") : 0;

    while (above > 1 && above != getpid ())
      above = read_parent (above, NULL);
    if (above == getpid ())
      last = MAX (last, process);
  }
  return last;
}

/* ms that a process's first thread has been on a processor. */
static double
read_busy_time (int process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/schedstat", process, process);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text ? (double) g_ascii_strtoull (text, NULL, 10) / 1e6 : 0;
}

typedef struct {
  double ms;
  double busy_ms;
} Times;

/* The web process is there already: a page came before. */
static Times
measure (const char *build, const char *folder, guint way)
{
  g_autoptr (PyxisEngine) engine = make_engine (build, folder, ways[way].page);
  g_autofree char *address = pyxis_engine_dup_start_address (engine);
  GtkWidget *window = gtk_window_new ();
  WebKitWebView *web_view;
  Times times;
  int process;

  if (!ways[way].has_scripts)
    webkit_user_content_manager_remove_all_scripts (engine->content);
  web_view = pyxis_engine_create_web_view (engine);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (web_view));
  gtk_window_present (GTK_WINDOW (window));
  webkit_web_view_load_html (web_view, "<title>first</title>", address);
  while (g_strcmp0 (webkit_web_view_get_title (web_view), "first") != 0)
    g_main_context_iteration (NULL, TRUE);

  process = find_web_process ();
  times.busy_ms = -read_busy_time (process);
  times.ms = -(double) g_get_monotonic_time () / 1000;
  webkit_web_view_load_uri (web_view, address);
  while (g_strcmp0 (webkit_web_view_get_title (web_view), "done") != 0)
    g_main_context_iteration (NULL, TRUE);
  times.ms += (double) g_get_monotonic_time () / 1000;
  times.busy_ms += read_busy_time (process);
  gtk_window_destroy (GTK_WINDOW (window));
  return times;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
get_median (double *numbers, guint n)
{
  qsort (numbers, n, sizeof (double), compare_numbers);
  return numbers[n / 2];
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  guint n_runs = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 1, RUNS_MAX) : RUNS;
  static double times[N_WAYS][RUNS_MAX];
  static double busy_times[N_WAYS][RUNS_MAX];

  g_return_val_if_fail (argc == 2 || argc == 3, 2);
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_init ();
  for (guint way = 0; way < N_WAYS; way++) {
    g_autofree char *text = g_strdup_printf (page, ways[way].interpreter);

    g_free (temporary_folder_write (folder, ways[way].page, text, -1));
    measure (argv[1], folder, way);
  }
  for (guint i = 0; i < n_runs; i++)
    for (guint way = 0; way < N_WAYS; way++) {
      Times measured = measure (argv[1], folder, way);

      times[way][i] = measured.ms;
      busy_times[way][i] = measured.busy_ms;
    }
  for (guint way = 0; way < N_WAYS; way++) {
    printf ("bridge/%s ms %.1f\n", ways[way].name, get_median (times[way], n_runs));
    printf ("bridge-busy/%s ms %.1f\n", ways[way].name, get_median (busy_times[way], n_runs));
  }
  return 0;
}
