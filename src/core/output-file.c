/* SPDX-License-Identifier: Apache-2.0 */
#include "output-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file-tree.h"
#include "new-file.h"

struct _PyxisOutputFile {
  PyxisNewFile *file; /* NULL: it is no file */
  int fd;             /* owned where there is no file */
};

/* A folder is refused at once, not when all is written. */
static gboolean
is_special (const char *path)
{
  struct stat facts;

  return stat (path, &facts) == 0 && !S_ISREG (facts.st_mode);
}

PyxisOutputFile *
pyxis_output_file_begin (const char *path, GError **error)
{
  PyxisNewFile *file = NULL;
  PyxisOutputFile *self = NULL;
  int fd = -1;

  if (is_special (path)) {
    fd = open (path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
      pyxis_file_tree_fail (error, "write", path);
      return NULL;
    }
  } else {
    file = pyxis_new_file_begin (path, error);
    if (!file)
      return NULL;
  }
  self = g_new0 (PyxisOutputFile, 1);
  self->file = file;
  self->fd = file ? pyxis_new_file_get_fd (file) : fd;
  return self;
}

PyxisOutputFile *
pyxis_output_file_new_standard (GError **error)
{
  int fd = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
  PyxisOutputFile *self = NULL;

  if (fd < 0) {
    pyxis_file_tree_fail (error, "write", "-");
    return NULL;
  }
  self = g_new0 (PyxisOutputFile, 1);
  self->fd = fd;
  return self;
}

int
pyxis_output_file_get_fd (PyxisOutputFile *self)
{
  return self->fd;
}

gboolean
pyxis_output_file_commit (PyxisOutputFile *self, GError **error)
{
  return !self->file || pyxis_new_file_commit (self->file, error);
}

void
pyxis_output_file_free (PyxisOutputFile *self)
{
  if (self->file)
    pyxis_new_file_free (self->file);
  else if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
