/* SPDX-License-Identifier: Apache-2.0 */
#include "command-work.h"

#include <signal.h>
#include <unistd.h>

#include "command.h"
#include "end-signals.h"

/* Columns that a line may have had; more than any title needs. */
#define COLUMNS 40

typedef struct {
  const PyxisCommandWork *work;
  PyxisFileWorkFunc func;
  gpointer data;
  PyxisCopyProgress *progress;
  GCancellable *cancellable;
  gboolean is_shown;
  gboolean is_over;
  gboolean is_done;
  int signal; /* 0: none came */
  guint timeout;
  GError *error;
} Running;

static gboolean
step_cb (gpointer user_data)
{
  Running *self = user_data;
  double fraction = pyxis_copy_progress_get_fraction (self->progress);

  if (self->signal != 0)
    g_printerr ("\rCancelling…%*s", COLUMNS - 11, "");
  /* What was copied may still have to be compressed. */
  else if (fraction >= 0 && fraction < 1)
    g_printerr ("\r%s… %d %% ", self->work->title, (int) (fraction * 100));
  else
    g_printerr ("\r%s…%5s", self->work->title, "");
  return G_SOURCE_CONTINUE;
}

static void
show (Running *self)
{
  self->is_shown = TRUE;
  self->timeout = g_timeout_add (PYXIS_FILE_WORK_STEP_MS, step_cb, self);
  step_cb (self);
}

static gboolean
show_cb (gpointer user_data)
{
  show (user_data);
  return G_SOURCE_REMOVE;
}

static void
remove_line (Running *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->is_shown)
    g_printerr ("\r%*s\r", COLUMNS, "");
  self->is_shown = FALSE;
}

static void
end_by_signal (Running *self)
{
  remove_line (self);
  pyxis_command_fail (0, "%s", self->work->cancelled);
  pyxis_end_signals_end (self->signal);
}

/* Whoever asks again does not wait for what is cleaned up. A terminal that closes asks twice by itself: it and its
 * shell send SIGHUP. */
static void
signal_cb (int signal, gpointer user_data)
{
  Running *self = user_data;

  if (self->signal != 0 && signal != SIGHUP) {
    remove_line (self);
    pyxis_end_signals_end (signal);
  }
  self->signal = signal;
  if (self->work->writes_nothing)
    end_by_signal (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (isatty (STDERR_FILENO))
    show (self);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Running *self = data;
  GError *error = NULL;

  if (self->func (self->data, self->progress, self->cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Running *self = user_data;

  self->is_done = g_task_propagate_boolean (G_TASK (result), &self->error);
  self->is_over = TRUE;
}

static void
run (Running *self)
{
  g_autoptr (PyxisEndSignals) signals = pyxis_end_signals_watch (signal_cb, self);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, over_cb, self);

  if (isatty (STDERR_FILENO))
    self->timeout = g_timeout_add (PYXIS_FILE_WORK_PATIENCE_MS, show_cb, self);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, work_in_thread);
  while (!self->is_over)
    g_main_context_iteration (NULL, TRUE);
  remove_line (self);
}

gboolean
pyxis_command_work_run (const PyxisCommandWork *work,
                        PyxisFileWorkFunc func,
                        gpointer data,
                        GError **error)
{
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Running self = {
    .work = work,
    .func = func,
    .data = data,
    .progress = progress,
    .cancellable = cancellable,
  };

  run (&self);
  if (g_error_matches (self.error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self.signal != 0)
    end_by_signal (&self);
  if (self.error)
    g_propagate_error (error, self.error);
  return self.is_done;
}
