/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

typedef void (*PyxisOpenFunc) (GtkWindow *window, const char *path);

/* Asks for a project: a folder, or one of the files that can be one. `open` is called with the
 * choice, if there is one and the window is still there. */
void pyxis_open_dialog_show (GtkWindow *window, gboolean for_folder, PyxisOpenFunc open);
