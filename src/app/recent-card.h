/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "recent-project.h"

/* PyxisRecentCard: a project that was opened, in a GtkFlowBox: a picture of its page, its name,
 * where it is and when it was opened. What its menu asks for goes on to actions "recents.NAME" of a
 * widget above, with the path: pin, unpin, locate, show, remove. */
#define PYXIS_TYPE_RECENT_CARD (pyxis_recent_card_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRecentCard, pyxis_recent_card, PYXIS, RECENT_CARD, GtkFlowBoxChild)

GtkWidget *pyxis_recent_card_new (PyxisRecentProject *project);

PyxisRecentProject *pyxis_recent_card_get_project (PyxisRecentCard *self);

/* Time goes on: says anew how long ago the project was opened. */
void pyxis_recent_card_refresh (PyxisRecentCard *self);
