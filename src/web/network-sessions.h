/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

/* Network sessions by the folder of their data, one each for the whole process.
 *
 * WebKit writes what a page put into localStorage half a second later, or when its session ends, on a thread of its
 * network process, and has no call that waits for it. A second session of the same folder reads the disk meanwhile:
 * with a slow one (fdatasync () of 0.7 s) a page that was closed and opened again did not find what it had just saved.
 * So whoever opens the folder again is given the session that knows. Main thread only. */

/* (transfer full): of `data_dir`, an absolute path, which is made if need be; NULL: one in memory. */
WebKitNetworkSession *pyxis_network_sessions_get (const char *data_dir);

/* Takes the caller's reference, and lets go of it when all is surely written. */
void pyxis_network_sessions_release (WebKitNetworkSession *session);
