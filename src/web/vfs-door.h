/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-log.h"
#include "response.h"
#include "vfs-client.h"

/* PyxisVfsDoor: where the system calls of a page come in, on both transports: a POST to
 * <origin>/@pyxis/vfs/ with the secret that only the bridge's scripts hold. They send bytes, never a
 * Blob or a File, whose bodies crash the application as WebKit reads them (2.50): so a transport reads
 * a body only when the request is admitted. On loopback, where bodies are harmless, a service worker of
 * the page can see the secret; it gains what open () gives the page anyway. Main thread only. */
#define PYXIS_TYPE_VFS_DOOR (pyxis_vfs_door_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsDoor, pyxis_vfs_door, PYXIS, VFS_DOOR, GObject)

#define PYXIS_VFS_DOOR_SECRET_HEADER "X-Pyxis-Secret"

/* `log` is told when the file system is full. */
PyxisVfsDoor *pyxis_vfs_door_new (PyxisVfs *vfs, PyxisEventLog *log);

/* 256 random bits in hex, new with each door. */
const char *pyxis_vfs_door_get_secret (PyxisVfsDoor *self);

/* (transfer none): what the pages behind this door have open. */
PyxisVfsClient *pyxis_vfs_door_get_client (PyxisVfsDoor *self);

/* (nullable): where the call begins in `target`, an address without its origin; NULL for other
 * requests, which are the resolver's. */
const char *pyxis_vfs_door_find_call (const char *method, const char *target);

/* In a time that does not depend on where `secret` (nullable) differs. */
gboolean pyxis_vfs_door_admits (PyxisVfsDoor *self, const char *secret);

/* (transfer full): never NULL. A body of more than PYXIS_VFS_CLIENT_BODY_MAX is refused. */
PyxisResponse *pyxis_vfs_door_answer (PyxisVfsDoor *self, const char *call, GBytes *body);
PyxisResponse *pyxis_vfs_door_refuse (void);
