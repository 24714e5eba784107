/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisRequestBar: when a request began and how long it took, as a bar beside those of the others. */
#define PYXIS_TYPE_REQUEST_BAR (pyxis_request_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRequestBar, pyxis_request_bar, PYXIS, REQUEST_BAR, GtkWidget)

/* (transfer full): cells of PyxisEvent. `range`: from "lower" to "upper", in ms since the navigation, is the
 * width of a cell. */
GtkListItemFactory *pyxis_request_bar_factory_new (GtkAdjustment *range);
