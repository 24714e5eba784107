/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshot-duty.h"

#include "snapshot-maker.h"

/* So that it does not compete with what the user does first. */
#define DELAY_S 5

struct _PyxisSnapshotDuty {
  PyxisEventLog *log;
  PyxisRuntimes *runtimes;
  PyxisInterpreterSnapshots *snapshots;
  char *extension_dir;
  char *cache_dir;
  PyxisTransport transport;
  char *version; /* (nullable): of the Pyodide that lacks one */
  guint delay;
};

/* One at a time, and one in all: of a process that cannot make it, nothing better is to be expected. */
static gboolean was_tried;

static PyxisEngineOptions
get_options (PyxisSnapshotDuty *self)
{
  return (PyxisEngineOptions){
    .runtimes = self->runtimes,
    .extension_dir = self->extension_dir,
    .cache_dir = self->cache_dir,
    .transport = self->transport,
  };
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisEventLog) log = user_data;
  g_autoptr (GError) error = NULL;

  if (pyxis_snapshot_maker_run_finish (result, &error))
    pyxis_event_log_notice (log, "snapshot", "Pyodide starts from a snapshot from now on.");
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    pyxis_event_log_notice (log, "snapshot", "No snapshot of Pyodide could be kept: %s.",
                            error->message);
}

static gboolean
delay_cb (gpointer user_data)
{
  PyxisSnapshotDuty *self = user_data;
  const PyxisRuntime *runtime = pyxis_runtimes_lookup (self->runtimes, "pyodide", self->version);
  PyxisEngineOptions options = get_options (self);

  self->delay = 0;
  if (was_tried || !runtime)
    return G_SOURCE_REMOVE;
  was_tried = TRUE;
  pyxis_snapshot_maker_run_async (&options, self->snapshots, runtime, NULL, made_cb,
                                  g_object_ref (self->log));
  return G_SOURCE_REMOVE;
}

static void
lacking_cb (PyxisInterpreterSnapshots *snapshots, const char *version, gpointer user_data)
{
  PyxisSnapshotDuty *self = user_data;

  g_free (self->version);
  self->version = g_strdup (version);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  static const char *const ends[] = { "py:done", "py:all-done", "py-editor:done", NULL };
  PyxisSnapshotDuty *self = user_data;

  if (self->version && !self->delay && !was_tried &&
      g_strv_contains (ends, pyxis_event_get_fields (event)->kind))
    self->delay = g_timeout_add_seconds_full (G_PRIORITY_LOW, DELAY_S, delay_cb, self, NULL);
}

gboolean
pyxis_snapshot_choice_parse (const char *word, PyxisSnapshotChoice *choice)
{
  if (!word)
    *choice = PYXIS_SNAPSHOT_AUTO;
  else if (g_str_equal (word, "on"))
    *choice = PYXIS_SNAPSHOT_FIRST;
  else if (g_str_equal (word, "off"))
    *choice = PYXIS_SNAPSHOT_OFF;
  else
    return FALSE;
  return TRUE;
}

PyxisInterpreterSnapshots *
pyxis_snapshot_duty_open (const char *cache_dir)
{
  g_autofree char *folder = g_build_filename (cache_dir, "interpreter-snapshots", NULL);
  g_autofree char *facts = pyxis_snapshot_maker_dup_facts ();

  return pyxis_interpreter_snapshots_new (folder, facts);
}

PyxisSnapshotDuty *
pyxis_snapshot_duty_new (const PyxisEngineOptions *options, PyxisInterpreterSnapshots *snapshots)
{
  PyxisSnapshotDuty *self = g_new0 (PyxisSnapshotDuty, 1);

  self->log = g_object_ref (options->log);
  self->runtimes = g_object_ref (options->runtimes);
  self->snapshots = g_object_ref (snapshots);
  self->extension_dir = g_strdup (options->extension_dir);
  self->cache_dir = g_strdup (options->cache_dir);
  self->transport = options->transport;
  g_signal_connect (snapshots, "lacking", G_CALLBACK (lacking_cb), self);
  g_signal_connect (self->log, "appended", G_CALLBACK (appended_cb), self);
  return self;
}

void
pyxis_snapshot_duty_free (PyxisSnapshotDuty *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->snapshots, self);
  g_signal_handlers_disconnect_by_data (self->log, self);
  g_object_unref (self->log);
  g_object_unref (self->runtimes);
  g_object_unref (self->snapshots);
  g_free (self->extension_dir);
  g_free (self->cache_dir);
  g_free (self->version);
  g_free (self);
}

static void
made_first_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (pyxis_snapshot_maker_run_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             "No snapshot of Pyodide could be made: %s.", error->message);
}

void
pyxis_snapshot_duty_make_async (PyxisSnapshotDuty *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const PyxisRuntime *runtime = pyxis_runtimes_nearest (self->runtimes, "pyodide", "");
  PyxisEngineOptions options = get_options (self);

  if (!runtime || !pyxis_interpreter_snapshots_lacks (self->snapshots, runtime)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  pyxis_snapshot_maker_run_async (&options, self->snapshots, runtime, cancellable, made_first_cb,
                                  g_steal_pointer (&task));
}

gboolean
pyxis_snapshot_duty_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
