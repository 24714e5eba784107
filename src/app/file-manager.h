/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Shows a file, selected in its folder, or the inside of a folder. Where no file manager on the bus
 * can select a file, the folder that holds it is shown. */
void pyxis_file_manager_show (const char *path);

/* The same, but a folder too is selected in the one that holds it. */
void pyxis_file_manager_show_selected (const char *path);
