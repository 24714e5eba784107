/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "doors.h"
#include "event-log.h"
#include "resolver.h"

/* The scheme adapter: registers pyxis:// on a context that serves one origin, and answers every
 * request of it through the resolver or a door, exactly once, on the main thread.
 *
 * The scheme is secure (a trustworthy origin), CORS-enabled, and display-isolated: without the
 * last, any http page in the same context could load it, since WebKit does not enforce
 * Cross-Origin-Resource-Policy on custom schemes. Never local.
 *
 * Requests are logged as "request" events. `context` must live shorter than the resolver and the
 * log, which are referenced. Bodies are never read: asking WebKit for a Blob body crashes. */
void pyxis_scheme_register (WebKitWebContext *context,
                            PyxisResolver *resolver,
                            const PyxisDoors *doors,
                            PyxisEventLog *log);
