/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-source.h"

#include <string.h>

#include "../util/temporary-folder.h"
#include "../util/zip-writer.h"
#include "zip-stream.h"

#define BIG (3 * 1000 * 1000 + 1)

/* Writes the zip file and opens it. */
static PyxisSource *
open_bytes (const TemporaryFolder *folder, const GByteArray *zip, GError **error)
{
  g_autofree char *path =
      temporary_folder_write (folder, "project.zip", zip->data, (gssize) zip->len);

  return pyxis_zip_source_new (path, error);
}

static PyxisSource *
open_members (const TemporaryFolder *folder, const ZipMember *members, guint n, const char *options)
{
  g_autoptr (GByteArray) zip = zip_writer_make (members, n, options);
  g_autoptr (GError) error = NULL;
  PyxisSource *source = open_bytes (folder, zip, &error);

  g_assert_no_error (error);
  return source;
}

static void
assert_text (PyxisSource *source, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = pyxis_source_load_text (source, path, 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_error (PyxisSource *source, const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", path);
  g_assert_null (pyxis_source_open (source, path, &error));
  g_assert_error (error, G_IO_ERROR, code);
}

static void
test_hostile_names (void)
{
  static const ZipMember members[] = {
      {"index.html", "page", -1},
      {"sub/deep/file", "deep", -1},
      {"folder/", NULL},
      {"ü/ß", "umlaut", -1},
      {"empty", "", -1},
      {"twice", "first", -1},
      {"twice", "second", -1},
      {"a/../../escape", "x", -1},
      {"../escape", "x", -1},
      {"/absolute", "x", -1},
      {"./dot", "x", -1},
      {"double//slash", "x", -1},
      {"back\\slash", "x", -1},
      {"..\\escape", "x", -1},
      {"line\nfeed", "x", -1},
      {".env", "x", -1},
      {".git/config", "x", -1},
      {"sub/.hidden", "x", -1},
      {"__MACOSX/index.html", "x", -1},
      {"link", "", 0, "index.html"},
      {"link-out", "", 0, "/etc/passwd"},
  };
  static const char *const left_out[] = {
      "escape",
      "a/escape",
      "absolute",
      "/absolute",
      "dot",
      "./dot",
      "double",
      "slash",
      "back\\slash",

      ".env",
      ".git/config",
      "sub/.hidden",
      "__MACOSX",
      "line",
      "__MACOSX/index.html",
      "link",
      "link-out",
      "link/x",
      "a/../../escape",
      "../escape",
      "missing",
      "sub/deep/file/x",
      "index.html/",
      "sub/",
      "Index.html",
  };
  static const char *const names[] = {"back/", "empty", "folder/", "index.html",
                                      "sub/",  "twice", "ü/",      NULL};
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source =
      open_members (folder, members, G_N_ELEMENTS (members), "compression=deflate");
  g_auto (GStrv) listed = pyxis_source_list_root (source, NULL);

  assert_text (source, "index.html", "page");
  assert_text (source, "sub/deep/file", "deep");
  assert_text (source, "ü/ß", "umlaut");
  assert_text (source, "empty", "");
  assert_text (source, "twice", "first");
  /* libarchive takes it as the packers of DOS mean it. */
  assert_text (source, "back/slash", "x");
  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    assert_error (source, left_out[i], G_IO_ERROR_NOT_FOUND);
  assert_error (source, "", G_IO_ERROR_IS_DIRECTORY);
  assert_error (source, "sub", G_IO_ERROR_IS_DIRECTORY);
  assert_error (source, "sub/deep", G_IO_ERROR_IS_DIRECTORY);
  assert_error (source, "folder", G_IO_ERROR_IS_DIRECTORY);
  g_assert_cmpstrv (listed, names);
}

static void
test_single_folder (void)
{
  static const struct {
    ZipMember members[4];
    const char *found; /* where the page is then */
    const char *root;  /* the root as listed, joined */
  } rows[] = {
      {{{"app-main/", NULL}, {"app-main/index.html", "page", -1}, {"app-main/sub/x", "x", -1}},
       "index.html",
       "index.html sub/"},
      {{{"app/index.html", "page", -1}}, "index.html", "index.html"},
      {{{"app/index.html", "page", -1}, {"__MACOSX/app/x", "x", -1}, {".DS_Store", "x", -1}},
       "index.html",
       "index.html"},
      {{{"app/app/index.html", "page", -1}}, "app/index.html", "app/"},
      {{{"app/index.html", "page", -1}, {"other/x", "x", -1}}, "app/index.html", "app/ other/"},
      {{{"app/index.html", "page", -1}, {"README", "x", -1}}, "app/index.html", "README app/"},
      {{{"app/index.html", "page", -1}, {"app-2/x", "x", -1}}, "app/index.html", "app-2/ app/"},
      {{{"index.html", "page", -1}}, "index.html", "index.html"},
      {{{"app/", NULL}}, NULL, ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisSource) source = NULL;
    g_auto (GStrv) names = NULL;
    g_autofree char *joined = NULL;
    guint n = 0;

    while (n < G_N_ELEMENTS (rows[i].members) && rows[i].members[n].name)
      n++;
    source = open_members (folder, rows[i].members, n, "compression=deflate");
    names = pyxis_source_list_root (source, NULL);
    joined = g_strjoinv (" ", names);
    g_assert_cmpstr (joined, ==, rows[i].root);
    if (rows[i].found)
      assert_text (source, rows[i].found, "page");
  }
}

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
  static const char *const options[] = {"compression=deflate", "compression=store"};
  static const gsize steps[] = {7, 8192, BIG};
  g_autofree char *data = make_noise (BIG);
  const ZipMember members[] = {{"before", "1", -1}, {"big", data, BIG}, {"after", "2", -1}};

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

/* The first record that begins with `signature`. */
static guint8 *
find_record (GByteArray *zip, const char *signature)
{
  guint8 *at = memmem (zip->data, zip->len, signature, 4);

  g_assert_nonnull (at);
  return at;
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
      {"longer, everywhere", 22, 12, 24, 99, TRUE},
      {"shorter, everywhere", 22, 12, 24, 1, TRUE},
      {"longer, before and directory", 22, 0, 24, 99, TRUE},
      {"shorter, before and directory", 22, 0, 24, 1, TRUE},
      {"nearly 2 GiB, before and directory", 25, 0, 27, 0x77, TRUE},
      {"checksum, everywhere", 14, 4, 16, 0x55, TRUE},
      {"checksum, behind", 0, 4, 0, 0x55, FALSE},
      {"compressed to less, everywhere", 18, 8, 20, 1, TRUE},
      {"compressed to more, everywhere", 18, 8, 20, 99, TRUE},
      {"longer, before", 22, 0, 0, 99, FALSE},
      {"longer, behind", 0, 12, 0, 99, FALSE},
      {"longer, directory", 0, 0, 24, 99, FALSE},
      {"checksum, before", 14, 0, 0, 0x55, FALSE},
      {"checksum, directory", 0, 0, 16, 0x55, FALSE},
      {"compressed to less, directory", 0, 0, 20, 1, FALSE},
  };
  static const ZipMember members[] = {{"x", text, -1}, {"y", "y", -1}};

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
      {10, 100, TRUE},  {-1, 100, TRUE}, {-1, 10, TRUE}, {9, 100, FALSE},
      {11, 100, FALSE}, {0, 100, FALSE}, {-1, 9, FALSE},
  };
  static const ZipMember members[] = {{"x", "0123456789", -1}};
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
  static const char *const options[] = {"compression=deflate", "compression=store"};
  g_autofree char *data = make_noise (BIG);
  const ZipMember members[] = {{"x", data, BIG}};

  for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (GByteArray) zip = zip_writer_make (members, 1, options[i]);
    g_autoptr (PyxisSource) source = NULL;

    zip->data[zip->len / 2] ^= 0x10;
    source = open_bytes (folder, zip, NULL);
    assert_fails_while_read (source, "x");
  }
}

