/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-directory.h"

#include <sys/mman.h>

#include "../util/zip-project.h"

static const ZipMember members[] = {
  { "index.html", "page", -1 },      { "folder/", NULL },   { "ü/ß", "umlaut", -1 },
  { "link", "", 0, "index.html" },   { "empty", "", -1 },   { "twice", "first", -1 },
  { "twice", "second, longer", -1 }, { "../out", "x", -1 },
};

static int
open_file (const GByteArray *zip)
{
  int fd = memfd_create ("zip", MFD_CLOEXEC);

  g_assert_cmpint (write (fd, zip->data, zip->len), ==, zip->len);
  return fd;
}

/* (transfer full): all of the current entry, or what is wrong with it. */
static char *
read_text (PyxisZipArchive *archive)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const guint8 *block;
  gsize length;

  while (pyxis_zip_archive_read (archive, &block, &length, &error) && length > 0)
    g_string_append_len (text, (const char *) block, (gssize) length);

  return error ? g_strdup ("damaged") : g_strescape (text->str, NULL);
}

/* The record of the directory behind the one at `first`. */
static guint8 *
find_second (const GByteArray *zip, const guint8 *first)
{
  guint8 *second = memmem (first + 4, (gsize) (zip->data + zip->len - first - 4), "PK\1\2", 4);

  g_assert_nonnull (second);
  return second;
}

/* Each entry, opened alone, is the one that a walk through the whole comes to. */
static void
assert_same_as_walk (int fd, const PyxisZipDirectory *directory, guint length)
{
  g_autoptr (PyxisZipArchive) walk = pyxis_zip_archive_new (fd, NULL);

  g_assert_nonnull (directory);
  for (guint i = 0; i < length; i++) {
    g_autoptr (PyxisZipArchive) alone = pyxis_zip_directory_open (directory, fd, i);
    const PyxisZipHeader *expected = pyxis_zip_archive_next (walk, NULL);
    const PyxisZipHeader *header = pyxis_zip_archive_next (alone, NULL);
    g_autofree char *text = NULL;
    g_autofree char *expected_text = NULL;

    g_assert_nonnull (header);
    g_assert_cmpstr (header->path, ==, expected->path);
    g_assert_cmpint (header->size, ==, expected->size);
    g_assert_cmpint (header->mtime, ==, expected->mtime);
    g_assert_cmpint (header->is_folder, ==, expected->is_folder);
    g_assert_cmpint (header->is_plain, ==, expected->is_plain);
    text = read_text (alone);
    expected_text = read_text (walk);
    g_assert_cmpstr (text, ==, expected_text);
    g_assert_null (pyxis_zip_archive_next (alone, NULL));
  }
}

static void
test_same_as_walk (void)
{
  static const char *const options[] = { "compression=deflate", "compression=store", "zip64=1",
                                         "encryption=traditional" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
    g_autoptr (GByteArray) zip = zip_writer_make (members, G_N_ELEMENTS (members), options[i]);
    int fd = open_file (zip);
    g_autoptr (PyxisZipDirectory) directory = pyxis_zip_directory_new (fd, G_N_ELEMENTS (members));

    g_test_message ("%s", options[i]);
    assert_same_as_walk (fd, directory, G_N_ELEMENTS (members));
    close (fd);
  }
}

/* More entries than the old end record can count, so that another one stands before it. */
static void
test_many (void)
{
  const guint n = 65540;
  g_autofree ZipMember *many = g_new0 (ZipMember, n);
  g_autoptr (GByteArray) zip = NULL;
  g_autoptr (PyxisZipDirectory) directory = NULL;
  g_autoptr (PyxisZipArchive) last = NULL;
  g_autofree char *text = NULL;
  int fd;

  for (guint i = 0; i < n; i++)
    many[i] = (ZipMember){ "a", "", -1 };
  many[n - 1] = (ZipMember){ "last", "text", -1 };
  zip = zip_writer_make (many, n, "compression=store");
  g_assert_nonnull (memmem (zip->data, zip->len, "PK\6\7", 4));

  fd = open_file (zip);
  directory = pyxis_zip_directory_new (fd, n);
  g_assert_nonnull (directory);
  last = pyxis_zip_directory_open (directory, fd, n - 1);
  g_assert_cmpstr (pyxis_zip_archive_next (last, NULL)->path, ==, "last");
  text = read_text (last);
  g_assert_cmpstr (text, ==, "text");
  close (fd);
}

/* A comment that looks like the sign of a large archive, at the end of the record, and in the data of
 * the entry the end record that it names, which says that the directory is elsewhere. */
