/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* SHA-256 by libsodium, as 64 small hexadecimal digits. */

/* (transfer full) */
char *pyxis_hash_bytes (const void *data, gsize length);

/* (transfer full): of all that `stream` has; `size` is how much that is, and more than `most` is
 * G_IO_ERROR_INVALID_DATA. What was read is written to `fd` too, unless that is -1. */
char *pyxis_hash_stream (GInputStream *stream,
                         goffset most,
                         int fd,
                         goffset *size,
                         GCancellable *cancellable,
                         GError **error);

gboolean pyxis_hash_is_valid (const char *hash);
