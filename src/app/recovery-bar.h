/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* PyxisRecoveryBar: offers the files that were lost when Pyxis ended unexpectedly (file-keeper.h), one
 * loss after the other: Restore brings them back to where they were, beside newer ones of the same name;
 * Save As Zip takes them out; Discard removes them, after a question. Closed, it comes again with the
 * next start. */
#define PYXIS_TYPE_RECOVERY_BAR (pyxis_recovery_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRecoveryBar, pyxis_recovery_bar, PYXIS, RECOVERY_BAR, GtkWidget)

/* `page` has started, and shows the bar. */
void pyxis_recovery_bar_attach (PyxisRecoveryBar *self, PyxisProjectPage *page);
