/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-snapshot.h"

/* The files of a PyxisVfs as a zip file. Blocking: for a thread. `progress` and
 * `cancellable` are nullable. */

/* Writes `parts` (element-type PyxisVfsPart), each under its name with all below it, folders too, by
 * the order of the names, with modes and mtimes. A snapshot stands for all that is in it. The file takes
 * its place when it is whole; what goes wrong or is cancelled leaves what was there before. */
gboolean pyxis_vfs_archive_export (GPtrArray *parts,
                                   const char *path,
                                   PyxisCopyProgress *progress,
                                   GCancellable *cancellable,
                                   GError **error);

/* (transfer full): what is in a zip file, as a file system of its own with at most these limits, in
 * which nobody else has a part. Refused with one sentence: names that lead out of the folder or are
 * not allowed here, two of the same name, links, encrypted and damaged files, more than there is room
 * for. */
PyxisVfsSnapshot *pyxis_vfs_archive_import (const char *path,
                                            const PyxisVfsLimits *limits,
                                            PyxisCopyProgress *progress,
                                            GCancellable *cancellable,
                                            GError **error);
