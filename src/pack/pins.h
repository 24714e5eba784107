/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "bundle.h"

/* The keys that were seen first for each app, in the user's data folder: an app that was signed once
 * is never replaced by one of another key or of none. Hashes alone tell damage, not malice. */

/* G_IO_ERROR_PERMISSION_DENIED, with a sentence that says how to trust the other one. Remembers
 * nothing. */
gboolean pyxis_pins_check (PyxisBundle *bundle, GError **error);

/* Remembers the key of a signed one that the user opens, unless another is remembered. */
gboolean pyxis_pins_remember (PyxisBundle *bundle, GError **error);

/* Remembers the key of a signed one instead of another, as the user wants it. */
gboolean pyxis_pins_replace (PyxisBundle *bundle, GError **error);

/* (transfer full) (nullable): the key that is remembered for an app. */
char *pyxis_pins_dup_key (const char *id);

/* (transfer full): the file; a group for each app. */
char *pyxis_pins_dup_path (void);