/* Whatever is missing at its end, an archive is refused with a sentence that names it. */
static void
test_truncated (void)
{
  static const ZipMember members[] = {{"index.html", "page", -1}, {"x", "x", -1}};
  g_autoptr (GByteArray) zip = zip_writer_make (members, 2, "compression=deflate");
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();

  for (guint length = 0; length < zip->len; length++) {
    g_autofree char *path = temporary_folder_write (folder, "cut.zip", zip->data, length);
    g_autoptr (GError) error = NULL;

    g_assert_null (pyxis_zip_source_new (path, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_nonnull (strstr (error->message, "cut.zip"));
  }
}

static void
test_not_a_zip (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *text = temporary_folder_write (folder, "text", "no archive at all", -1);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  const struct {
    const char *path;
    int code;
  } rows[] = {
      {text, G_IO_ERROR_INVALID_DATA},
      {folder, G_IO_ERROR_NOT_REGULAR_FILE},
      {fifo, G_IO_ERROR_NOT_REGULAR_FILE},
      {"/nonexistent.zip", G_IO_ERROR_NOT_FOUND},
  };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (pyxis_zip_source_new (rows[i].path, &error));
    g_assert_error (error, G_IO_ERROR, rows[i].code);
  }
}

static void
test_other_methods (void)
{
  static const ZipMember members[] = {{"x", "0123456789", -1}, {"y", "y", -1}};
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GByteArray) zip = zip_writer_make (members, 2, "compression=deflate");
  g_autoptr (PyxisSource) source = NULL;

  find_record (zip, "PK\3\4")[8] = 14; /* LZMA, whose dictionary may be 4 GiB */
  find_record (zip, "PK\1\2")[10] = 14;
  source = open_bytes (folder, zip, NULL);
  assert_error (source, "x", G_IO_ERROR_NOT_SUPPORTED);
  assert_text (source, "y", "y");
}

