/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* What WebKit's sandbox (bubblewrap; in a Flatpak, Flatpak's portal) needs of the machine. WebKit
 * ends the whole program with g_error () where the sandbox cannot start; what can be mended is
 * mended before, and the rest gets a sentence. */

/* By the file that WebKit goes by. */
gboolean pyxis_sandbox_is_flatpak (void);

/* Call it first in main, before anything asks GLib for a folder of the user.
 *
 * The sandbox is given folders below HOME, XDG_CACHE_HOME, XDG_CONFIG_HOME and XDG_DATA_HOME. It
 * does without those that are missing, but does not start where a file stands in a folder's place
 * or a folder may not be searched; and it needs one for what is running, XDG_RUNTIME_DIR or the
 * cache, that can be written. Such a variable then names a folder among the temporary ones. And
 * from now on a sandbox that does not start ends the program with status 4 and a sentence.
 *
 * In a Flatpak the first four are left as they are: they are Flatpak's own, and WebKit hands none
 * of them to a page's sandbox. */
void pyxis_sandbox_prepare (void);

/* (transfer full): a sentence for each variable that had to be changed. */
char **pyxis_sandbox_dup_changes (void);

/* Whether a sandbox can start here; if not, says why and what to do. Takes some milliseconds. TRUE
 * where the user has switched the sandbox off. */
gboolean pyxis_sandbox_probe (GError **error);
