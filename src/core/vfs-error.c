/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-error.h"

G_DEFINE_QUARK (pyxis - vfs - error - quark, pyxis_vfs_error)

static const struct {
  PyxisVfsErrno code;
  const char *predicate;
} sentences[] = {
  { PYXIS_VFS_EBADF, "is not open" },
  { PYXIS_VFS_EBUSY, "is the root folder, which stays as it is" },
  { PYXIS_VFS_EEXIST, "exists already" },
  { PYXIS_VFS_EFBIG, "would become larger than a file may be" },
  { PYXIS_VFS_EINVAL, "cannot be given this value" },
  { PYXIS_VFS_EIO, "could not be read or written" },
  { PYXIS_VFS_EISDIR, "is a folder, not a file" },
  { PYXIS_VFS_ENAMETOOLONG, "has too long a path" },
  { PYXIS_VFS_ENOENT, "does not exist" },
  { PYXIS_VFS_ENOSPC, "finds no room: the limit of all files together is reached" },
  { PYXIS_VFS_ENOSYS, "cannot do this" },
  { PYXIS_VFS_ENOTDIR, "needs a folder where a file is" },
  { PYXIS_VFS_ENOTEMPTY, "is a folder that is not empty" },
  { PYXIS_VFS_EPERM, "does not allow this" },
  { PYXIS_VFS_EROFS, "can only be read" },
  { PYXIS_VFS_EXDEV, "lies in another file system" },
};

void
pyxis_vfs_set_error (GError **error, PyxisVfsErrno code, const char *path)
{
  const char *predicate = "failed";

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i].code == code)
      predicate = sentences[i].predicate;

  if (path && !*path)
    g_set_error (error, PYXIS_VFS_ERROR, code, "The root folder %s.",
                 code == PYXIS_VFS_EBUSY ? "stays as it is" : predicate);
  else if (path)
    g_set_error (error, PYXIS_VFS_ERROR, code, "“%s” %s.", path, predicate);
  else
    g_set_error (error, PYXIS_VFS_ERROR, code, "The file %s.", predicate);
}
