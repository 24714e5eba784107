/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "pack-options.h"

/* Writes an app as one zip file: the manifest, its signature if there is one, and the files in the
 * order of their paths. The same contents give the same bytes, whatever the time, the zone, the user
 * and the files' own times: entries have no time (libarchive then writes 1980-01-01, where it would
 * turn a time into that of the zone), and the same mode. */

/* `fd` is of an empty file, or of one whose bytes come before the bundle, and stands at its end. `signature` is the text of one (nullable). Of `options` (nullable) it
 * takes `cancellable` and `progress`. Every error is a sentence. */
gboolean pyxis_bundle_write (const PyxisContents *contents,
                             const char *signature,
                             int fd,
                             const PyxisPackOptions *options,
                             GError **error);
