/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "event.h"

/* PyxisEventLog: a bounded GListModel of PyxisEvent, oldest first. Numbers its events (seq never
 * resets), knows the current navigation, and drops the oldest past its limits (100,000 events, 64
 * MiB), a hundredth at a time: one "notice" with code "dropped" then stays in front and counts them
 * under the seq of the newest one dropped, so that the list stays sorted. Main thread only.
 *
 * Signals: "appended" (PyxisEvent): after the event is in the model; not for that notice. */
#define PYXIS_TYPE_EVENT_LOG (pyxis_event_log_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEventLog, pyxis_event_log, PYXIS, EVENT_LOG, GObject)

PyxisEventLog *pyxis_event_log_new (void);

/* `max_events` counts the notice in front, and is at least 2; `max_weight` is in bytes of
 * pyxis_event_get_weight (). One event is kept however heavy it is. */
PyxisEventLog *pyxis_event_log_new_with_limits (guint max_events, gsize max_weight);

/* A new navigation: t counts from now, and earlier events stay. */
void pyxis_event_log_begin_navigation (PyxisEventLog *self);

/* What came before the first navigation counts from then (ms since 1970), not from when the log was made:
 * for a program that is there for one project. */
void pyxis_event_log_set_began (PyxisEventLog *self, double began);

guint pyxis_event_log_get_navigation (PyxisEventLog *self);

/* Of the kinds "request" and "notice", 5,000 each are taken at once and then 500 a second; what is left
 * out is counted in notices with code "limit". */
void pyxis_event_log_append (PyxisEventLog *self, const PyxisEventFields *fields);

/* A page's message, as resources/js writes it: at most 1 MiB, one event or a list of them, checked
 * field by field (message.h). What is refused, and what the page itself left out at its limit,
 * leaves no event but is counted in notices with code "limit". */
gboolean pyxis_event_log_append_message (PyxisEventLog *self,
                                         const char *json,
                                         gssize length,
                                         GError **error);

/* The shell's own word: kind "notice", detail {"code": code}. */
void pyxis_event_log_notice (PyxisEventLog *self, const char *code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* An event of a log that was saved, as it is: later ones get its navigation, and numbers after its own.
 * It must come after all that are there; the log's limits hold. FALSE, and nothing is done, where its number
 * or its navigation's is too low. */
gboolean pyxis_event_log_restore (PyxisEventLog *self, PyxisEvent *event);

void pyxis_event_log_clear (PyxisEventLog *self);
