/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "pack-options.h"

/* Writes an app as one zip file: the manifest, its signature if there is one, and the files in the
 * order of their paths. The same contents give the same bytes, whatever the time, the zone, the user,
 * the files' own times and the number of threads that pack them: entries have no time, and the same
 * mode. */

/* `fd` is of an empty file, or of one whose bytes come before the bundle, and stands at its end.
 * `signature` is the text of one (nullable). Of `options` (nullable) it takes `cancellable` and
 * `progress`. Every error is a sentence. */
gboolean pyxis_bundle_write (const PyxisContents *contents,
                             const char *signature,
                             int fd,
                             const PyxisPackOptions *options,
                             GError **error);
