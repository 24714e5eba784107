/* SPDX-License-Identifier: Apache-2.0 */
#include "folder-open.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib.h>

#define FILE_FLAGS (O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
/* O_PATH asks for no more than the right to pass through. */
#define PASS_FLAGS (O_PATH | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY)

static int
flags_for (PyxisFolderOpenAim aim)
{
  return aim == PYXIS_FOLDER_OPEN_FOLDER ? PASS_FLAGS : FILE_FLAGS;
}

int
pyxis_folder_open_kernel (int folder, const char *path, PyxisFolderOpenAim aim)
{
  struct open_how how = {
    .flags = flags_for (aim),
    .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  long fd;

  do
    fd = syscall (SYS_openat2, folder, path, &how, sizeof how);
  while (fd < 0 && errno == EINTR);

  return fd < 0 ? -errno : (int) fd;
}

static int
open_part (int folder, const char *name, int flags)
{
  int fd;

  do
    fd = openat (folder, name, flags);
  while (fd < 0 && errno == EINTR);

  return fd < 0 ? -errno : fd;
}

int
pyxis_folder_open_walk (int folder, const char *path, PyxisFolderOpenAim aim)
{
  g_autofree char *names = g_strdup (path);
  char *name = names;
  int at = folder;
  int fd;

  for (char *slash; (slash = strchr (name, '/')); name = slash + 1) {
    int next;

    *slash = '\0';
    next = open_part (at, name, PASS_FLAGS);
    if (at != folder)
      close (at);
    if (next < 0)
      return next;
    at = next;
  }

  fd = open_part (at, name, flags_for (aim));
  if (at != folder)
    close (at);

  return fd;
}

int
pyxis_folder_open (int folder, const char *path, PyxisFolderOpenAim aim)
{
  int fd = pyxis_folder_open_kernel (folder, path, aim);

  /* System call filters answer ENOSYS or EPERM; neither is otherwise an answer to reading a file. */
  if (fd == -ENOSYS || fd == -EPERM)
    return pyxis_folder_open_walk (folder, path, aim);

  return fd;
}
