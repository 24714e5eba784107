/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisScriptDialog: what alert (), confirm (), prompt () or a beforeunload handler asks. The
 * page's process waits for the answer, which is given once: a later one is ignored. Dropping the
 * last reference dismisses it, and so does whatever ends the page: a reload, a crash, the view's
 * end.
 *
 * Signal: "answered" (): however it was; there is nothing left to show. */
typedef enum {
  PYXIS_SCRIPT_DIALOG_ALERT,
  PYXIS_SCRIPT_DIALOG_CONFIRM,
  PYXIS_SCRIPT_DIALOG_PROMPT,
  PYXIS_SCRIPT_DIALOG_BEFORE_UNLOAD, /* accepted: the page goes; dismissed: it stays */
} PyxisScriptDialogKind;

#define PYXIS_TYPE_SCRIPT_DIALOG (pyxis_script_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PyxisScriptDialog, pyxis_script_dialog, PYXIS, SCRIPT_DIALOG, GObject)

PyxisScriptDialogKind pyxis_script_dialog_get_kind (PyxisScriptDialog *self);

/* Text, not markup; at most 4 KiB of it and 100 lines, of a before-unload none. */
const char *pyxis_script_dialog_get_message (PyxisScriptDialog *self);

/* What a prompt has in its entry; at most 64 KiB. */
const char *pyxis_script_dialog_get_default_text (PyxisScriptDialog *self);

/* `text` is what the user wrote into a prompt; NULL for the others. */
void pyxis_script_dialog_accept (PyxisScriptDialog *self, const char *text);

void pyxis_script_dialog_dismiss (PyxisScriptDialog *self);
