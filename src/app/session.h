/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "advisor.h"
#include "engine.h"
#include "file-keeper.h"
#include "project.h"
#include "snapshot-duty.h"

/* PyxisSession: one opened project with all that its engine needs: the runtimes, the event log, the
 * folders of the installation and of the user. Shared by the window and by `check`. */
#define PYXIS_TYPE_SESSION (pyxis_session_get_type ())
G_DECLARE_FINAL_TYPE (PyxisSession, pyxis_session, PYXIS, SESSION, GObject)

typedef struct {
  const char *transport; /* "scheme", "loopback"; NULL: as the self-test says */
  int port;              /* of loopback; 0: the origin's own, -1: any free one */
  gboolean is_network_denied;
  gboolean is_temporary;  /* storage in memory, gone at the end */
  gboolean is_unattended; /* see PyxisEngineOptions */
  PyxisVfs *vfs;          /* (nullable): see PyxisEngineOptions */
  const char *picked;     /* (nullable): see PyxisEngineOptions */
  PyxisSnapshotChoice snapshot;
  PyxisEngine *sibling; /* see PyxisEngineOptions; its transport is taken too */
} PyxisSessionOptions;

PyxisSession *pyxis_session_new (PyxisProject *project);

PyxisProject *pyxis_session_get_project (PyxisSession *self);
PyxisEventLog *pyxis_session_get_log (PyxisSession *self);

/* (transfer none): puts advice into the log. */
PyxisAdvisor *pyxis_session_get_advisor (PyxisSession *self);

/* (nullable) (transfer none): of its files in memory, from the moment that it has started; NULL where
 * nobody is there to miss them, or where they were given. The session joined it. */
PyxisFileKeeper *pyxis_session_get_keeper (PyxisSession *self);

/* What it has in common with others is left to them. */
void pyxis_session_leave (PyxisSession *self);

/* Chooses the transport, makes the engine and prepares it. `options` is copied, its strings are
 * borrowed until the end. */
void pyxis_session_start_async (PyxisSession *self,
                                const PyxisSessionOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* (transfer full) */
PyxisEngine *pyxis_session_start_finish (PyxisSession *self, GAsyncResult *result, GError **error);

/* Fills in what does not depend on a project: runtimes, extension, cache. The strings and objects
 * are borrowed from the session. */
void pyxis_session_fill_options (PyxisSession *self, PyxisEngineOptions *options);
