/* SPDX-License-Identifier: Apache-2.0 */
#include "download-bar.h"

#include <glib/gi18n.h>

#include "download-row.h"
#include "kept-downloads.h"
#include "preferences.h"
#include "toast.h"

#define MAX_WAITING 8

/* On their way to memory. */
#define MAX_KEEPING 16

/* Refused in a row: the user wants none. */
#define MAX_REFUSED 3

struct _PyxisDownloadBar {
  GtkWidget parent_instance;

  GtkBox *rows;

  GQueue waiting;          /* of PyxisDownload: their place is not asked for yet */
  GtkNativeDialog *dialog; /* NULL: none is asked for */
  GFile *folder;           /* of the last file */
  guint navigation;        /* the page that was last asked for */
  guint n_refused;         /* by the user, of that page, in a row */
  guint n_keeping;         /* on their way to memory */
};

G_DEFINE_FINAL_TYPE (PyxisDownloadBar, pyxis_download_bar, GTK_TYPE_WIDGET)

static void
say_end (PyxisDownloadBar *self, PyxisDownload *download, const GError *error)
{
  const char *name = pyxis_download_get_name (download);
  g_autofree char *path_name = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error) {
    text = g_strdup_printf (_ ("“%s” was not saved: %s"), name, error->message);
    pyxis_toast_say (GTK_WIDGET (self), text);
    return;
  }
  path_name = g_filename_display_basename (pyxis_download_get_path (download));
  text = g_strdup_printf (_ ("“%s” saved"), path_name);
  pyxis_toast_say_saved (GTK_WIDGET (self), text, pyxis_download_get_path (download));
}

static void
remove_row (PyxisDownloadBar *self, PyxisDownload *download)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (child && pyxis_download_row_get_download (PYXIS_DOWNLOAD_ROW (child)) != download)
    child = gtk_widget_get_next_sibling (child);
  if (child)
    gtk_box_remove (self->rows, child);
}

static void
finished_cb (PyxisDownload *download, GError *error, gpointer user_data)
{
  remove_row (user_data, download);
  say_end (user_data, download, error);
}

/* (nullable) */
static PyxisProjectPage *
get_page (PyxisDownloadBar *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), PYXIS_TYPE_PROJECT_PAGE);

  return page ? PYXIS_PROJECT_PAGE (page) : NULL;
}

static void
kept_cb (PyxisDownload *download, GError *error, gpointer user_data)
{
  PyxisDownloadBar *self = user_data;

  self->n_keeping--;
  remove_row (self, download);
  if (error)
    say_end (self, download, error);
  else if (get_page (self) && pyxis_project_page_get_view (get_page (self)))
    pyxis_kept_downloads_tell (get_page (self), pyxis_download_get_vfs_path (download));
}

/* One dialog for all that wait: it is shown again for the next. */
static void
ask_first (PyxisDownloadBar *self)
{
  PyxisDownload *download = g_queue_peek_head (&self->waiting);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (self->dialog);

  gtk_file_chooser_set_current_name (chooser, pyxis_download_get_name (download));
  if (self->folder)
    gtk_file_chooser_set_current_folder (chooser, self->folder, NULL);
  gtk_native_dialog_show (self->dialog);
}

static void
close_dialog (PyxisDownloadBar *self)
{
  if (self->dialog)
    gtk_native_dialog_destroy (self->dialog);
  g_clear_object (&self->dialog);
}

static void
ask_next (PyxisDownloadBar *self)
{
  if (g_queue_is_empty (&self->waiting))
    close_dialog (self);
  else
    ask_first (self);
}

/* It cannot be saved any more: nobody is asked where to. */
static void
lost_cb (PyxisDownload *download, GError *error, gpointer user_data)
{
  PyxisDownloadBar *self = user_data;
  gboolean is_asked = g_queue_peek_head (&self->waiting) == download;

  say_end (self, download, error);
  if (g_queue_remove (&self->waiting, download))
    g_object_unref (download);
  if (is_asked) {
    gtk_native_dialog_hide (self->dialog);
    ask_next (self);
  }
}

static void
refuse_rest (PyxisDownloadBar *self)
{
  PyxisDownload *download;

  while ((download = g_queue_pop_head (&self->waiting))) {
    g_signal_handlers_disconnect_by_func (download, lost_cb, self);
    pyxis_download_cancel (download);
    g_object_unref (download);
  }
  pyxis_toast_say_with_action (GTK_WIDGET (self),
                               _ ("The page saves no more files until it is loaded again"),
                               _ ("_Reload"), "page.reload");
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  PyxisDownloadBar *self = user_data;
  g_autoptr (PyxisDownload) download = g_queue_pop_head (&self->waiting);
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  g_signal_handlers_disconnect_by_func (download, lost_cb, self);
  if (path) {
    g_clear_object (&self->folder);
    self->folder = g_file_get_parent (file);
    self->n_refused = 0;
    pyxis_download_bar_save (self, download, path);
  } else {
    self->n_refused++;
    pyxis_download_cancel (download);
  }
  if (self->n_refused >= MAX_REFUSED)
    refuse_rest (self);
  ask_next (self);
}

