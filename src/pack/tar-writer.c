/* SPDX-License-Identifier: Apache-2.0 */
#include "tar-writer.h"

#include <archive.h>
#include <archive_entry.h>

#include "app-tree.h"
#include "archive-failure.h"
#include "blocks.h"
#include "gzip-writer.h"
#include "utf8-locale.h"

/* By gzip: what is in a bundle is packed already, and xz would look at it for seconds; zstd is not yet
 * in what Debian's lintian takes for a package. */
#define PACKED_ENDING ".pyxis"

typedef struct {
  struct archive *archive;
  PyxisGzipWriter *gzip;
  gint64 seconds;
  GHashTable *folders; /* (element-type utf8): those that are written */
  GCancellable *cancellable;
  GError **error;
} Writer;

static la_ssize_t
write_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  Writer *self = data;

  /* libarchive writes the end even of what has failed. */
  if (self->error && *self->error)
    return (la_ssize_t) length;
  return pyxis_gzip_writer_write (self->gzip, buffer, length, self->error) ? (la_ssize_t) length
                                                                           : -1;
}

static gboolean
write_header (Writer *self, const char *path, guint type, guint mode, gsize size)
{
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *whole = g_strconcat ("./", path, NULL);
  int result;

  archive_entry_set_pathname (entry, whole);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, mode);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_mtime (entry, self->seconds, 0);
  archive_entry_set_uname (entry, "root");
  archive_entry_set_gname (entry, "root");
  result = archive_write_header (self->archive, entry);
  archive_entry_free (entry);
  return result == ARCHIVE_OK || pyxis_archive_failure_set (self->archive, self->error);
}

static gboolean
write_folders (Writer *self, const char *path)
{
  for (const char *slash = strchr (path, '/'); slash; slash = strchr (slash + 1, '/')) {
    char *folder = g_strndup (path, (gsize) (slash - path) + 1);

    if (g_hash_table_add (self->folders, folder) && !write_header (self, folder, AE_IFDIR, 0755, 0))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_block (const void *data, gsize length, gpointer archive, GError **error)
{
  return archive_write_data (archive, data, length) == (la_ssize_t) length ||
         pyxis_archive_failure_set (archive, error);
}

static gboolean
write_file (Writer *self, const PyxisAppFile *file)
{
  gboolean is_packed = g_str_has_suffix (file->path, PACKED_ENDING);

  return write_folders (self, file->path) &&
         write_header (self, file->path, AE_IFREG, file->mode, g_bytes_get_size (file->bytes)) &&
         pyxis_gzip_writer_set_packed (self->gzip, is_packed, self->error) &&
         pyxis_blocks_each (file->bytes, write_block, self->archive, self->cancellable,
                            self->error) &&
         pyxis_gzip_writer_set_packed (self->gzip, FALSE, self->error);
}

static gboolean
write_all (Writer *self, const GPtrArray *files)
{
  if (archive_write_set_format_gnutar (self->archive) != ARCHIVE_OK ||
      archive_write_set_bytes_per_block (self->archive, 0) != ARCHIVE_OK ||
      archive_write_open (self->archive, self, NULL, write_cb, NULL) != ARCHIVE_OK ||
      !write_header (self, "", AE_IFDIR, 0755, 0))
    return pyxis_archive_failure_set (self->archive, self->error);

  for (guint i = 0; i < files->len; i++) {
    if (!write_file (self, files->pdata[i]))
      return FALSE;
  }
  return (archive_write_close (self->archive) == ARCHIVE_OK ||
          pyxis_archive_failure_set (self->archive, self->error)) &&
         pyxis_gzip_writer_finish (self->gzip, self->error);
}

gboolean
pyxis_tar_write (
  const GPtrArray *files, gint64 seconds, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PyxisGzipWriter) gzip = pyxis_gzip_writer_new (fd);
  Writer self = {
    .archive = archive_write_new (),
    .gzip = gzip,
    .seconds = seconds,
    .folders = folders,
    .cancellable = cancellable,
    .error = error,
  };
  locale_t before = pyxis_utf8_locale_enter ();
  gboolean is_written;

  is_written = write_all (&self, files);
  /* Not archive_write_fail (): libarchive 3.6 then leaks what it opened. What it adds goes nowhere. */
  archive_write_free (self.archive);
  uselocale (before);
  return is_written;
}
