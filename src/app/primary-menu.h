/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "view.h"

/* PyxisPrimaryMenu: the button of a header bar that opens all that a window can do; F10 opens it
 * too. */
#define PYXIS_TYPE_PRIMARY_MENU (pyxis_primary_menu_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPrimaryMenu, pyxis_primary_menu, PYXIS, PRIMARY_MENU, GtkWidget)

/* What the menu is about; `view` may be NULL. */
void pyxis_primary_menu_set_view (PyxisPrimaryMenu *self, PyxisView *view);
