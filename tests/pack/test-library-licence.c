/* SPDX-License-Identifier: Apache-2.0 */
#include "library-licence.h"

#include <string.h>

#include "../util/pack-sample.h"

/* The places of several systems, each after the other. */

static const struct {
  const char *path;
  const char *name;
  const char *expected; /* NULL: none is found */
} cases[] = {
  { "doc/libcjson1/copyright", "libcjson", "doc/libcjson1/copyright" },
  { "doc/libcjson-dev/copyright", "libcjson", "doc/libcjson-dev/copyright" }, /* before the 1 */
  { "doc/libdeflate0/changelog", "libdeflate", NULL },
  { "licenses/libdeflate/LICENSE", "libdeflate", "licenses/libdeflate/LICENSE" },
  { "licenses/deflate/COPYING", "libdeflate", "licenses/deflate/COPYING" },
  { "licenses/deflated/COPYING", "libdeflate", "licenses/deflate/COPYING" },
  { "licenses/org.example.Clock/cjson/LICENSE", "libcjson", "doc/libcjson-dev/copyright" },
};

/* As Flatpak's builder puts them, and one folder deeper than that. */
static void
test_flatpak (gconstpointer data)
{
  const char *root = data;
  g_autofree char *deep =
    temporary_folder_write (root, "licenses/a/b/libflat/COPYING", "too deep", -1);
  g_autoptr (GBytes) none = pyxis_library_licence_find ("libflat");
  g_autofree char *right =
    temporary_folder_write (root, "licenses/org.example.Clock/flat/COPYING", "right", -1);
  g_autoptr (GBytes) text = pyxis_library_licence_find ("libflat");

  g_assert_null (none);
  g_assert_nonnull (text);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), "right", 5);
}

static void
test_find (gconstpointer data)
{
  const char *root = data;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = temporary_folder_write (root, cases[i].path, cases[i].path, -1);
    g_autoptr (GBytes) text = pyxis_library_licence_find (cases[i].name);

    if (!cases[i].expected) {
      g_assert_null (text);
      continue;
    }
    g_assert_nonnull (text);
    g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), cases[i].expected,
                     strlen (cases[i].expected));
  }
}

/* What has no text here is carried with what is known of it, and whoever packs hears of it. */
static void
test_lacking (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = g_build_filename (folder, "a.flatpak", NULL);
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  PyxisPackOptions options = { .output = output, .notes = notes };
  g_autoptr (GError) error = NULL;

  pyxis_pack_flatpak (contents, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_nonnull (strstr (notes->pdata[0], "carries libdeflate without the text"));
  g_assert_nonnull (strstr (notes->pdata[0], "(MIT, as at https://"));
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) root = temporary_folder_new ();

  g_setenv ("XDG_DATA_DIRS", root, TRUE);
  g_free (temporary_folder_write (root, "doc/libcjson1/copyright", "x", -1));
  g_free (temporary_folder_write (root, "doc/libsodium1/copyright", "x", -1));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library-licence/lacking", test_lacking);
  g_test_add_data_func ("/library-licence/find", root, test_find);
  g_test_add_data_func ("/library-licence/flatpak", root, test_flatpak);
  return g_test_run ();
}
