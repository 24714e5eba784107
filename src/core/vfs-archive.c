/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "new-file.h"
#include "utf8-locale.h"
#include "vfs-frozen.h"

#define MS_PER_SECOND 1000

/* One that is being written. */
typedef struct {
  struct archive *archive;
  PyxisCopyProgress *progress;
  GCancellable *cancellable;
} Export;

/* Always FALSE, as the next. */
static gboolean
fail_with_errno (int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               "The zip file cannot be written: %s.", g_strerror (code));
  return FALSE;
}

static gboolean
fail (Export *self, GError **error)
{
  int code = archive_errno (self->archive);
  const char *reason = archive_error_string (self->archive);
  g_autofree char *text = g_utf8_make_valid (reason ? reason : "unknown reason", -1);

  if (code > 0)
    return fail_with_errno (code, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The zip file cannot be written: %s.", text);
  return FALSE;
}

static struct archive_entry *
new_entry (const PyxisVfsFrozen *file, const char *path)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname_utf8 (entry, path);
  archive_entry_set_filetype (entry, file->is_folder ? AE_IFDIR : AE_IFREG);
  archive_entry_set_perm (entry, file->mode);
  archive_entry_set_size (entry, (la_int64_t) pyxis_vfs_content_get_size (file->content));
  archive_entry_set_mtime (entry, file->mtime / MS_PER_SECOND, 0);
  return entry;
}

static gboolean
write_bytes (Export *self, const PyxisVfsFrozen *file, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (PYXIS_VFS_CHUNK_SIZE);
  guint64 size = pyxis_vfs_content_get_size (file->content);
  gsize n = 0;

  for (guint64 offset = 0; offset < size; offset += n) {
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error)) {
      archive_write_finish_entry (self->archive); /* which libarchive 3.6 needs to free it */
      return FALSE;
    }
    n = pyxis_vfs_content_read (file->content, offset, buffer, PYXIS_VFS_CHUNK_SIZE);
    if (archive_write_data (self->archive, buffer, n) != (la_ssize_t) n)
      return fail (self, error);
    pyxis_copy_progress_add (self->progress, n);
  }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const PyxisVfsFrozen *one = *(const PyxisVfsFrozen *const *) a;
  const PyxisVfsFrozen *other = *(const PyxisVfsFrozen *const *) b;

  return strcmp (one->name, other->name);
}

static gboolean
write_header (Export *self, const PyxisVfsFrozen *part, const char *path, GError **error)
{
  struct archive_entry *entry = new_entry (part, path);
  gboolean is_written = archive_write_header (self->archive, entry) >= ARCHIVE_WARN;

  archive_entry_free (entry);
  return is_written || fail (self, error);
}

/* The root folder has no name: what is in it stands for it. */
static gboolean
write_part (Export *self, PyxisVfsFrozen *part, const char *path, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  pyxis_copy_progress_add (self->progress, PYXIS_COPY_PROGRESS_FILE);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
      (*path && !write_header (self, part, path, error)))
    return FALSE;
  if (!part->is_folder)
    return write_bytes (self, part, error);

  for (guint i = 0; i < part->n_entries; i++)
    g_ptr_array_add (entries, part->entries[i]);
  g_ptr_array_sort (entries, compare_names);
  for (guint i = 0; i < entries->len; i++) {
    PyxisVfsFrozen *entry = entries->pdata[i];
    g_autofree char *below = g_strconcat (path, *path ? "/" : "", entry->name, NULL);

    if (!write_part (self, entry, below, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_all (Export *self, GPtrArray *parts, int fd, GError **error)
{
  if (archive_write_set_format_zip (self->archive) != ARCHIVE_OK ||
      archive_write_set_options (self->archive, "zip:hdrcharset=UTF-8") != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block (self->archive, 1) != ARCHIVE_OK ||
      archive_write_open_fd (self->archive, fd) != ARCHIVE_OK)
    return fail (self, error);
  for (guint i = 0; i < parts->len; i++)
    if (!write_part (self, parts->pdata[i], ((PyxisVfsFrozen *) parts->pdata[i])->name, error))
      return FALSE;
  if (archive_write_close (self->archive) != ARCHIVE_OK)
    return fail (self, error);
  return fsync (fd) == 0 || fail_with_errno (errno, error);
}

gboolean
pyxis_vfs_archive_export (GPtrArray *parts,
                          const char *path,
                          PyxisCopyProgress *progress,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (PyxisNewFile) file = pyxis_new_file_begin (path, error);
  Export self = { NULL, progress, cancellable };
  gboolean is_written;
  locale_t before;

  if (!file)
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    pyxis_vfs_part_add_total (parts->pdata[i], progress);
  before = pyxis_utf8_locale_enter ();
  self.archive = archive_write_new ();
  is_written = write_all (&self, parts, pyxis_new_file_get_fd (file), error);
  archive_write_free (self.archive);
  uselocale (before);
  return is_written && pyxis_new_file_commit (file, error);
}
