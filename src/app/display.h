/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisDisplay: a display for commands that work without a user: the one of the environment, else a
 * private X server (Xvfb), which ends with it, or with this process however that ends. Such a
 * command starts no session bus, asks no assistive technology and no graphics driver; what the
 * environment says of these wins. */
typedef struct _PyxisDisplay PyxisDisplay;

/* Initialises GTK; call it before any other GTK function. Fails with G_IO_ERROR_NOT_FOUND
 * and a sentence that says what to install. */
PyxisDisplay *pyxis_display_open (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last thing before the process ends: GTK does not survive its X server. */
void pyxis_display_close (PyxisDisplay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisDisplay, pyxis_display_close)
