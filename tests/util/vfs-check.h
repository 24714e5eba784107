/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "vfs.h"

/* What vfs.h promises of any tree, found from outside: how many files and folders there are. */
static inline guint
vfs_check_folder (PyxisVfs *vfs, const char *path)
{
  g_autoptr (GArray) entries = pyxis_vfs_list (vfs, path, NULL);
  guint n = 0;

  g_assert_nonnull (entries);
  for (guint i = 0; i < entries->len; i++) {
    const PyxisVfsEntry *entry = &g_array_index (entries, PyxisVfsEntry, i);
    g_autofree char *below = g_strconcat (path, *path ? "/" : "", entry->name, NULL);
    PyxisVfsStat stat;

    g_assert_true (pyxis_vfs_check_path (vfs, below, -1, NULL));
    g_assert_null (strchr (entry->name, '/'));
    g_assert_true (pyxis_vfs_stat (vfs, below, &stat, NULL));
    g_assert_cmpmem (&stat, sizeof stat, &entry->stat, sizeof stat);
    n += 1 + (stat.is_folder ? vfs_check_folder (vfs, below) : 0);
  }
  return n;
}
