/* SPDX-License-Identifier: Apache-2.0 */
#include "runtime-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_ENTRIES 10000
#define MAX_BYTES (1024LL * 1024 * 1024)

typedef struct archive Archive;

static void
archive_close (Archive *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_close)

static gboolean
fail (GError **error, const char *archive, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "“%s” cannot be unpacked: %s. Fetch it again.", archive, what);
  return FALSE;
}

static gboolean
is_clean_name (const char *name)
{
  g_auto (GStrv) segments = NULL;

  if (!name || *name == '/' || strlen (name) > 1024 || !g_utf8_validate (name, -1, NULL) ||
      strchr (name, '\\'))
    return FALSE;

  segments = g_strsplit (name, "/", -1);
  for (gsize i = 0; segments[i]; i++) {
    gboolean is_last = !segments[i + 1];

    if (strcmp (segments[i], ".") == 0 || strcmp (segments[i], "..") == 0 ||
        (*segments[i] == '\0' && !is_last))
      return FALSE;
  }

  return TRUE;
}

/* "package/dist/core.js" is "dist/core.js"; NULL for what runtimes have no use for. */
static const char *
wanted_name (const char *name)
{
  const char *inside = strchr (name, '/');
  const char *file;

  if (!inside || !inside[1])
    return NULL;

  inside++;
  file = g_str_has_prefix (inside, "dist/") ? inside + strlen ("dist/") : inside;
  return *file == '\0' || *file == '.' || strchr (file, '/') ? NULL : inside;
}

static gboolean
write_entry (Archive *reader, const char *archive, const char *path, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  int status;

  if (fd < 0)
    return fail (error, archive, g_strerror (errno));

  status = archive_read_data_into_fd (reader, fd);
  close (fd);
  return status == ARCHIVE_OK || fail (error, archive, archive_error_string (reader));
}

static gboolean
unpack_entry (Archive *reader,
              struct archive_entry *entry,
              const char *archive,
              const char *folder,
              GError **error)
{
  const char *name = archive_entry_pathname (entry);
  g_autofree char *path = NULL;

  if (!is_clean_name (name))
    return fail (error, archive, "it holds a name that leads out of it");
  if (archive_entry_filetype (entry) == AE_IFDIR)
    return TRUE;
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) ||
      archive_entry_is_encrypted (entry))
    return fail (error, archive, "it holds a link or a special file");
  if (!wanted_name (name))
    return TRUE;

  path = g_build_filename (folder, wanted_name (name), NULL);
  return write_entry (reader, archive, path, error);
}

static gboolean
unpack_all (Archive *reader, const char *archive, const char *folder, GError **error)
{
  gint64 bytes = 0;
  guint count = 0;
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (reader, &entry)) == ARCHIVE_OK) {
    bytes += MAX (archive_entry_size (entry), 0);
    if (++count > MAX_ENTRIES || bytes > MAX_BYTES)
      return fail (error, archive, "it is too large for a runtime");
    if (!unpack_entry (reader, entry, archive, folder, error))
      return FALSE;
  }

  return status == ARCHIVE_EOF || fail (error, archive, archive_error_string (reader));
}

gboolean
pyxis_runtime_archive_unpack (const char *archive, const char *folder, GError **error)
{
  g_autoptr (Archive) reader = archive_read_new ();
  g_autofree char *dist = g_build_filename (folder, "dist", NULL);

  archive_read_support_format_tar (reader);
  archive_read_support_filter_gzip (reader);
  archive_read_support_filter_bzip2 (reader);
  if (archive_read_open_filename (reader, archive, 64 * 1024) != ARCHIVE_OK)
    return fail (error, archive, archive_error_string (reader));
  if (g_mkdir (dist, 0755) != 0)
    return fail (error, archive, g_strerror (errno));

  return unpack_all (reader, archive, folder, error);
}
