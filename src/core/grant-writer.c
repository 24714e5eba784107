/* SPDX-License-Identifier: Apache-2.0 */
#include "grant-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "grant-error.h"

#define PART (1 << 20)

struct _PyxisGrantWriter {
  PyxisGrant *grant;
  PyxisGrantPlace place;
  int fd;
  char *swap;       /* its name; NULL: it has none */
  goffset replaces; /* bytes of the file as it was */
};

static gboolean
fail (PyxisGrantWriter *self, int number, GError **error)
{
  pyxis_grant_error_set (error, number, TRUE, self->place.shown);
  return FALSE;
}

/* Not every file system has files without a name. */
static gboolean
open_swap (PyxisGrantWriter *self, GError **error)
{
  self->fd = openat (self->place.folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (self->fd >= 0)
    return TRUE;
  self->swap = pyxis_grant_place_make_swap_name ();
  self->fd = openat (self->place.folder, self->swap,
                     O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd >= 0)
    return TRUE;
  g_clear_pointer (&self->swap, g_free);
  return fail (self, errno, error);
}

static gboolean
write_all (PyxisGrantWriter *self, goffset at, const char *data, gsize length, GError **error)
{
  while (length > 0) {
    gssize n = pwrite (self->fd, data, length, at);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return fail (self, n < 0 ? errno : ENOSPC, error);
    at += n;
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
copy_file (PyxisGrantWriter *self, int from, GError **error)
{
  g_autofree char *buffer = g_malloc (PART);
  goffset at = 0;
  gssize n;

  while ((n = pread (from, buffer, PART, at)) != 0) {
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (self, errno, error);
    if (!write_all (self, at, buffer, (gsize) n, error))
      return FALSE;
    at += n;
  }
  return TRUE;
}

/* Another file will take its place, which the folder's rights alone would allow: so its own are asked. */
static gboolean
check_rights (PyxisGrantWriter *self, const struct stat *status, GError **error)
{
  gboolean is_writable = (status->st_mode & 0222) != 0 &&
                         faccessat (self->place.folder, self->place.name, W_OK, AT_EACCESS) == 0;

  return is_writable || fail (self, EACCES, error);
}

static gboolean
begin (PyxisGrantWriter *self, int from, const struct stat *status, gboolean keeps, GError **error)
{
  if (!check_rights (self, status, error) || !open_swap (self, error))
    return FALSE;
  return !keeps || copy_file (self, from, error);
}

PyxisGrantWriter *
pyxis_grant_writer_new (PyxisGrant *grant, PyxisGrantPlace *place, gboolean keeps, GError **error)
{
  g_autoptr (PyxisGrantWriter) self = g_new0 (PyxisGrantWriter, 1);
  struct stat status = { 0 };
  int from;
  gboolean is_ready;

  self->grant = pyxis_grant_ref (grant);
  self->place = *place;
  *place = (PyxisGrantPlace){ .folder = -1 };
  self->fd = -1;
  from = pyxis_grant_place_open_file (&self->place, &status, error);
  if (from < 0)
    return NULL;
  self->replaces = status.st_size;
  is_ready = begin (self, from, &status, keeps, error);
  close (from);
  if (!is_ready)
    return NULL;
  /* Who may use it stays as it was; of a file of somebody else this fails, and it becomes ours. */
  if (fchmod (self->fd, status.st_mode & 0777) != 0)
    g_debug ("“%s” is not given its mode: %s", self->place.shown, g_strerror (errno));
  return g_steal_pointer (&self);
}

static gboolean
check_size (PyxisGrantWriter *self, guint64 at, gsize length, GError **error)
{
  if (at <= PYXIS_GRANT_WRITER_MAX && length <= PYXIS_GRANT_WRITER_MAX - at)
    return TRUE;
  return fail (self, EFBIG, error);
}

gboolean
pyxis_grant_writer_write (
  PyxisGrantWriter *self, guint64 at, const void *data, gsize length, GError **error)
{
  return check_size (self, at, length, error) &&
         write_all (self, (goffset) at, data, length, error);
}

gboolean
pyxis_grant_writer_truncate (PyxisGrantWriter *self, guint64 size, GError **error)
{
  if (!check_size (self, size, 0, error))
    return FALSE;
  return ftruncate (self->fd, (goffset) size) == 0 || fail (self, errno, error);
}

/* What is in the file must be on the disk before it takes the place of one that had something. */
static gboolean
settle (PyxisGrantWriter *self, GError **error)
{
  return self->replaces == 0 || fsync (self->fd) == 0 || errno == EINVAL ||
         fail (self, errno, error);
}

/* A file without a name gets one, which is then exchanged for the file's. */
static gboolean
name_swap (PyxisGrantWriter *self, GError **error)
{
  g_autofree char *self_link = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  g_autofree char *swap = NULL;

  if (self->swap)
    return TRUE;
  swap = pyxis_grant_place_make_swap_name ();
  if (linkat (AT_FDCWD, self_link, self->place.folder, swap, AT_SYMLINK_FOLLOW) != 0)
    return fail (self, errno, error);
  self->swap = g_steal_pointer (&swap);
  return TRUE;
}

gboolean
pyxis_grant_writer_close (PyxisGrantWriter *self, struct stat *status, GError **error)
{
  if (!settle (self, error) || !pyxis_grant_check (self->grant, PYXIS_GRANT_READWRITE, error) ||
      !name_swap (self, error))
    return FALSE;
  if (renameat (self->place.folder, self->swap, self->place.folder, self->place.name) != 0)
    return fail (self, errno, error);
  g_clear_pointer (&self->swap, g_free);
  return fstat (self->fd, status) == 0 || fail (self, errno, error);
}

gboolean
pyxis_grant_writer_is_of (const PyxisGrantWriter *self, const PyxisGrant *grant)
{
  return self->grant == grant;
}

/* (nullable): where it is now, whatever was renamed. */
static char *
dup_path (const PyxisGrantPlace *place)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", place->folder);
  g_autofree char *folder = g_file_read_link (link, NULL);

  return folder ? g_build_filename (folder, place->name, NULL) : NULL;
}

gboolean
pyxis_grant_writer_is_at (const PyxisGrantWriter *self, const PyxisGrantPlace *place)
{
  g_autofree char *own = dup_path (&self->place);
  g_autofree char *other = dup_path (place);
  gsize length = other ? strlen (other) : 0;

  return own && other && strncmp (own, other, length) == 0 &&
         (own[length] == '\0' || own[length] == '/');
}

void
pyxis_grant_writer_free (PyxisGrantWriter *self)
{
  if (self->swap)
    unlinkat (self->place.folder, self->swap, 0);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->swap);
  pyxis_grant_place_clear (&self->place);
  pyxis_grant_unref (self->grant);
  g_free (self);
}
