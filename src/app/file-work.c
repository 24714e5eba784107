/* SPDX-License-Identifier: Apache-2.0 */
#include "file-work.h"

struct _PyxisFileWork {
  AdwMessageDialog parent_instance;

  GtkProgressBar *progress_bar;

  PyxisCopyProgress *progress;
  GCancellable *cancellable;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (PyxisFileWork, pyxis_file_work, ADW_TYPE_MESSAGE_DIALOG)

typedef struct {
  PyxisFileWork *dialog;
  PyxisFileWorkFunc func;
  PyxisFileWorkEnd end;
  gpointer data;
  GDestroyNotify free_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  job->free_data (job->data);
  g_object_unref (job->dialog);
  g_free (job);
}

static gboolean
step_cb (gpointer user_data)
{
  PyxisFileWork *self = user_data;
  double fraction = pyxis_copy_progress_get_fraction (self->progress);

  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  return G_SOURCE_CONTINUE;
}

static gboolean
show_cb (gpointer user_data)
{
  PyxisFileWork *self = user_data;

  self->timeout = g_timeout_add (PYXIS_FILE_WORK_STEP_MS, step_cb, self);
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
pyxis_file_work_response (AdwMessageDialog *dialog, const char *response)
{
  g_cancellable_cancel (PYXIS_FILE_WORK (dialog)->cancellable);
}

static void
pyxis_file_work_dispose (GObject *object)
{
  PyxisFileWork *self = PYXIS_FILE_WORK (object);

  g_clear_handle_id (&self->timeout, g_source_remove);

  G_OBJECT_CLASS (pyxis_file_work_parent_class)->dispose (object);
}

static void
pyxis_file_work_finalize (GObject *object)
{
  PyxisFileWork *self = PYXIS_FILE_WORK (object);

  pyxis_copy_progress_unref (self->progress);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (pyxis_file_work_parent_class)->finalize (object);
}

static void
pyxis_file_work_class_init (PyxisFileWorkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_file_work_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_file_work_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = pyxis_file_work_response;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/file-work.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisFileWork, progress_bar);
}

static void
pyxis_file_work_init (PyxisFileWork *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->progress = pyxis_copy_progress_new ();
  self->cancellable = g_cancellable_new ();
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  PyxisFileWork *dialog = job->dialog;
  GError *error = NULL;

  if (job->func (job->data, dialog->progress, dialog->cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  gtk_window_destroy (GTK_WINDOW (job->dialog));
  job->end (job->data, error);
}

/* GTK (4.8) forgets it of a window that outlives its parent, as this does as long as the thread runs. */
static void
parent_destroyed_cb (GtkWidget *parent, gpointer user_data)
{
  gtk_window_set_transient_for (user_data, NULL);
}

void
pyxis_file_work_run (GtkWindow *window,
                     const char *title,
                     PyxisFileWorkFunc func,
                     PyxisFileWorkEnd end,
                     gpointer data,
                     GDestroyNotify free_data)
{
  PyxisFileWork *self =
    g_object_new (PYXIS_TYPE_FILE_WORK, "transient-for", window, "heading", title, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, done_cb, NULL);
  Job *job = g_new0 (Job, 1);

  g_signal_connect_object (window, "destroy", G_CALLBACK (parent_destroyed_cb), self, 0);
  job->dialog = g_object_ref (self);
  job->func = func;
  job->end = end;
  job->data = data;
  job->free_data = free_data;
  self->timeout = g_timeout_add (PYXIS_FILE_WORK_PATIENCE_MS, show_cb, self);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work_in_thread);
}
