/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"

/* PyxisEventsPage: the events of a project as a list, and beside it all of the one that is selected.
 *
 * Properties, read-write: "is-live", "menu-model": see event-list.h.
 * Signals: "selected" (PyxisEvent, nullable): another one, or none;
 *          "source-wanted" (PyxisEvent): see event-details.h. */
#define PYXIS_TYPE_EVENTS_PAGE (pyxis_events_page_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEventsPage, pyxis_events_page, PYXIS, EVENTS_PAGE, GtkWidget)

/* (nullable) */
void pyxis_events_page_set_log (PyxisEventsPage *self, PyxisEventLog *log);

/* As pyxis_event_details_show_source (). */
void pyxis_events_page_show_source (
  PyxisEventsPage *self, PyxisEvent *event, const char *name, GBytes *bytes, guint line);

/* Only what the terms say (event-query.h). */
void pyxis_events_page_set_terms (PyxisEventsPage *self, const char *terms);

void pyxis_events_page_focus (PyxisEventsPage *self);
void pyxis_events_page_find (PyxisEventsPage *self);

/* Whether details are below what is listed, not beside it (stacking.h). */
void pyxis_events_page_set_stacked (PyxisEventsPage *self, gboolean is_stacked);
