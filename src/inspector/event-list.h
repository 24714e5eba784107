/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"

/* PyxisEventList: the event log as a table: time, time since the row before, kind, interpreter, place,
 * element, text; filtered (event-filters.h), paused, cleared. It follows the end unless the user scrolled
 * up, and shows the newest navigation unless the user keeps the others.
 *
 * Properties: "log" (PyxisEventLog, read-write, nullable);
 *             "selected" (PyxisEvent, read-only, nullable). */
#define PYXIS_TYPE_EVENT_LIST (pyxis_event_list_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEventList, pyxis_event_list, PYXIS, EVENT_LIST, GtkWidget)

GtkWidget *pyxis_event_list_new (void);

void pyxis_event_list_set_log (PyxisEventList *self, PyxisEventLog *log);

/* (nullable) (transfer none) */
PyxisEvent *pyxis_event_list_get_selected (PyxisEventList *self);

void pyxis_event_list_unselect (PyxisEventList *self);

/* As if the user had typed them (event-query.h). */
void pyxis_event_list_set_terms (PyxisEventList *self, const char *terms);

/* Gives the keyboard to the list. */
void pyxis_event_list_focus (PyxisEventList *self);

/* The user wants to look for an event. */
void pyxis_event_list_find (PyxisEventList *self);
