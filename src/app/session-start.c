/* SPDX-License-Identifier: Apache-2.0 */
#include "session-private.h"

#include <glib/gi18n.h>

#include "environment.h"
#include "self-test.h"

/* One start under way. */
typedef struct {
  PyxisEngineOptions options;
  PyxisEngine *engine;
  char *transport; /* (nullable): as the caller wants it */
  PyxisSnapshotChoice snapshot;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_clear_object (&start->engine);
  g_clear_object (&start->options.sibling);
  g_clear_object (&start->options.vfs);
  g_clear_object (&start->options.grants);
  g_free (start->transport);
  g_free (start);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (pyxis_engine_prepare_finish (PYXIS_ENGINE (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&start->engine), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
create_engine (GTask *task)
{
  PyxisSession *self = g_task_get_source_object (task);
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  start->engine = pyxis_engine_new (&start->options, &error);
  if (!start->engine) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  pyxis_event_log_notice (self->log, "transport", "The project is served over %s.",
                          start->options.transport == PYXIS_TRANSPORT_SCHEME ? "the scheme"
                                                                             : "loopback HTTP");
  pyxis_engine_prepare_async (start->engine, g_task_get_cancellable (task), prepared_cb,
                              g_object_ref (task));
}

/* Without one it goes on the ordinary way. */
static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PyxisSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!pyxis_snapshot_duty_make_finish (result, &error))
    pyxis_event_log_notice (self->log, "snapshot", "%s", error->message);
  create_engine (task);
}

static void
start_engine (GTask *task)
{
  PyxisSession *self = g_task_get_source_object (task);
  Start *start = g_task_get_task_data (task);

  if (start->options.snapshots && !self->duty &&
      (start->snapshot == PYXIS_SNAPSHOT_FIRST || !start->options.is_unattended))
    self->duty = pyxis_snapshot_duty_new (&start->options, self->snapshots);
  if (start->options.snapshots && start->snapshot == PYXIS_SNAPSHOT_FIRST)
    pyxis_snapshot_duty_make_async (self->duty, g_task_get_cancellable (task), made_cb,
                                    g_object_ref (task));
  else
    create_engine (task);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Start *start = g_task_get_task_data (task);

  start->options.transport = pyxis_transport_choose_finish (result);
  start_engine (task);
}

static void
choose_transport (GTask *task)
{
  Start *start = g_task_get_task_data (task);

  if (start->options.sibling) {
    start->options.transport = pyxis_engine_get_transport (start->options.sibling);
    start_engine (task);
  } else if (start->transport) {
    start->options.transport = g_str_equal (start->transport, "loopback") ? PYXIS_TRANSPORT_LOOPBACK
                                                                          : PYXIS_TRANSPORT_SCHEME;
    start_engine (task);
  } else {
    pyxis_transport_choose_async (&start->options, g_task_get_cancellable (task), chosen_cb,
                                  g_object_ref (task));
  }
}

static void
notice_cb (PyxisFileKeeper *keeper, const char *code, const char *sentence, gpointer user_data)
{
  pyxis_event_log_notice (user_data, code, "%s", sentence);
}

/* Takes the keeper. */
static void
join_keeper (PyxisSession *self, PyxisFileKeeper *keeper)
{
  self->keeper = keeper;
  g_signal_connect_object (keeper, "notice", G_CALLBACK (notice_cb), self->log, 0);
  pyxis_file_keeper_join (keeper, self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisFileKeeper) keeper = pyxis_file_keeper_open_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!keeper) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_set_object (&start->options.vfs, pyxis_file_keeper_get_vfs (keeper));
  join_keeper (g_task_get_source_object (task), g_steal_pointer (&keeper));
  choose_transport (task);
}

/* The files of a window beside this one, or those that are kept. */
static void
find_files (GTask *task)
{
  PyxisSession *self = g_task_get_source_object (task);
  PyxisEngine *sibling = ((Start *) g_task_get_task_data (task))->options.sibling;
  PyxisFileKeeper *keeper =
    sibling ? pyxis_file_keeper_find (pyxis_engine_get_vfs (sibling)) : NULL;

  if (keeper) {
    join_keeper (self, g_object_ref (keeper));
    choose_transport (task);
  } else {
    pyxis_file_keeper_open_async (self->project, g_task_get_cancellable (task), kept_cb,
                                  g_object_ref (task));
  }
}

