/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-window.h"

#include <webkit/webkit.h>

#include "choosing.h"
#include "linked-libraries.h"
#include "opened-files.h"
#include "pack-sample.h"
#include "packed-about.h"
#include "project-window.h"
#include "sandbox.h"
#include "transfer-row.h"
#include "user-folder.h"
#include "vfs-files.h"
#include "view-tools.h"

/* The window of a packed app, in this process. */

typedef struct {
  TemporaryFolder *folder;
  PyxisPackedApp *app;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = temporary_folder_new ();
}

/* Other tests of a program keep theirs below the same id. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->app, pyxis_packed_app_free);
  pyxis_user_folder_set_name (PYXIS_USER_FOLDER_SHARED);
  temporary_folder_free (fixture->folder);
}

/* `table` follows the sample's [pyxis]; an id of its own keeps the tests apart. */
static PyxisPackedWindow *
open_app (Fixture *fixture, const char *id, const char *table)
{
  g_autofree char *project = pack_sample_make (fixture->folder);
  g_autofree char *toml =
    g_strdup_printf ("name = \"Clock\"\nversion = \"1.2.0\"\ndescription = \"Tells the time\"\n"
                     "author_name = \"Ada\"\n[pyxis]\nid = \"%s\"\nlicence = \"MIT\"\n%s",
                     id, table);
  g_autofree char *bundle = NULL;
  g_autoptr (GError) error = NULL;
  PyxisPackedWindow *window;

  g_free (temporary_folder_write (fixture->folder, "clock/index.html",
                                  "<!doctype html><title>Shown</title>", -1));
  g_free (temporary_folder_write (fixture->folder, "clock/pyscript.toml", toml, -1));
  g_free (temporary_folder_write (fixture->folder, "share/empty", "", 0));
  bundle = pack_sample_pack (fixture->folder, project, "share/clock.pyxis", NULL);
  g_clear_pointer (&fixture->app, pyxis_packed_app_free);
  fixture->app = pyxis_packed_app_load (bundle, NULL, &error);
  g_assert_no_error (error);
  window = pyxis_packed_window_new (project_window_application, fixture->app, NULL, NULL);
  gtk_window_present (GTK_WINDOW (window));
  project_window_wait_for_title (GTK_WIDGET (window), "Shown");
  return window;
}

static PyxisView *
get_view (PyxisPackedWindow *window)
{
  return pyxis_project_page_get_view (pyxis_packed_window_get_page (window));
}

static WebKitSettings *
get_settings (PyxisPackedWindow *window)
{
  return webkit_web_view_get_settings (
    project_window_find (GTK_WIDGET (get_view (window)), WEBKIT_TYPE_WEB_VIEW));
}

static void
assert_size (PyxisPackedWindow *window, int width, int height)
{
  int actual_width;
  int actual_height;

  gtk_window_get_default_size (GTK_WINDOW (window), &actual_width, &actual_height);
  g_assert_cmpint (actual_width, ==, width);
  g_assert_cmpint (actual_height, ==, height);
}

static void
test_description (Fixture *fixture, gconstpointer data)
{
  PyxisPackedWindow *window = open_app (fixture, "org.example.Described",
                                        "[pyxis.window]\nwidth = 640\nheight = 520\n"
                                        "min-width = 400\nmin-height = 300\n");
  int width;
  int height;

  assert_size (window, 640, 520);
  gtk_widget_get_size_request (GTK_WIDGET (window), &width, &height);
  g_assert_cmpint (width, ==, 400);
  g_assert_cmpint (height, ==, 300);
  g_assert_true (gtk_window_get_resizable (GTK_WINDOW (window)));
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_app (fixture, "org.example.Fixed",
                     "[pyxis.window]\nwidth = 500\nheight = 400\nresizable = false\n");
  g_assert_false (gtk_window_get_resizable (GTK_WINDOW (window)));
  gtk_widget_get_size_request (GTK_WIDGET (window), &width, &height);
  g_assert_cmpint (width, ==, 500);
  g_assert_cmpint (height, ==, 400);
  /* Where nothing composes the display, the border counts. */
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), >=, 480);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 500);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Nothing that is not shown keeps a window from being as small as it should be. */
static void
test_small (Fixture *fixture, gconstpointer data)
{
  PyxisPackedWindow *window =
    open_app (fixture, "org.example.Small", "[pyxis.window]\nwidth = 320\nheight = 240\n");
  int least;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <=, 320);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 240);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* As it was left, by whoever uses it. */
