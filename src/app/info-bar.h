/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Gives the close button of a bar a name and a tooltip, which GTK 4.8 leaves it without: a screen
 * reader would say "GtkImage". */
void pyxis_info_bar_name_close (GtkInfoBar *info_bar);
