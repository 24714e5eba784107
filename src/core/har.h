/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "event.h"
#include <gio/gio.h>

/* The requests of a log as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/): a page for each
 * navigation, an entry for each request, in the order in which they began. "_from" of an entry says what
 * answered it: project, runtime, vfs, network or blocked. Bodies are not in it, and how long one took is
 * not known: "receive" is 0, "wait" is until the answer began.
 *
 * `events` (element-type PyxisEvent) are only read; in any thread. Blocking. */
gboolean
pyxis_har_write (GPtrArray *events,
                 gboolean has_secrets, /* cookies, Authorization, the shell's own headers */
                 GOutputStream *output,
                 PyxisCopyProgress *progress, /* (nullable): counts events */
                 GCancellable *cancellable,
                 GError **error);
