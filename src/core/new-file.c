/* SPDX-License-Identifier: Apache-2.0 */
#include "new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file-tree.h"

struct _PyxisNewFile {
  char *path;
  char *place;     /* the same, behind a link */
  char *temporary; /* NULL: it has its name */
  int fd;
  gboolean is_replacing;
  mode_t mode; /* of the file that is replaced */
};

char *
pyxis_new_file_dup_temporary (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf (".pyxis-%08x%08x", g_random_int (), g_random_int ());

  return g_build_filename (folder, name, NULL);
}

PyxisNewFile *
pyxis_new_file_begin (const char *path, GError **error)
{
  g_autofree char *behind = realpath (path, NULL);
  const char *place = behind ? behind : path;
  g_autofree char *temporary = pyxis_new_file_dup_temporary (place);
  int fd = open (temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  PyxisNewFile *self;
  struct stat facts;

  if (fd < 0) {
    pyxis_file_tree_fail (error, "create", path);
    return NULL;
  }
  self = g_new0 (PyxisNewFile, 1);
  self->path = g_strdup (path);
  self->place = g_strdup (place);
  self->temporary = g_steal_pointer (&temporary);
  self->fd = fd;
  self->is_replacing = stat (place, &facts) == 0 && S_ISREG (facts.st_mode);
  self->mode = self->is_replacing ? facts.st_mode & 0777 : 0;
  return self;
}

int
pyxis_new_file_get_fd (PyxisNewFile *self)
{
  return self->fd;
}

gboolean
pyxis_new_file_write (PyxisNewFile *self, const void *data, gsize length, GError **error)
{
  const guint8 *at = data;

  while (length > 0) {
    gssize n = write (self->fd, at, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return pyxis_file_tree_fail (error, "write", self->path);
    at += n;
    length -= n;
  }
  return TRUE;
}

static mode_t
add_running (mode_t mode)
{
  return mode | (mode & 0444) >> 2;
}

gboolean
pyxis_new_file_make_program (PyxisNewFile *self, GError **error)
{
  struct stat facts;

  self->mode = add_running (self->mode);
  if (fstat (self->fd, &facts) != 0 || fchmod (self->fd, add_running (facts.st_mode & 0777)) != 0)
    return pyxis_file_tree_fail (error, "write", self->path);
  return TRUE;
}

/* Some file systems tell only at the end that a disk is full. What is replaced goes only when the new
 * bytes are on the disk: after a power cut there might be nothing else. */
gboolean
pyxis_new_file_commit (PyxisNewFile *self, GError **error)
{
  int fd = self->fd;

  if (self->is_replacing && (fchmod (fd, self->mode) != 0 || (fsync (fd) != 0 && errno != EINVAL)))
    return pyxis_file_tree_fail (error, "write", self->path);
  self->fd = -1;
  if (close (fd) != 0)
    return pyxis_file_tree_fail (error, "write", self->path);
  if (g_rename (self->temporary, self->place) != 0)
    return pyxis_file_tree_fail (error, "create", self->path);
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

void
pyxis_new_file_free (PyxisNewFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->place);
  g_free (self->path);
  g_free (self);
}
