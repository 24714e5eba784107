/* SPDX-License-Identifier: Apache-2.0 */
#include "page-dialogs.h"

#include <glib/gi18n.h>

#include "file-request.h"
#include "script-prompt.h"

/* Dialogs that follow each other faster than this belong together. */
#define IN_A_ROW (3 * G_TIME_SPAN_SECOND)

/* Reference-counted: of the view's handlers, and of a dialog's. */
typedef struct {
  PyxisView *view; /* borrowed: no handler runs without it */
  char *name;
  guint navigation; /* the one that all of the next is about */
  guint n_in_a_row;
  gint64 last; /* when the last dialog was answered */
  gboolean is_muted;
  GFile *folder; /* of the last chosen file */
} Manners;

static void
manners_clear (gpointer data)
{
  Manners *self = data;

  g_free (self->name);
  g_clear_object (&self->folder);
}

static void
manners_release (gpointer data, GClosure *closure)
{
  g_rc_box_release_full (data, manners_clear);
}

/* (nullable) */
static GtkWindow *
get_window (Manners *self)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_WINDOW));
}

static PyxisEventLog *
get_log (Manners *self)
{
  return pyxis_engine_get_log (pyxis_view_get_engine (self->view));
}

static void
muted_cb (PyxisScriptPrompt *prompt, gpointer user_data)
{
  Manners *self = user_data;

  self->is_muted = TRUE;
  pyxis_event_log_notice (get_log (self), "muted",
                          "The user wants no more dialogs of this page: until it is loaded again "
                          "each is dismissed.");
}

static void
answered_cb (PyxisScriptDialog *dialog, gpointer user_data)
{
  ((Manners *) user_data)->last = g_get_monotonic_time ();
}

/* What was said of an earlier page is forgotten. */
static void
count_dialog (Manners *self)
{
  guint navigation = pyxis_event_log_get_navigation (get_log (self));
  gboolean is_same = navigation == self->navigation;

  if (!is_same)
    self->is_muted = FALSE;
  self->navigation = navigation;
  if (is_same && self->n_in_a_row > 0 && g_get_monotonic_time () - self->last < IN_A_ROW)
    self->n_in_a_row++;
  else
    self->n_in_a_row = 1;
}

static void
script_dialog_cb (PyxisView *view, PyxisScriptDialog *dialog, gpointer user_data)
{
  Manners *self = user_data;
  gboolean is_question = pyxis_script_dialog_get_kind (dialog) != PYXIS_SCRIPT_DIALOG_BEFORE_UNLOAD;
  GtkWindow *window = get_window (self);
  GtkWidget *prompt;

  if (is_question)
    count_dialog (self);
  if (!window || (is_question && self->is_muted))
    return;
  prompt =
    pyxis_script_prompt_new (window, dialog, self->name, is_question && self->n_in_a_row > 2);
  g_signal_connect_data (prompt, "muted", G_CALLBACK (muted_cb), g_rc_box_acquire (self),
                         manners_release, 0);
  g_signal_connect_data (dialog, "answered", G_CALLBACK (answered_cb), g_rc_box_acquire (self),
                         manners_release, 0);
  gtk_window_present (GTK_WINDOW (prompt));
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

/* (transfer full): NULL-terminated; files that have no path here are left out. */
static GPtrArray *
dup_paths (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    char *path = g_file_get_path (file);

    if (path)
      g_ptr_array_add (paths, path);
  }
  g_ptr_array_add (paths, NULL);
  return paths;
}

typedef struct {
  PyxisFileRequest *request;
  Manners *manners;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->request);
  g_rc_box_release_full (choice->manners, manners_clear);
  g_free (choice);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (PyxisFileRequest) request = g_object_ref (choice->request);
  g_autoptr (GPtrArray) paths =
    response == GTK_RESPONSE_ACCEPT ? dup_paths (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (!paths || paths->len < 2) {
    pyxis_file_request_cancel (request);
    return;
  }
  g_clear_object (&choice->manners->folder);
  choice->manners->folder = gtk_file_chooser_get_current_folder (GTK_FILE_CHOOSER (dialog));
  pyxis_file_request_select (request, (const char *const *) paths->pdata);
}

/* The one end of a chooser, whoever answers. */
static void
request_answered_cb (PyxisFileRequest *request, gpointer user_data)
{
  gtk_native_dialog_destroy (user_data);
  g_object_unref (user_data);
}

static void
choose_files_cb (PyxisView *view, PyxisFileRequest *request, gpointer user_data)
{
  Manners *self = user_data;
  gboolean is_multiple = pyxis_file_request_is_multiple (request);
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (is_multiple ? _ ("Choose Files") : _ ("Choose a File"),
                                 get_window (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  Choice *choice = g_new0 (Choice, 1);

  choice->request = g_object_ref (request);
  choice->manners = g_rc_box_acquire (self);
  gtk_file_chooser_set_select_multiple (chooser, is_multiple);
  add_filters (chooser, pyxis_file_request_get_filter (request));
  if (self->folder)
    gtk_file_chooser_set_current_folder (chooser, self->folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), choice, choice_free, 0);
  g_signal_connect (request, "answered", G_CALLBACK (request_answered_cb), dialog);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
pyxis_page_dialogs_attach (PyxisView *view, const char *name)
{
  Manners *self = g_rc_box_new0 (Manners);

  self->view = view;
  self->name = g_strdup (name);
  g_signal_connect_data (view, "script-dialog", G_CALLBACK (script_dialog_cb), self,
                         manners_release, 0);
  g_signal_connect_data (view, "choose-files", G_CALLBACK (choose_files_cb),
                         g_rc_box_acquire (self), manners_release, 0);
}
