/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "event.h"
#include <gio/gio.h>

/* The time line of a log as a Chrome trace, in the JSON object format, which Perfetto and chrome://tracing
 * open: one process, in it a thread for the program, one for the page's own, one for each script of the page
 * and for each worker. A script's start is a slice with one for each of its phases (startup.h) inside,
 * requests are asynchronous slices, all other events are instants. Microseconds since the first of them.
 *
 * `events` (element-type PyxisEvent) are only read; in any thread. Blocking. */
gboolean pyxis_trace_write (GPtrArray *events,
                            GOutputStream *output,
                            PyxisCopyProgress *progress, /* (nullable): counts events */
                            GCancellable *cancellable,
                            GError **error);
