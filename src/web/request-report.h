/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libsoup/soup.h>

#include "event-log.h"
#include "response.h"

/* One "request" event, in the same words for every transport. `sent` (nullable) are its
 * headers, `started` is g_get_monotonic_time () when it came. */
void pyxis_request_report (PyxisEventLog *log,
                           const char *method,
                           const char *uri,
                           SoupMessageHeaders *sent,
                           const PyxisResponse *response,
                           gint64 started);

/* A request that left for the network, or was kept from it. */
void pyxis_request_report_outside (PyxisEventLog *log,
                                   const char *method,
                                   const char *uri,
                                   gboolean blocked);

/* (transfer full): an address as the log shows it, at most 2 KiB of it, and no password. */
char *pyxis_request_report_cut (const char *uri);
