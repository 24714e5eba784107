/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What the virtual file system refuses. The codes are the errno numbers of WASI, which Emscripten
 * and so Python in the page know; each message is one sentence. */
#define PYXIS_VFS_ERROR (pyxis_vfs_error_quark ())
GQuark pyxis_vfs_error_quark (void);

typedef enum {
  PYXIS_VFS_EBADF = 8,
  PYXIS_VFS_EBUSY = 10,
  PYXIS_VFS_EEXIST = 20,
  PYXIS_VFS_EFBIG = 22,
  PYXIS_VFS_EINVAL = 28,
  PYXIS_VFS_EIO = 29,
  PYXIS_VFS_EISDIR = 31,
  PYXIS_VFS_ENAMETOOLONG = 37,
  PYXIS_VFS_ENOENT = 44,
  PYXIS_VFS_ENOSPC = 51,
  PYXIS_VFS_ENOSYS = 52,
  PYXIS_VFS_ENOTDIR = 54,
  PYXIS_VFS_ENOTEMPTY = 55,
  PYXIS_VFS_EPERM = 63,
  PYXIS_VFS_EROFS = 69,
  PYXIS_VFS_EXDEV = 75,
} PyxisVfsErrno;

/* The usual sentence for `code`, about `path` (nullable: an open file that has none any more), which
 * is valid UTF-8. */
void pyxis_vfs_set_error (GError **error, PyxisVfsErrno code, const char *path);
