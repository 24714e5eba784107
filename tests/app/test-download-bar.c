/* SPDX-License-Identifier: Apache-2.0 */
#include "download-bar.h"

#include <fcntl.h>
#include <webkit/webkit.h>

#include "kept-downloads.h"
#include "kept-project.h"
#include "preferences.h"

/* Files that a real page gives, saved to a real folder. */

typedef struct {
  TemporaryFolder *folder;
  char *path;
  PyxisView *view;
  PyxisDownloadBar *bar;
  gboolean is_cancelled; /* as soon as it is being saved */
} Fixture;

static GtkWidget *
get_window (Fixture *fixture)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (fixture->view), GTK_TYPE_WINDOW);
}

/* In place of the dialog for the place. */
static void
download_cb (PyxisView *view, PyxisDownload *download, gpointer user_data)
{
  Fixture *fixture = user_data;

  pyxis_download_bar_save (fixture->bar, download, fixture->path);
  if (fixture->is_cancelled)
    pyxis_download_cancel (download);
}

static void
set_up (Fixture *fixture, const char *name)
{
  fixture->folder = temporary_folder_new ();
  fixture->path = g_build_filename (fixture->folder, name, NULL);
  fixture->view = asking_open ();
  fixture->bar =
    PYXIS_DOWNLOAD_BAR (asking_find (get_window (fixture), PYXIS_TYPE_DOWNLOAD_BAR, NULL));
  g_signal_handlers_disconnect_by_data (fixture->view, fixture->bar);
  g_signal_connect (fixture->view, "download", G_CALLBACK (download_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  asking_destroy (fixture->view);
  temporary_folder_free (fixture->folder);
  g_free (fixture->path);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static gsize
get_size (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return length;
}

static void
wait_for_toast (Fixture *fixture, const char *text)
{
  while (!asking_find (get_window (fixture), GTK_TYPE_LABEL, text))
    g_main_context_iteration (NULL, TRUE);
}

/* The file is whole, alone and as a user's file should be; the toast takes the name as it is. */
static void
test_saved (void)
{
  Fixture fixture = { 0 };
  struct stat status;

  set_up (&fixture, "a & b.csv");
  asking_call (fixture.view, "save ('report.csv', 300000)", "undefined");
  asking_wait_for_row (fixture.view, "download", "*\"state\":\"saved\"*");
  g_assert_cmpuint (get_size (fixture.path), ==, 300000);
  g_assert_cmpuint (count_files (fixture.folder), ==, 1);
  g_assert_cmpint (stat (fixture.path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0644);
  wait_for_toast (&fixture, "“a & b.csv” saved");
  g_assert_nonnull (asking_find (get_window (&fixture), GTK_TYPE_LABEL, "Folder"));
  g_assert_null (gtk_widget_get_first_child (
    gtk_widget_get_first_child (GTK_WIDGET (fixture.bar)))); /* no row is left */
  tear_down (&fixture);
}

static void
test_replaced (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "report.csv");
  g_assert_true (g_file_set_contents (fixture.path, "before", -1, NULL));
  asking_call (fixture.view, "save ('report.csv', 7)", "undefined");
  asking_wait_for_row (fixture.view, "download", "*\"state\":\"saved\"*");
  g_assert_cmpuint (get_size (fixture.path), ==, 7);
  g_assert_cmpuint (count_files (fixture.folder), ==, 1);
  tear_down (&fixture);
}

/* What was there stays as it was, and nothing is beside it. */
static void
test_cancelled (void)
{
  Fixture fixture = { .is_cancelled = TRUE };

  set_up (&fixture, "report.csv");
  g_assert_true (g_file_set_contents (fixture.path, "before", -1, NULL));
  asking_call (fixture.view, "save ('report.csv', 30000000)", "undefined");
  asking_wait_for_row (fixture.view, "download", "*\"state\":\"cancelled\"*");
  g_assert_cmpuint (get_size (fixture.path), ==, strlen ("before"));
  g_assert_cmpuint (count_files (fixture.folder), ==, 1);
  g_assert_cmpuint (asking_count_rows (fixture.view, "download", "*\"state\":\"saved\"*"), ==, 0);
  tear_down (&fixture);
}

static void
test_no_folder (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "none/report.csv");
  asking_call (fixture.view, "save ('report.csv', 7)", "undefined");
  asking_wait_for_row (fixture.view, "download", "*\"state\":\"failed\"*No such file*");
  wait_for_toast (&fixture, "“report.csv” was not saved: No such file or directory");
  g_assert_cmpuint (count_files (fixture.folder), ==, 0);
  tear_down (&fixture);
}

/* A folder has taken the name meanwhile. */
static void
test_is_folder (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "report.csv");
  g_assert_cmpint (g_mkdir (fixture.path, 0700), ==, 0);
  asking_call (fixture.view, "save ('report.csv', 7)", "undefined");
  asking_wait_for_row (fixture.view, "download", "*\"state\":\"failed\"*");
  g_assert_cmpuint (count_files (fixture.folder), ==, 1);
  g_assert_cmpuint (count_files (fixture.path), ==, 0);
  tear_down (&fixture);
}

/* What a link stands for is written; the link stays. */
static void
test_link (void)
{
  Fixture fixture = { 0 };
  g_autofree char *target = NULL;

  set_up (&fixture, "link.csv");
  target = temporary_folder_write (fixture.folder, "target.csv", "before", -1);
  temporary_folder_link (fixture.folder, "link.csv", "target.csv");
  asking_call (fixture.view, "save ('report.csv', 7)", "undefined");
  asking_wait_for_row (fixture.view, "download", "*\"state\":\"saved\"*");
  g_assert_true (g_file_test (fixture.path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (get_size (target), ==, 7);
  tear_down (&fixture);
}

static void
started_cb (WebKitNetworkSession *session, WebKitDownload *download, gpointer user_data)
{
  g_queue_push_tail (user_data, g_object_ref (download));
}

static GtkWidget *
wait_for_chooser (const char *name)
{
  GtkWidget *dialog = NULL;
  g_autofree char *shown = NULL;

  while (g_strcmp0 (shown, name) != 0) {
    g_main_context_iteration (NULL, TRUE);
    g_clear_pointer (&shown, g_free);
    dialog = asking_get_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
    if (dialog)
      shown = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (dialog));
  }
  return dialog;
}

/* With the dialog for the place, instead of the test's answer. */
static void
set_up_dialog (Fixture *fixture)
{
  set_up (fixture, "report.csv");
  g_signal_handlers_disconnect_by_data (fixture->view, fixture);
  pyxis_download_bar_attach (fixture->bar, fixture->view);
}

/* WebKit gives up while the place is asked: the next is asked, then no more, and no row stays. */
static void
test_lost (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GQueue) downloads = g_queue_new ();
  WebKitNetworkSession *session;
  gulong id;

  set_up_dialog (&fixture);
  session = webkit_web_view_get_network_session (
    WEBKIT_WEB_VIEW (asking_find (GTK_WIDGET (fixture.view), WEBKIT_TYPE_WEB_VIEW, NULL)));
  id = g_signal_connect (session, "download-started", G_CALLBACK (started_cb), downloads);
  asking_call (fixture.view, "save ('first.csv', 7)", "undefined");
  wait_for_chooser ("first.csv");
  asking_call (fixture.view, "save ('second.csv', 7)", "undefined");
  asking_wait_for_row (fixture.view, "download", "*second.csv*\"state\":\"offered\"*");
  webkit_download_cancel (downloads->head->data);
  wait_for_toast (&fixture, "“first.csv” was not saved");
  wait_for_chooser ("second.csv");
  webkit_download_cancel (downloads->tail->data);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
  asking_wait_for_row (fixture.view, "download", "*second.csv*\"state\":\"failed\"*");
  g_assert_null (gtk_widget_get_first_child (
    gtk_widget_get_first_child (GTK_WIDGET (fixture.bar)))); /* no row is left */
  g_signal_handler_disconnect (session, id);
  g_queue_clear_full (downloads, g_object_unref);
  tear_down (&fixture);
}

/* A page that saves in a loop: after some refusals nobody is asked any more, until it is reloaded. */
static void
test_refused (void)
{
  Fixture fixture = { 0 };

  set_up_dialog (&fixture);
  for (int i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("%d.csv", i);
    g_autofree char *script = g_strdup_printf ("save ('%s', 7)", name);

    asking_call (fixture.view, script, "undefined");
    gtk_dialog_response (GTK_DIALOG (wait_for_chooser (name)), GTK_RESPONSE_CANCEL);
    asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
  }
  wait_for_toast (&fixture, "no more files until it is loaded again");
  for (int i = 0; i < 2; i++) {
    g_autofree char *script = g_strdup_printf ("save ('more-%d.csv', 7)", i);
    g_autofree char *row = g_strdup_printf ("*more-%d.csv*\"state\":\"cancelled\"*", i);

    asking_call (fixture.view, script, "undefined");
    asking_wait_for_row (fixture.view, "download", row);
    g_assert_null (asking_get_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  }
  g_assert_cmpuint (asking_count_rows (fixture.view, "notice", "*refused 3 files*"), ==, 1);
  pyxis_view_reload (fixture.view, FALSE);
  asking_wait_for_load (fixture.view);
  asking_call (fixture.view, "save ('again.csv', 7)", "undefined");
  wait_for_chooser ("again.csv");
  tear_down (&fixture);
}

/* A page that gives files, of a project that says nothing of where they go. */
static void
open_giving (KeptProject *kept)
{
  kept_project_init (kept, NULL);
  kept_project_open (kept);
  asking_call (kept->view,
               "window.save = (name, text) => { const link = document.createElement ('a');"
               "link.download = name; link.href = URL.createObjectURL (new Blob ([text]));"
               "link.click () }",
               "undefined");
}

static void
close_giving (KeptProject *kept)
{
  gtk_window_destroy (GTK_WINDOW (kept->window));
  kept_project_clear (kept);
}

/* It comes to memory, nothing is asked, and the toast takes it out, which saves it. */
static void
test_kept (void)
{
  KeptProject kept;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  open_giving (&kept);
  path = g_build_filename (kept.folder, "taken.csv", NULL);
  asking_call (kept.view, "save ('a & b.csv', 'x,y')", "undefined");
  kept_project_wait_for_toast (&kept, "“a & b.csv” is in downloads");
  kept_project_assert_text (&kept, "downloads/a & b.csv", "x,y");
  g_assert_null (asking_get_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  g_assert_cmpuint (asking_count_rows (kept.view, "download", "*\"state\":\"saved\"*"), ==, 1);
  asking_click (GTK_WIDGET (kept.page), "Save _As…");
  kept_project_choose (path, TRUE);
  kept_project_wait_for_toast (&kept, "“taken.csv” saved");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "x,y");
  gtk_window_close (GTK_WINDOW (kept.window)); /* nobody is asked */
  kept_project_wait_until_closed (kept.window);
  kept_project_clear (&kept);
}

/* What a link names comes as what a script makes does; a page that minds the click itself is left alone. */
static void
test_project_file (void)
{
  static const char make_link[] =
    "window.link = (address, name, listener) => { const link = document.createElement ('a');"
    "link.download = name; link.href = address; link.onclick = listener;"
    "document.body.append (link); link.click () }";
  KeptProject kept;
  g_autofree char *file = NULL;
  g_autofree char *page = NULL;

  open_giving (&kept);
  file = g_build_filename (kept.path, "index.html", NULL);
  g_assert_true (g_file_get_contents (file, &page, NULL, NULL));
  asking_call (kept.view, make_link, "undefined");
  asking_call (kept.view, "link ('index.html', 'minded.html', () => false)", "undefined");
  asking_call (kept.view, "link ('index.html', 'the page.html')", "undefined");
  kept_project_wait_for_toast (&kept, "“the page.html” is in downloads");
  kept_project_assert_text (&kept, "downloads/the page.html", page);
  asking_call (kept.view, "link ('index.html', '')", "undefined");
  kept_project_wait_for_toast (&kept, "2 files are in downloads");
  kept_project_assert_text (&kept, "downloads/index.html", page);
  kept_project_assert_text (&kept, "downloads/minded.html", NULL);
  asking_call (kept.view, "link ('m%20ssing.csv', '')", "undefined");
  asking_wait_for_row (kept.view, "error", "*“/m ssing.csv” cannot be downloaded*404*");
  close_giving (&kept);
}

/* Another program gets a copy, whose folder nobody else can read. */
static void
test_open (void)
{
  KeptProject kept;
  g_autofree char *copy = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GAppInfo) program = NULL;
  g_autoptr (GError) error = NULL;

  open_giving (&kept);
  copy = g_build_filename (kept.folder, "copy", NULL);
  command = g_strdup_printf ("cp %%f %s", copy);
  program = g_app_info_create_from_commandline (command, "Copier", G_APP_INFO_CREATE_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_app_info_set_as_default_for_type (program, "text/csv", &error));
  asking_call (kept.view, "save ('a.csv', 'x,y')", "undefined");
  kept_project_wait_for_toast (&kept, "“a.csv” is in downloads");
  asking_click (GTK_WIDGET (kept.page), "_Open");
  while (!g_file_test (copy, G_FILE_TEST_EXISTS) || get_size (copy) < 3)
    g_main_context_iteration (NULL, FALSE);
  g_app_info_delete (program);
  close_giving (&kept);
}

/* Each has its name; one toast counts them, and takes them out together. */
static void
test_kept_several (void)
{
  KeptProject kept;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;

  open_giving (&kept);
  second = g_build_filename (kept.folder, "kept files", "downloads", "a (2).txt", NULL);
  asking_call (kept.view, "save ('a.txt', '1')", "undefined");
  kept_project_wait_for_toast (&kept, "“a.txt” is in downloads");
  asking_call (kept.view, "save ('a.txt', '2')", "undefined");
  kept_project_wait_for_toast (&kept, "2 files are in downloads");
  kept_project_assert_text (&kept, "downloads/a.txt", "1");
  kept_project_assert_text (&kept, "downloads/a (2).txt", "2");
  asking_click (GTK_WIDGET (kept.page), "Save _As…");
  kept_project_choose (kept.folder, FALSE);
  kept_project_wait_for_toast (&kept, "“kept files” saved");
  g_assert_true (g_file_get_contents (second, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "2");
  close_giving (&kept);
}

/* Nothing of it stays where it passed. */
static void
test_kept_no_room (void)
{
  KeptProject kept;

  open_giving (&kept);
  pyxis_vfs_set_read_only (kept.vfs);
  asking_call (kept.view, "save ('a.txt', '1')", "undefined");
  wait_for_chooser ("a.txt");
  g_assert_nonnull (asking_find (kept.window, GTK_TYPE_LABEL, "“a.txt” finds no room in memory"));
  close_giving (&kept);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

static void
test_preference (void)
{
  KeptProject kept;

  pyxis_preferences_set_asks_for_downloads (TRUE);
  open_giving (&kept);
  asking_call (kept.view, "save ('a.txt', '1')", "undefined");
  wait_for_chooser ("a.txt");
  pyxis_preferences_set_asks_for_downloads (FALSE);
  close_giving (&kept);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

int
main (int argc, char **argv)
{
  umask (022);
  asking_init (&argc, &argv);
  g_test_add_func ("/download-bar/saved", test_saved);
  g_test_add_func ("/download-bar/replaced", test_replaced);
  g_test_add_func ("/download-bar/cancelled", test_cancelled);
  g_test_add_func ("/download-bar/no-folder", test_no_folder);
  g_test_add_func ("/download-bar/is-folder", test_is_folder);
  g_test_add_func ("/download-bar/link", test_link);
  g_test_add_func ("/download-bar/lost", test_lost);
  g_test_add_func ("/download-bar/refused", test_refused);
  g_test_add_func ("/download-bar/kept", test_kept);
  g_test_add_func ("/download-bar/open", test_open);
  g_test_add_func ("/download-bar/project-file", test_project_file);
  g_test_add_func ("/download-bar/kept-several", test_kept_several);
  g_test_add_func ("/download-bar/kept-no-room", test_kept_no_room);
  g_test_add_func ("/download-bar/preference", test_preference);
  return asking_run ();
}
