/* SPDX-License-Identifier: Apache-2.0 */
#include "own-output.h"

#include <string.h>

#include "../util/pack-sample.h"
#include "inventory.h"
#include "pack-format.h"

/* Packs `project` in each format, under names that tell nothing, below `place`. */
static void
pack_all (const TemporaryFolder *folder, const char *project, const char *place)
{
  g_autofree char *output_folder = g_build_filename (folder, place, NULL);
  const PyxisPackFormat *format;

  g_assert_cmpint (g_mkdir_with_parents (output_folder, 0700), ==, 0);
  for (guint i = 0; (format = pyxis_pack_format_get (i)) != NULL; i++) {
    g_autofree char *output = g_strdup_printf ("%s/made-%s", output_folder, format->name);
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, &error);
    PyxisPackOptions options = { .output = output };

    g_assert_no_error (error);
    g_assert_true (format->pack (contents, &options, &error));
    g_assert_no_error (error);
  }
}

static gboolean
has_file (const PyxisInventory *inventory, const char *path)
{
  for (guint i = 0; i < inventory->files->len; i++) {
    if (g_str_equal (((PyxisInventoryFile *) inventory->files->pdata[i])->path, path))
      return TRUE;
  }
  return FALSE;
}

/* What Pyxis made of a project does not come into the next app, wherever it lies and whatever it is
 * called; what only bears such a name does. */
static void
test_left_out (void)
{
  static const char *const kept[] = { "dist/clock.deb", "game.flatpak",      "bin/tool",
                                      "share/a.pyxis",  "js/node_modules/x", "old.run" };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autoptr (PyxisInventory) before = pyxis_inventory_new (project, NULL, NULL);
  g_autoptr (PyxisInventory) after = NULL;
  g_autofree char *note = NULL, *none = pyxis_inventory_dup_note (before);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (none, ==,
                   "“old.pyxis” is not in the app: earlier apps and backups are left out.");
  pack_all (folder, project, "clock/dist/deep");
  pack_all (folder, project, "clock");
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++) {
    g_autofree char *name = g_strconcat ("clock/", kept[i], NULL);

    g_free (temporary_folder_write (folder, name, "!<arch>\ndebian-binary and more text", -1));
  }
  g_free (temporary_folder_write (folder, "clock/sub/index.html~", "x", -1));

  after = pyxis_inventory_new (project, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->files->len, ==, before->files->len + G_N_ELEMENTS (kept));
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_true (has_file (after, kept[i]));
  note = pyxis_inventory_dup_note (after);
  g_assert_cmpstr (note, ==,
                   "“dist/deep/made-bundle”, “dist/deep/made-deb”, “dist/deep/made-dir” and 9 more "
                   "are not in the app: earlier apps and backups are left out.");
}

/* An app that was packed before is the same as one that is packed beside it. */
static void
test_same (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = pack_sample_pack (folder, project, "clock.pyxis", NULL);
  g_autoptr (PyxisBundle) bundle = pyxis_bundle_open (path, NULL);
  g_autoptr (GError) error = NULL;

  pack_all (folder, project, "clock/out");
  g_assert_true (pack_sample_is_same (bundle, path, project, NULL, &error));
  g_assert_no_error (error);
}

/* Under any name, and anywhere. */
static void
test_secret_key (void)
{
  static const char *const names[] = { "clock/key", "clock/sub/picture.png" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autofree char *project = pack_sample_make (folder);
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    g_autofree char *words =
      g_strdup_printf ("“%s” is a secret key, ", names[i] + strlen ("clock/"));
    g_autoptr (GError) error = NULL;

    g_assert_true (pyxis_key_create (path, NULL));
    g_assert_null (pyxis_contents_new (project, NULL, NULL, &error));
    g_test_message ("%s", error->message);
    g_assert_true (g_str_has_prefix (error->message, words));
    g_assert_nonnull (strstr (error->message, "move it out of the project"));
    g_assert_null (strchr (error->message, '\n'));
    g_clear_error (&error);

    /* A damaged one, and a text about keys. */
    g_unlink (path);
    g_free (temporary_folder_write (folder, names[i], "pyxis-secret-key:", -1));
    g_assert_null (pyxis_contents_new (project, NULL, NULL, &error));
    g_unlink (path);
    g_free (temporary_folder_write (folder, names[i], "A pyxis-secret-key: is a secret", -1));
    pyxis_contents_free (pyxis_contents_new (project, NULL, NULL, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-output/left-out", test_left_out);
  g_test_add_func ("/own-output/same", test_same);
  g_test_add_func ("/own-output/secret-key", test_secret_key);
  return g_test_run ();
}
