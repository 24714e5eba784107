/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"
#include "project-window.h"
#include "scripts-page.h"
#include "shortcuts.h"
#include "view.h"

/* The Scripts page over real pages: what they come to, in the rows that the user reads (each a glob), and
 * what is said of py:all-done. */
typedef struct {
  const char *name;
  const char *page; /* of the fixtures */
  const char *rows[8];
  const char *outlook;
} Case;

static const Case cases[] = {
  { "all",
    "scripts/all.html",
    { "main.py", "Done, ran for * · MicroPython, page", "failing.py",
      "Failed, ran for * · MicroPython, page", "sums", "Done, ran for * · MicroPython, worker *",
      "Editor 4", "Not run yet · MicroPython, editor" },
    "py:all-done came after *." },
  { "worker-without-element",
    "scripts/bare-worker.html",
    { "Worker 1", "Done, ran for * · MicroPython, worker 1" },
    "py:all-done came after *." },
  { "editor",
    "scripts/editor.html",
    { "#e1", "Failed, ran for * · MicroPython, editor in worker 1" },
    "py:all-done came after *." },
  { "configuration",
    "failing/bad-config.html",
    { "Script 1", "Did not start · MicroPython, page" },
    "py:all-done will not come.\n“Script 1” did not start, for its configuration cannot be used: "
    "PY1000: Invalid JSON*" },
  { "two-configurations",
    "failing/two-configs.html",
    { "Script 1", "Did not start · MicroPython, page" },
    "py:all-done will not come.\n“Script 1” did not start, for its configuration cannot be used: "
    "PY0409: Too many mpy-config" },
  { "interpreter",
    "failing/bad-interpreter.html",
    { "Script 1", "Did not start · MicroPython, page" },
    "py:all-done will not come.\n“Script 1” did not start: TypeError: Importing a module script "
    "failed. (GET 404 */1.2.3)" },
  { "files",
    "failing/missing-config.html",
    { "Script 1", "Did not start · MicroPython, page" },
    "py:all-done will not come.\n“Script 1” did not start: Error: [404] Unable to fetch "
    "/nowhere.py" },
  { "missing-worker",
    "failing/missing-worker.html",
    { "nowhere.py", "Did not start · MicroPython, worker 1" },
    "py:all-done will not come.\n“nowhere.py” did not start: Error: [404] Unable to fetch "
    "./nowhere.py" },
  { "worker-attribute",
    "failing/worker-value.html",
    { "Script 1", "Did not start · MicroPython, worker" },
    "py:all-done will not come.\n“Script 1” did not start: PY0409: Invalid worker attribute for "
    "<script type=\"mpy\" worker=\"./main.py\"></script>" },
  { "no-shared-memory",
    "scripts/no-shared-memory.html",
    { "Script 1", "* · MicroPython, worker 1" },
    "py:all-done will not come.\n“Script 1” is a worker without shared memory (SharedArrayBuffer) "
    "and cannot tell the page that it is done." },
  { "no-pyscript",
    "scripts/no-pyscript.html",
    { "Script 1", "Fetching for * · MicroPython, page" },
    "py:all-done may not come.\n“Script 1” waits for PyScript, which has not loaded: is the "
    "address "
    "of core.js right?" },
  { "endless",
    "failing/endless.html",
    { "Script 1", "Running for * · MicroPython, page" },
    "py:all-done may not come.\n“Script 1” has been running for * and may never end." },
  { "ended",
    "scripts/ended.html",
    { "endless", "Ended, ran for * · MicroPython, worker 1" },
    "py:all-done will not come.\n“endless” was ended before it was done." },
  { "pyodide",
    "scripts/pyodide.html",
    { "Script 1", "Done, ran for * · Pyodide, page", "sums",
      "Done, ran for * · Pyodide, worker 1" },
    "py:all-done came after *." },
};

#define HEAD                                                                                       \
  "<!doctype html><title>Keys</title><script type=\"module\" "                                     \
  "src=\"https://pyscript.net/releases/2026.7.3/core.js\"></script>"
#define PAGE HEAD "<script type=\"mpy\">print ()</script>"
#define OTHER_PAGE HEAD "<script type=\"mpy-editor\">print ()</script>"

static gboolean
has_label (GtkWidget *widget, const char *glob)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_pattern_match_simple (glob, gtk_label_get_text (GTK_LABEL (widget))))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, glob))
      return TRUE;
  return FALSE;
}

static void
wait_for_label (GtkWidget *page, const char *glob)
{
  g_test_message ("waiting for %s", glob);
  while (!has_label (page, glob))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
open_page (const char *name, GtkWidget **scripts_page)
{
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), name, NULL);
  GtkWidget *window = project_window_open (path, "");
  PyxisView *view;

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 900);
  while (!(view = project_window_find (window, PYXIS_TYPE_VIEW)))
    g_main_context_iteration (NULL, TRUE);
  project_window_wait_for_load (view);
  g_assert_true (gtk_widget_activate_action (window, "page.scripts", NULL));
  while (!(*scripts_page = project_window_find (window, PYXIS_TYPE_SCRIPTS_PAGE)))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static void
test_page (gconstpointer data)
{
  const Case *item = data;
  GtkWidget *page;
  GtkWidget *window = open_page (item->page, &page);

  for (guint i = 0; i < G_N_ELEMENTS (item->rows) && item->rows[i]; i++)
    wait_for_label (page, item->rows[i]);
  wait_for_label (page, item->outlook);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A page that hangs says nothing more; what it said is enough. Then its process is ended. */
static void
test_blocked (void)
{
  GtkWidget *page;
  GtkWidget *window = open_page ("scripts/blocked.html", &page);

  wait_for_label (page, "Running for * · MicroPython, page");
  wait_for_label (page, "*\n“Script 1” has been running for * and may never end.");
  pyxis_view_terminate (project_window_find (window, PYXIS_TYPE_VIEW));
  wait_for_label (page, "*\n“Script 1” was ended before it was done.*");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* By its key, which gives the keyboard to the list; a reload begins anew. */
static void
test_keys (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *index = temporary_folder_write (folder, "index.html", PAGE, -1);
  GtkWidget *window = project_window_open (folder, "Keys");
  GtkWidget *page;

  project_window_wait_for_load (project_window_find (window, PYXIS_TYPE_VIEW));
  keys_focus (window);
  keys_press ("ctrl+shift+l");
  while (!(page = project_window_find (window, PYXIS_TYPE_SCRIPTS_PAGE)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_label (page, "Done, ran for * · MicroPython, page");
  while (!gtk_root_get_focus (GTK_ROOT (window)) ||
         !gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), page))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_set_contents (index, OTHER_PAGE, -1, NULL));
  gtk_widget_activate_action (window, "page.reload", NULL);
  wait_for_label (page, "Editor 1");
  g_assert_false (has_label (page, "Script 1"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/scripts-panel/page/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_page);
  }
  g_test_add_func ("/scripts-panel/blocked", test_blocked);
  g_test_add_func ("/scripts-panel/keys", test_keys);
}

static void
startup_cb (GApplication *application)
{
  pyxis_shortcuts_apply (GTK_APPLICATION (application));
}

int
main (int argc, char **argv)
{
  project_window_startup = G_CALLBACK (startup_cb);
  return project_window_run (argc, argv, add);
}
