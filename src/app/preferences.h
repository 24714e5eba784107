/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What the user prefers in all projects, in a key file below the user's configuration. A file that
 * cannot be read is as if there was none; one that cannot be written loses what is set, no more. */

/* Whether a page's downloads are asked a place on the disk for, rather than kept in memory first. */
gboolean pyxis_preferences_get_asks_for_downloads (void);
void pyxis_preferences_set_asks_for_downloads (gboolean asks);
