/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-stream.h"

#include <string.h>

#include "../util/zip-project.h"

#define BIG (3 * 1000 * 1000 + 1)

static char *
make_noise (gsize length)
{
  g_autoptr (GRand) noise = g_rand_new_with_seed (7);
  char *data = g_malloc (length);

  /* Every other KiB can be compressed. */
  for (gsize i = 0; i < length; i++)
    data[i] = i / 1024 % 2 ? (char) g_rand_int (noise) : 'x';

  return data;
}

static void
assert_stream (PyxisContent *content, const char *expected, gsize length, gsize step)
{
  g_autofree char *data = g_malloc (length + step);
  g_autoptr (GError) error = NULL;
  gsize total = 0;
  gssize n;

  while ((n = g_input_stream_read (content->stream, data + total, step, NULL, &error)) > 0) {
    total += n;
    g_assert_cmpuint (total, <=, length);
  }
  g_assert_no_error (error);
  g_assert_cmpuint (total, ==, length);
  g_assert_cmpint (memcmp (data, expected, length), ==, 0);
}

static void
test_byte_for_byte (void)
{
  static const char *const options[] = { "compression=deflate", "compression=store" };
  static const gsize steps[] = { 7, 8192, BIG };
  g_autofree char *data = make_noise (BIG);
  const ZipMember members[] = { { "before", "1", -1 }, { "big", data, BIG }, { "after", "2", -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisSource) source =
      open_members (folder, members, G_N_ELEMENTS (members), options[i]);

    for (guint j = 0; j < G_N_ELEMENTS (steps); j++) {
      g_autoptr (PyxisContent) content = pyxis_source_open (source, "big", NULL);

      g_assert_cmpint (content->size, ==, BIG);
      g_assert_cmpint (content->mtime, ==, 1700000000);
      g_assert_true (G_IS_POLLABLE_INPUT_STREAM (content->stream));
      assert_stream (content, data, BIG, steps[j]);
    }
    assert_text (source, "after", "2");
  }
}

/* What may have been read before the error is no matter, but never is it the promised length. */
static void
assert_fails_while_read (PyxisSource *source, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisContent) content = pyxis_source_open (source, path, &error);

  if (content) {
    gsize room = 2 * BIG, n = 0;
    g_autofree char *data = g_malloc (room);
    char byte;

    g_assert_false (g_input_stream_read_all (content->stream, data, room, &n, NULL, &error));
    if (content->size >= 0 && n > 0)
      g_assert_cmpint (n, <, content->size);
    /* And stays so. */
    g_assert_cmpint (g_input_stream_read (content->stream, &byte, 1, NULL, NULL), ==, -1);
  }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
