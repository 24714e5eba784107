/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisSourcePane: a text of the project's to be read, with one line marked and in sight. */
#define PYXIS_TYPE_SOURCE_PANE (pyxis_source_pane_get_type ())
G_DECLARE_FINAL_TYPE (PyxisSourcePane, pyxis_source_pane, PYXIS, SOURCE_PANE, GtkWidget)

/* `name` of the file or element, by which it is highlighted: as Python if it has no suffix. `bytes`
 * (nullable): NULL if there is nothing to show, and `name` says why. `line` counts from 1; 0: none. */
void pyxis_source_pane_show (PyxisSourcePane *self, const char *name, GBytes *bytes, guint line);
