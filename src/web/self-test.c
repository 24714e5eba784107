/* SPDX-License-Identifier: Apache-2.0 */
#include "self-test.h"

#include <cjson/cJSON.h>

#include "hidden-run.h"
#include "memory-source.h"
#include "page.h"

#define TIME_LIMIT_S 20
#define BODY "/pyxis/js/self-test.js"

static gboolean
is_true (const cJSON *object, const char *key)
{
  return cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (object, key));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PyxisSelfTest *test = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *json = pyxis_hidden_run_finish (result, &error);
  cJSON *answer;

  if (!json) {
    g_task_return_error (task, error);
    return;
  }
  answer = cJSON_Parse (json);
  test->has_shared_memory = is_true (answer, "shared");
  test->reaches_worker = is_true (answer, "reaches");
  test->can_wait = is_true (answer, "waits");
  test->is_isolated = is_true (answer, "isolated");
  cJSON_Delete (answer);
  g_task_return_boolean (task, TRUE);
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
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;
  g_autoptr (PyxisEngine) engine = create_engine (options, &error);

  g_task_set_task_data (task, g_new0 (PyxisSelfTest, 1), g_free);
  if (engine)
    pyxis_hidden_run_async (engine, BODY, TIME_LIMIT_S, cancellable, answered_cb,
                            g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

gboolean
pyxis_self_test_run_finish (GAsyncResult *result, PyxisSelfTest *test, GError **error)
{
  *test = *(PyxisSelfTest *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}
