/* SPDX-License-Identifier: Apache-2.0 */
#include "tar-writer.h"

#include <archive.h>
#include <archive_entry.h>

#include "app-tree.h"
#include "archive-failure.h"
#include "utf8-locale.h"

/* What is in a bundle is packed already, and xz would look at it for seconds; zstd is not yet in what
 * Debian's lintian takes for a package. */
#define LEVEL "6"
#define BLOCK_SIZE (1024 * 1024)

typedef struct {
  struct archive *archive;
  gint64 seconds;
  GHashTable *folders; /* (element-type utf8): those that are written */
  GCancellable *cancellable;
  GError **error;
} Writer;

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
write_file (Writer *self, const PyxisAppFile *file)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file->bytes, &size);

  if (!write_folders (self, file->path) ||
      !write_header (self, file->path, AE_IFREG, file->mode, size))
    return FALSE;

  for (gsize i = 0; i < size; i += BLOCK_SIZE) {
    if (g_cancellable_set_error_if_cancelled (self->cancellable, self->error))
      return FALSE;
    if (archive_write_data (self->archive, data + i, MIN (BLOCK_SIZE, size - i)) < 0)
      return pyxis_archive_failure_set (self->archive, self->error);
  }
  return TRUE;
}

static gboolean
write_all (Writer *self, const GPtrArray *files, int fd)
{
  if (archive_write_set_format_gnutar (self->archive) != ARCHIVE_OK ||
      archive_write_add_filter_gzip (self->archive) != ARCHIVE_OK ||
      archive_write_set_filter_option (self->archive, "gzip", "compression-level", LEVEL) !=
        ARCHIVE_OK ||
      archive_write_set_filter_option (self->archive, "gzip", "timestamp", NULL) != ARCHIVE_OK ||
      archive_write_open_fd (self->archive, fd) != ARCHIVE_OK ||
      !write_header (self, "", AE_IFDIR, 0755, 0))
    return pyxis_archive_failure_set (self->archive, self->error);

  for (guint i = 0; i < files->len; i++) {
    if (!write_file (self, files->pdata[i]))
      return FALSE;
  }
  return archive_write_close (self->archive) == ARCHIVE_OK ||
         pyxis_archive_failure_set (self->archive, self->error);
}

gboolean
pyxis_tar_write (
  const GPtrArray *files, gint64 seconds, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Writer self = {
    .archive = archive_write_new (),
    .seconds = seconds,
    .folders = folders,
    .cancellable = cancellable,
    .error = error,
  };
  locale_t before = pyxis_utf8_locale_enter ();
  gboolean is_written;

  archive_write_set_bytes_in_last_block (self.archive, 1);
  is_written = write_all (&self, files, fd);
  if (!is_written)
    archive_write_fail (self.archive);
  archive_write_free (self.archive);
  uselocale (before);
  return is_written;
}
