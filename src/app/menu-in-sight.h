/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* A menu button that a key can reach while it is scrolled out of sight: it is brought into sight before its
 * menu opens. GTK 4.8 opens the menu where the button would be, beside the window; where no monitor is, that
 * is a critical warning. `button` has a menu model, and scrolls up and down only. */
void pyxis_menu_in_sight_attach (GtkMenuButton *button);
