/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-name.h"

#include <string.h>

#define ENDING_MAX 16

char *
pyxis_vfs_name_dup_path (const char *folder, const char *name)
{
  return *folder ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);
}

char *
pyxis_vfs_name_dup_folder (const char *path)
{
  const char *slash = strrchr (path, '/');

  return g_strndup (path, slash ? slash - path : 0);
}

const char *
pyxis_vfs_name_get_last (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash ? slash + 1 : path;
}

/* Where ".csv" or ".tar.gz" begins; the end where there is none. */
static gsize
find_ending (const char *name)
{
  gsize length = strlen (name);
  const char *dot = strrchr (name, '.');

  if (!dot || dot == name || name + length - dot > ENDING_MAX)
    return length;
  if (dot - name > 4 && strncmp (dot - 4, ".tar", 4) == 0)
    dot -= 4;
  return dot - name;
}

/* (transfer full): "name (2).csv", of `max` bytes at most. */
static char *
number_name (const char *name, guint number, gsize max)
{
  gsize stem = find_ending (name);
  g_autofree char *end = g_strdup_printf (" (%u)%s", number, name + stem);

  while (stem > 0 && stem + strlen (end) > max)
    stem = g_utf8_find_prev_char (name, name + stem) - name;
  return g_strdup_printf ("%.*s%s", (int) stem, name, end);
}

char *
pyxis_vfs_name_dup_free (PyxisVfs *vfs, const char *folder, const char *name)
{
  char *path = pyxis_vfs_name_dup_path (folder, name);
  PyxisVfsStat stat;

  for (guint i = 2; pyxis_vfs_stat (vfs, path, &stat, NULL); i++) {
    g_autofree char *numbered = number_name (name, i, pyxis_vfs_get_limits (vfs)->name);

    g_free (path);
    path = pyxis_vfs_name_dup_path (folder, numbered);
  }
  return path;
}

char **
pyxis_vfs_name_dup_tops (const char *const *paths)
{
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) tops = g_ptr_array_new ();

  for (guint i = 0; paths[i]; i++)
    g_hash_table_add (set, (char *) paths[i]);
  for (guint i = 0; paths[i]; i++) {
    char *above = pyxis_vfs_name_dup_folder (paths[i]);

    while (*above && !g_hash_table_contains (set, above)) {
      char *next = pyxis_vfs_name_dup_folder (above);

      g_free (above);
      above = next;
    }
    if (!*above)
      g_ptr_array_add (tops, g_strdup (paths[i]));
    g_free (above);
  }
  g_ptr_array_add (tops, NULL);
  return (char **) g_ptr_array_steal (tops, NULL);
}

char *
pyxis_vfs_name_dup_free_path (PyxisVfs *vfs, const char *path)
{
  g_autofree char *folder = pyxis_vfs_name_dup_folder (path);

  return pyxis_vfs_name_dup_free (vfs, folder, pyxis_vfs_name_get_last (path));
}

gboolean
pyxis_vfs_name_make_parents (PyxisVfs *vfs, const char *path, GError **error)
{
  for (const char *slash = strchr (path, '/'); slash; slash = strchr (slash + 1, '/')) {
    g_autofree char *folder = g_strndup (path, slash - path);
    PyxisVfsStat stat;

    if (pyxis_vfs_stat (vfs, folder, &stat, NULL) && stat.is_folder)
      continue;
    if (!pyxis_vfs_make_folder (vfs, folder, 0755, error))
      return FALSE;
  }
  return TRUE;
}
