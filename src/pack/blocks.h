/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Bytes in blocks of a MiB at most, so that whoever changes their mind does not wait for the end of what
 * is as large as an app. */

typedef gboolean (*PyxisBlockFunc) (const void *data,
                                    gsize length,
                                    gpointer user_data,
                                    GError **error);

/* Calls `take` with one block after the other, until it is FALSE or the work is cancelled. */
gboolean pyxis_blocks_each (GBytes *bytes,
                            PyxisBlockFunc take,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error);

/* (transfer full) (nullable): their sum in hexadecimal. */
char *
pyxis_blocks_sum (GBytes *bytes, GChecksumType type, GCancellable *cancellable, GError **error);

/* To a file, from where it stands. */
gboolean pyxis_blocks_write (GBytes *bytes, int fd, GCancellable *cancellable, GError **error);
