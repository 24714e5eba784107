/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-file.h"

#include <string.h>

#include "../util/pack-sample.h"
#include "pack-format.h"

/* Whatever an app was packed as, its bundle is found in it, and is what the folder gives. */
static void
test_formats (void)
{
  static const char *const kinds[] = { NULL, NULL, "Debian package", "Flatpak bundle", "folder" };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = g_build_filename (folder, "made", NULL);
  const PyxisPackFormat *format;

  for (guint i = 0; (format = pyxis_pack_format_get (i)) != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, &error);
    PyxisPackOptions options = { .output = output };
    g_auto (PyxisPackedFile) packed = { .fd = -1 };

    g_assert_true (format->pack (contents, &options, &error));
    g_assert_true (pyxis_packed_file_open (&packed, output, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (packed.kind, ==, kinds[i]);
    g_assert_cmpstr (pyxis_bundle_get_manifest (packed.bundle)->id, ==, "org.example.Clock");
    g_assert_true (pyxis_bundle_check (packed.bundle, NULL, &error));
    g_assert_true (pack_sample_is_same (packed.bundle, packed.path, project, NULL, &error));
    g_assert_no_error (error);
    g_unlink (output);
  }
}

static void
make_others (const TemporaryFolder *folder)
{
  static const char *const texts[][2] = {
    { "text", "no app, but some text" },
    { "other.deb", "!<arch>\ndebian-binary   0           0     0     100644  4         `\n2.0\n" },
    { "other.flatpak", "flatpak\0and more of it" },
    { "cut.pyxis", "PK\3\4\24 and nothing else" },
    { "script.sh", "#!/bin/sh\nexec true\n" },
    { "script.run", "#!/bin/sh\nexec pyxis app \"$0\"\nPK" },
    { "folder/bin/pyxis", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (temporary_folder_write (folder, texts[i][0], texts[i][1], i == 2 ? 22 : -1));
}

/* What is none is called what it is, and damaged only where it is that. */
static void
test_others (void)
{
  static const struct {
    const char *name, *words;
  } rows[] = {
    { "text", "text” is no packed app; name what" },
    { "script.sh", "script.sh” is no packed app; name what" },
    { "script.run", "script.run” cannot be opened. It is damaged or incomplete: get it again." },
    { "other.deb", "other.deb” is a Debian package that Pyxis did not make" },
    { "other.flatpak", "other.flatpak” cannot be opened. Pyxis did not make it" },
    { "cut.pyxis", "cut.pyxis” cannot be opened. It is damaged or incomplete: get it again." },
    { "folder", "folder” is a folder, and no app that Pyxis packed as one" },
    { "missing", "missing” cannot be opened. It cannot be read: No such file" },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();

  make_others (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_build_filename (folder, rows[i].name, NULL);
    g_auto (PyxisPackedFile) packed = { .fd = -1 };
    g_autoptr (GError) error = NULL;

    g_assert_false (pyxis_packed_file_open (&packed, path, &error));
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].words));
    g_assert_null (strchr (error->message, '\n'));
  }
}

/* A package that lost its end, at any place: one sentence, and no app. */
static void
test_cut (void)
{
  static const char *const names[] = { "deb", "flatpak" };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *output = g_build_filename (folder, names[i], NULL);
    g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
    PyxisPackOptions options = { .output = output, .is_shared = i == 0 };
    goffset size;

    g_assert_true (pyxis_pack_format_lookup (names[i])->pack (contents, &options, NULL));
    size = pack_sample_read (output)->len;
    for (guint part = 9; part > 0; part--) {
      g_auto (PyxisPackedFile) packed = { .fd = -1 };
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (truncate (output, size * part / 16), ==, 0);
      g_assert_false (pyxis_packed_file_open (&packed, output, &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, names[i]));
      g_assert_null (strchr (error->message, '\n'));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packed-file/formats", test_formats);
  g_test_add_func ("/packed-file/others", test_others);
  g_test_add_func ("/packed-file/cut", test_cut);
  return g_test_run ();
}
