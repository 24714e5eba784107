/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshot-maker.h"

#include "hidden-run.h"
#include "interpreter-snapshot.h"
#include "lean-module.h"
#include "memory-source.h"
#include "page.h"
#include "vfs-get.h"
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
  GBytes *image;
  gint64 deadline;    /* of both tries, monotonic */
  gboolean is_second; /* try */
} Run;

static void begin_page (GTask *task);

static gboolean
release_cb (gpointer user_data)
{
  Run *run = user_data;

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

/* In the main thread: the one that writes may be the last to hold the task. */
static void
run_free (gpointer data)
{
  g_idle_add (release_cb, data);
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

/* What the process of the page lacked may be there a moment later. Time would not, nor room. */
static gboolean
may_try_again (const Run *run, const GError *error)
{
  return !run->is_second && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *json = pyxis_hidden_run_finish (result, &error);

  if (json)
    run->image = take_image (run->vfs, &error);
  if (run->image) {
    g_task_run_in_thread (task, write_in_thread);
  } else if (may_try_again (run, error)) {
    g_debug ("Making a snapshot of Pyodide is tried again: %s", error->message);
    g_error_free (error);
    run->is_second = TRUE;
    begin_page (g_steal_pointer (&task));
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)) {
    g_error_free (error);
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                             "it was not done within %d seconds", TIME_LIMIT_S);
  } else {
    g_task_return_error (task, error);
  }
}

/* (transfer full) */
static GBytes *
create_page (Run *run)
{
  const PyxisRuntime *pyscript = pyxis_runtimes_nearest (run->runtimes, "pyscript", NULL);

  return pyxis_page_new ("make-snapshot", "version", run->key->runtime->version, "pyscript",
                         pyscript ? pyscript->version : "", NULL);
}

/* Takes `task`. */
static void
begin_page (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  gint64 left_s = (run->deadline - g_get_monotonic_time ()) / G_USEC_PER_SEC;

  pyxis_hidden_run_async (run->engine, BODY, (guint) MAX (left_s, 1), g_task_get_cancellable (task),
                          answered_cb, task);
}

static PyxisEngine *
create_engine (const PyxisEngineOptions *options, Run *run, GError **error)
{
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_autoptr (GBytes) page = create_page (run);
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
prepare (Run *run, const PyxisEngineOptions *options, const PyxisRuntime *runtime, GError **error)
{
  run->deadline = g_get_monotonic_time () + TIME_LIMIT_S * G_USEC_PER_SEC;
  run->vfs = pyxis_vfs_new ();
  run->lock = pyxis_interpreter_snapshots_lock (run->snapshots, error);
  if (!run->lock)
    return FALSE;
  run->key = pyxis_interpreter_snapshots_take_key (run->snapshots, runtime, error);
  run->engine = run->key ? create_engine (options, run, error) : NULL;
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
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);
  GError *error = NULL;

  g_task_set_task_data (task, run, run_free);
  run->snapshots = g_object_ref (snapshots);
  run->runtimes = g_object_ref (options->runtimes);
  if (prepare (run, options, runtime, &error))
    begin_page (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
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

  return g_strdup_printf ("webkit %s\nlanguage %s\nzone %s\nmodule %d", webkit,
                          g_get_language_names ()[0], g_time_zone_get_identifier (zone),
                          PYXIS_LEAN_MODULE_VERSION);
}
