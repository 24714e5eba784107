/* SPDX-License-Identifier: Apache-2.0 */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "../util/pack-sample.h"
#include "deb-words.h"

static void
test_words (void)
{
  static const struct {
    char *(*make) (const char *text);
    const char *text;
    const char *made;
  } rows[] = {
    { pyxis_deb_words_dup_package, "org.example.Clock", "org.example.clock" },
    { pyxis_deb_words_dup_package, "org.example.My_Clock", "org.example.my-clock" },
    { pyxis_deb_words_dup_package, "_org.example.Clock", "org.example.clock" },
    { pyxis_deb_words_dup_licence, "MIT OR Apache-2.0", "MIT-OR-Apache-2.0" },
    { pyxis_deb_words_dup_verbatim, "One\r\n\n.two  \n", " One\n .\n  .two" },
    { pyxis_deb_words_dup_verbatim, "\xff", " \xef\xbf\xbd" },
    { pyxis_deb_words_dup_roff, "a-b \\n \"c\"\n.d", "a\\-b \\en \\(dqc\\(dq .d" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *made = rows[i].make (rows[i].text);

    g_assert_cmpstr (made, ==, rows[i].made);
  }
  g_assert_cmpstr (pyxis_deb_words_get_common_licence ("GPL-3.0-or-later"), ==, "GPL-3");
  g_assert_null (pyxis_deb_words_get_common_licence ("MIT"));
}

static void
test_maintainer (void)
{
  static const struct {
    const char *author, *email, *id, *maintainer;
  } rows[] = {
    { "Ada", "ada@example.org", "org.example.Clock", "Ada <ada@example.org>" },
    { "Ada", NULL, "io.github.ada_l.Clock", "Ada <nobody@ada-l.github.io>" },
    { "Ada <a@b.org>", "ada@example.org", "org.example.Clock", "Ada <a@b.org>" },
    { "Ada, \"and\" others", NULL, "org.example.Clock", "Ada and others <nobody@example.org>" },
    { "<>", NULL, "org.example.Clock", "The author <nobody@example.org>" },
    { "Ada", NULL, "local.pyxis.Clock", "Ada <nobody@pyxis-desktop.github.io>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    PyxisDescription description = {
      .author = (char *) rows[i].author,
      .author_email = (char *) rows[i].email,
      .id = (char *) rows[i].id,
    };
    g_autofree char *maintainer = pyxis_deb_words_dup_maintainer (&description);

    g_assert_cmpstr (maintainer, ==, rows[i].maintainer);
    g_assert_cmpint (pyxis_deb_words_has_address (&description), ==,
                     !strstr (rows[i].maintainer, "<nobody@"));
  }
}

static void
test_long (void)
{
  g_autofree char *wide = g_strnfill (70, 'a');
  g_autofree char *text = g_strconcat ("Tells the time.\n\n", wide, " .dot word\n\n\n.Dot", NULL);
  g_autofree char *wanted = g_strconcat (" ", wide, " .dot\n word\n .\n  .Dot", NULL);
  g_autofree char *same = pyxis_deb_words_dup_long ("Tells the time.", "Tells the time");
  g_autofree char *filled = pyxis_deb_words_dup_long (text, "Tells the time");

  g_assert_cmpstr (same, ==, "");
  g_assert_cmpstr (filled, ==, wanted);
}

/* Reads the members of an ar, or of a tar that gzip packed. */
static void
check_members (const void *data, gsize length, const char *const *names, const char *prefix)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  gsize n = 0;

  archive_read_support_format_ar (archive);
  archive_read_support_format_tar (archive);
  archive_read_support_filter_gzip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, data, length), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK) {
    g_assert_cmpint (archive_entry_mtime (entry), ==, 1790000000);
    g_assert_cmpint (archive_entry_uid (entry), ==, 0);
    g_assert_true (g_str_has_prefix (archive_entry_pathname (entry), prefix));
    if (names)
      g_assert_cmpstr (archive_entry_pathname (entry), ==, names[n]);
    n++;
  }
  g_assert_cmpuint (n, >=, names ? g_strv_length ((char **) names) : 10);
  archive_read_free (archive);
}

