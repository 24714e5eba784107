/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "failure-list.h"

/* PyxisErrorOverlay: stands over the lower edge of the page while there are errors that nobody caught and
 * the user has not dismissed: what the newest says last and where, what the advice about it calls it, how
 * many there are. One that an advice explains stays before those that none does. Another error brings it
 * back, the same one does not; a new page ends it.
 *
 * Signal: "show-details" (PyxisFailure): the user wants to see more of it. */
#define PYXIS_TYPE_ERROR_OVERLAY (pyxis_error_overlay_get_type ())
G_DECLARE_FINAL_TYPE (PyxisErrorOverlay, pyxis_error_overlay, PYXIS, ERROR_OVERLAY, GtkWidget)

/* `failures` are those of `log`, and hear it first; both NULL: none. */
void pyxis_error_overlay_set_log (PyxisErrorOverlay *self,
                                  PyxisEventLog *log,
                                  PyxisFailureList *failures);

/* (nullable): the line that is shown. */
const char *pyxis_error_overlay_get_text (PyxisErrorOverlay *self);
