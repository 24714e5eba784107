/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "pack-options.h"

/* An app as a Debian package: the files of its PyxisAppTree below /usr, with what Debian's policy wants
 * of a package. One that carries what runs it depends on the libraries of Debian 12 and later; a
 * shared one depends on the package of Pyxis and is of every architecture. No script runs when it is
 * installed: Debian's triggers keep the caches. `fd` is of an empty file at `options->output`. */
gboolean pyxis_deb_make (const PyxisContents *contents,
                         const PyxisPackOptions *options,
                         int fd,
                         GError **error);

/* (transfer full) (nullable): what the author would want to know of its fields. */
char *pyxis_deb_dup_note (const PyxisContents *contents);
