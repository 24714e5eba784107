/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"

/* PyxisRequestList: the requests of an event log as a table, filtered by terms (event-query.h) and by who
 * answered, with their sum below.
 *
 * Property: "selected" (PyxisEvent, read-only, nullable). */
#define PYXIS_TYPE_REQUEST_LIST (pyxis_request_list_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRequestList, pyxis_request_list, PYXIS, REQUEST_LIST, GtkWidget)

/* (nullable) */
void pyxis_request_list_set_log (PyxisRequestList *self, PyxisEventLog *log);

/* (nullable) (transfer none) */
PyxisEvent *pyxis_request_list_get_selected (PyxisRequestList *self);

void pyxis_request_list_unselect (PyxisRequestList *self);

/* Gives the keyboard to the table. */
void pyxis_request_list_focus (PyxisRequestList *self);

/* The user wants to look for a request. */
void pyxis_request_list_find (PyxisRequestList *self);
