/* SPDX-License-Identifier: Apache-2.0 */
#include "library-licence.h"

#include <string.h>

#define MAX_SIZE (256 * 1024)

/* Whether a folder for what belongs to a package is one of this library: "libcjson1", "cjson". */
static gboolean
is_of_library (const char *folder, const char *name)
{
  const char *short_name = name + strlen ("lib");

  return g_str_has_prefix (folder, name) || g_str_equal (folder, short_name);
}

/* (transfer full) (nullable) */
static char *
read_text (const char *root, const char *folder)
{
  static const char *const names[] = { "copyright", "LICENSE", "LICENSE.txt", "COPYING" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (root, folder, names[i], NULL);
    g_autofree char *text = NULL;
    gsize length;

    if (g_file_get_contents (path, &text, &length, NULL) && length > 0 && length <= MAX_SIZE)
      return g_steal_pointer (&text);
  }
  return NULL;
}

/* (transfer full) (nullable): the first by name, so that it is the same each time. */
static char *
find_below (const char *root, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;
  const char *folder;

  while (dir && (folder = g_dir_read_name (dir))) {
    g_autofree char *found = NULL;

    if (!is_of_library (folder, name) || (first && strcmp (folder, first) > 0))
      continue;
    found = read_text (root, folder);
    if (!found)
      continue;
    g_free (first);
    first = g_strdup (folder);
    g_free (text);
    text = g_steal_pointer (&found);
  }
  return g_steal_pointer (&text);
}

GBytes *
pyxis_library_licence_load (const char *name)
{
  static const char *const below[] = { "doc", "licenses" };
  const char *const *roots = g_get_system_data_dirs ();
  char *text = NULL;

  for (gsize i = 0; roots[i] && !text; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (below) && !text; j++) {
      g_autofree char *root = g_build_filename (roots[i], below[j], NULL);

      text = find_below (root, name);
    }
  if (!text)
    text = g_strdup_printf (
      "%s is a library of the computer that made this app, which had no text of its "
      "licence: ask whoever gave you the app.\n",
      name);
  return g_bytes_new_take (text, strlen (text));
}
