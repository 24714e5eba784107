/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "panel.h"

/* PyxisPanelWindow: the panel of a project in a window of its own. Keys and actions of the project's
 * window work in it; to close it hides the panel. */
#define PYXIS_TYPE_PANEL_WINDOW (pyxis_panel_window_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPanelWindow, pyxis_panel_window, PYXIS, PANEL_WINDOW, AdwWindow)

/* For the project that is open in `window`, which must outlive it; `actions` are "page.…". */
GtkWindow *pyxis_panel_window_new (GtkWindow *window, const char *name, GActionGroup *actions);

/* NULL: none. */
void pyxis_panel_window_set_panel (PyxisPanelWindow *self, PyxisPanel *panel);
