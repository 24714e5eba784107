/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* (transfer full) (element-type filename): what the user chose, NULL-terminated; files that have no path here
 * are left out. */
GPtrArray *pyxis_chosen_paths_dup (GtkFileChooser *chooser);
