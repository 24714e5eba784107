/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "new-file.h"

/* Copies a Flatpak bundle to `file` as one that was made `seconds` after 1970: a bundle is
 * one of OSTree's static deltas, which bears the time of its making beside what it is made of. */
gboolean
pyxis_flatpak_bundle_copy (const char *path, gint64 seconds, PyxisNewFile *file, GError **error);
