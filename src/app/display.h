/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* A display for commands that work without a user: the one of the environment, else a private X
 * server (Xvfb) that ends with this process. Initialises GTK. Fails with G_IO_ERROR_NOT_FOUND and a
 * sentence that says what to install. Call it before any other GTK or WebKit function. */
gboolean pyxis_display_ensure (GError **error);
