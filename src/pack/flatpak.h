/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "pack-options.h"

/* An app as a Flatpak bundle, made without Flatpak's tools: the files of its PyxisAppTree in /app,
 * with a manifest.json to build the same from source, and what org.gnome.Platform lacks of the
 * libraries that this program runs with. It may draw, and reach the network where its description names
 * hosts. Each may sound: a page plays what Python makes of bytes, which no description tells; of the same
 * permission is the microphone, for which Pyxis asks. The same contents give the same bytes. Blocking. */
gboolean pyxis_flatpak_make (const PyxisContents *contents,
                             const PyxisPackOptions *options,
                             int fd,
                             GError **error);

/* NULL-terminated: these libraries, "libcjson". Their licences are beside the app's own (app-tree.h), by their
 * names. */
const char *const *pyxis_flatpak_get_libraries (void);
