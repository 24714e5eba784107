/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "script-dialog.h"
#include "view.h"

/* Takes over a dialog whose answer WebKit waits for, until `view` is "withdrawn". */
PyxisScriptDialog *pyxis_script_dialog_new (WebKitScriptDialog *dialog, PyxisView *view);

/* FALSE until it is answered. */
gboolean pyxis_script_dialog_is_accepted (PyxisScriptDialog *self);
