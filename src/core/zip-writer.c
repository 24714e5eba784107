/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-writer.h"

#include <archive.h>
#include <archive_entry.h>

#include "new-file.h"
#include "utf8-locale.h"

#define BLOCK (256 * 1024)
#define FILE_MODE 0644
#define FOLDER_MODE 0755

typedef struct {
  struct archive *archive;
  const char *path;
  PyxisCopyProgress *progress;
  GCancellable *cancellable;
} Writer;

static gboolean
fail (Writer *self, GError **error)
{
  const char *reason = archive_error_string (self->archive);
  g_autofree char *text = g_utf8_make_valid (reason ? reason : "unknown reason", -1);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot write “%s”: %s.", self->path, text);
  return FALSE;
}

static gboolean
write_header (Writer *self, PyxisVfsPart *part, const char *name, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean is_folder = pyxis_vfs_part_is_folder (part);
  gint64 mtime = pyxis_vfs_part_get_mtime (part);
  int result;

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, is_folder ? AE_IFDIR : AE_IFREG);
  archive_entry_set_perm (entry, is_folder ? FOLDER_MODE : FILE_MODE);
  archive_entry_set_size (entry, (la_int64_t) pyxis_vfs_part_get_size (part));
  archive_entry_set_mtime (entry, mtime / 1000, (long) ABS (mtime % 1000) * 1000000);
  result = archive_write_header (self->archive, entry);
  archive_entry_free (entry);
  return result >= ARCHIVE_WARN || fail (self, error);
}

static gboolean
write_data (Writer *self, PyxisVfsPart *part, GError **error)
{
  g_autoptr (GInputStream) stream = pyxis_vfs_part_open_stream (part);
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize n;

  while ((n = g_input_stream_read (stream, block, BLOCK, self->cancellable, error)) > 0) {
    if (archive_write_data (self->archive, block, n) < n)
      return fail (self, error);
    pyxis_copy_progress_add (self->progress, n);
  }
  return n == 0;
}

static gboolean
write_part (Writer *self, PyxisVfsPart *part, const char *name, GError **error)
{
  pyxis_copy_progress_add (self->progress, PYXIS_COPY_PROGRESS_FILE);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
      !write_header (self, part, name, error))
    return FALSE;
  if (!pyxis_vfs_part_is_folder (part))
    return write_data (self, part, error);

  for (guint i = 0; i < pyxis_vfs_part_get_n_entries (part); i++) {
    PyxisVfsPart *entry = pyxis_vfs_part_get_entry (part, i);
    g_autofree char *below = g_strconcat (name, "/", pyxis_vfs_part_get_name (entry), NULL);

    if (!write_part (self, entry, below, error))
      return FALSE;
  }
  return TRUE;
}

/* The root folder has no name: what is in it stands for it. */
static gboolean
write_top (Writer *self, PyxisVfsPart *part, GError **error)
{
  const char *name = pyxis_vfs_part_get_name (part);

  if (*name)
    return write_part (self, part, name, error);
  for (guint i = 0; i < pyxis_vfs_part_get_n_entries (part); i++)
    if (!write_top (self, pyxis_vfs_part_get_entry (part, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_all (Writer *self, GPtrArray *parts, int fd, GError **error)
{
  if (archive_write_set_format_zip (self->archive) != ARCHIVE_OK ||
      archive_write_set_options (self->archive, "zip:hdrcharset=UTF-8") != ARCHIVE_OK ||
      archive_write_open_fd (self->archive, fd) != ARCHIVE_OK)
    return fail (self, error);

  for (guint i = 0; i < parts->len; i++)
    if (!write_top (self, parts->pdata[i], error))
      return FALSE;
  return archive_write_close (self->archive) == ARCHIVE_OK || fail (self, error);
}

gboolean
pyxis_zip_writer_write (GPtrArray *parts,
                        const char *path,
                        PyxisCopyProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (PyxisNewFile) file = pyxis_new_file_begin (path, error);
  Writer self = { .path = path, .progress = progress, .cancellable = cancellable };
  locale_t locale;
  gboolean is_whole;

  if (!file)
    return FALSE;
  locale = pyxis_utf8_locale_enter ();
  self.archive = archive_write_new ();
  is_whole = write_all (&self, parts, pyxis_new_file_get_fd (file), error);
  archive_write_free (self.archive);
  uselocale (locale);
  return is_whole && pyxis_new_file_commit (file, error);
}
