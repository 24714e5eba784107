/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"

/* PyxisNetworkPage: what a page asked for as a list, and beside it all of the request that is selected.
 *
 * Signal: "body-wanted" (PyxisEvent): see request-details.h. */
#define PYXIS_TYPE_NETWORK_PAGE (pyxis_network_page_get_type ())
G_DECLARE_FINAL_TYPE (PyxisNetworkPage, pyxis_network_page, PYXIS, NETWORK_PAGE, GtkWidget)

/* (nullable) */
void pyxis_network_page_set_log (PyxisNetworkPage *self, PyxisEventLog *log);

/* As pyxis_request_details_show_body (). */
void pyxis_network_page_show_body (PyxisNetworkPage *self,
                                   PyxisEvent *event,
                                   GBytes *bytes,
                                   const char *remark);

void pyxis_network_page_focus (PyxisNetworkPage *self);
void pyxis_network_page_find (PyxisNetworkPage *self);

/* Whether details are below what is listed, not beside it (stacking.h). */
void pyxis_network_page_set_stacked (PyxisNetworkPage *self, gboolean is_stacked);
