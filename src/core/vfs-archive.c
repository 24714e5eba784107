/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "utf8-locale.h"
#include "vfs-frozen.h"

#define MS_PER_SECOND 1000

/* One that is being written. */
typedef struct {
  struct archive *archive;
  PyxisCopyProgress *progress;
  GCancellable *cancellable;
} Export;

/* Always FALSE. */
static gboolean
fail (Export *self, GError **error)
{
  int code = archive_errno (self->archive);
  const char *reason = archive_error_string (self->archive);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               "The zip file cannot be written: %s.",
               code > 0 ? g_strerror (code) : (reason ? reason : "unknown reason"));
  return FALSE;
}

static struct archive_entry *
new_entry (const PyxisVfsDifference *file)
{
  struct archive_entry *entry = archive_entry_new ();
  gint64 seconds = file->mtime / MS_PER_SECOND;

  archive_entry_set_pathname_utf8 (entry, file->path);
  archive_entry_set_filetype (entry, file->is_folder ? AE_IFDIR : AE_IFREG);
  archive_entry_set_perm (entry, file->mode);
  archive_entry_set_size (entry, (la_int64_t) file->size);
  archive_entry_set_mtime (entry, seconds, 0);
  return entry;
}

static gboolean
write_bytes (Export *self, const PyxisVfsDifference *file, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (PYXIS_VFS_CHUNK_SIZE);
  gsize n = 0;

  for (guint64 offset = 0; offset < file->size; offset += n) {
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error)) {
      archive_write_finish_entry (self->archive); /* which libarchive 3.6 needs to free it */
      return FALSE;
    }
    n = pyxis_vfs_content_read (file->entry->content, offset, buffer, PYXIS_VFS_CHUNK_SIZE);
    if (archive_write_data (self->archive, buffer, n) != (la_ssize_t) n)
      return fail (self, error);
    pyxis_copy_progress_add (self->progress, n);
  }
  return TRUE;
}

static gboolean
write_entry (Export *self, const PyxisVfsDifference *file, GError **error)
{
  struct archive_entry *entry = new_entry (file);
  gboolean is_written = archive_write_header (self->archive, entry) == ARCHIVE_OK;

  archive_entry_free (entry);
  if (!is_written)
    return fail (self, error);
  return file->is_folder || write_bytes (self, file, error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const PyxisVfsDifference *one = *(const PyxisVfsDifference *const *) a;
  const PyxisVfsDifference *other = *(const PyxisVfsDifference *const *) b;

  return strcmp (one->path, other->path);
}

static gboolean
write_all (Export *self, PyxisVfsSnapshot *snapshot, int fd, GError **error)
{
  g_autoptr (GPtrArray) files = pyxis_vfs_snapshot_compare (NULL, snapshot);
  gsize total = 0;

  for (guint i = 0; i < files->len; i++)
    total += ((PyxisVfsDifference *) files->pdata[i])->size;
  pyxis_copy_progress_set_total (self->progress, total);
  g_ptr_array_sort (files, compare);
  archive_write_set_format_zip (self->archive);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  if (archive_write_open_fd (self->archive, fd) != ARCHIVE_OK)
    return fail (self, error);
  for (guint i = 0; i < files->len; i++)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
        !write_entry (self, files->pdata[i], error))
      return FALSE;
  return archive_write_close (self->archive) == ARCHIVE_OK || fail (self, error);
}

static gboolean
fail_with_errno (int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               "The zip file cannot be written: %s.", g_strerror (code));
  return FALSE;
}

/* As any program makes a file of its user's. */
static gboolean
finish_file (int fd, const char *part, const char *path, GError **error)
{
  mode_t mask = umask (0);

  umask (mask);
  if (fchmod (fd, 0666 & ~mask) != 0 || fsync (fd) != 0 || g_rename (part, path) != 0)
    return fail_with_errno (errno, error);
  return TRUE;
}

gboolean
pyxis_vfs_archive_export (PyxisVfsSnapshot *snapshot,
                          const char *path,
                          PyxisCopyProgress *progress,
                          GCancellable *cancellable,
                          GError **error)
{
  Export self = { archive_write_new (), progress, cancellable };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_build_filename (folder, ".export-XXXXXX", NULL);
  int fd = g_mkstemp (part);
  locale_t before = pyxis_utf8_locale_enter ();
  gboolean is_written =
    fd >= 0 ? write_all (&self, snapshot, fd, error) && finish_file (fd, part, path, error)
            : fail_with_errno (errno, error);

  archive_write_free (self.archive);
  uselocale (before);
  if (fd >= 0)
    close (fd);
  if (fd >= 0 && !is_written)
    g_unlink (part);
  return is_written;
}
