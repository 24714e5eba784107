/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "interpreters.h"

/* PyxisConsoleTargets: a drop-down of where code can be run: each interpreter of the page, and JavaScript.
 * What the user chose, or ran something in, is chosen again when it comes back, as after a reload; until
 * then, and before any choice, it is the first interpreter.
 *
 * Signal: "changed" (): what is chosen is another. */
#define PYXIS_TYPE_CONSOLE_TARGETS (pyxis_console_targets_get_type ())
G_DECLARE_FINAL_TYPE (PyxisConsoleTargets, pyxis_console_targets, PYXIS, CONSOLE_TARGETS, GtkWidget)

/* `interpreters` (nullable) */
void pyxis_console_targets_set_interpreters (PyxisConsoleTargets *self,
                                             PyxisInterpreters *interpreters);

/* (nullable) (transfer none): NULL is JavaScript. */
PyxisInterpreter *pyxis_console_targets_get_chosen (PyxisConsoleTargets *self);

/* What is chosen now is the user's choice: an interpreter that starts later does not take its place. */
void pyxis_console_targets_keep_chosen (PyxisConsoleTargets *self);
