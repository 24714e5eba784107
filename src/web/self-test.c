/* SPDX-License-Identifier: Apache-2.0 */
#include "self-test.h"

#include <cjson/cJSON.h>

#include "memory-source.h"
#include "page.h"
#include "view.h"

#define TIME_LIMIT_S 20
#define BODY "/pyxis/js/self-test.js"

typedef struct {
  PyxisEngine *engine;
  PyxisView *view;
  guint timeout;
  PyxisSelfTest result;
} Run;

static gboolean
release_cb (gpointer user_data)
{
  Run *run = user_data;

  g_clear_object (&run->view);
  g_clear_object (&run->engine);
  g_free (run);
  return G_SOURCE_REMOVE;
}

/* Later: what ends the task may be a signal of the view, which must live until the signal is
 * over. */
static void
run_free (gpointer data)
{
  g_idle_add (release_cb, data);
}

static gboolean
is_true (const cJSON *object, const char *key)
{
  return cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (object, key));
}

/* Once: an answer, a failure and the time limit may all come. `error` (transfer full) (nullable).
 * The time limit holds the task until then. */
static void
finish (GTask *task, GError *error)
{
  Run *run = g_task_get_task_data (task);

  if (!run->timeout) {
    g_clear_error (&error);
    return;
  }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_clear_handle_id (&run->timeout, g_source_remove);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);
  cJSON *answer = NULL;

  if (json) {
    answer = cJSON_Parse (json);
    run->result.has_shared_memory = is_true (answer, "shared");
    run->result.reaches_worker = is_true (answer, "reaches");
    run->result.can_wait = is_true (answer, "waits");
    run->result.is_isolated = is_true (answer, "isolated");
    cJSON_Delete (answer);
  }
  finish (task, error);
}

static void
finished_cb (PyxisView *view, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GBytes) body = g_resources_lookup_data (BODY, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  pyxis_view_call_async (view, text, NULL, answered_cb, g_object_ref (task));
}

static void
failed_cb (PyxisView *view, const GError *error, gpointer user_data)
{
  finish (user_data, g_error_copy (error));
}

static void
crashed_cb (PyxisView *view, const char *reason, gpointer user_data)
{
  finish (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, reason));
}

static gboolean
timeout_cb (gpointer user_data)
{
  finish (user_data, g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                  "The web view did not answer within %d seconds.", TIME_LIMIT_S));
  return G_SOURCE_CONTINUE; /* finish () has removed it */
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
    finish (task, error);
}

static PyxisEngine *
create_engine (const PyxisEngineOptions *options, GError **error)
{
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_autoptr (GBytes) page = pyxis_page_new ("self-test", NULL);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisEngineOptions own = *options;

  pyxis_memory_source_put (source, "index.html", page);
  own.source = PYXIS_SOURCE (source);
  own.origin = "self-test";
  own.start_page = "index.html";
  own.log = log;
  own.data_dir = NULL;
  own.is_network_denied = FALSE;
  own.is_unattended = TRUE;
  return pyxis_engine_new (&own, error);
}

void
pyxis_self_test_run_async (const PyxisEngineOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);
  g_autoptr (GError) error = NULL;

  g_task_set_task_data (task, run, run_free);
  run->engine = create_engine (options, &error);
  if (!run->engine) {
    g_task_return_error (task, g_steal_pointer (&error));
    g_object_unref (task);
    return;
  }

  /* A view that is never mapped loads pages and runs scripts. */
  run->view = g_object_ref_sink (PYXIS_VIEW (pyxis_view_new (run->engine)));
  run->timeout = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, TIME_LIMIT_S, timeout_cb,
                                             g_object_ref (task), g_object_unref);
  g_signal_connect_object (run->view, "finished", G_CALLBACK (finished_cb), task, 0);
  g_signal_connect_object (run->view, "failed", G_CALLBACK (failed_cb), task, 0);
  g_signal_connect_object (run->view, "crashed", G_CALLBACK (crashed_cb), task, 0);
  pyxis_engine_prepare_async (run->engine, cancellable, prepared_cb, task);
}

gboolean
pyxis_self_test_run_finish (GAsyncResult *result, PyxisSelfTest *test, GError **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  *test = run->result;
  return g_task_propagate_boolean (G_TASK (result), error);
}
