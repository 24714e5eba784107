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
 *   look n                what stat would say, and the bytes of a file that has at most n; where there is
 *                         none and none with ".py" or ".mpy" after it, PYXIS_VFS_CLIENT_NO_MODULE
 *   list                  {"name": [as stat], ...}
 *   create, mkdir [mode]  as stat; EEXIST
 *   read i at n           bytes, at most n and PYXIS_VFS_CLIENT_READ_MAX; none at the end
 *   write i at            of the body; nothing
 *   append i              of the body; the size then
 *   truncate n [i]        nothing, as all below
 *   setattr [mtime] [mode] [i]
 *   unlink, rmdir
 *   rename to             a path as the target's, encoded once more as a value is
 *   open i n              as read, and what stat would say; the file stays itself from then on, when
 *   close i               it is renamed or removed, until it is closed as often as opened
 *
 * Answers are JSON but for look, read and open. Main thread only. */
#define PYXIS_TYPE_VFS_CLIENT (pyxis_vfs_client_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsClient, pyxis_vfs_client, PYXIS, VFS_CLIENT, GObject)

/* Bytes in one answer, and in one body that a transport takes. */
#define PYXIS_VFS_CLIENT_READ_MAX (16 << 20)
#define PYXIS_VFS_CLIENT_BODY_MAX (16 << 20)

#define PYXIS_VFS_CLIENT_NO_MODULE "[]"

PyxisVfsClient *pyxis_vfs_client_new (PyxisVfs *vfs);

typedef struct {
  guint code;    /* PyxisVfsErrno; 0: the call did its work */
  GBytes *bytes; /* never NULL; empty with a code */
  char *stat;    /* (nullable) */
} PyxisVfsAnswer;

/* `body` is nullable. A target that is none is EINVAL, an unknown name ENOSYS. */
void pyxis_vfs_client_call (PyxisVfsClient *self,
                            const char *target,
                            GBytes *body,
                            PyxisVfsAnswer *answer);

/* When the page goes. */
void pyxis_vfs_client_close_all (PyxisVfsClient *self);

void pyxis_vfs_answer_clear (PyxisVfsAnswer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisVfsAnswer, pyxis_vfs_answer_clear)
