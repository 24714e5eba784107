/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-client.h"

/* vfs-client.c holds what is open, vfs-call.c is the calls, vfs-answer.c prints what they answer. */

PyxisVfs *pyxis_vfs_client_get_vfs (PyxisVfsClient *self);

/* As pyxis_vfs_open_ino () and pyxis_vfs_close (), and counted: EBADF for what this one did not open. */
gboolean pyxis_vfs_client_open (PyxisVfsClient *self, guint64 ino, GError **error);
gboolean pyxis_vfs_client_close (PyxisVfsClient *self, guint64 ino, GError **error);

/* (transfer full): JSON. */
char *pyxis_vfs_answer_print_stat (const PyxisVfsStat *stat);
GBytes *pyxis_vfs_answer_print_entries (GArray *entries);