static void
test_hostile_comment (void)
{
  static const char end64[56] = "PK\6\6\54";
  static const ZipMember two[] = { { "a", end64, sizeof end64 }, { "b", "second", -1 } };
  guint8 comment[20] = "PK\6\7";
  g_autoptr (GByteArray) zip = zip_writer_make (two, 2, "compression=store");
  g_autoptr (GByteArray) changed = g_byte_array_new ();
  guint8 *first = find_record (zip, "PK\1\2");
  guint8 *second = find_second (zip, first);
  g_autoptr (PyxisZipDirectory) directory = NULL;
  int fd;

  comment[8] = (guint8) (find_record (zip, "PK\6\6") - zip->data);
  comment[16] = 1;
  first[32] = sizeof comment;
  find_record (zip, "PK\5\6")[12] += sizeof comment;
  g_byte_array_append (changed, zip->data, (guint) (second - zip->data));
  g_byte_array_append (changed, comment, sizeof comment);
  g_byte_array_append (changed, second, (guint) (zip->data + zip->len - second));
  fd = open_file (changed);
  directory = pyxis_zip_directory_new (fd, 2);
  assert_same_as_walk (fd, directory, 2);
  close (fd);
}

static void
test_not_plain (void)
{
  static const struct {
    guint length;       /* that is said to be there */
    const char *record; /* a record with four other bytes at `offset` */
    gsize offset;
    const char *bytes;
  } rows[] = {
    { 1, "PK\5\6", 0, "PK\5\6" },
    { 3, "PK\5\6", 0, "PK\5\6" },
    { 2, "PK\1\2", 0, "PK\1\3" },
    { 2, "PK\1\2", 20, "\xff\xff\xff\xff" },
    { 2, "PK\1\2", 24, "\xff\xff\xff\xff" },
    { 2, "PK\1\2", 42, "\xff\xff\xff\xff" },
    { 2, "PK\1\2", 42, "\xff\xff\xff\x7f" },
    { 2, "PK\1\2", 28, "\xff\xff\xff\xff" },
    { 2, "PK\5\6", 0, "PK\5\7" },
    { 2, "PK\5\6", 16, "\xff\xff\xff\xff" },
    { 2, "PK\5\6", 16, "\0\0\0\0" },
  };
  static const ZipMember two[] = { { "a", "first", -1 }, { "b", "second", -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) zip = zip_writer_make (two, 2, "compression=store");
    int fd;

    memcpy (find_record (zip, rows[i].record) + rows[i].offset, rows[i].bytes, 4);
    fd = open_file (zip);
    g_test_message ("%u", i);
    g_assert_null (pyxis_zip_directory_new (fd, rows[i].length));
    close (fd);
  }
}

static void
test_same_place (void)
{
  static const ZipMember two[] = { { "a", "first", -1 }, { "b", "second", -1 } };
  g_autoptr (GByteArray) zip = zip_writer_make (two, 2, "compression=store");
  guint8 *first = find_record (zip, "PK\1\2");
  guint8 *second = find_second (zip, first);
  int fd;

  memcpy (second + 42, first + 42, 4);
  fd = open_file (zip);
  g_assert_null (pyxis_zip_directory_new (fd, 2));
  close (fd);
}

/* Cut anywhere after it was read, an entry is whole, damaged, or not opened at all. */
static void
test_cut_afterwards (void)
{
  static const ZipMember two[] = { { "a", "first", -1 }, { "b", "second", -1 } };
  g_autoptr (GByteArray) zip = zip_writer_make (two, 2, "compression=deflate");
  int fd = open_file (zip);
  g_autoptr (PyxisZipDirectory) directory = pyxis_zip_directory_new (fd, 2);
  guint failures = 0;

  g_assert_nonnull (directory);
  for (guint length = zip->len; length-- > 0;) {
    g_autoptr (PyxisZipArchive) archive = NULL;
    g_autofree char *text = NULL;

    g_assert_cmpint (ftruncate (fd, length), ==, 0);
    archive = pyxis_zip_directory_open (directory, fd, 1);
    if (archive && pyxis_zip_archive_next (archive, NULL))
      text = read_text (archive);
    failures += !text || strcmp (text, "damaged") == 0;
    if (text && strcmp (text, "damaged") != 0)
      g_assert_cmpstr (text, ==, "second");
  }
  g_assert_cmpuint (failures, >, zip->len / 2);
  close (fd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zip-directory/same-as-walk", test_same_as_walk);
  g_test_add_func ("/zip-directory/many", test_many);
  g_test_add_func ("/zip-directory/hostile-comment", test_hostile_comment);
  g_test_add_func ("/zip-directory/not-plain", test_not_plain);
  g_test_add_func ("/zip-directory/same-place", test_same_place);
  g_test_add_func ("/zip-directory/cut-afterwards", test_cut_afterwards);
  return g_test_run ();
}
