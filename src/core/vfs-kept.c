/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-kept.h"

static void
kept_free (gpointer data)
{
  PyxisVfsKept *self = data;

  g_free (self->path);
  pyxis_vfs_part_unref (self->part);
  g_free (self);
}

GPtrArray *
pyxis_vfs_kept_list_new (void)
{
  return g_ptr_array_new_with_free_func (kept_free);
}

gboolean
pyxis_vfs_kept_list_add (GPtrArray *self, PyxisVfs *vfs, const char *path, GError **error)
{
  PyxisVfsPart *part = pyxis_vfs_take_part (vfs, path, error);
  PyxisVfsKept *kept;
  guint n_files;

  if (!part)
    return FALSE;

  kept = g_new0 (PyxisVfsKept, 1);
  kept->path = g_strdup (path);
  kept->part = part;
  pyxis_vfs_part_measure (part, &n_files, &kept->size);
  g_ptr_array_add (self, kept);
  return TRUE;
}

guint64
pyxis_vfs_kept_list_get_size (GPtrArray *self)
{
  guint64 size = 0;

  for (guint i = 0; i < self->len; i++)
    size += ((PyxisVfsKept *) self->pdata[i])->size;
  return size;
}
