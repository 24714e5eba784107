/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

/* The files that `check --put` brings into /vfs, and that `check --get` takes out. Errors are one
 * sentence, for the user of the command line. */

/* "LOCAL=/vfs/PATH": a file of the disk, read whole; folders on the way are made. `pairs` is
 * nullable. */
gboolean pyxis_check_files_put (PyxisVfs *vfs, const char *const *pairs, GError **error);

/* Whether each is "/vfs/PATH=LOCAL", before anything runs. */
gboolean pyxis_check_files_can_get (const char *const *pairs, GError **error);

/* (nullable) (transfer full): "/vfs/downloads/…", the first that one of them names and that is not there. */
char *pyxis_check_files_find_missing_download (PyxisVfs *vfs, const char *const *pairs);

/* LOCAL is written whole or not at all; what was there before is replaced. G_IO_ERROR_NOT_FOUND for a
 * file that the app has not written. */
gboolean pyxis_check_files_get (PyxisVfs *vfs, const char *const *pairs, GError **error);
