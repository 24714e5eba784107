/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "failure.h"
#include "project.h"

/* PyxisErrorDetails: one failure: its last line first, then what it means and what to do, then the
 * frames that led there, the project's own to be opened.
 *
 * Calls the actions "page.open-place" (su: path and line), "page.show-change" (t: seq of the event)
 * and "page.read-section" (s: of the questions and answers). */
#define PYXIS_TYPE_ERROR_DETAILS (pyxis_error_details_get_type ())
G_DECLARE_FINAL_TYPE (PyxisErrorDetails, pyxis_error_details, PYXIS, ERROR_DETAILS, GtkWidget)

/* Both nullable. */
void
pyxis_error_details_show (PyxisErrorDetails *self, PyxisFailure *failure, PyxisProject *project);
