/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* What is in a Debian package that Pyxis made: its bundle. `fd` is borrowed. Blocking. */

/* Whether a file that begins so is a Debian package, whoever made it. */
gboolean pyxis_deb_is_one (const char *start, gsize length);

/* (transfer full) (nullable): the path of the bundle in what the package installs:
 * "usr/share/ID/ID.pyxis"; NULL: somebody else made it. */
char *pyxis_deb_dup_bundle (int fd);

/* Writes that file of the package to `out`. */
gboolean pyxis_deb_extract (int fd, const char *path, int out, GError **error);
