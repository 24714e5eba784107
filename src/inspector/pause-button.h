/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "breakpoints.h"
#include "lifecycle.h"

/* PyxisPauseButton: a button with the points at which scripts are to be stopped, and of which script. */
#define PYXIS_TYPE_PAUSE_BUTTON (pyxis_pause_button_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPauseButton, pyxis_pause_button, PYXIS, PAUSE_BUTTON, GtkWidget)

/* (nullable): without any it cannot be pressed. */
void pyxis_pause_button_set_breakpoints (PyxisPauseButton *self, PyxisBreakpoints *breakpoints);

/* (nullable): which scripts there are to choose from. */
void pyxis_pause_button_set_lifecycle (PyxisPauseButton *self, PyxisLifecycle *lifecycle);
