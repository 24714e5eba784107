/* SPDX-License-Identifier: Apache-2.0 */
#include "deb-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <unistd.h>

#include "manifest.h"

#define START "!<arch>\ndebian-"
#define BUFFER_SIZE (64 * 1024)
#define SUMS_MAX (1024 * 1024)
#define BUNDLE_MAX (PYXIS_MANIFEST_MAX_TOTAL + PYXIS_MANIFEST_MAX_SIZE)

/* A file of one of the two archives that a package is made of. */
typedef struct {
  struct archive *package;
  struct archive *member;
  goffset size; /* of the file */
} Reading;

static void
reading_clear (Reading *self)
{
  archive_read_free (self->member);
  archive_read_free (self->package);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **buffer)
{
  Reading *self = data;
  la_int64_t offset;
  size_t length = 0;
  int result;

  do
    result = archive_read_data_block (self->package, buffer, &length, &offset);
  while (result == ARCHIVE_OK && length == 0);
  return result == ARCHIVE_OK ? (la_ssize_t) length : result == ARCHIVE_EOF ? 0 : -1;
}

/* (nullable): borrowed. The next entry of an archive, as far as it can be read. */
static const char *
next (struct archive *archive, goffset *size)
{
  struct archive_entry *entry = NULL;
  int result = archive_read_next_header (archive, &entry);
  const char *name =
    result == ARCHIVE_OK || result == ARCHIVE_WARN ? archive_entry_pathname (entry) : NULL;

  *size = name ? archive_entry_size (entry) : 0;
  return name && g_str_has_prefix (name, "./") ? name + 2 : name;
}

/* Whether `path` of `member` ("control.tar", packed as Pyxis does it) is there to be read. */
static gboolean
open_file (Reading *self, int fd, const char *member, const char *path)
{
  const char *name;

  self->package = archive_read_new ();
  self->member = archive_read_new ();
  archive_read_support_format_ar (self->package);
  archive_read_support_format_tar (self->member);
  archive_read_support_filter_gzip (self->member);
  if (lseek (fd, 0, SEEK_SET) != 0 ||
      archive_read_open_fd (self->package, fd, BUFFER_SIZE) != ARCHIVE_OK)
    return FALSE;
  while ((name = next (self->package, &self->size)) != NULL && !g_str_has_prefix (name, member))
    ;
  if (!name || archive_read_open (self->member, self, NULL, read_cb, NULL) != ARCHIVE_OK)
    return FALSE;
  while ((name = next (self->member, &self->size)) != NULL && !g_str_equal (name, path))
    ;
  return name != NULL;
}

gboolean
pyxis_deb_is_one (const char *start, gsize length)
{
  return length >= strlen (START) && memcmp (start, START, strlen (START)) == 0;
}

char *
pyxis_deb_dup_bundle (int fd)
{
  g_auto (Reading) reading = { NULL };
  g_autofree char *sums = g_malloc (SUMS_MAX + 1);
  g_autoptr (GRegex) regex =
    g_regex_new ("^[0-9a-f]{32}  (usr/share/([A-Za-z0-9_.]+)/\\2\\.pyxis)$",
                 G_REGEX_MULTILINE | G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  la_ssize_t length = open_file (&reading, fd, "control.tar", "md5sums")
                        ? archive_read_data (reading.member, sums, SUMS_MAX)
                        : 0;

  sums[MAX (length, 0)] = '\0';
  return g_regex_match (regex, sums, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

gboolean
pyxis_deb_extract (int fd, const char *path, int out, GError **error)
{
  g_auto (Reading) reading = { NULL };

  if (open_file (&reading, fd, "data.tar", path) && reading.size <= BUNDLE_MAX &&
      archive_read_data_into_fd (reading.member, out) == ARCHIVE_OK)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "The package is damaged or incomplete: get it again.");
  return FALSE;
}
