/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisWrapBox: children one after another, in as many lines as its width takes; in each line what is left goes to the
 * first that expands. It is as narrow as the widest of them can be. */
#define PYXIS_TYPE_WRAP_BOX (pyxis_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (PyxisWrapBox, pyxis_wrap_box, PYXIS, WRAP_BOX, GtkWidget)
