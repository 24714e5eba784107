/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* The ports of PyxisServer. */

/* The port that belongs to an origin, 49152 to 65534: the same each time, so that storage stays. */
guint16 pyxis_server_port_for_origin (const char *origin);

/* Why nothing can listen on it, in a sentence. What to do about it depends on who asked: the caller adds it. */
void pyxis_server_explain_port (guint port, const GError *cause, GError **error);
