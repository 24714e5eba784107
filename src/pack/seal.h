/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* The seal at the end of a bundle: a zip comment of "pyxis-seal:" and 64 hexadecimal digits, the
 * BLAKE2b-256 of all bytes before the digits (`head -c -64 FILE | b2sum -l 256`). It tells damage in
 * the bytes that no hash of a file covers: the zip's own. It proves nothing of who wrote it; that is
 * the signature's business. */

#define PYXIS_SEAL_LABEL "pyxis-seal:"
#define PYXIS_SEAL_SIZE 75

/* Appends it to the zip without comment in `fd`. */
gboolean pyxis_seal_append (int fd, GCancellable *cancellable, GError **error);

/* Whether the file ends as one that is sealed. */
gboolean pyxis_seal_is_there (int fd);

/* FALSE without an error: it is broken; so is a file without one. */
gboolean pyxis_seal_is_whole (int fd, GError **error);
