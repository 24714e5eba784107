/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event.h"

/* PyxisEventDetails: all of one event: its text, its members as a tree, its JSON, and the source that it
 * is about.
 *
 * Signals: "closed" (): the user wants it no more;
 *          "source-wanted" (PyxisEvent): the source is to be shown; who knows it calls
 *          pyxis_event_details_show_source (). */
#define PYXIS_TYPE_EVENT_DETAILS (pyxis_event_details_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEventDetails, pyxis_event_details, PYXIS, EVENT_DETAILS, GtkWidget)

/* `event` (nullable) */
void pyxis_event_details_set_event (PyxisEventDetails *self, PyxisEvent *event);

/* For an event that is still shown, else nothing happens. `name` of the file or element; `bytes`
 * (nullable): NULL if there is no source, and `name` says why. `line` counts from 1; 0: none is marked. */
void pyxis_event_details_show_source (
  PyxisEventDetails *self, PyxisEvent *event, const char *name, GBytes *bytes, guint line);
