/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "pause-button.h"

/* PyxisPanelBar: the head of the panel: its pages, by words as far as there is room for them, and what
 * is done with all of it: "page.pick-script", "page.dock" (dock.h), closing it.
 *
 * Properties: "stack" (AdwViewStack): the pages; "is-closable" (boolean): TRUE at first.
 * Signal: "closed" (): the user wants the panel no more. */
#define PYXIS_TYPE_PANEL_BAR (pyxis_panel_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPanelBar, pyxis_panel_bar, PYXIS, PANEL_BAR, GtkWidget)

/* (transfer none) */
PyxisPauseButton *pyxis_panel_bar_get_pause_button (PyxisPanelBar *self);
