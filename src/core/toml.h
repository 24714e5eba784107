/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* TOML to JSON text, by PyScript's own parser (made into a classic script at build time, since a
 * JSCContext evaluates no modules). At most 1 MiB of text. Main thread only. A value that the parser
 * refuses, or a line that it would silently drop, is G_IO_ERROR_INVALID_DATA with the line. */
char *pyxis_toml_to_json (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
