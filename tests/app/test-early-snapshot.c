/* SPDX-License-Identifier: Apache-2.0 */
#include <adwaita.h>

#include "keys.h"
#include "project-window.h"
#include "web-processes.h"

/* The snapshot that is made while a user looks at the welcome page. A process makes one: hence a case each. */

/* After that much work it is making the snapshot, and far from done. */
#define WORKED_S 0.5

static gboolean
has_snapshot (void)
{
  g_autofree char *folder =
    g_build_filename (g_getenv ("XDG_CACHE_HOME"), "pyxis", "interpreter-snapshots", NULL);

  return temporary_folder_has (folder, ".snapshot");
}

static gboolean
look_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Until `condition`, at which it looks now and then. */
static void
wait_until (gboolean (*condition) (gpointer data), gpointer data)
{
  guint look = g_timeout_add (50, look_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
}

static GtkWidget *
open_welcome (void)
{
  GtkWidget *window = pyxis_window_new (project_window_application);

  gtk_window_present (GTK_WINDOW (window));
  keys_wait_for_frames (window);
  g_assert_false (has_snapshot ());
  keys_focus (window);
  return window;
}

static gboolean
is_made (gpointer data)
{
  return has_snapshot ();
}

static void
test_made (void)
{
  GtkWidget *window = open_welcome ();

  wait_until (is_made, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_working (gpointer data)
{
  g_autoptr (GHashTable) none = g_hash_table_new (NULL, NULL);
  pid_t *process = data;

  *process = web_processes_find_other (none, (guint64) (WORKED_S * sysconf (_SC_CLK_TCK)));
  return *process != 0;
}

static gboolean
is_gone (gpointer data)
{
  g_autoptr (GHashTable) all = web_processes_list ();

  return !g_hash_table_contains (all, GINT_TO_POINTER (*(pid_t *) data));
}

/* A project needs the processor more. */
static void
test_opened (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "plain", NULL);
  GtkWidget *window = open_welcome ();
  pid_t process = 0;

  wait_until (is_working, &process);
  pyxis_window_open_path (PYXIS_WINDOW (window), path);
  wait_until (is_gone, &process);
  g_assert_false (has_snapshot ());
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add (void)
{
  g_test_add_func ("/early-snapshot/made", test_made);
  g_test_add_func ("/early-snapshot/opened", test_opened);
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) cache = temporary_folder_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  return project_window_run (argc, argv, add);
}
