/* SPDX-License-Identifier: Apache-2.0 */
#include "hidden-run.h"

#include "view.h"

typedef struct {
  PyxisEngine *engine;
  PyxisView *view;
  char *body;
  guint limit_s;
  guint timeout;
  GSource *cancelled; /* (nullable) */
  gboolean is_loaded;
} Run;

static gboolean
release_cb (gpointer user_data)
{
  Run *run = user_data;

  g_clear_object (&run->view);
  g_clear_object (&run->engine);
  g_free (run->body);
  g_free (run);
  return G_SOURCE_REMOVE;
}

/* Later: what ends the task may be a signal of the view, which must live until the signal is over. */
static void
run_free (gpointer data)
{
  g_idle_add (release_cb, data);
}

/* Once: an answer, a failure and the time limit may all come. Takes one of `json` and `error`. The time limit
 * holds the task until then. */
static void
finish (GTask *task, char *json, GError *error)
{
  Run *run = g_task_get_task_data (task);

  if (!run->timeout) {
    g_free (json);
    g_clear_error (&error);
    return;
  }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, json, g_free);
  if (run->cancelled)
    g_source_destroy (run->cancelled);
  g_clear_pointer (&run->cancelled, g_source_unref);
  g_clear_handle_id (&run->timeout, g_source_remove);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);

  finish (task, json, error);
}

static void
finished_cb (PyxisView *view, gpointer user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);

  run->is_loaded = TRUE;
  pyxis_view_call_loaded_async (view, run->body, g_task_get_cancellable (task), answered_cb,
                                g_object_ref (task));
}

static void
failed_cb (PyxisView *view, const GError *error, gpointer user_data)
{
  finish (user_data, NULL, g_error_copy (error));
}

static void
crashed_cb (PyxisView *view, const char *reason, gpointer user_data)
{
  finish (user_data, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, reason));
}

static gboolean
timeout_cb (gpointer user_data)
{
  Run *run = g_task_get_task_data (user_data);

  finish (user_data, NULL,
          g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                       "The web view did not answer within %u seconds.", run->limit_s));
  return G_SOURCE_CONTINUE; /* finish () has removed it */
}

/* The page's script would go on until it is done. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Run *run = g_task_get_task_data (user_data);
  g_autoptr (PyxisView) loaded = run->is_loaded ? g_object_ref (run->view) : NULL;

  finish (user_data, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled."));
  if (loaded)
    pyxis_view_terminate (loaded);
  return G_SOURCE_CONTINUE; /* finish () has removed it */
}

static void
watch_cancellable (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (!g_task_get_cancellable (task))
    return;
  run->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (run->cancelled, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_source_attach (run->cancelled, NULL);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (pyxis_engine_prepare_finish (PYXIS_ENGINE (source), result, &error))
    pyxis_view_load_start (run->view);
  else
    finish (task, NULL, error);
}

void
pyxis_hidden_run_async (PyxisEngine *engine,
                        const char *body,
                        guint limit_s,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  g_task_set_task_data (task, run, run_free);
  run->engine = g_object_ref (engine);
  run->body = g_strdup (body);
  run->limit_s = limit_s;
  /* A view that is never mapped loads pages and runs scripts. */
  run->view = g_object_ref_sink (PYXIS_VIEW (pyxis_view_new (engine)));
  run->timeout = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, limit_s, timeout_cb,
                                             g_object_ref (task), g_object_unref);
  watch_cancellable (task);
  g_signal_connect_object (run->view, "finished", G_CALLBACK (finished_cb), task, 0);
  g_signal_connect_object (run->view, "failed", G_CALLBACK (failed_cb), task, 0);
  g_signal_connect_object (run->view, "crashed", G_CALLBACK (crashed_cb), task, 0);
  pyxis_engine_prepare_async (engine, cancellable, prepared_cb, task);
}

char *
pyxis_hidden_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
