/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "engine-options.h"

/* PyxisEngine: everything WebKit needs to run one project, before there is a view: a web context of
 * its own (so no other origin shares it), storage, the transport, the network policy, the bridge
 * and the web-process extension. Views are made from it. Main thread only. */

#define PYXIS_TYPE_ENGINE (pyxis_engine_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEngine, pyxis_engine, PYXIS, ENGINE, GObject)

/* Strings are copied, objects referenced. Fails where a port cannot be had. */
PyxisEngine *pyxis_engine_new (const PyxisEngineOptions *options, GError **error);

/* Compiles what must be there before the first load: the network filter. No view may load before
 * it is finished. */
void pyxis_engine_prepare_async (PyxisEngine *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pyxis_engine_prepare_finish (PyxisEngine *self, GAsyncResult *result, GError **error);

gboolean pyxis_engine_is_unattended (PyxisEngine *self);

gboolean pyxis_engine_is_network_denied (PyxisEngine *self);

PyxisEventLog *pyxis_engine_get_log (PyxisEngine *self);

/* (transfer none) */
PyxisVfs *pyxis_engine_get_vfs (PyxisEngine *self);

/* See PyxisEngineOptions. */
gboolean pyxis_engine_needs_extension (PyxisEngine *self);

/* (transfer none): where its pages stop; nowhere, until that is set. */
PyxisBreakpoints *pyxis_engine_get_breakpoints (PyxisEngine *self);

/* (transfer none): what answers the requests. */
PyxisResolver *pyxis_engine_get_resolver (PyxisEngine *self);

/* (transfer none): what the user granted the project. */
PyxisGrants *pyxis_engine_get_grants (PyxisEngine *self);

/* (nullable): see PyxisEngineOptions. */
const char *pyxis_engine_get_picked (PyxisEngine *self);

/* A page begins to load. */
void pyxis_engine_begin_page (PyxisEngine *self);

/* Another page comes: what the last one had open is closed. */
void pyxis_engine_close_files (PyxisEngine *self);

PyxisTransport pyxis_engine_get_transport (PyxisEngine *self);

/* "pyxis://ORIGIN" or "http://127.0.0.1:PORT". */
const char *pyxis_engine_get_base (PyxisEngine *self);

/* (transfer full): the first address to load. */
char *pyxis_engine_dup_start_address (PyxisEngine *self);

/* Whether `uri` lies in the project's own origin. */
gboolean pyxis_engine_owns_address (PyxisEngine *self, const char *uri);

/* Whether an own address names a folder without saying so: "pyxis://ORIGIN/dir". Cheap. */
gboolean pyxis_engine_is_folder_address (PyxisEngine *self, const char *uri);
