/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Gives the close button of a bar a name and a tooltip, which GTK 4.8 leaves it without: a screen
 * reader would say "GtkImage". */
void pyxis_info_bar_name_close (GtkInfoBar *info_bar);

/* From now on a bar that is closed takes no width either: what it would need, GTK keeps for it, and a small window
 * would have to be as wide. It is opened by reveal (). */
void pyxis_info_bar_attach_width (GtkInfoBar *info_bar);
void pyxis_info_bar_reveal (GtkInfoBar *info_bar);
