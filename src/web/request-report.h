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

/* A request that was kept from the network, and why. */
void pyxis_request_report_blocked (PyxisEventLog *log,
                                   const char *method,
                                   const char *uri,
                                   const char *why);

/* One that leaves for the network. `number` tells it from the log's others. */
void pyxis_request_report_left (
  PyxisEventLog *log, const char *method, const char *uri, SoupMessageHeaders *sent, guint number);

/* How it ended: what is not known is 0, -1 or NULL. */
typedef struct {
  guint number;
  const char *method;
  const char *uri;
  guint status;
  const char *type;
  double size;
  gint64 started; /* of g_get_monotonic_time () */
  gint64 answered;
  const char *error; /* a sentence: why the page got nothing, or not all */
  SoupMessageHeaders *sent;
  SoupMessageHeaders *received;
} PyxisRequestEnd;

void pyxis_request_report_ended (PyxisEventLog *log, const PyxisRequestEnd *end);

/* (transfer full): an address as the log shows it, at most 2 KiB of it, and no password. */
char *pyxis_request_report_cut (const char *uri);
