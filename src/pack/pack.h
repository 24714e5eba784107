/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "pack-options.h"

/* Packs a project: writes what was read of it as what it becomes. Every error is a sentence with
 * what to do. Blocking. */

/* One .pyxis file. */
gboolean
pyxis_pack_bundle (const PyxisContents *contents, const PyxisPackOptions *options, GError **error);

/* One file that is a program. */
gboolean
pyxis_pack_run (const PyxisContents *contents, const PyxisPackOptions *options, GError **error);

/* A Debian package. */
gboolean
pyxis_pack_deb (const PyxisContents *contents, const PyxisPackOptions *options, GError **error);

/* A Flatpak bundle. */
gboolean
pyxis_pack_flatpak (const PyxisContents *contents, const PyxisPackOptions *options, GError **error);

/* A folder that runs wherever it is put. */
gboolean
pyxis_pack_dir (const PyxisContents *contents, const PyxisPackOptions *options, GError **error);

/* (transfer full): "clock.pyxis" for the project in "…/clock". */
char *pyxis_pack_dup_name (const char *folder, const char *ending);
