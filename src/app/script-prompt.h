/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "script-dialog.h"

/* PyxisScriptPrompt: shows one dialog of a page and answers it. Escape and closing dismiss; when
 * the page no longer waits it goes by itself.
 *
 * Signal: "muted" (): the user wants to see no more dialogs of this page; before the answer. */
#define PYXIS_TYPE_SCRIPT_PROMPT (pyxis_script_prompt_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisScriptPrompt, pyxis_script_prompt, PYXIS, SCRIPT_PROMPT, AdwMessageDialog)

/* Modal over `parent`; `name` is the project's. `offers_mute`: the page showed others just now. */
GtkWidget *pyxis_script_prompt_new (GtkWindow *parent,
                                    PyxisScriptDialog *dialog,
                                    const char *name,
                                    gboolean offers_mute);
