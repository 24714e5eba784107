/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisFilesButtons: the buttons of the Files page, for its actions. */
#define PYXIS_TYPE_FILES_BUTTONS (pyxis_files_buttons_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFilesButtons, pyxis_files_buttons, PYXIS, FILES_BUTTONS, GtkBox)
