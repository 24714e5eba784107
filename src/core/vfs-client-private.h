/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-client.h"

/* vfs-client.c holds what is open, vfs-call.c is the calls. */

PyxisVfs *pyxis_vfs_client_get_vfs (PyxisVfsClient *self);

/* As pyxis_vfs_open_ino () and pyxis_vfs_close (), and counted: EBADF for what this one did not open. */
gboolean pyxis_vfs_client_open (PyxisVfsClient *self, guint64 ino, GError **error);
gboolean pyxis_vfs_client_close (PyxisVfsClient *self, guint64 ino, GError **error);
