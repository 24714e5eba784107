/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "view.h"

/* PyxisZoomRow: the row of a menu that shows how large a page is, between a button that makes it
 * smaller and one that makes it larger. It uses the actions "page.zoom-in" and so on. */
#define PYXIS_TYPE_ZOOM_ROW (pyxis_zoom_row_get_type ())
G_DECLARE_FINAL_TYPE (PyxisZoomRow, pyxis_zoom_row, PYXIS, ZOOM_ROW, GtkWidget)

/* `view` may be NULL. */
void pyxis_zoom_row_set_view (PyxisZoomRow *self, PyxisView *view);
