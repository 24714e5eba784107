/* SPDX-License-Identifier: Apache-2.0 */
#include "log-files.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "export.h"
#include "file-work.h"
#include "saved-log.h"
#include "toast.h"

#define CHOICE_SECRETS "secrets"

/* One export, or one log to be opened. */
typedef struct {
  GWeakRef place;
  char *path;
  PyxisExport export;
  PyxisLogOpened opened;
  PyxisEventLog *log; /* what was read */
  char *remark;
} Job;

static Job *
job_new (GtkWidget *place)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->place, place);
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_weak_ref_clear (&job->place);
  g_clear_pointer (&job->export.events, g_ptr_array_unref);
  g_clear_object (&job->log);
  g_free (job->path);
  g_free (job->remark);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* (nullable): NULL when it has gone. */
static GtkWindow *
get_window (GtkWidget *place)
{
  return place ? GTK_WINDOW (gtk_widget_get_ancestor (place, GTK_TYPE_WINDOW)) : NULL;
}

static void
say_error (GtkWidget *place, const char *title, const GError *error)
{
  GtkWindow *window = get_window (place);

  if (window && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pyxis_alert_show (window, title, error->message);
}

static gboolean
export_work (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return pyxis_export_save (&job->export, job->path, progress, cancellable, error);
}

static void
exported_end (gpointer data, const GError *error)
{
  Job *job = data;
  g_autoptr (GtkWidget) place = g_weak_ref_get (&job->place);
  g_autofree char *name = g_filename_display_basename (job->path);
  g_autofree char *done = g_strdup_printf (_ ("Saved “%s”"), name);

  if (error)
    say_error (place, _ ("The Events Were Not Exported"), error);
  else if (place)
    pyxis_toast_say_saved (place, done, job->path);
}

/* (transfer full) (nullable): what the user chose. */
static char *
dup_chosen (GtkNativeDialog *dialog, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  return file ? g_file_get_path (file) : NULL;
}

static void
export_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GtkWidget) place = g_weak_ref_get (&job->place);
  GtkWindow *window = get_window (place);
  const char *secrets = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), CHOICE_SECRETS);

  job->path = dup_chosen (dialog, response);
  job->export.has_secrets = g_strcmp0 (secrets, "true") == 0;
  g_object_unref (dialog);
  if (!job->path || !window)
    return;
  if (pyxis_export_find_format (job->path, &job->export.format))
    pyxis_file_work_run (window, _ ("Exporting Events"), export_work, exported_end,
                         g_steal_pointer (&job), job_free);
  else
    pyxis_alert_show (window, _ ("The Events Were Not Exported"),
                      _ ("The end of the name says what is wanted: .jsonl for the events, .har for "
                         "the requests, .json for the time line, which Perfetto opens."));
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

static GtkFileChooserNative *
new_chooser (GtkWidget *place, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *native =
    gtk_file_chooser_native_new (title, get_window (place), action, NULL, NULL);

  add_filter (GTK_FILE_CHOOSER (native), _ ("Events (.jsonl)"), "jsonl");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  return native;
}

void
pyxis_log_files_export (GtkWidget *place, GListModel *log, const char *name)
{
  GtkFileChooserNative *native =
    new_chooser (place, _ ("Export Events"), GTK_FILE_CHOOSER_ACTION_SAVE);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);
  g_autofree char *file = g_strconcat (name, ".jsonl", NULL);
  Job *job = job_new (place);

  job->export.events = pyxis_export_collect (log);
  add_filter (chooser, _ ("Requests as HAR (.har)"), "har");
  add_filter (chooser, _ ("Time Line for Perfetto (.json)"), "json");
  gtk_file_chooser_add_choice (chooser, CHOICE_SECRETS,
                               _ ("Requests with cookies and other secrets"), NULL, NULL);
  gtk_file_chooser_set_choice (chooser, CHOICE_SECRETS, "false");
  g_strdelimit (file, "/\\:*?\"<>|\n\r\t", '-');
  if (*file == '.')
    *file = '-';
  gtk_file_chooser_set_current_name (chooser, file);
  g_signal_connect (native, "response", G_CALLBACK (export_chosen_cb), job);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static gboolean
open_work (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->log = pyxis_saved_log_load (job->path, progress, cancellable, &job->remark, error);
  return job->log != NULL;
}

static void
opened_end (gpointer data, const GError *error)
{
  Job *job = data;
  g_autoptr (GtkWidget) place = g_weak_ref_get (&job->place);

  if (error)
    say_error (place, _ ("The Log Was Not Opened"), error);
  else if (get_window (place))
    job->opened (place, job->log, job->path, job->remark);
}

static void
open_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GtkWidget) place = g_weak_ref_get (&job->place);
  GtkWindow *window = get_window (place);

  job->path = dup_chosen (dialog, response);
  g_object_unref (dialog);
  if (job->path && window)
    pyxis_file_work_run (window, _ ("Opening a Log"), open_work, opened_end, g_steal_pointer (&job),
                         job_free);
}

void
pyxis_log_files_open (GtkWidget *place, const char *title, PyxisLogOpened opened)
{
  GtkFileChooserNative *native = new_chooser (place, title, GTK_FILE_CHOOSER_ACTION_OPEN);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  Job *job = job_new (place);

  job->opened = opened;
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), all);
  g_signal_connect (native, "response", G_CALLBACK (open_chosen_cb), job);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
