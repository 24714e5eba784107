/* SPDX-License-Identifier: Apache-2.0 */
#include "deb-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "archive-bytes.h"
#include "archive-failure.h"
#include "new-file.h"
#include "tar-writer.h"

#define VERSION "2.0\n"

static gboolean
add_member (
  const PyxisDeb *deb, struct archive *archive, const char *name, GBytes *bytes, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean is_begun;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) g_bytes_get_size (bytes));
  archive_entry_set_mtime (entry, deb->seconds, 0);
  is_begun = archive_write_header (archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return is_begun ? pyxis_archive_bytes_write (archive, bytes, deb->cancellable, error)
                  : pyxis_archive_failure_set (archive, error);
}

GBytes *
pyxis_deb_make_member (const PyxisDeb *deb, const GPtrArray *files, GError **error)
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
pyxis_deb_write (const PyxisDeb *deb, GBytes *control, GBytes *data, int fd, GError **error)
{
  g_autoptr (GBytes) version = g_bytes_new_static (VERSION, strlen (VERSION));
  struct archive *archive = archive_write_new ();
  gboolean is_written;

  archive_write_set_format_ar_bsd (archive);
  archive_write_set_bytes_per_block (archive, 0);
  is_written =
    (archive_write_open_fd (archive, fd) == ARCHIVE_OK ||
     pyxis_archive_failure_set (archive, error)) &&
    add_member (deb, archive, "debian-binary", version, error) &&
    add_member (deb, archive, "control.tar.gz", control, error) &&
    add_member (deb, archive, "data.tar.gz", data, error) &&
    (archive_write_close (archive) == ARCHIVE_OK || pyxis_archive_failure_set (archive, error));
  if (!is_written)
    archive_write_fail (archive);
  archive_write_free (archive);
  return is_written;
}
