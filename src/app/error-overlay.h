/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "failure-list.h"

/* PyxisErrorOverlay: stands over the lower edge of the page while there are errors that nobody caught and
 * the user has not dismissed: what the newest says last, what the advice about it calls it, how many there
 * are. A dismissed one comes back with the next error; a new page ends it.
 *
 * Signal: "show-details" (PyxisFailure): the user wants to see more of it. */
#define PYXIS_TYPE_ERROR_OVERLAY (pyxis_error_overlay_get_type ())
G_DECLARE_FINAL_TYPE (PyxisErrorOverlay, pyxis_error_overlay, PYXIS, ERROR_OVERLAY, GtkWidget)

/* NULL: none. */
void pyxis_error_overlay_set_failures (PyxisErrorOverlay *self, PyxisFailureList *failures);

/* (nullable): the line that is shown. */
const char *pyxis_error_overlay_get_text (PyxisErrorOverlay *self);