/* What the configuration says that nobody will understand. */
static void
report_warnings (PyxisSession *self)
{
  GPtrArray *warnings = pyxis_project_get_configuration (self->project)->warnings;

  for (guint i = 0; i < warnings->len; i++)
    pyxis_event_log_notice (self->log, "configuration", "%s", (const char *) warnings->pdata[i]);
}

/* (nullable) (transfer none): where pages store things, if it is to be had. WebKit would have every
 * page's storage fail. */
static const char *
find_data_dir (PyxisSession *self)
{
  g_autofree char *shown = NULL;

  if (pyxis_environment_can_write (self->data_dir))
    return self->data_dir;
  shown = g_filename_display_name (g_get_user_data_dir ());
  pyxis_event_log_notice (self->log, "storage",
                          _ ("What pages store is lost when the window closes: “%s” cannot be "
                             "written."),
                          shown);
  return NULL;
}

/* (nullable) (transfer none) */
static PyxisInterpreterSnapshots *
choose_snapshots (PyxisSession *self, PyxisSnapshotChoice choice)
{
  const PyxisConfiguration *said = pyxis_project_get_configuration (self->project);
  gboolean is_wanted = pyxis_configuration_get_boolean (said, "pyxis", "snapshot", TRUE);

  return is_wanted && choice != PYXIS_SNAPSHOT_OFF ? self->snapshots : NULL;
}

/* (nullable) (transfer none): see code-cache.h. */
static PyxisCodeCache *
choose_code (PyxisSession *self, const PyxisSessionOptions *options)
{
  gboolean is_wanted = !options->is_temporary || options->snapshot == PYXIS_SNAPSHOT_FIRST;

  return is_wanted && choose_snapshots (self, options->snapshot) ? self->code : NULL;
}

/* What the user granted the project is kept, but for a run that keeps nothing. */
static PyxisGrants *
load_grants (PyxisSession *self, gboolean is_temporary)
{
  g_autofree char *file =
    is_temporary ? NULL : pyxis_grants_dup_path (pyxis_project_get_origin (self->project));

  return pyxis_grants_new (file);
}

void
pyxis_session_start_async (PyxisSession *self,
                           const PyxisSessionOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Start *start = g_new0 (Start, 1);

  g_return_if_fail (PYXIS_IS_SESSION (self));

  pyxis_session_fill_options (self, &start->options);
  start->options.source = pyxis_project_get_source (self->project);
  start->options.origin = pyxis_project_get_origin (self->project);
  start->options.start_page = pyxis_project_get_start_page (self->project);
  start->options.data_dir = options->is_temporary ? NULL : find_data_dir (self);
  start->options.has_no_tools = !pyxis_project_has_tools (self->project);
  start->options.is_handed_files = pyxis_project_is_app (self->project);
  start->options.port = options->port;
  start->options.sibling = options->sibling ? g_object_ref (options->sibling) : NULL;
  g_set_object (&start->options.vfs, options->vfs);
  if (!options->sibling)
    start->options.grants = load_grants (self, options->is_temporary);
  start->options.picked = options->picked;
  start->options.snapshots = choose_snapshots (self, options->snapshot);
  start->options.code = choose_code (self, options);
  start->snapshot = options->snapshot;
  start->options.is_unattended = options->is_unattended;
  report_warnings (self);
  start->options.hosts =
    options->is_network_denied ? NULL : pyxis_project_get_hosts (self->project);
  start->options.is_network_denied = options->is_network_denied || start->options.hosts;
  g_task_set_task_data (task, start, start_free);

  start->transport = g_strdup (options->transport);
  if (options->vfs || options->is_unattended)
    choose_transport (task);
  else
    find_files (task);
}

PyxisEngine *
pyxis_session_start_finish (PyxisSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
