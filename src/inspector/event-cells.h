/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* What resources/ui/cells/event-*.ui call to say an event in words, for the class of a widget whose template
 * uses them. */
void pyxis_event_cells_bind (GtkWidgetClass *klass);
