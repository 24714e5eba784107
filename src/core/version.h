/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Versions of runtimes as npm and PyScript write them: "0.7.31", "314.0.2", "1.28.0-6",
 * "2025.11.1". Numbers compare as numbers, left to right; a missing part counts as 0; a word
 * ("alpha") comes before a missing part. */
int pyxis_version_compare (const char *a, const char *b);

gboolean pyxis_version_is_valid (const char *version);

/* The installed version that answers best for `wanted` (nullable: any): for less than three numbers
 * ("0.7") the highest that begins with them; the same one; else the lowest one above it with the
 * same major number (same 0.minor below 1); else the highest of the same major number; else the
 * highest of all. Borrowed from `installed`; NULL when that is empty. */
const char *pyxis_version_nearest (const char *const *installed, const char *wanted);
