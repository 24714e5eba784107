/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "engine.h"

/* PyxisSnapshotDuty: sees to it that an interpreter has a snapshot the next time. When a project asked for
 * one that was not there, and its scripts are done, one is made some seconds later, out of sight; once in
 * this process, and whatever becomes of the project meanwhile. What fails is tried again by the next
 * process. */
typedef struct _PyxisSnapshotDuty PyxisSnapshotDuty;

typedef enum {
  PYXIS_SNAPSHOT_AUTO,  /* interpreters start from one, unless the project wants none; where one was
                           lacking, and somebody is there, it is made once the page is done */
  PYXIS_SNAPSHOT_OFF,   /* each starts the ordinary way */
  PYXIS_SNAPSHOT_FIRST, /* one is made before the page is loaded */
} PyxisSnapshotChoice;

/* `word` is "on", "off", or NULL where nothing is said; FALSE: it is something else. */
gboolean pyxis_snapshot_choice_parse (const char *word, PyxisSnapshotChoice *choice);

/* (transfer full): those of this machine, kept in the user's cache folder. */
PyxisInterpreterSnapshots *pyxis_snapshot_duty_open (const char *cache_dir);

/* What it needs of `options` is copied; `snapshots` is what the engine reads. */
PyxisSnapshotDuty *pyxis_snapshot_duty_new (const PyxisEngineOptions *options,
                                            PyxisInterpreterSnapshots *snapshots);

/* What is under way goes on. */
void pyxis_snapshot_duty_free (PyxisSnapshotDuty *self);

/* Makes one at once, of the newest Pyodide, if it lacks one. */
void pyxis_snapshot_duty_make_async (PyxisSnapshotDuty *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* TRUE where there was one. The message is a sentence. */
gboolean pyxis_snapshot_duty_make_finish (GAsyncResult *result, GError **error);
