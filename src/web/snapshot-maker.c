/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshot-maker.h"

#include "interpreter-snapshot.h"
#include "memory-source.h"
#include "page.h"
#include "vfs-get.h"
#include "view.h"
#include "web-library.h"

#define ORIGIN "interpreter-snapshot"
#define IMAGE "image"
#define TIME_LIMIT_S 120
#define BODY "/pyxis/js/made-snapshot.js"

typedef struct {
  PyxisInterpreterSnapshots *snapshots;
  PyxisRuntimes *runtimes; /* owns the key's runtime */
  PyxisInterpreterSnapshotKey *key;
  PyxisFileLock *lock;
  PyxisVfs *vfs;
  PyxisEngine *engine;
  PyxisView *view;
  GBytes *image;
  guint timeout;
} Run;

/* Later: what ends the task may be a signal of the view, which must live until the signal is over. */
static gboolean
release_cb (gpointer user_data)
{
  Run *run = user_data;

  g_clear_object (&run->view);
  g_clear_object (&run->engine);
  g_clear_object (&run->vfs);
  g_clear_pointer (&run->image, g_bytes_unref);
  g_clear_pointer (&run->key, pyxis_interpreter_snapshot_key_free);
  g_clear_pointer (&run->lock, pyxis_file_lock_free);
  g_clear_object (&run->runtimes);
  g_clear_object (&run->snapshots);
  g_free (run);
  return G_SOURCE_REMOVE;
}

static void
run_free (gpointer data)
{
  g_idle_add (release_cb, data);
}

/* Once: the page's answer, a failure and the time limit may all come. Whether it was the first. The time
 * limit holds the task until then. */
static gboolean
end (Run *run)
{
  if (!run->timeout)
    return FALSE;
  g_clear_handle_id (&run->timeout, g_source_remove);
  return TRUE;
}

/* Takes `error`. */
static void
fail (GTask *task, GError *error)
{
  g_autoptr (GTask) held = g_object_ref (task);

  if (end (g_task_get_task_data (held)))
    g_task_return_error (held, error);
  else
    g_error_free (error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  GError *error = NULL;

  if (pyxis_interpreter_snapshots_write (run->snapshots, run->key, run->image, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* (transfer full) */
static GBytes *
take_image (PyxisVfs *vfs, GError **error)
{
  g_autoptr (PyxisContent) content = pyxis_vfs_get (vfs, IMAGE, FALSE, error);
  g_autofree char *data = NULL;
  gsize length = 0;

  if (!content)
    return NULL;
  if (content->size < 0 || content->size > PYXIS_INTERPRETER_SNAPSHOT_MAX) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "it is too large");
    return NULL;
  }
  data = g_malloc ((gsize) content->size + 1);
  if (!g_input_stream_read_all (content->stream, data, (gsize) content->size, &length, NULL, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);

  if (json)
    run->image = take_image (run->vfs, &error);
  if (!run->image)
    fail (task, error);
  else if (end (run))
    g_task_run_in_thread (task, write_in_thread);
}

static void
finished_cb (PyxisView *view, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GBytes) body = g_resources_lookup_data (BODY, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  pyxis_view_call_async (view, text, g_task_get_cancellable (task), answered_cb,
                         g_object_ref (task));
}

static void
failed_cb (PyxisView *view, const GError *error, gpointer user_data)
{
  fail (user_data, g_error_copy (error));
}

static void
crashed_cb (PyxisView *view, const char *reason, gpointer user_data)
{
  fail (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, reason));
}

static gboolean
timeout_cb (gpointer user_data)
{
  fail (user_data, g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                "it was not done within %d seconds", TIME_LIMIT_S));
  return G_SOURCE_CONTINUE; /* end () has removed it */
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
    fail (task, error);
}

static PyxisEngine *
create_engine (const PyxisEngineOptions *options, Run *run, GError **error)
{
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_autoptr (GBytes) page =
    pyxis_page_new ("make-snapshot", "version", run->key->runtime->version, NULL);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisEngineOptions own = {
    .source = PYXIS_SOURCE (source),
    .origin = ORIGIN,
    .start_page = "index.html",
    .runtimes = run->runtimes,
    .log = log,
    .extension_dir = options->extension_dir,
    .cache_dir = options->cache_dir,
    .transport = options->transport,
    .port = -1,
    .is_unattended = TRUE,
    .vfs = run->vfs,
  };

  pyxis_memory_source_put (source, "index.html", page);
  return pyxis_engine_new (&own, error);
}

static gboolean
begin (Run *run, const PyxisEngineOptions *options, const PyxisRuntime *runtime, GError **error)
{
  run->vfs = pyxis_vfs_new ();
  run->lock = pyxis_interpreter_snapshots_lock (run->snapshots, error);
  if (!run->lock)
    return FALSE;
  run->key = pyxis_interpreter_snapshots_take_key (run->snapshots, runtime, error);
  if (!run->key)
    return FALSE;
  run->engine = create_engine (options, run, error);
  return run->engine != NULL;
}

void
pyxis_snapshot_maker_run_async (const PyxisEngineOptions *options,
                                PyxisInterpreterSnapshots *snapshots,
                                const PyxisRuntime *runtime,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);
  GError *error = NULL;

  g_task_set_task_data (task, run, run_free);
  run->snapshots = g_object_ref (snapshots);
  run->runtimes = g_object_ref (options->runtimes);
  if (!begin (run, options, runtime, &error)) {
    g_task_return_error (task, error);
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
pyxis_snapshot_maker_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
pyxis_snapshot_maker_dup_facts (void)
{
  g_autofree char *webkit = pyxis_web_library_dup_webkit_version ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return g_strdup_printf ("webkit %s\nlanguage %s\nzone %s", webkit, g_get_language_names ()[0],
                          g_time_zone_get_identifier (zone));
}
