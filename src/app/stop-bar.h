/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "breakpoints.h"

/* PyxisStopBar: what is stopped at a breakpoint, and the way on; shown for as long as something is. */
#define PYXIS_TYPE_STOP_BAR (pyxis_stop_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisStopBar, pyxis_stop_bar, PYXIS, STOP_BAR, GtkWidget)

/* Once. */
void pyxis_stop_bar_attach (PyxisStopBar *self, PyxisBreakpoints *breakpoints);
