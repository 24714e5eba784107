/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* The date of what is made: SOURCE_DATE_EPOCH of the environment, in seconds since 1970; -1 where it
 * is not set, and what is made then has no date. https://reproducible-builds.org/specs/source-date-epoch/
 * What is no such number is G_IO_ERROR_INVALID_ARGUMENT. */
gboolean pyxis_source_date_get (gint64 *seconds, GError **error);

/* (transfer full): "2026-11-28" in UTC; "" for -1. */
char *pyxis_source_date_format (gint64 seconds);
