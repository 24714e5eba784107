/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "engine.h"

/* Asks a page of our own something: a view that is never seen loads what `engine` starts with, and runs a
 * script of ours there. Cancelled, it ends at once, and the page's process with it. */

/* `body` is a resource: what pyxis_view_call_async () runs, once the page has loaded. */
void pyxis_hidden_run_async (PyxisEngine *engine,
                             const char *body,
                             guint limit_s,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* (transfer full) (nullable): the answer's JSON text. G_IO_ERROR_TIMED_OUT when there was none within
 * `limit_s` seconds; what else kept the page from loading or answering. */
char *pyxis_hidden_run_finish (GAsyncResult *result, GError **error);
