/* SPDX-License-Identifier: Apache-2.0 */
#include "library-licence.h"

#include <string.h>

#include "temporary-folder.h"

/* The places of several systems, each after the other. */

static const struct {
  const char *path;
  const char *name;
  const char *expected; /* NULL: none is found */
} cases[] = {
  { "doc/libcjson1/copyright", "libcjson", "doc/libcjson1/copyright" },
  { "doc/libcjson-dev/copyright", "libcjson", "doc/libcjson-dev/copyright" }, /* before the 1 */
  { "doc/libcjson1/changelog", "libsodium", NULL },
  { "licenses/libsodium/LICENSE", "libsodium", "licenses/libsodium/LICENSE" },
  { "licenses/deflate/COPYING", "libdeflate", "licenses/deflate/COPYING" },
  { "licenses/deflated/COPYING", "libdeflate", "licenses/deflate/COPYING" },
};

static void
test_find (gconstpointer data)
{
  const char *root = data;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = temporary_folder_write (root, cases[i].path, cases[i].path, -1);
    g_autoptr (GBytes) text = pyxis_library_licence_load (cases[i].name);
    gsize length;
    const char *words = g_bytes_get_data (text, &length);
    g_autofree char *found = g_strndup (words, length);

    if (cases[i].expected)
      g_assert_cmpstr (found, ==, cases[i].expected);
    else
      g_assert_nonnull (strstr (found, "libsodium is a library of"));
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) root = temporary_folder_new ();

  g_setenv ("XDG_DATA_DIRS", root, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/library-licence/find", root, test_find);
  return g_test_run ();
}