static void
open_dialog (PyxisDownloadBar *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  self->dialog = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
    _ ("Save the File"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL));
  gtk_native_dialog_set_modal (self->dialog, TRUE);
  g_signal_connect_object (self->dialog, "response", G_CALLBACK (chosen_cb), self, 0);
}

/* Once for each page, which may go on in a loop: the notice is made with the refusal that is one
 * too many. What was refused to an earlier page is forgotten. */
static gboolean
is_refused (PyxisDownloadBar *self, PyxisEventLog *log)
{
  guint navigation = pyxis_event_log_get_navigation (log);

  if (navigation != self->navigation)
    self->n_refused = 0;
  self->navigation = navigation;
  if (self->n_refused == MAX_REFUSED) {
    self->n_refused++;
    pyxis_event_log_notice (log, "limit",
                            "The user refused %d files in a row: until the page is loaded again it "
                            "can give no more.",
                            MAX_REFUSED);
  }
  return self->n_refused >= MAX_REFUSED;
}

/* The project says so, else the user; an app does as others do, and asks. */
static gboolean
goes_to_disk (PyxisDownloadBar *self)
{
  PyxisProjectPage *page = get_page (self);
  PyxisProject *project = page ? pyxis_project_page_get_project (page) : NULL;
  const char *place = project ? pyxis_configuration_get_string (
                                  pyxis_project_get_configuration (project), "pyxis", "downloads")
                              : "folder";

  if (place)
    return g_str_equal (place, "folder");
  return pyxis_project_is_app (project) || pyxis_preferences_get_asks_for_downloads ();
}

static gboolean
has_room (PyxisVfs *vfs, PyxisDownload *download)
{
  gsize used = pyxis_vfs_get_used_bytes (vfs), limit = pyxis_vfs_get_limits (vfs)->bytes;
  gint64 size = pyxis_download_get_size (download);

  return !pyxis_vfs_is_read_only (vfs) && used < limit && size <= (gint64) (limit - used);
}

/* FALSE: it is for the disk. */
static gboolean
keep (PyxisDownloadBar *self, PyxisView *view, PyxisDownload *download)
{
  PyxisVfs *vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (view));
  g_autofree char *text = NULL;

  if (goes_to_disk (self))
    return FALSE;
  if (self->n_keeping >= MAX_KEEPING) {
    pyxis_event_log_notice (pyxis_engine_get_log (pyxis_view_get_engine (view)), "limit",
                            "The page gave more files at once than there is time for; “%s” is "
                            "left out.",
                            pyxis_download_get_name (download));
    return TRUE;
  }
  if (!has_room (vfs, download)) {
    text = g_strdup_printf (_ ("“%s” finds no room in memory: choose where to save it"),
                            pyxis_download_get_name (download));
    pyxis_toast_say (GTK_WIDGET (self), text);
    return FALSE;
  }
  self->n_keeping++;
  gtk_box_append (self->rows, pyxis_download_row_new (download));
  g_signal_connect_object (download, "finished", G_CALLBACK (kept_cb), self, 0);
  pyxis_download_save_to_vfs (download, vfs);
  return TRUE;
}

/* A page needs no gesture to give a file: past some that wait it is no gift any more. */
static void
download_cb (PyxisView *view, PyxisDownload *download, gpointer user_data)
{
  PyxisDownloadBar *self = user_data;

  if (keep (self, view, download))
    return;
  if (is_refused (self, pyxis_engine_get_log (pyxis_view_get_engine (view)))) {
    pyxis_download_cancel (download);
    return;
  }
  if (g_queue_get_length (&self->waiting) > MAX_WAITING) {
    pyxis_event_log_notice (pyxis_engine_get_log (pyxis_view_get_engine (view)), "limit",
                            "The page gave more files than one can answer for; “%s” is left out.",
                            pyxis_download_get_name (download));
    return;
  }
  g_queue_push_tail (&self->waiting, g_object_ref (download));
  g_signal_connect_object (download, "finished", G_CALLBACK (lost_cb), self, 0);
  if (self->dialog)
    return;
  open_dialog (self);
  ask_first (self);
}

static void
pyxis_download_bar_dispose (GObject *object)
{
  PyxisDownloadBar *self = PYXIS_DOWNLOAD_BAR (object);

  close_dialog (self);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->folder);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_DOWNLOAD_BAR);

  G_OBJECT_CLASS (pyxis_download_bar_parent_class)->dispose (object);
}

static void
pyxis_download_bar_class_init (PyxisDownloadBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_download_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/download-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisDownloadBar, rows);
}

static void
pyxis_download_bar_init (PyxisDownloadBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_queue_init (&self->waiting);
}

void
pyxis_download_bar_attach (PyxisDownloadBar *self, PyxisView *view)
{
  g_return_if_fail (PYXIS_IS_DOWNLOAD_BAR (self));

  g_signal_connect_object (view, "download", G_CALLBACK (download_cb), self, 0);
}

void
pyxis_download_bar_save (PyxisDownloadBar *self, PyxisDownload *download, const char *path)
{
  g_return_if_fail (PYXIS_IS_DOWNLOAD_BAR (self));

  gtk_box_append (self->rows, pyxis_download_row_new (download));
  g_signal_connect_object (download, "finished", G_CALLBACK (finished_cb), self, 0);
  pyxis_download_save_to (download, path);
}
