/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "failure-list.h"

/* PyxisPanelButton: opens and closes the panel, and has on it how many errors the page had. */
#define PYXIS_TYPE_PANEL_BUTTON (pyxis_panel_button_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPanelButton, pyxis_panel_button, PYXIS, PANEL_BUTTON, GtkWidget)

/* NULL: there is no page. */
void pyxis_panel_button_set_failures (PyxisPanelButton *self, PyxisFailureList *failures);
