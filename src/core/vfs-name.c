/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-name.h"

#include <string.h>

/* Cuts `stem` between letters, so that with `rest` it keeps the limit of a name. */
static char *
dup_fitting (PyxisVfs *vfs, const char *stem, gsize length, const char *rest)
{
  gsize most = pyxis_vfs_get_limits (vfs)->name;
  gsize room = most > strlen (rest) ? most - strlen (rest) : 0;

  while (length > room)
    length = g_utf8_find_prev_char (stem, stem + length) - stem;
  return g_strdup_printf ("%.*s%s", (int) length, stem, rest);
}

char *
pyxis_vfs_dup_free_path (PyxisVfs *vfs, const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *name = slash ? slash + 1 : path;
  const char *dot = strrchr (name, '.');
  gsize stem = dot && dot > name ? (gsize) (dot - name) : strlen (name);
  PyxisVfsStat stat;

  if (!pyxis_vfs_stat (vfs, path, &stat, NULL))
    return g_strdup (path);
  for (guint i = 2;; i++) {
    g_autofree char *rest = g_strdup_printf (" (%u)%s", i, name + stem);
    g_autofree char *other = dup_fitting (vfs, name, stem, rest);
    g_autofree char *whole = g_strdup_printf ("%.*s%s", (int) (name - path), path, other);

    if (!pyxis_vfs_stat (vfs, whole, &stat, NULL))
      return g_steal_pointer (&whole);
  }
}

gboolean
pyxis_vfs_make_parents (PyxisVfs *vfs, const char *path, GError **error)
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
