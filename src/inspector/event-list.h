/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"

/* PyxisEventList: the event log as a table: time, kind, interpreter, place, element, text; filtered
 * by a text, cleared by a button. It follows the end unless the user scrolled up.
 *
 * Properties, read-write: "log" (PyxisEventLog, nullable), "menu-model" (GMenuModel, nullable) of a
 * button beside the filter, "is-live" (boolean, TRUE): whether there will be more; a log that is over
 * is shown from its beginning, and not cleared. */
#define PYXIS_TYPE_EVENT_LIST (pyxis_event_list_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEventList, pyxis_event_list, PYXIS, EVENT_LIST, GtkWidget)

GtkWidget *pyxis_event_list_new (void);

void pyxis_event_list_set_log (PyxisEventList *self, PyxisEventLog *log);

/* Gives the keyboard to the list. */
void pyxis_event_list_focus (PyxisEventList *self);

/* The user wants to look for an event. */
void pyxis_event_list_find (PyxisEventList *self);
