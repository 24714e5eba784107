/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "view.h"

/* PyxisPermissionBar: asks the user what a page may do, one thing after the other. What nobody
 * answers any more is left out; closing the bar denies once. */
#define PYXIS_TYPE_PERMISSION_BAR (pyxis_permission_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPermissionBar, pyxis_permission_bar, PYXIS, PERMISSION_BAR, GtkWidget)

/* `name` is the project's. */
void pyxis_permission_bar_attach (PyxisPermissionBar *self, PyxisView *view, const char *name);
