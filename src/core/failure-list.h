/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "event-log.h"
#include "failure.h"

/* PyxisFailureList: a GListModel of what went wrong in the page that is shown, oldest first, and of what
 * an advice of the log is about besides errors (a key of the configuration). At most 200, of which the
 * oldest goes; a new page ends those of the one before. Main thread only.
 *
 * Property: "count" (uint, read-only): how often errors came, those that are told once included. */
#define PYXIS_TYPE_FAILURE_LIST (pyxis_failure_list_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFailureList, pyxis_failure_list, PYXIS, FAILURE_LIST, GObject)

PyxisFailureList *pyxis_failure_list_new (PyxisEventLog *log);

/* Where the failure of the event is, or of what came the same way; GTK_INVALID_LIST_POSITION's value,
 * G_MAXUINT: nowhere. */
guint pyxis_failure_list_find (PyxisFailureList *self, guint64 seq);

/* The user has seen them. */
void pyxis_failure_list_clear (PyxisFailureList *self);