/* (transfer full): one member of an ar, or of a tar that gzip packed. */
static GByteArray *
read_member (const GByteArray *ar, const char *name)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  GByteArray *bytes = g_byte_array_new ();

  archive_read_support_format_ar (archive);
  archive_read_support_format_tar (archive);
  archive_read_support_filter_gzip (archive);
  archive_read_open_memory (archive, ar->data, ar->len);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK &&
         !g_str_equal (archive_entry_pathname (entry), name))
    archive_read_data_skip (archive);
  g_byte_array_set_size (bytes, (guint) archive_entry_size (entry));
  g_assert_cmpint (archive_read_data (archive, bytes->data, bytes->len), ==, bytes->len);
  archive_read_free (archive);
  return bytes;
}

static GByteArray *
make_deb (const TemporaryFolder *folder, const char *project, const char *name)
{
  g_autofree char *output = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, &error);
  PyxisPackOptions options = { .output = output, .is_shared = TRUE };

  g_assert_no_error (error);
  pyxis_pack_deb (contents, &options, &error);
  g_assert_no_error (error);
  return pack_sample_read (output);
}

static void
test_archive (void)
{
  static const char *const members[] = { "debian-binary", "control.tar.gz", "data.tar.gz", NULL };
  static const char *const control[] = { "./", "./control", "./md5sums", NULL };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autoptr (GByteArray) one = NULL, two = NULL, files = NULL, data = NULL, text = NULL;

  g_setenv ("TZ", "Pacific/Auckland", TRUE);
  one = make_deb (folder, project, "one.deb");
  g_setenv ("TZ", "America/Los_Angeles", TRUE);
  two = make_deb (folder, project, "two.deb");
  g_assert_cmpmem (one->data, one->len, two->data, two->len);

  check_members (one->data, one->len, members, "");
  files = read_member (one, "control.tar.gz");
  check_members (files->data, files->len, control, "./");
  data = read_member (one, "data.tar.gz");
  check_members (data->data, data->len, NULL, "./");
  text = read_member (one, "debian-binary");
  g_assert_cmpmem (text->data, text->len, "2.0\n", 4);
}

/* A licence of which there is only the name is none; another file may have the text. */
static void
test_empty_licence (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *empty = temporary_folder_write (folder, "clock/LICENSE", "", 0);
  g_autofree char *full = temporary_folder_write (folder, "clock/LICENSE.md", "As you like", -1);
  g_autoptr (GByteArray) deb = make_deb (folder, project, "a.deb");
  g_autoptr (GByteArray) data = read_member (deb, "data.tar.gz");
  g_autoptr (GByteArray) text = read_member (data, "./usr/share/doc/org.example.clock/copyright");

  g_byte_array_append (text, (const guint8 *) "", 1);
  g_assert_nonnull (strstr ((const char *) text->data, "\n As you like\n"));
}

/* What was there stays, and nothing half done is left. */
static void
test_refused (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = temporary_folder_write (folder, "out/app.deb", "old", -1);
  g_autofree char *out = g_path_get_dirname (output);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, &error);
  PyxisPackOptions options = { .output = output, .is_shared = TRUE, .cancellable = cancellable };
  g_autofree char *text = NULL;
  g_autoptr (GDir) dir = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (pyxis_pack_deb (contents, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_file_get_contents (output, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "old");
  dir = g_dir_open (out, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "app.deb");
  g_assert_null (g_dir_read_name (dir));

  options.cancellable = NULL;
  options.output = out;
  g_assert_false (pyxis_pack_deb (contents, &options, &error));
  g_assert_nonnull (strstr (error->message, "is there and no file; choose another name"));
  g_clear_error (&error);

  g_setenv ("SOURCE_DATE_EPOCH", "yesterday", TRUE);
  options.output = output;
  g_assert_false (pyxis_pack_deb (contents, &options, &error));
  g_assert_nonnull (strstr (error->message, "SOURCE_DATE_EPOCH"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  g_test_add_func ("/deb/words", test_words);
  g_test_add_func ("/deb/maintainer", test_maintainer);
  g_test_add_func ("/deb/long", test_long);
  g_test_add_func ("/deb/archive", test_archive);
  g_test_add_func ("/deb/empty-licence", test_empty_licence);
  g_test_add_func ("/deb/refused", test_refused);
  return g_test_run ();
}
