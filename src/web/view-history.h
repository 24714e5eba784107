/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* The pages that a view has shown, as seen from the one it shows: -1 is the page before, 1 the page
 * after, and so on. */

gboolean pyxis_view_can_go (PyxisView *self, int steps);

/* Where there is no such page, nothing happens. */
void pyxis_view_go (PyxisView *self, int steps);

/* (transfer full) (nullable): the title of a page, or its address where it has none. */
char *pyxis_view_dup_history_title (PyxisView *self, int steps);
