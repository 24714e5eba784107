/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-archive.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vfs-error.h"
#include "vfs-file.h"
#include "vfs-name.h"
#include "zip-archive.h"

/* One that is being read. */
typedef struct {
  PyxisVfs *vfs;
  PyxisZipArchive *archive;
  PyxisCopyProgress *progress;
  GCancellable *cancellable;
} Import;

/* FALSE when it was cancelled. */
static gboolean
go_on (Import *self, GError **error)
{
  pyxis_copy_progress_set_done (self->progress,
                                (gsize) pyxis_zip_archive_get_position (self->archive));
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Nothing was imported: %s.", reason);
  return FALSE;
}

/* Says what the file system has against `path`. */
static gboolean
refuse_for (const GError *cause, const char *path, GError **error)
{
  if (g_error_matches (cause, PYXIS_VFS_ERROR, PYXIS_VFS_EEXIST))
    return refuse (error, "“%s” is in the zip file twice", path);
  if (g_error_matches (cause, PYXIS_VFS_ERROR, PYXIS_VFS_ENOSPC) ||
      g_error_matches (cause, PYXIS_VFS_ERROR, PYXIS_VFS_EFBIG))
    return refuse (error, "the zip file holds more than there is room for");
  return refuse (error, "“%s” is a name that is not possible here", path);
}

static gboolean
read_bytes (Import *self, guint64 ino, const char *path, GError **error)
{
  const guint8 *block = NULL;
  gsize length = 0;
  g_autoptr (GError) cause = NULL;

  do {
    if (!go_on (self, error) || !pyxis_zip_archive_read (self->archive, &block, &length, error))
      return FALSE;
    if (length > 0 && !pyxis_vfs_append (self->vfs, ino, block, length, NULL, &cause))
      return refuse_for (cause, path, error);
  } while (length > 0);
  return TRUE;
}

static gboolean
import_file (Import *self, const PyxisZipHeader *header, const char *path, GError **error)
{
  gint64 mtime = header->mtime;
  g_autoptr (GError) cause = NULL;
  guint64 ino = pyxis_vfs_create (self->vfs, path, header->mode, &cause);

  if (ino == 0)
    return refuse_for (cause, path, error);
  if (!header->is_plain)
    return refuse (error, "“%s” is packed in a way that is not read here; use an ordinary zip",
                   path);
  if (!read_bytes (self, ino, path, error))
    return FALSE;
  if (mtime >= 0)
    pyxis_vfs_set_mtime (self->vfs, ino, mtime * 1000, NULL);
  return TRUE;
}

/* Its entry may come after those of what is in it. */
static gboolean
import_folder (Import *self, guint mode, const char *path, GError **error)
{
  PyxisVfsStat stat;
  g_autoptr (GError) cause = NULL;

  if (pyxis_vfs_stat (self->vfs, path, &stat, NULL) && stat.is_folder)
    return pyxis_vfs_set_mode (self->vfs, stat.ino, mode, error);
  return pyxis_vfs_make_folder (self->vfs, path, mode, &cause) || refuse_for (cause, path, error);
}

/* Refuses what would be another file than its name says. */
static gboolean
import_entry (Import *self, const PyxisZipHeader *header, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;
  gboolean is_folder = header->is_folder;
  guint mode = header->mode;
  g_autoptr (GError) cause = NULL;

  if (!header->path)
    return refuse (error,
                   "the zip file has a link, an encrypted file or a name that no system knows");
  shown = g_utf8_make_valid (header->path, -1);
  path = g_strdup (header->path);
  if (is_folder && g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  if (*path == '\0' || strchr (path, '\\') || !pyxis_vfs_check_path (self->vfs, path, -1, NULL) ||
      g_str_has_suffix (path, "/"))
    return refuse (error, "“%s” is a name that is not possible here", shown);
  if (!pyxis_vfs_name_make_parents (self->vfs, path, &cause))
    return g_error_matches (cause, PYXIS_VFS_ERROR, PYXIS_VFS_EEXIST)
             ? refuse (error, "“%s” is below what is a file", path)
             : refuse_for (cause, path, error);
  return is_folder ? import_folder (self, mode, path, error)
                   : import_file (self, header, path, error);
}

static gboolean
import_all (Import *self, GError **error)
{
  const PyxisZipHeader *header;
  g_autoptr (GError) local = NULL;

  while ((header = pyxis_zip_archive_next (self->archive, &local)))
    if (!go_on (self, error) || !import_entry (self, header, error))
      return FALSE;
  if (!local)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

PyxisVfsSnapshot *
pyxis_vfs_archive_import (const char *path,
                          const PyxisVfsLimits *limits,
                          PyxisCopyProgress *progress,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new_with_limits (limits);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autoptr (PyxisZipArchive) archive = NULL;
  PyxisVfsSnapshot *snapshot = NULL;
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The zip file cannot be read: %s.",
                 fd < 0 ? g_strerror (errno) : "it is no file");
  } else if ((archive = pyxis_zip_archive_new (fd, error))) {
    Import self = { vfs, archive, progress, cancellable };

    pyxis_copy_progress_set_total (progress, (gsize) status.st_size);
    snapshot = import_all (&self, error) ? pyxis_vfs_take_snapshot (vfs) : NULL;
  }
  if (fd >= 0)
    close (fd);
  return snapshot;
}
