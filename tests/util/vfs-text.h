/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-files.h"
#include "vfs-snapshot.h"

/* All that is in a file system, a line for each file and folder, so that two can be compared. */
static inline char *
vfs_text_dup (PyxisVfs *vfs)
{
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (GPtrArray) entries = pyxis_vfs_snapshot_compare (NULL, now);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entries->len; i++) {
    const PyxisVfsDifference *one = entries->pdata[i];
    g_autofree char *bytes = g_malloc (one->size + 1);
    g_autofree char *digest = NULL;
    PyxisVfsStat stat;

    g_assert_true (pyxis_vfs_stat (vfs, one->path, &stat, NULL));
    if (!one->is_folder)
      g_assert_cmpint (pyxis_vfs_read (vfs, stat.ino, 0, bytes, one->size + 1, NULL), ==,
                       (gssize) one->size);
    digest = g_compute_checksum_for_data (G_CHECKSUM_MD5, (guint8 *) bytes, one->size);
    g_ptr_array_add (lines, g_strdup_printf ("%s%s %o %" G_GUINT64_FORMAT " %s %" G_GINT64_FORMAT,
                                             one->path, one->is_folder ? "/" : "", one->mode,
                                             one->size, digest, one->is_folder ? 0 : one->mtime));
  }
  g_ptr_array_sort (lines, vfs_files_compare_names);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
