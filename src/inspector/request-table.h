/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event.h"

/* PyxisRequestTable: requests in columns, by any of which they can be sorted.
 *
 * Properties: "requests" (GListModel of PyxisEvent, write, nullable);
 *             "selected" (PyxisEvent, read-only, nullable). */
#define PYXIS_TYPE_REQUEST_TABLE (pyxis_request_table_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRequestTable, pyxis_request_table, PYXIS, REQUEST_TABLE, GtkWidget)

/* (nullable) (transfer none) */
PyxisEvent *pyxis_request_table_get_selected (PyxisRequestTable *self);

void pyxis_request_table_unselect (PyxisRequestTable *self);

/* The bars are drawn from 0 to `end`, in ms since the navigation. */
void pyxis_request_table_set_end (PyxisRequestTable *self, double end);

/* Gives it the keyboard. */
void pyxis_request_table_focus (PyxisRequestTable *self);
