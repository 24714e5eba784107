/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "flatpak-bundle.h"
#include "new-file.h"
#include "temporary-folder.h"

#define SECONDS 1790000000

static void
add (GPtrArray *files, const char *path, guint mode, const char *text)
{
  pyxis_app_files_add (files, g_strdup (path), mode, g_bytes_new (text, strlen (text)));
}

/* Neither under its name nor under another. */
static void
assert_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_null (g_dir_read_name (dir));
}

/* (transfer full): what it was written as. */
static GBytes *
write_bundle (GPtrArray *files, GPtrArray *more, GCancellable *cancellable, GError **error)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.flatpak", NULL);
  g_autoptr (PyxisNewFile) file = pyxis_new_file_begin (path, error);
  g_autoptr (PyxisFlatpakBundle) bundle = pyxis_flatpak_bundle_new (cancellable);
  PyxisFlatpakFacts facts = {
    .ref = "app/local.pyxis.Clock/x86_64/stable",
    .metadata = "[Application]\nname=local.pyxis.Clock\n",
    .seconds = SECONDS,
  };
  char *data;
  gsize size;

  if (!pyxis_flatpak_bundle_add (bundle, files, error) ||
      !pyxis_flatpak_bundle_add (bundle, more, error) ||
      !pyxis_flatpak_bundle_write (bundle, &facts, pyxis_new_file_get_fd (file), error) ||
      !pyxis_new_file_commit (file, error)) {
    g_clear_pointer (&file, pyxis_new_file_free);
    assert_empty (folder);
    return NULL;
  }
  g_assert_true (g_file_get_contents (path, &data, &size, error));
  return g_bytes_new_take (data, size);
}

static GPtrArray *
make_files (void)
{
  GPtrArray *files = pyxis_app_files_new ();
  g_autofree char *small = g_strnfill (4000, 's');
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (text, "line %u\n", i);
  add (files, "files/large", 0644, text->str);
  add (files, "files/larger", 0755, text->str);
  add (files, "files/small", 0644, small);
  return files;
}

static GPtrArray *
make_packed (void)
{
  GPtrArray *files = pyxis_app_files_new ();
  g_autofree char *packed = g_strnfill (4000, 'p');

  add (files, "files/a.pyxis", 0644, packed);
  return files;
}

/* Of a part: whether it is the one that it is said to be, and packed. */
static void
assert_part (GVariant *metadata, const char *name, GVariant *told, guint8 packing)
{
  g_autoptr (GVariant) part = g_variant_lookup_value (metadata, name, G_VARIANT_TYPE ("(yay)"));
  g_autoptr (GVariant) sum = g_variant_get_child_value (told, 1);
  g_autoptr (GChecksum) found = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 size;
  guint8 kind;

  g_assert_nonnull (part);
  g_checksum_update (found, g_variant_get_data (part), (gssize) g_variant_get_size (part));
  g_checksum_get_digest (found, digest, &length);
  g_assert_cmpmem (g_variant_get_data (sum), g_variant_get_size (sum), digest, length);
  g_variant_get_child (told, 2, "t", &size);
  g_assert_cmpuint (size, ==, g_variant_get_size (part));
  g_variant_get_child (part, 0, "y", &kind);
  g_assert_cmpuint (kind, ==, packing);
}

static void
test_parts (void)
{
  /* The last is of the folders, which are mostly sums. */
  static const guint8 packings[] = { 'x', 'x', 'x', 0, 0 };
  g_autoptr (GPtrArray) files = make_files (), more = make_packed ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_bundle (files, more, NULL, &error);
  g_autoptr (GBytes) again = write_bundle (files, more, NULL, &error);
  g_autoptr (GVariant) whole = NULL, metadata = NULL, sum = NULL, parts = NULL;
  g_autofree char *letters = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, again));
  whole = g_variant_ref_sink (g_variant_new_from_bytes (
    G_VARIANT_TYPE ("(a{sv}tayay(a{sv}aya(say)sstayay)aya(uayttay)a(yaytt))"), bytes, FALSE));
  g_assert_true (g_variant_is_normal_form (whole));
  metadata = g_variant_get_child_value (whole, 0);
  sum = g_variant_get_child_value (whole, 3);
  parts = g_variant_get_child_value (whole, 6);
  letters = g_base64_encode (g_variant_get_data (sum), g_variant_get_size (sum));
  g_strdelimit (letters, "/", '_');

  g_assert_cmpuint (g_variant_n_children (parts), ==, G_N_ELEMENTS (packings));
  for (guint i = 0; i < G_N_ELEMENTS (packings); i++) {
    g_autofree char *name = g_strdup_printf ("deltas/%.2s/%.41s/%u", letters, letters + 2, i);
    g_autoptr (GVariant) told = g_variant_get_child_value (parts, i);

    assert_part (metadata, name, told, packings[i]);
  }
}

static void
test_cancelled (void)
{
  g_autoptr (GPtrArray) files = make_files (), more = make_packed ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (write_bundle (files, more, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flatpak-bundle/parts", test_parts);
  g_test_add_func ("/flatpak-bundle/cancelled", test_cancelled);
  return g_test_run ();
}
