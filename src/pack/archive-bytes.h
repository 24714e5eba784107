/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <archive.h>
#include <gio/gio.h>

/* Writes `bytes` into the entry that was begun, a MiB at a time. Errors are sentences. */
gboolean pyxis_archive_bytes_write (struct archive *archive,
                                    GBytes *bytes,
                                    GCancellable *cancellable,
                                    GError **error);