static void
test_state (Fixture *fixture, gconstpointer data)
{
  PyxisPackedWindow *window = open_app (fixture, "org.example.Kept", "");

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 450);
  pyxis_view_set_zoom (get_view (window), 1.5);
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_app (fixture, "org.example.Kept", "");
  assert_size (window, 700, 450);
  g_assert_cmpfloat (pyxis_view_get_zoom (get_view (window)), ==, 1.5);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const char *const tools[] = {
  "panel",           "events",      "console",      "errors",          "scripts",
  "files",           "network",     "dock",         "web-inspector",   "view-source",
  "save-screenshot", "open-folder", "copy-address", "open-in-browser", "export-log",
  "pick-script",     "continue"
};

static void
test_without_tools (Fixture *fixture, gconstpointer data)
{
  PyxisPackedWindow *window = open_app (fixture, "org.example.Plain", "");
  PyxisProjectPage *page = pyxis_packed_window_get_page (window);
  GActionGroup *actions = pyxis_project_page_get_actions (page);
  gboolean shows_panel;

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    g_assert_false (g_action_group_has_action (actions, tools[i]));
  g_assert_true (g_action_group_get_action_enabled (actions, "print"));
  g_assert_true (g_action_group_get_action_enabled (actions, "find"));
  g_assert_true (g_action_group_get_action_enabled (actions, "zoom-in"));
  g_object_set (page, "shows-panel", TRUE, NULL);
  g_object_get (page, "shows-panel", &shows_panel, NULL);
  g_assert_false (shows_panel);
  g_assert_false (webkit_settings_get_enable_developer_extras (get_settings (window)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_with_tools (Fixture *fixture, gconstpointer data)
{
  PyxisPackedWindow *window = open_app (fixture, "org.example.Developed", "devtools = true\n");
  GActionGroup *actions = pyxis_project_page_get_actions (pyxis_packed_window_get_page (window));

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    g_assert_true (g_action_group_has_action (actions, tools[i]));
  g_assert_true (webkit_settings_get_enable_developer_extras (get_settings (window)));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* An app keeps what Python wrote, though it does not say so. */
static void
test_keeps_files (Fixture *fixture, gconstpointer data)
{
  PyxisPackedWindow *window = open_app (fixture, "org.example.Keeper", "");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("note", 4);
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (
    pyxis_project_page_get_session (pyxis_packed_window_get_page (window)));
  PyxisVfsStat stat;
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_vfs_put (pyxis_file_keeper_get_vfs (keeper), "note.txt", bytes, &error));
  g_assert_true (pyxis_file_keeper_write (keeper, &error));
  g_assert_cmpuint (pyxis_file_keeper_count_losses (keeper), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_app (fixture, "org.example.Keeper", "");
  g_assert_true (pyxis_vfs_stat (pyxis_engine_get_vfs (pyxis_view_get_engine (get_view (window))),
                                 "note.txt", &stat, &error));
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_app (fixture, "org.example.Keeper", "keep-files = false\n");
  g_assert_false (pyxis_vfs_stat (pyxis_engine_get_vfs (pyxis_view_get_engine (get_view (window))),
                                  "note.txt", &stat, NULL));
  gtk_window_destroy (GTK_WINDOW (window));
}

static PyxisVfs *
get_vfs (PyxisPackedWindow *window)
{
  return pyxis_engine_get_vfs (pyxis_view_get_engine (get_view (window)));
}

/* Until it is there, and all that was asked for with it. */
static void
wait_for_file (PyxisPackedWindow *window, const char *path)
{
  while (!vfs_files_exists (get_vfs (window), path) ||
         project_window_find (GTK_WIDGET (window), PYXIS_TYPE_TRANSFER_ROW))
    g_main_context_iteration (NULL, TRUE);
}

/* What is opened is the user's: it is not kept, unless somebody changed it, and nobody is asked for it. */
static void
test_forgets_opened (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = temporary_folder_write (fixture->folder, "one.csv", "1", -1);
  g_autofree char *two = temporary_folder_write (fixture->folder, "two.csv", "2", -1);
  const char *const paths[] = { one, two, NULL };
  PyxisPackedWindow *window = open_app (fixture, "org.example.Lent", "");
  PyxisFileKeeper *keeper;

  pyxis_opened_files_open (pyxis_packed_window_get_page (window), fixture->app->description, paths);
  wait_for_file (window, "opened/one.csv");
  wait_for_file (window, "opened/two.csv");
  vfs_files_put (get_vfs (window), "opened/two.csv", "22");
  keeper = pyxis_file_keeper_find (get_vfs (window));
  g_assert_cmpuint (pyxis_vfs_unsaved_count (pyxis_file_keeper_get_unsaved (keeper)), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_app (fixture, "org.example.Lent", "");
  g_assert_false (vfs_files_exists (get_vfs (window), "opened/one.csv"));
  vfs_files_assert_text (get_vfs (window), "opened/two.csv", "22");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A folder may hold more than anybody means: it is told instead. */
static void
test_opened_folder (Fixture *fixture, gconstpointer data)
{
  const char *const paths[] = { fixture->folder, NULL };
  PyxisPackedWindow *window = open_app (fixture, "org.example.Files", "opens = [\"image/png\"]\n");
  GtkWidget *dialog;

  pyxis_opened_files_open (pyxis_packed_window_get_page (window), fixture->app->description, paths);
  dialog = asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                            "” is a folder, and Clock opens files only."));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_false (vfs_files_exists (get_vfs (window), "opened"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The menu has it where the app opens files, with a filter for these. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = temporary_folder_write (fixture->folder, "table.csv", "1,2", -1);
  PyxisPackedWindow *window = open_app (fixture, "org.example.Closed", "");
  GtkFileFilter *filter;
  g_autofree char *text = NULL;
  g_autoptr (GVariant) types = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open", NULL);
  g_assert_null (asking_get_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_app (fixture, "org.example.Opens",
                     "opens = [\"text/csv\", \"application/x-clock *.clock\"]\n");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.open", NULL));
  filter = gtk_file_chooser_get_filter (choosing_wait ());
  types = g_variant_ref_sink (gtk_file_filter_to_gvariant (filter));
  text = g_variant_print (types, FALSE);
  g_assert_nonnull (strstr (text, "text/csv"));
  g_assert_nonnull (strstr (text, "*.clock"));
  choosing_choose (file);
  wait_for_file (window, "opened/table.csv");
  gtk_window_destroy (GTK_WINDOW (window));
}

static AdwAboutWindow *
find_about (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

    if (ADW_IS_ABOUT_WINDOW (toplevel))
      return ADW_ABOUT_WINDOW (toplevel);
  }
  return NULL;
}

/* The texts of its legal page are there before it is shown. */
static void
assert_legal (AdwAboutWindow *about, const char *text)
{
  g_test_message ("%s", text);
  g_assert_nonnull (asking_find (GTK_WIDGET (about), GTK_TYPE_LABEL, text));
}

/* Each library that the program links is told of, by what it is called there. */
static void
test_libraries (Fixture *fixture, gconstpointer data)
{
  static const char *const names[][2] = {
    { "libwebkitgtk-6.0.", "WebKitGTK" },
    { "libjavascriptcoregtk-6.0.", "WebKitGTK" },
    { "libgtk-4.", "GTK" },
    { "libadwaita-1.", "libadwaita" },
    { "libgtksourceview-5.", "GtkSourceView" },
    { "libglib-2.0.", "GLib" },
    { "libgio-2.0.", "GLib" },
    { "libgobject-2.0.", "GLib" },
    { "libpango-1.0.", "Pango" },
    { "libcairo.", "cairo" },
    { "libgdk_pixbuf-2.0.", "GdkPixbuf" },
    { "librsvg-2.", "librsvg" },
    { "libsoup-3.0.", "libsoup" },
    { "libarchive.", "libarchive" },
    { "libcjson.", "cJSON" },
    { "libdeflate.", "libdeflate" },
    { "libsodium.", "libsodium" },
    { "libz.", "zlib" },
  };
  g_autofree char *command = g_strdup_printf ("readelf -d %s", g_getenv ("PYXIS_PROGRAM"));
  g_autofree char *text = pyxis_linked_libraries_describe (FALSE);
  g_autofree char *said = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_spawn_command_line_sync (command, &said, NULL, NULL, NULL));
  parts = g_strsplit (said, "Shared library: [", -1);
  g_assert_cmpuint (g_strv_length (parts), >, 15);
  for (gsize i = 1; parts[i]; i++) {
    gboolean is_of_system =
      g_str_has_prefix (parts[i], "libc.") || g_str_has_prefix (parts[i], "libm.");

    for (gsize j = 0; j < G_N_ELEMENTS (names) && !is_of_system; j++) {
      g_autofree char *start = g_strconcat (names[j][1], " ", NULL);

      is_of_system = g_str_has_prefix (parts[i], names[j][0]) && strstr (text, start);
    }
    if (!is_of_system)
      g_error ("linked-libraries.c does not tell of %.30s", parts[i]);
  }
}

static void
test_about (Fixture *fixture, gconstpointer data)
{
  PyxisPackedWindow *window = open_app (fixture, "org.example.Told",
                                        "homepage = \"https://example.org/clock\"\n"
                                        "hosts = [\"api.example.org\"]\n");
  /* As somebody might put it there: no more than a file beside the bundle. */
  g_autofree char *foreign = temporary_folder_write (
    fixture->folder, "doc/org.example.Told/licences/libcjson.txt", "Of <Dave>", -1);
  AdwAboutWindow *about;

  pyxis_packed_about_show (fixture->app, GTK_WINDOW (window));
  about = find_about ();
  g_assert_nonnull (about);
  g_assert_cmpstr (adw_about_window_get_application_name (about), ==, "Clock");
  g_assert_cmpstr (adw_about_window_get_application_icon (about), ==, "org.example.Told");
  g_assert_cmpstr (adw_about_window_get_version (about), ==, "1.2.0");
  g_assert_cmpstr (adw_about_window_get_developer_name (about), ==, "Ada");
  g_assert_cmpstr (adw_about_window_get_website (about), ==, "https://example.org/clock");
  g_assert_cmpint (adw_about_window_get_license_type (about), ==, GTK_LICENSE_MIT_X11);
  g_assert_nonnull (strstr (adw_about_window_get_comments (about), "Not signed"));
  g_assert_nonnull (strstr (adw_about_window_get_comments (about), "api.example.org"));
  g_assert_nonnull (strstr (adw_about_window_get_debug_info (about), "WebKitGTK 2."));
  assert_legal (about, "Apache License");
  assert_legal (about, "Andrea Giammarchi");
  assert_legal (about, "cJSON 1.7.");
  g_assert_null (asking_find (GTK_WIDGET (about), GTK_TYPE_LABEL, "Of <Dave>"));
  gtk_window_destroy (GTK_WINDOW (about));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
show_carried (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisPackedApp) app = pyxis_packed_app_load (g_getenv ("PYXIS_APP"), NULL, &error);
  AdwAboutWindow *about;

  g_assert_no_error (error);
  pyxis_packed_about_show (app, NULL);
  about = find_about ();
  g_assert_nonnull (about);
  assert_legal (about, "Of <Dave>");
  gtk_window_destroy (GTK_WINDOW (about));
}

/* In a Flatpak, or what looks like one, where this program runs again. */
static void
test_carried (Fixture *fixture, gconstpointer data)
{
  const char *argv[] = { g_getenv ("PYXIS_IN_FLATPAK"), "-p", "/packed-window/carried", NULL };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *bin = g_build_filename (fixture->folder, "bin", NULL);
  g_autofree char *project = NULL, *bundle = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (pyxis_sandbox_is_flatpak ()) {
    show_carried ();
    return;
  }
  project = pack_sample_make (fixture->folder);
  bundle = pack_sample_pack (fixture->folder, project, "clock.pyxis", NULL);
  g_free (temporary_folder_write (fixture->folder, "bin/info", "[Application]\n", -1));
  g_free (temporary_folder_write (
    fixture->folder, "bin/app/share/doc/org.example.Clock/licences/libcjson.txt", "Of <Dave>", -1));
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_setenv (launcher, "PYXIS_OUTSIDE", self, TRUE);
  g_subprocess_launcher_setenv (launcher, "PYXIS_BIN", bin, TRUE);
  g_subprocess_launcher_setenv (launcher, "PYXIS_APP", bundle, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, NULL, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (process));
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/packed-window/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_all (void)
{
  add ("description", test_description);
  add ("small", test_small);
  add ("state", test_state);
  add ("without-tools", test_without_tools);
  add ("with-tools", test_with_tools);
  add ("keeps-files", test_keeps_files);
  add ("forgets-opened", test_forgets_opened);
  add ("opened-folder", test_opened_folder);
  add ("open", test_open);
  add ("about", test_about);
  add ("carried", test_carried);
  add ("libraries", test_libraries);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add_all);
}
