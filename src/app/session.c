/* SPDX-License-Identifier: Apache-2.0 */
#include "session-private.h"

#include "installation.h"
#include "user-folder.h"

G_DEFINE_FINAL_TYPE (PyxisSession, pyxis_session, G_TYPE_OBJECT)

static void
pyxis_session_dispose (GObject *object)
{
  PyxisSession *self = PYXIS_SESSION (object);

  pyxis_session_leave (self);
  g_clear_pointer (&self->duty, pyxis_snapshot_duty_free);
  g_clear_object (&self->snapshots);
  g_clear_object (&self->code);
  g_clear_object (&self->project);
  g_clear_object (&self->runtimes);
  g_clear_object (&self->advisor);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (pyxis_session_parent_class)->dispose (object);
}

static void
pyxis_session_finalize (GObject *object)
{
  PyxisSession *self = PYXIS_SESSION (object);

  g_free (self->extension_dir);
  g_free (self->cache_dir);
  g_free (self->data_dir);

  G_OBJECT_CLASS (pyxis_session_parent_class)->finalize (object);
}

static void
pyxis_session_class_init (PyxisSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_session_dispose;
  object_class->finalize = pyxis_session_finalize;
}

static void
pyxis_session_init (PyxisSession *self)
{
  self->runtimes = pyxis_runtimes_new_installed ();
  self->log = pyxis_event_log_new ();
  self->advisor = pyxis_advisor_new (self->log);
  self->extension_dir = pyxis_installation_dup_extension_dir ();
  self->cache_dir = pyxis_installation_dup_cache_dir ();
  self->snapshots = pyxis_snapshot_duty_open (self->cache_dir);
}

PyxisSession *
pyxis_session_new (PyxisProject *project)
{
  PyxisSession *self = g_object_new (PYXIS_TYPE_SESSION, NULL);

  if (project) {
    g_autofree char *code = g_build_filename (self->cache_dir, "compiled-code", NULL);

    self->project = g_object_ref (project);
    self->code = pyxis_code_cache_new (code, pyxis_project_get_origin (project));
    if (pyxis_project_get_runtimes (project))
      g_set_object (&self->runtimes, pyxis_project_get_runtimes (project));
    self->data_dir = g_build_filename (g_get_user_data_dir (), pyxis_user_folder_get_name (),
                                       "storage", pyxis_project_get_origin (project), NULL);
  }
  return self;
}

PyxisProject *
pyxis_session_get_project (PyxisSession *self)
{
  g_return_val_if_fail (PYXIS_IS_SESSION (self), NULL);

  return self->project;
}

PyxisEventLog *
pyxis_session_get_log (PyxisSession *self)
{
  g_return_val_if_fail (PYXIS_IS_SESSION (self), NULL);

  return self->log;
}

PyxisAdvisor *
pyxis_session_get_advisor (PyxisSession *self)
{
  g_return_val_if_fail (PYXIS_IS_SESSION (self), NULL);

  return self->advisor;
}

PyxisFileKeeper *
pyxis_session_get_keeper (PyxisSession *self)
{
  g_return_val_if_fail (PYXIS_IS_SESSION (self), NULL);

  return self->keeper;
}

void
pyxis_session_leave (PyxisSession *self)
{
  g_return_if_fail (PYXIS_IS_SESSION (self));

  if (self->keeper)
    pyxis_file_keeper_leave (self->keeper, self);
  g_clear_object (&self->keeper);
}

void
pyxis_session_fill_options (PyxisSession *self, PyxisEngineOptions *options)
{
  g_return_if_fail (PYXIS_IS_SESSION (self));

  options->runtimes = self->runtimes;
  options->log = self->log;
  options->extension_dir = self->extension_dir;
  options->needs_extension = pyxis_installation_carries_extension ();
  options->cache_dir = self->cache_dir;
}
