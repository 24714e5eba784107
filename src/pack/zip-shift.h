/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* A zip file behind something else. The positions in it are counted from where the zip starts, as
 * whoever wrote it knew no better; programs that read zips guess, warn, or refuse. */

/* Counts the positions of the zip without comment at the end of `fd`, which starts at `start`, from
 * the start of the file. Only for files below 4 GiB; another is G_IO_ERROR_NOT_SUPPORTED. */
gboolean pyxis_zip_shift (int fd, goffset start, GError **error);