static void
test_encrypted (void)
{
  static const ZipMember members[] = {{"x", "secret", -1}};
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source =
      open_members (folder, members, 1, "encryption=traditional,compression=store");

  assert_error (source, "x", G_IO_ERROR_NOT_FOUND);
}

static void
test_too_many_entries (void)
{
  const guint n = 100001;
  g_autofree ZipMember *members = g_new0 (ZipMember, n);
  g_autoptr (GStringChunk) names = g_string_chunk_new (1024 * 1024);
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GByteArray) zip = NULL;
  g_autoptr (PyxisSource) source = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    char name[16];

    g_snprintf (name, sizeof name, "f%u", i);
    members[i].name = g_string_chunk_insert (names, name);
    members[i].data = "";
  }

  zip = zip_writer_make (members, n, "compression=store");
  g_assert_null (open_bytes (folder, zip, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "100000 entries"));

  g_byte_array_unref (zip);
  zip = zip_writer_make (members, n - 1, "compression=store");
  source = open_bytes (folder, zip, NULL);
  assert_text (source, "f99999", "");
}

/* Another file under the same name is none of ours; the same file with other bytes is refused. */
static void
test_exchanged (void)
{
  static const ZipMember old[] = {{"x", "old", -1}}, new[] = {{"y", "new", -1}};
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = open_members (folder, old, 1, "compression=store");
  g_autoptr (GByteArray) zip = zip_writer_make (new, 1, "compression=store");
  g_autofree char *path = g_build_filename (folder, "project.zip", NULL);
  g_autofree char *other = temporary_folder_write (folder, "other.zip", zip->data, zip->len);
  g_autoptr (PyxisSource) overwritten = NULL;
  int fd;

  g_assert_cmpint (rename (other, path), ==, 0);
  assert_text (source, "x", "old");

  overwritten = open_members (folder, old, 1, "compression=store");
  fd = open (path, O_WRONLY | O_TRUNC | O_CLOEXEC);
  assert_error (overwritten, "x", G_IO_ERROR_INVALID_DATA);
  g_assert_cmpint (write (fd, zip->data, zip->len), ==, zip->len);
  close (fd);
  assert_error (overwritten, "x", G_IO_ERROR_INVALID_DATA);
}

static gpointer
read_thread (gpointer data)
{
  for (guint i = 0; i < 50; i++) {
    assert_text (data, "a", "first");
    assert_text (data, "sub/b", "second");
  }

  return NULL;
}

static void
test_threads (void)
{
  static const ZipMember members[] = {{"a", "first", -1}, {"sub/b", "second", -1}};
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = open_members (folder, members, 2, "compression=deflate");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_thread, source);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* A stream lives on without its source, and leaves no descriptor behind. */
static void
test_lifetime (void)
{
  static const ZipMember members[] = {{"a", "text", -1}};
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
  g_test_add_func ("/zip-source/hostile-names", test_hostile_names);
  g_test_add_func ("/zip-source/single-folder", test_single_folder);
  g_test_add_func ("/zip-source/byte-for-byte", test_byte_for_byte);
  g_test_add_func ("/zip-source/lies", test_lies);
  g_test_add_func ("/zip-stream/size", test_stream_size);
  g_test_add_func ("/zip-source/damaged-data", test_damaged_data);
  g_test_add_func ("/zip-source/truncated", test_truncated);
  g_test_add_func ("/zip-source/not-a-zip", test_not_a_zip);
  g_test_add_func ("/zip-source/other-methods", test_other_methods);
  g_test_add_func ("/zip-source/encrypted", test_encrypted);
  g_test_add_func ("/zip-source/too-many-entries", test_too_many_entries);
  g_test_add_func ("/zip-source/exchanged", test_exchanged);
  g_test_add_func ("/zip-source/threads", test_threads);
  g_test_add_func ("/zip-source/lifetime", test_lifetime);
  return g_test_run ();
}
