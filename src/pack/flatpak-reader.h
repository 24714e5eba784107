/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* What is in a Flatpak bundle that Pyxis made: its own bundle, which is there as it is
 * (flatpak-bundle.h). `fd` is borrowed. Blocking. */

/* Whether a file that begins so may be a Flatpak bundle. */
gboolean pyxis_flatpak_is_one (const char *start, gsize length);

/* FALSE: somebody else made it. */
gboolean pyxis_flatpak_has_bundle (int fd);

/* Writes it to `out`. */
gboolean pyxis_flatpak_extract (int fd, int out, GError **error);
