/* SPDX-License-Identifier: Apache-2.0 */
#include "window.h"

#include "choosing.h"
#include "jsc-options.h"
#include "shown.h"
#include "target.h"
#include "web-library.h"
#include "window-private.h"

/* The window as a user sees it: its title, what stands in it. */

static AdwApplication *application;

static void
wait_for_text (GtkWidget *window, const char *text)
{
  while (!shown_has_text (window, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_title (GtkWidget *window, const char *title)
{
  while (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
open_fixture (const char *name)
{
  GtkWidget *window = pyxis_window_new (application);
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), name, NULL);

  pyxis_window_open_path (PYXIS_WINDOW (window), path);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
can_reload (GtkWidget *window)
{
  return gtk_widget_activate_action (window, "page.reload", NULL);
}

static void
test_project (void)
{
  GtkWidget *window = open_fixture ("plain");

  wait_for_title (window, "Plain – plain");
  g_assert_true (shown_has_text (window, "Plain"));
  g_assert_true (can_reload (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A folder that holds nothing to run: the reason, and a button that opens another. */
static void
test_failure (void)
{
  GtkWidget *window = open_fixture ("missing");

  wait_for_text (window, "missing");
  g_assert_true (shown_has_text (window, "Open Folder…"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_welcome (void)
{
  GtkWidget *window = pyxis_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  wait_for_text (window, "Open a PyScript Project");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Its button, and a folder in the real chooser. */
static void
test_open_folder (void)
{
  GtkWidget *window = pyxis_window_new (application);
  g_autofree char *plain = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "plain", NULL);

  gtk_window_present (GTK_WINDOW (window));
  wait_for_text (window, "Open a PyScript Project");
  asking_click (window, "_Open Folder");
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (choosing_wait ())));
  choosing_choose (plain);
  wait_for_title (window, "Plain – plain");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Another project opens in a window that shows a failure, and beside one that runs. */
static void
test_again (void)
{
  GtkWidget *window = open_fixture ("missing");
  GtkWidget *other;
  g_autofree char *plain = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "plain", NULL);
  g_autofree char *shared = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "shared-memory", NULL);

  wait_for_text (window, "missing");
  pyxis_window_open_path (PYXIS_WINDOW (window), plain);
  wait_for_title (window, "Plain – plain");
  pyxis_window_open_path (PYXIS_WINDOW (window), shared);
  other = GTK_WIDGET (pyxis_window_find (GTK_APPLICATION (application), shared));
  g_assert_true (other && other != window);
  wait_for_title (other, "Shared memory – shared-memory");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Plain – plain");
  gtk_window_destroy (GTK_WINDOW (other));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* F12 shows what happened so far. */
static void
test_events (void)
{
  GtkWidget *window = open_fixture ("plain");

  wait_for_title (window, "Plain – plain");
  g_assert_false (shown_has_text (window, "Kind"));
  g_assert_true (gtk_widget_activate_action (window, "page.events", NULL));
  wait_for_text (window, "GET 200 /index.html");
  gtk_window_destroy (GTK_WINDOW (window));
}

static const struct {
  const char *page;
  const char *said;
  const char *advice; /* NULL: nothing is known of it */
} notices[] = {
  { "cdn/classic.html", "Load core.js of a current release",
    "This Page Is Made for the PyScript of 2023" },
  { "cdn/release.html", "asked for 2025.5.1" },
  { "failing/bad-config.html", "PY1000: Invalid JSON", "The Configuration Is No Valid JSON" },
  { "failing/bad-interpreter.html", "(GET 404 /1.2.3)", "“interpreter” Is an Address" },
  { "failing/main-mpy.html", "NameError: name 'failure' isn't defined (line 1)" },
  { "failing/missing-config.html", "[404] Unable to fetch /nowhere.py",
    "A File Is Missing: /nowhere.py" },
  { "failing/missing-file.html", "nowhere.py failed with error 404", "A File Is Missing" },
  { "failing/missing-module.html", "(GET 404 /nowhere.mjs)",
    "A JavaScript Module Could Not Be Loaded" },
  { "failing/missing-package.html", "(GET https://micropython.org/pi/v2/package/py/keyword/",
    "A Package Could Not Be Fetched" },
  { "failing/missing-worker.html", "[404] Unable to fetch ./nowhere.py",
    "A File Is Missing: ./nowhere.py" },
  { "failing/src-and-text.html", "Invalid content for <script type=\"mpy\" src=\"./main.py\">",
    "A Script Has Both src and Code" },
  { "failing/two-configs.html", "PY0409: Too many mpy-config",
    "The Page Has More Than One Configuration" },
  { "failing/worker-mpy.html", "NameError: name 'failure' isn't defined (line 1)" },
  { "failing/worker-value.html", "Invalid worker attribute for <script type=\"mpy\" worker=",
    "The Attribute “worker” Takes No Value" },
};

/* What goes wrong is said above the page, without a key: what it is, where, and what it means. */
static void
test_notice (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GtkWidget *window = open_fixture (notices[i].page);

  wait_for_text (window, notices[i].said);
  if (notices[i].advice)
    wait_for_text (window, notices[i].advice);
  g_assert_true (shown_has_text (window, notices[i].advice ? "How to Fix It" : "Show Details"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_notice (gsize i)
{
  g_autofree char *name = g_path_get_basename (notices[i].page);
  g_autofree char *path = g_strdup_printf ("/window/notice/%.*s", (int) strcspn (name, "."), name);

  g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_notice);
}

/* A folder with nothing to run does not take away what runs. */
static void
test_keep (void)
{
  GtkWidget *window = open_fixture ("plain");

  wait_for_title (window, "Plain – plain");
  pyxis_window_open_path (PYXIS_WINDOW (window), g_getenv ("PYXIS_FIXTURES"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Plain – plain");
  g_assert_true (can_reload (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* In a small window page and panel share the height. */
static void
test_small (void)
{
  GtkWidget *window = open_fixture ("plain");
  PyxisProjectPage *page;
  GtkPaned *paned;
  int height;

  wait_for_title (window, "Plain – plain");
  page = pyxis_window_get_page (PYXIS_WINDOW (window));
  paned = pyxis_dock_get_paned (pyxis_project_page_get_dock (page));
  pyxis_project_page_show_panel (page, "files");
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 400);
  while ((height = gtk_widget_get_height (GTK_WIDGET (paned))) == 0 || height > 400 ||
         gtk_widget_get_height (gtk_paned_get_end_child (paned)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gtk_widget_get_height (gtk_paned_get_start_child (paned)), >=,
                   height * 40 / 100);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
activate_cb (GApplication *app, gpointer user_data)
{
  *(int *) user_data = g_test_run ();
}

int
main (int argc, char **argv)
{
  int status = 1;

  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/project", test_project);
  g_test_add_func ("/window/failure", test_failure);
  g_test_add_func ("/window/welcome", test_welcome);
  g_test_add_func ("/window/open-folder", test_open_folder);
  g_test_add_func ("/window/again", test_again);
  g_test_add_func ("/window/events", test_events);
  g_test_add_func ("/window/keep", test_keep);
  g_test_add_func ("/window/small", test_small);
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    add_notice (i);

  application = g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &status);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  return status;
}
