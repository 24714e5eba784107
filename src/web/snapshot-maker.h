/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "engine.h"

/* Makes the snapshot of an interpreter: a hidden view loads a page of our own, at an origin of its own and
 * with files in memory of its own, so that nothing of a project is in it; the page starts the interpreter,
 * takes its memory, starts another from that, and leaves it among its files only if that one runs. A page that
 * fails or crashes is tried once more. */

/* `options` says where; its source, origin, start page, files and log are ignored. Holds the store's lock
 * meanwhile. */
void pyxis_snapshot_maker_run_async (const PyxisEngineOptions *options,
                                     PyxisInterpreterSnapshots *snapshots,
                                     const PyxisRuntime *runtime,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* G_IO_ERROR_BUSY: another process makes one. The message is the end of a sentence. */
gboolean pyxis_snapshot_maker_run_finish (GAsyncResult *result, GError **error);

/* (transfer full): what of this machine is in an interpreter's memory: for the store. */
char *pyxis_snapshot_maker_dup_facts (void);
