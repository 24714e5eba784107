/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <locale.h>
#include <string.h>

typedef struct {
  const char *name;
  const char *data; /* NULL: a folder */
  gssize length;    /* -1: of a string */
  const char *link; /* the target of a symbolic link */
} ZipMember;

static inline void
zip_writer_add (struct archive *archive, const ZipMember *member)
{
  struct archive_entry *entry = archive_entry_new ();
  gssize length = member->length;

  if (length < 0)
    length = strlen (member->data);
  archive_entry_set_pathname (entry, member->name);
  archive_entry_set_filetype (entry, member->link ? AE_IFLNK : member->data ? AE_IFREG : AE_IFDIR);
  if (member->link)
    archive_entry_set_symlink (entry, member->link);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, length);
  archive_entry_set_mtime (entry, 1700000000, 0);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (length > 0 && !member->link)
    g_assert_cmpint (archive_write_data (archive, member->data, length), ==, length);
  archive_entry_free (entry);
}

static inline la_ssize_t
zip_writer_write_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  g_byte_array_append (data, buffer, length);
  return length;
}

/* A zip file in memory; `options` as libarchive takes them, such as "compression=store". */
static inline GByteArray *
zip_writer_make (const ZipMember *members, guint n, const char *options)
{
  GByteArray *bytes = g_byte_array_new ();
  struct archive *archive = archive_write_new ();
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t before = uselocale (utf8);

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  archive_write_set_passphrase (archive, "word");
  g_assert_cmpint (archive_write_set_options (archive, options), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open (archive, bytes, NULL, zip_writer_write_cb, NULL), ==,
                   ARCHIVE_OK);
  for (guint i = 0; i < n; i++)
    zip_writer_add (archive, &members[i]);
  g_assert_cmpint (archive_write_free (archive), ==, ARCHIVE_OK);

  uselocale (before);
  freelocale (utf8);
  return bytes;
}
