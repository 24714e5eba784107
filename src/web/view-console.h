/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* JavaScript that the user types, in the page's own world: `name` is "run" or "complete", and the answer JSON
 * text as resources/js/console-run.js and console-complete.js make it. (transfer full) */
void pyxis_view_ask_console_async (PyxisView *self,
                                   const char *name,
                                   const char *code,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
char *pyxis_view_ask_console_finish (PyxisView *self, GAsyncResult *result, GError **error);
