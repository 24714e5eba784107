/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "temporary-folder.h"
#include "vfs-op.h"

/* A real folder that takes the same calls as a PyxisVfs: the system's own word for what they do. */
typedef struct {
  TemporaryFolder *folder;
  int slots[N_SLOTS];
} RealSubject;

static inline int
real_errno (int code)
{
  static const struct {
    int system, wasi;
  } rows[] = {
    { EBADF, PYXIS_VFS_EBADF },
    { EBUSY, PYXIS_VFS_EBUSY },
    { EEXIST, PYXIS_VFS_EEXIST },
    { EFBIG, PYXIS_VFS_EFBIG },
    { EINVAL, PYXIS_VFS_EINVAL },
    { EISDIR, PYXIS_VFS_EISDIR },
    { ENAMETOOLONG, PYXIS_VFS_ENAMETOOLONG },
    { ENOENT, PYXIS_VFS_ENOENT },
    { ENOTDIR, PYXIS_VFS_ENOTDIR },
    { ENOTEMPTY, PYXIS_VFS_ENOTEMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].system == code)
      return rows[i].wasi;
  g_error ("the folder says %s", g_strerror (code));
}

static inline int
real_stat (const char *path, GString *result)
{
  struct stat status;

  if (stat (path, &status) < 0)
    return -1;
  if (S_ISDIR (status.st_mode))
    g_string_append (result, "folder");
  else
    g_string_append_printf (result, "file %" G_GUINT64_FORMAT, (guint64) status.st_size);
  return 0;
}

static inline int
real_list (const char *path, GString *result)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  DIR *folder = opendir (path);

  if (!folder)
    return -1;
  for (struct dirent *entry = readdir (folder); entry; entry = readdir (folder))
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      g_ptr_array_add (names,
                       g_strconcat (entry->d_name, entry->d_type == DT_DIR ? "/" : "", NULL));
  closedir (folder);
  op_add_names (names, result);
  return 0;
}

/* As “rm -r” does it, but a slash behind a file's name matters. */
static inline int
real_remove (const char *path)
{
  struct stat status;

  if (lstat (path, &status) < 0)
    return -1;
  return S_ISDIR (status.st_mode)
           ? nftw (path, temporary_folder_remove_one, 16, FTW_DEPTH | FTW_PHYS)
           : unlink (path);
}

static inline int
real_open (RealSubject *self, const Op *op, const char *path)
{
  int flags = O_RDWR | O_CLOEXEC;

  if (op->flags & PYXIS_VFS_OPEN_CREATE)
    flags |= O_CREAT | (op->flags & PYXIS_VFS_OPEN_EXCLUSIVE ? O_EXCL : 0);
  if (op->flags & PYXIS_VFS_OPEN_TRUNCATE)
    flags |= O_TRUNC;
  self->slots[op->slot] = open (path, flags, 0644);
  return self->slots[op->slot];
}

static inline int
real_run_path (RealSubject *self, const Op *op, GString *result)
{
  g_autofree char *path = g_strconcat (self->folder, "/", op->path, NULL);
  g_autofree char *to = g_strconcat (self->folder, "/", op->to, NULL);
  int fd;

  switch (op->kind) {
  case OP_CREATE:
    if ((fd = open (path, O_CREAT | O_EXCL | O_CLOEXEC | O_WRONLY, 0644)) >= 0)
      close (fd);
    return fd;
  case OP_MKDIR:
    return mkdir (path, 0755);
  case OP_UNLINK:
    return unlink (path);
  case OP_RMDIR:
    return rmdir (path);
  case OP_REMOVE:
    return real_remove (path);
  case OP_RENAME:
    return rename (path, to);
  case OP_STAT:
    return real_stat (path, result);
  case OP_LIST:
    return real_list (path, result);
  default:
    return real_open (self, op, path);
  }
}

static inline int
real_run_slot (RealSubject *self, const Op *op, GString *result)
{
  g_autofree guint8 *data = op_make_bytes (op);
  int fd = self->slots[op->slot];
  struct stat status;
  gssize n;

  switch (op->kind) {
  case OP_READ:
    if ((n = pread (fd, data, op->length, op->offset)) >= 0)
      op_add_bytes (data, n, result);
    return n < 0 ? -1 : 0;
  case OP_WRITE:
    return pwrite (fd, data, op->length, op->offset) < 0 ? -1 : 0;
  case OP_APPEND:
    g_assert_cmpint (fstat (fd, &status), ==, 0);
    g_string_append_printf (result, "%" G_GUINT64_FORMAT, status.st_size + (guint64) op->length);
    return pwrite (fd, data, op->length, status.st_size) < 0 ? -1 : 0;
  case OP_TRUNCATE:
    return ftruncate (fd, op->offset);
  default:
    self->slots[op->slot] = 0;
    return close (fd);
  }
}

static inline int
real_run (gpointer subject, const Op *op, GString *result)
{
  int answer =
    op->kind >= OP_READ ? real_run_slot (subject, op, result) : real_run_path (subject, op, result);

  return answer < 0 ? real_errno (errno) : 0;
}
