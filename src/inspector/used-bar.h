/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "vfs.h"

/* PyxisUsedBar: how much of the room for files in memory is used. */
#define PYXIS_TYPE_USED_BAR (pyxis_used_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisUsedBar, pyxis_used_bar, PYXIS, USED_BAR, GtkBox)

void pyxis_used_bar_update (PyxisUsedBar *self, PyxisVfs *vfs);
