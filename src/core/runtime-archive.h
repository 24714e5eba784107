/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Unpacks the package in `archive`, a .tgz as npm makes them (or .tar, .tar.bz2), into `folder`,
 * which exists and is empty: the files directly in the package and in its folder "dist", without
 * the leading "package/". One entry that is a link, a special file or has a hostile name refuses the
 * whole (G_IO_ERROR_INVALID_DATA), as does damage. At most 10,000 entries and 1 GiB. */
gboolean pyxis_runtime_archive_unpack (const char *archive, const char *folder, GError **error);
