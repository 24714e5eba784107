/* SPDX-License-Identifier: Apache-2.0 */
#include "library-licence.h"

#include <string.h>

#include "names.h"

#define MAX_SIZE (256 * 1024)
#define MAX_NAMES 20000 /* /usr/share/doc of a large system has half of that */

static const struct {
  const char *name;
  const char *licence;
  const char *home;
} known[] = {
  { "libcjson", "MIT", "https://github.com/DaveGamble/cJSON" },
  { "libdeflate", "MIT", "https://github.com/ebiggers/libdeflate" },
  { "libsodium", "ISC", "https://github.com/jedisct1/libsodium" },
};

/* Whether a folder for what belongs to a package is one of this library: "libcjson1", "cjson". */
static gboolean
is_of_library (const char *folder, const char *name)
{
  const char *short_name = name + strlen ("lib");

  return g_str_has_prefix (folder, name) || g_str_equal (folder, short_name);
}

/* (transfer full) (nullable) */
static GBytes *
read_text (const char *folder)
{
  static const char *const names[] = { "copyright", "LICENSE", "LICENSE.txt", "COPYING" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    g_autofree char *text = NULL;
    gsize length;

    if (g_file_get_contents (path, &text, &length, NULL) && length > 0 && length <= MAX_SIZE)
      return g_bytes_new_take (g_steal_pointer (&text), length);
  }
  return NULL;
}

/* (transfer full): sorted, so that what is found first is the same each time. `n_left`: how many names may still be
 * read. */
static char **
list (const char *folder, guint *n_left)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *name;

  while (dir && *n_left > 0 && (name = g_dir_read_name (dir))) {
    g_ptr_array_add (names, g_strdup (name));
    (*n_left)--;
  }
  return pyxis_names_steal_sorted (names);
}

/* (transfer full) (nullable): `depth` folders deeper as well, where none is here. */
static GBytes *
find_below (const char *root, const char *name, guint depth, guint *n_left)
{
  g_auto (GStrv) folders = list (root, n_left);
  GBytes *text = NULL;

  for (gsize i = 0; folders[i] && !text; i++) {
    g_autofree char *path = g_build_filename (root, folders[i], NULL);

    if (is_of_library (folders[i], name))
      text = read_text (path);
  }
  for (gsize i = 0; folders[i] && !text && depth > 0; i++) {
    g_autofree char *path = g_build_filename (root, folders[i], NULL);

    text = find_below (path, name, depth - 1, n_left);
  }
  return text;
}

GBytes *
pyxis_library_licence_find (const char *name)
{
  static const struct {
    const char *folder;
    guint depth;
  } places[] = { { "doc", 0 }, { "licenses", 1 } };
  const char *const *roots = g_get_system_data_dirs ();
  GBytes *text = NULL;

  for (gsize i = 0; roots[i] && !text; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (places) && !text; j++) {
      g_autofree char *root = g_build_filename (roots[i], places[j].folder, NULL);
      guint n_left = MAX_NAMES;

      text = find_below (root, name, places[j].depth, &n_left);
    }
  return text;
}

char *
pyxis_library_licence_describe (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, name))
      return g_strdup_printf ("%s, as at %s", known[i].licence, known[i].home);
  g_return_val_if_reached (NULL);
}
