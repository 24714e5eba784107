/* SPDX-License-Identifier: Apache-2.0 */
#include "file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

struct _PyxisFileLock {
  int fd; /* closed by exec: the lock would live on with another program */
};

PyxisFileLock *
pyxis_file_lock_try (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  PyxisFileLock *self;

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0) {
    int code = errno;

    g_set_error_literal (error, G_IO_ERROR,
                         fd >= 0 && code == EWOULDBLOCK ? G_IO_ERROR_BUSY
                                                        : g_io_error_from_errno (code),
                         g_strerror (code));
    if (fd >= 0)
      close (fd);
    return NULL;
  }
  self = g_new0 (PyxisFileLock, 1);
  self->fd = fd;
  return self;
}

void
pyxis_file_lock_free (PyxisFileLock *self)
{
  close (self->fd);
  g_free (self);
}
