/* SPDX-License-Identifier: Apache-2.0 */
#include "page-files.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "chosen-paths.h"
#include "file-request.h"

/* Reference-counted: of the view's handler, and of a chooser's. */
typedef struct {
  PyxisView *view; /* borrowed: no handler runs without it */
  GFile *folder;   /* of the last chosen file */
} Files;

static void
files_clear (gpointer data)
{
  g_clear_object (&((Files *) data)->folder);
}

static void
files_release (gpointer data, GClosure *closure)
{
  g_rc_box_release_full (data, files_clear);
}

/* (nullable) */
static GtkWindow *
get_window (PyxisView *view)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_WINDOW));
}

static void
add_filters (GtkFileChooser *chooser, GtkFileFilter *accepted)
{
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  if (!accepted)
    return;
  gtk_file_filter_set_name (accepted, _ ("Files for This Page"));
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, accepted);
  gtk_file_chooser_add_filter (chooser, all);
  gtk_file_chooser_set_filter (chooser, accepted);
}

typedef struct {
  PyxisFileRequest *request;
  Files *files;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->request);
  g_rc_box_release_full (choice->files, files_clear);
  g_free (choice);
}

static void
folder_given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PyxisFileRequest *request = PYXIS_FILE_REQUEST (source);
  g_autoptr (GtkWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (pyxis_file_request_select_folder_finish (request, result, &error))
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pyxis_alert_show (window, _ ("Not for This Page"), error->message);
  pyxis_file_request_cancel (request);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (PyxisFileRequest) request = g_object_ref (choice->request);
  g_autoptr (GPtrArray) paths =
    response == GTK_RESPONSE_ACCEPT ? pyxis_chosen_paths_dup (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *folder = NULL;

  if (!paths || paths->len < 2) {
    pyxis_file_request_cancel (request);
    return;
  }
  folder = g_path_get_dirname (paths->pdata[0]);
  g_clear_object (&choice->files->folder);
  choice->files->folder = g_file_new_for_path (folder);
  if (pyxis_file_request_is_folder (request))
    pyxis_file_request_select_folder_async (
      request, paths->pdata[0], folder_given_cb,
      g_object_ref (gtk_native_dialog_get_transient_for (dialog)));
  else
    pyxis_file_request_select (request, (const char *const *) paths->pdata);
}

/* The one end of a chooser, whoever answers. */
static void
request_answered_cb (PyxisFileRequest *request, gpointer user_data)
{
  gtk_native_dialog_destroy (user_data);
  g_object_unref (user_data);
}

/* GTK's own start, the recent files, holds no folders. */
static void
set_start (GtkFileChooser *chooser, GFile *last, gboolean is_folder)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) home = g_file_new_for_path (documents ? documents : g_get_home_dir ());

  if (last || is_folder)
    gtk_file_chooser_set_current_folder (chooser, last ? last : home, NULL);
}

static GtkFileChooserNative *
make_dialog (Files *self, PyxisFileRequest *request)
{
  GtkWindow *window = get_window (self->view);
  const char *title =
    pyxis_file_request_is_multiple (request) ? _ ("Choose Files") : _ ("Choose a File");

  if (pyxis_file_request_is_folder (request))
    return gtk_file_chooser_native_new (_ ("A Folder Whose Files This Page May Read"), window,
                                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Allow"), NULL);
  return gtk_file_chooser_native_new (title, window, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
}

static void
choose_files_cb (PyxisView *view, PyxisFileRequest *request, gpointer user_data)
{
  Files *self = user_data;
  gboolean is_folder = pyxis_file_request_is_folder (request);
  GtkFileChooserNative *dialog = make_dialog (self, request);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  Choice *choice = g_new0 (Choice, 1);

  choice->request = g_object_ref (request);
  choice->files = g_rc_box_acquire (self);
  gtk_file_chooser_set_select_multiple (chooser,
                                        !is_folder && pyxis_file_request_is_multiple (request));
  if (!is_folder)
    add_filters (chooser, pyxis_file_request_get_filter (request));
  set_start (chooser, self->folder, is_folder);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), choice, choice_free, 0);
  g_signal_connect (request, "answered", G_CALLBACK (request_answered_cb), dialog);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
drop_refused_cb (PyxisView *view, const GError *error, gpointer user_data)
{
  pyxis_alert_show (get_window (view), _ ("Not for This Page"), error->message);
}

void
pyxis_page_files_attach (PyxisView *view)
{
  Files *self = g_rc_box_new0 (Files);

  self->view = view;
  g_signal_connect_data (view, "choose-files", G_CALLBACK (choose_files_cb), self, files_release,
                         0);
  g_signal_connect (view, "drop-refused", G_CALLBACK (drop_refused_cb), NULL);
}
