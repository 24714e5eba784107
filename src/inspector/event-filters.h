/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-query.h"

/* PyxisEventFilters: the bar over the events: which of them are shown, and whether the list moves.
 *
 * Properties: "is-paused" (boolean, read-write): nothing new is shown until it goes on;
 *             "n-new" (uint, write): how many came meanwhile;
 *             "keeps" (boolean, read-write): what was before a reload stays in sight.
 * Signals: "changed" (): other events are wanted; "clear" (): none of these. */
#define PYXIS_TYPE_EVENT_FILTERS (pyxis_event_filters_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEventFilters, pyxis_event_filters, PYXIS, EVENT_FILTERS, GtkWidget)

/* All but the navigation. Terms that are wrong, which the bar says, leave the query's as they are. */
void pyxis_event_filters_fill (PyxisEventFilters *self, PyxisEventQuery *query);

/* Gives the keyboard to the terms. */
void pyxis_event_filters_focus (PyxisEventFilters *self);

/* Only what has to do with one script: its terms are replaced. */
void pyxis_event_filters_set_text (PyxisEventFilters *self, const char *text);
