/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event.h"

/* PyxisRequestDetails: all of one request: what is known of it, the headers that were sent and received
 * without what lets somebody in, and what the answer held.
 *
 * Signals: "closed" (): the user wants it no more;
 *          "body-wanted" (PyxisEvent): what it held is to be shown; who can get it calls
 *          pyxis_request_details_show_body (). */
#define PYXIS_TYPE_REQUEST_DETAILS (pyxis_request_details_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRequestDetails, pyxis_request_details, PYXIS, REQUEST_DETAILS, GtkWidget)

/* `event` (nullable): of kind "request". */
void pyxis_request_details_set_event (PyxisRequestDetails *self, PyxisEvent *event);

/* For an event that is still shown, else nothing happens. `bytes`, `remark`: see body-pane.h. */
void pyxis_request_details_show_body (PyxisRequestDetails *self,
                                      PyxisEvent *event,
                                      GBytes *bytes,
                                      const char *remark);
