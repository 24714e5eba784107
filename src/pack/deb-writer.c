/* SPDX-License-Identifier: Apache-2.0 */
#include "deb-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "archive-failure.h"
#include "new-file.h"
#include "tar-writer.h"

#define VERSION "2.0\n"

static gboolean
add_member (
  struct archive *archive, const char *name, GBytes *bytes, gint64 seconds, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  gboolean is_added;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_mtime (entry, seconds, 0);
  is_added = archive_write_header (archive, entry) == ARCHIVE_OK &&
             archive_write_data (archive, data, size) == (la_ssize_t) size;
  archive_entry_free (entry);
  return is_added || pyxis_archive_failure_set (archive, error);
}

/* (transfer full): in a file that never has a name. */
static GBytes *
make_tar (const PyxisDeb *deb, const GPtrArray *files, GError **error)
{
  g_autoptr (PyxisNewFile) file = pyxis_new_file_begin (deb->output, error);
  g_autoptr (GMappedFile) mapped = NULL;

  if (!file ||
      !pyxis_tar_write (files, deb->seconds, pyxis_new_file_get_fd (file), deb->cancellable, error))
    return NULL;
  mapped = g_mapped_file_new_from_fd (pyxis_new_file_get_fd (file), FALSE, error);
  return mapped ? g_mapped_file_get_bytes (mapped) : NULL;
}

gboolean
pyxis_deb_write (const PyxisDeb *deb, int fd, GError **error)
{
  g_autoptr (GBytes) version = g_bytes_new_static (VERSION, strlen (VERSION));
  g_autoptr (GBytes) control = make_tar (deb, deb->control, error);
  g_autoptr (GBytes) data = control ? make_tar (deb, deb->data, error) : NULL;
  struct archive *archive;
  gboolean is_written;

  if (!data)
    return FALSE;
  archive = archive_write_new ();
  archive_write_set_format_ar_bsd (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  is_written =
    (archive_write_open_fd (archive, fd) == ARCHIVE_OK ||
     pyxis_archive_failure_set (archive, error)) &&
    add_member (archive, "debian-binary", version, deb->seconds, error) &&
    add_member (archive, "control.tar.gz", control, deb->seconds, error) &&
    add_member (archive, "data.tar.gz", data, deb->seconds, error) &&
    (archive_write_close (archive) == ARCHIVE_OK || pyxis_archive_failure_set (archive, error));
  if (!is_written)
    archive_write_fail (archive);
  archive_write_free (archive);
  return is_written;
}
