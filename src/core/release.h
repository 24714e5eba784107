/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyScript's releases are numbered by date, its core on npm is not: which release holds which core.
 * GLib only. */

/* The release that generated pages ask for: the one whose core Pyxis ships. */
#define PYXIS_RELEASE_SHIPPED "2026.7.3"

/* (nullable) (transfer none): the version of the core in `release`, or in the last one before it
 * that is known. */
const char *pyxis_release_get_core (const char *release);

/* Whether it is from before 2023.9, when PyScript was another program. */
gboolean pyxis_release_is_classic (const char *release);
