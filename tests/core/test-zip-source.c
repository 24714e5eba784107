/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-source.h"

#include <string.h>

#include "../util/zip-project.h"

static const ZipMember hostile[] = {
  { "index.html", "page", -1 },
  { "sub/deep/file", "deep", -1 },
  { "folder/", NULL },
  { "ü/ß", "umlaut", -1 },
  { "empty", "", -1 },
  { "twice", "first", -1 },
  { "twice", "second", -1 },
  { "a/../../escape", "x", -1 },
  { "../escape", "x", -1 },
  { "/absolute", "x", -1 },
  { "./dot", "x", -1 },
  { "double//slash", "x", -1 },
  { "back\\slash", "x", -1 },
  { "..\\escape", "x", -1 },
  { "line\nfeed", "x", -1 },
  { ".env", "x", -1 },
  { ".git/config", "x", -1 },
  { "sub/.hidden", "x", -1 },
  { "__MACOSX/index.html", "x", -1 },
  { "link", "", 0, "index.html" },
  { "link-out", "", 0, "/etc/passwd" },
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

static void
test_hostile_names (void)
{
  static const char *const names[] = { "back/", "empty", "folder/", "index.html",
                                       "sub/",  "twice", "ü/",      NULL };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source =
    open_members (folder, hostile, G_N_ELEMENTS (hostile), "compression=deflate");
  g_auto (GStrv) listed = pyxis_source_list_root (source, PYXIS_SOURCE_LIST_MAX, NULL);

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

  for (guint limit = 0; limit <= 8; limit++) {
    g_auto (GStrv) some = pyxis_source_list_root (source, limit, NULL);

    g_assert_cmpuint (g_strv_length (some), ==, MIN (limit, 7));
  }
}

static void
test_single_folder (void)
{
  static const struct {
    ZipMember members[4];
    const char *found; /* where the page is then */
    const char *root;  /* the root as listed, joined */
  } rows[] = {
    { { { "app-main/", NULL },
        { "app-main/index.html", "page", -1 },
        { "app-main/sub/x", "x", -1 } },
      "index.html",
      "index.html sub/" },
    { { { "app/index.html", "page", -1 } }, "index.html", "index.html" },
    { { { "app/index.html", "page", -1 }, { "__MACOSX/app/x", "x", -1 }, { ".DS_Store", "x", -1 } },
      "index.html",
      "index.html" },
    { { { "app/app/index.html", "page", -1 } }, "app/index.html", "app/" },
    { { { "app/index.html", "page", -1 }, { "other/x", "x", -1 } },
      "app/index.html",
      "app/ other/" },
    { { { "app/index.html", "page", -1 }, { "README", "x", -1 } },
      "app/index.html",
      "README app/" },
    { { { "app/index.html", "page", -1 }, { "app-2/x", "x", -1 } },
      "app/index.html",
      "app-2/ app/" },
    { { { "index.html", "page", -1 } }, "index.html", "index.html" },
    { { { "app/", NULL } }, NULL, "" },
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
    names = pyxis_source_list_root (source, PYXIS_SOURCE_LIST_MAX, NULL);
    joined = g_strjoinv (" ", names);
    g_assert_cmpstr (joined, ==, rows[i].root);
    if (rows[i].found)
      assert_text (source, rows[i].found, "page");
  }
}

/* Whatever is missing at its end, an archive is refused with a sentence that names it. */
static void
test_truncated (void)
{
  static const ZipMember members[] = { { "index.html", "page", -1 }, { "x", "x", -1 } };
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
    { text, G_IO_ERROR_INVALID_DATA },
    { folder, G_IO_ERROR_NOT_REGULAR_FILE },
    { fifo, G_IO_ERROR_NOT_REGULAR_FILE },
    { "/nonexistent.zip", G_IO_ERROR_NOT_FOUND },
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
  static const ZipMember members[] = { { "x", "0123456789", -1 }, { "y", "y", -1 } };
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
  static const ZipMember members[] = { { "x", "secret", -1 } };
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
  static const ZipMember old[] = { { "x", "old", -1 } }, new[] = { { "y", "new", -1 } };
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

/* Opening one file does not go through all before it: those may even be gone. */
static void
test_opens_directly (void)
{
  static const ZipMember members[] = { { "first", "1", -1 }, { "last", "2", -1 } };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = open_members (folder, members, 2, "compression=deflate");
  g_autofree char *path = g_build_filename (folder, "project.zip", NULL);
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (pwrite (fd, "none", 4, 0), ==, 4);
  close (fd);
  assert_text (source, "last", "2");
  assert_error (source, "first", G_IO_ERROR_INVALID_DATA);
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
  static const ZipMember members[] = { { "a", "first", -1 }, { "sub/b", "second", -1 } };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = open_members (folder, members, 2, "compression=deflate");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_thread, source);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zip-source/hostile-names", test_hostile_names);
  g_test_add_func ("/zip-source/single-folder", test_single_folder);
  g_test_add_func ("/zip-source/truncated", test_truncated);
  g_test_add_func ("/zip-source/not-a-zip", test_not_a_zip);
  g_test_add_func ("/zip-source/other-methods", test_other_methods);
  g_test_add_func ("/zip-source/encrypted", test_encrypted);
  g_test_add_func ("/zip-source/too-many-entries", test_too_many_entries);
  g_test_add_func ("/zip-source/exchanged", test_exchanged);
  g_test_add_func ("/zip-source/opens-directly", test_opens_directly);
  g_test_add_func ("/zip-source/threads", test_threads);
  return g_test_run ();
}
