/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "view.h"

/* PyxisFindBar: searches the text of a view's page while the user types, and says how many matches
 * there are and which of them is selected. */
#define PYXIS_TYPE_FIND_BAR (pyxis_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFindBar, pyxis_find_bar, PYXIS, FIND_BAR, GtkWidget)

/* Once, before the rest. */
void pyxis_find_bar_set_view (PyxisFindBar *self, PyxisView *view);

/* Shows the bar with the page's selection, if it is short and of one line, as the text to
 * search. */
void pyxis_find_bar_open (PyxisFindBar *self);

/* The next match (direction 1) or the one before (-1); opens the bar where it is closed. */
void pyxis_find_bar_step (PyxisFindBar *self, int direction);

/* Hides the bar, and gives the focus to the page. */
void pyxis_find_bar_close (PyxisFindBar *self);
