/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "view.h"

/* PyxisNavigation: the buttons of a header bar that lead back, forward and to the same page again;
 * the last one stops a load that is under way. Back and forward appear with the first history, and
 * show where they lead when they are held down, or clicked with the other button.
 *
 * They use the actions "page.back" and so on of whoever shows them. */
#define PYXIS_TYPE_NAVIGATION (pyxis_navigation_get_type ())
G_DECLARE_FINAL_TYPE (PyxisNavigation, pyxis_navigation, PYXIS, NAVIGATION, GtkWidget)

/* `view` may be NULL. */
void pyxis_navigation_set_view (PyxisNavigation *self, PyxisView *view);
