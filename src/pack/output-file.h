/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Bytes of an app on their way to the disk. The errors suit the command line as well as the dialog. */

gboolean pyxis_output_file_write (int fd, const void *data, gsize length, GError **error);

/* Sets what `errno` says of the app's file; always FALSE. */
gboolean pyxis_output_file_fail (GError **error);
