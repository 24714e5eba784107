/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisConsolePrompt: where code is typed, of one line or several. Enter runs it, Shift+Enter makes a new
 * line, Up and Down at the first and the last line recall what was run before, Tab completes.
 *
 * Signals: "run" (string): the user wants it to be run; the text stays until it is replaced.
 *          "complete" (string): up to the cursor, to be answered by pyxis_console_prompt_offer ().
 *          "clear" (): the user wants to see nothing of what was before (Ctrl+L). */
#define PYXIS_TYPE_CONSOLE_PROMPT (pyxis_console_prompt_get_type ())
G_DECLARE_FINAL_TYPE (PyxisConsolePrompt, pyxis_console_prompt, PYXIS, CONSOLE_PROMPT, GtkWidget)

/* "python3" or "js". */
void pyxis_console_prompt_set_language (PyxisConsolePrompt *self, const char *id);

/* It is run: kept to be recalled, and no longer there. */
void pyxis_console_prompt_take (PyxisConsolePrompt *self);

/* `code` was run, but is incomplete: it is there again, before what was typed since, and goes on with a new
 * line. */
void pyxis_console_prompt_go_on (PyxisConsolePrompt *self, const char *code);

/* What the text up to the cursor, which was `code`, may go on with: `items` for what begins at the character
 * `start`. One is put in, several are shown to choose from. Nothing happens if the text is another now. */
void pyxis_console_prompt_offer (PyxisConsolePrompt *self,
                                 const char *code,
                                 guint start,
                                 const char *const *items);

void pyxis_console_prompt_focus (PyxisConsolePrompt *self);
