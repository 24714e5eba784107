/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisCellTip: stands around what is in a list's cell and has the tooltip "tip" (nullable). GTK (4.8) asks the X server
 * where the pointer is whenever a widget's "tooltip-text" changes, and waits for the answer: half of the time of a
 * list whose rows change by the thousand. This one is asked when a tooltip is about to be shown. */
#define PYXIS_TYPE_CELL_TIP (pyxis_cell_tip_get_type ())
G_DECLARE_FINAL_TYPE (PyxisCellTip, pyxis_cell_tip, PYXIS, CELL_TIP, GtkWidget)
