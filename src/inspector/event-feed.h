/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-filters.h"
#include "event-log.h"

/* PyxisEventFeed: what a list shows of a log: what the filters let through, of the newest navigation unless
 * the user keeps the others; it stands still while the user pauses it.
 *
 * Signal: "changed" (): other events are wanted. */
#define PYXIS_TYPE_EVENT_FEED (pyxis_event_feed_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEventFeed, pyxis_event_feed, PYXIS, EVENT_FEED, GObject)

/* Whether an event is for this list at all. */
typedef gboolean (*PyxisEventFeedCheck) (PyxisEvent *event, gpointer user_data);

/* Gives `shown` its filter and its model. `check` (nullable): `user_data` must live as long as both. */
PyxisEventFeed *pyxis_event_feed_new (PyxisEventFilters *filters,
                                      GtkFilterListModel *shown,
                                      PyxisEventFeedCheck check,
                                      gpointer user_data);

/* (nullable) */
void pyxis_event_feed_set_log (PyxisEventFeed *self, PyxisEventLog *log);

/* (nullable) (transfer none) */
PyxisEventLog *pyxis_event_feed_get_log (PyxisEventFeed *self);

/* `check` says no of events for which it said yes. */
void pyxis_event_feed_narrow (PyxisEventFeed *self);

/* What `check` says has changed. */
void pyxis_event_feed_refresh (PyxisEventFeed *self);
