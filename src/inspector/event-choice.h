/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-query.h"

/* PyxisEventChoice: the popover in which the user chooses kinds, interpreters, places and severity.
 *
 * Signal: "changed" (). */
#define PYXIS_TYPE_EVENT_CHOICE (pyxis_event_choice_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEventChoice, pyxis_event_choice, PYXIS, EVENT_CHOICE, GtkPopover)

/* FALSE if anything is hidden. */
gboolean pyxis_event_choice_fill (PyxisEventChoice *self, PyxisEventQuery *query);