assert_fails_or_reads (PyxisSource *source, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = pyxis_source_load_text (source, path, 1000, &error);

  if (text)
    g_assert_cmpstr (text, ==, expected);
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* An archive says everything three times: before an entry, behind it, and in the directory. If all
 * lie, reading fails; if one does, it may fail or give the true bytes. */
static void
test_lies (void)
{
  static const char text[] = "0123456789 0123456789 0123456789";
  static const struct {
    const char *what;
    guint8 before, behind, directory; /* offsets in the three records; 0: not changed */
    guint8 value;
    gboolean must_fail;
  } rows[] = {
    { "longer, everywhere", 22, 12, 24, 99, TRUE },
    { "shorter, everywhere", 22, 12, 24, 1, TRUE },
    { "longer, before and directory", 22, 0, 24, 99, TRUE },
    { "shorter, before and directory", 22, 0, 24, 1, TRUE },
    { "nearly 2 GiB, before and directory", 25, 0, 27, 0x77, TRUE },
    { "checksum, everywhere", 14, 4, 16, 0x55, TRUE },
    { "checksum, behind", 0, 4, 0, 0x55, FALSE },
    { "compressed to less, everywhere", 18, 8, 20, 1, TRUE },
    { "compressed to more, everywhere", 18, 8, 20, 99, TRUE },
    { "longer, before", 22, 0, 0, 99, FALSE },
    { "longer, behind", 0, 12, 0, 99, FALSE },
    { "longer, directory", 0, 0, 24, 99, FALSE },
    { "checksum, before", 14, 0, 0, 0x55, FALSE },
    { "checksum, directory", 0, 0, 16, 0x55, FALSE },
    { "compressed to less, directory", 0, 0, 20, 1, FALSE },
  };
  static const ZipMember members[] = { { "x", text, -1 }, { "y", "y", -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (GByteArray) zip = zip_writer_make (members, 2, "compression=deflate");
    g_autoptr (PyxisSource) source = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", rows[i].what);
    if (rows[i].before)
      find_record (zip, "PK\3\4")[rows[i].before] = rows[i].value;
    if (rows[i].behind)
      find_record (zip, "PK\7\10")[rows[i].behind] = rows[i].value;
    if (rows[i].directory)
      find_record (zip, "PK\1\2")[rows[i].directory] = rows[i].value;

    source = open_bytes (folder, zip, &error);
    g_assert_no_error (error);
    if (rows[i].must_fail)
      assert_fails_while_read (source, "x");
    else
      assert_fails_or_reads (source, "x", text);
    assert_text (source, "y", "y");
  }
}

/* The stream alone, told other sizes than libarchive knows of. */
static void
test_stream_size (void)
{
  static const struct {
    goffset size, limit;
    gboolean is_read;
  } rows[] = {
    { 10, 100, TRUE },  { -1, 100, TRUE }, { -1, 10, TRUE }, { 9, 100, FALSE },
    { 11, 100, FALSE }, { 0, 100, FALSE }, { -1, 9, FALSE },
  };
  static const ZipMember members[] = { { "x", "0123456789", -1 } };
  g_autoptr (GByteArray) zip = zip_writer_make (members, 1, "compression=deflate");
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "x.zip", zip->data, zip->len);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    int fd = open (path, O_RDONLY | O_CLOEXEC);
    PyxisZipArchive *archive = pyxis_zip_archive_new (fd, NULL);
    g_autoptr (GInputStream) stream = NULL;
    g_autoptr (GError) error = NULL;
    char data[100];
    gsize n;

    close (fd);
    g_assert_nonnull (pyxis_zip_archive_next (archive, NULL));
    stream = pyxis_zip_stream_new (archive, rows[i].size, rows[i].limit);
    g_input_stream_read_all (stream, data, sizeof data, &n, NULL, &error);
    if (rows[i].is_read) {
      g_assert_no_error (error);
      g_assert_cmpmem (data, n, "0123456789", 10);
    } else {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  }
}

static void
test_damaged_data (void)
{
  static const char *const options[] = { "compression=deflate", "compression=store" };
  g_autofree char *data = make_noise (BIG);
  const ZipMember members[] = { { "x", data, BIG } };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (GByteArray) zip = zip_writer_make (members, 1, options[i]);
    g_autoptr (PyxisSource) source = NULL;

    zip->data[zip->len / 2] ^= 0x10;
    source = open_bytes (folder, zip, NULL);
    assert_fails_while_read (source, "x");
  }
}

/* A stream lives on without its source, and leaves no descriptor behind. */
static void
test_lifetime (void)
{
  static const ZipMember members[] = { { "a", "text", -1 } };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  int before = dup (0), after;
  PyxisSource *source;
  PyxisContent *content;

  close (before);
  source = open_members (folder, members, 1, "compression=deflate");
  content = pyxis_source_open (source, "a", NULL);
  g_assert_finalize_object (source);
  assert_stream (content, "text", 4, 100);
  pyxis_content_free (content);

  after = dup (0);
  close (after);
  g_assert_cmpint (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zip-stream/byte-for-byte", test_byte_for_byte);
  g_test_add_func ("/zip-stream/lies", test_lies);
  g_test_add_func ("/zip-stream/size", test_stream_size);
  g_test_add_func ("/zip-stream/damaged-data", test_damaged_data);
  g_test_add_func ("/zip-stream/lifetime", test_lifetime);
  return g_test_run ();
}
