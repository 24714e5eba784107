/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-log.h"
#include "response.h"

/* One "request" event, in the same words for every transport. `started` is g_get_monotonic_time ()
 * when the request came. */
void pyxis_request_report (PyxisEventLog *log,
                           const char *method,
                           const char *uri,
                           const PyxisResponse *response,
                           gint64 started);

/* A request that left for the network, or was kept from it. */
void pyxis_request_report_outside (PyxisEventLog *log,
                                   const char *method,
                                   const char *uri,
                                   gboolean blocked);

/* (transfer full): an address as the log shows it, at most 2 KiB of it. */
char *pyxis_request_report_cut (const char *uri);
