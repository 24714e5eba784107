/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisConsoleHistory: what was typed, to be recalled: the last 500 inputs, of at most 64 KiB each; what is
 * the same as the one before is kept once. Going back begins at the newest, and keeps what was being typed,
 * the draft, beyond it. */
typedef struct _PyxisConsoleHistory PyxisConsoleHistory;

PyxisConsoleHistory *pyxis_console_history_new (void);
void pyxis_console_history_free (PyxisConsoleHistory *self);

/* The newest from now on; the next recall begins there. */
void pyxis_console_history_add (PyxisConsoleHistory *self, const char *text);

/* What was added last was not whole: as if it had not been. */
void pyxis_console_history_forget (PyxisConsoleHistory *self);

/* (nullable) (transfer none): NULL where there is no older one. `current` is what is typed now. */
const char *pyxis_console_history_go_back (PyxisConsoleHistory *self, const char *current);

/* (nullable) (transfer none): NULL where there is no newer one; beyond the newest is the draft. */
const char *pyxis_console_history_go_on (PyxisConsoleHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisConsoleHistory, pyxis_console_history_free)
