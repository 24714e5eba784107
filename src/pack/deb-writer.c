/* SPDX-License-Identifier: Apache-2.0 */
#include "deb-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "archive-failure.h"
#include "file-stream.h"
#include "new-file.h"
#include "output-file.h"
#include "tar-writer.h"

#define VERSION "2.0\n"
#define BLOCK_SIZE (1024 * 1024)

static gboolean
write_content (const PyxisDeb *deb, struct archive *archive, PyxisContent *content, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  gssize n;

  while ((n = g_input_stream_read (content->stream, block, BLOCK_SIZE, deb->cancellable, error)) >
         0) {
    if (archive_write_data (archive, block, (gsize) n) != n)
      return pyxis_archive_failure_set (archive, error);
  }
  return n == 0;
}

static gboolean
add_member (const PyxisDeb *deb,
            struct archive *archive,
            const char *name,
            PyxisContent *content,
            GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean is_begun;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, content->size);
  archive_entry_set_mtime (entry, deb->seconds, 0);
  is_begun = archive_write_header (archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return is_begun ? write_content (deb, archive, content, error)
                  : pyxis_archive_failure_set (archive, error);
}

PyxisContent *
pyxis_deb_make_member (const PyxisDeb *deb, const GPtrArray *files, GError **error)
{
  g_autoptr (PyxisNewFile) file = pyxis_new_file_begin (deb->output, error);
  int fd;
  goffset size;

  if (!file ||
      !pyxis_tar_write (files, deb->seconds, pyxis_new_file_get_fd (file), deb->cancellable, error))
    return NULL;
  fd = fcntl (pyxis_new_file_get_fd (file), F_DUPFD_CLOEXEC, 0);
  size = fd >= 0 ? lseek (fd, 0, SEEK_END) : -1;
  if (size < 0) {
    pyxis_output_file_fail (error);
    return NULL;
  }
  return pyxis_content_new (pyxis_file_stream_new (fd, size), size, deb->seconds);
}

gboolean
pyxis_deb_write (
  const PyxisDeb *deb, PyxisContent *control, PyxisContent *data, int fd, GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static (VERSION, strlen (VERSION));
  g_autoptr (PyxisContent) version = pyxis_content_new_for_bytes (text);
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
  /* Not archive_write_fail (): libarchive 3.6 then leaks what it opened, and this format pads nothing. */
  archive_write_free (archive);
  return is_written;
}
