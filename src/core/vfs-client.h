/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

/* PyxisVfsClient: one page's use of a PyxisVfs, its workers included: the system calls of the
 * interpreters, one request each, and the files that are open there, which are closed with it.
 *
 * A call is a target "PATH?op=NAME&KEY=VALUE...", its path percent-encoded and relative to /vfs, and a
 * body. `i` is the number of a file (vfs-file.h), and overrules the path; other numbers are decimal.
 *
 *   stat [i]              [is_folder, size, mtime, ino, mode]; booleans are 0 and 1
 *   list                  {"name": [as stat], ...}
 *   create, mkdir [mode]  as stat; EEXIST
 *   read i at n [open]    bytes, at most n and PYXIS_VFS_CLIENT_READ_MAX; none at the end
 *   write i at [open]     of the body; nothing
 *   append i [open]       of the body; the size then
 *   truncate n [i]        nothing, as all below
 *   setattr [mtime] [mode] [i]
 *   unlink, rmdir
 *   rename to             a path as the target's, encoded once more as a value is
 *   open i, close i       a file that is open stays itself when it is renamed or removed; `open` in
 *                         a call saves one
 *
 * Answers are JSON but for read. Main thread only. */
#define PYXIS_TYPE_VFS_CLIENT (pyxis_vfs_client_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsClient, pyxis_vfs_client, PYXIS, VFS_CLIENT, GObject)

/* Bytes in one answer, and in one body that a transport takes. */
#define PYXIS_VFS_CLIENT_READ_MAX (16 << 20)
#define PYXIS_VFS_CLIENT_BODY_MAX (16 << 20)

PyxisVfsClient *pyxis_vfs_client_new (PyxisVfs *vfs);

/* (transfer full): never NULL; empty with a `code` (out), which is 0 when the call did its work. `body`
 * is nullable. A target that is none is EINVAL, an unknown name ENOSYS. */
GBytes *pyxis_vfs_client_call (PyxisVfsClient *self, const char *target, GBytes *body, guint *code);

/* When the page goes. */
void pyxis_vfs_client_close_all (PyxisVfsClient *self);
