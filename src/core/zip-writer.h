/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "vfs-part.h"

/* `parts` (element-type PyxisVfsPart), each under its name with all below it, as the zip file `path`,
 * which is there only when it is whole. Blocking. */
gboolean pyxis_zip_writer_write (GPtrArray *parts,
                                 const char *path,
                                 PyxisCopyProgress *progress,
                                 GCancellable *cancellable,
                                 GError **error);
