/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-content-private.h"

#define CHUNK PYXIS_VFS_CHUNK_SIZE

static PyxisVfsSlice
get_slice (const PyxisVfsContent *self, gsize i)
{
  return self && i < self->n_slices ? self->slices[i] : (PyxisVfsSlice){ 0 };
}

gboolean
pyxis_vfs_content_find_change (const PyxisVfsContent *from,
                               const PyxisVfsContent *to,
                               guint64 *offset,
                               gsize *length)
{
  guint64 size = pyxis_vfs_content_get_size (to);
  gsize n = MAX (from ? from->n_slices : 0, to ? to->n_slices : 0);

  for (gsize i = (*offset + CHUNK - 1) / CHUNK; i < n && i * CHUNK < size; i++) {
    PyxisVfsSlice before = get_slice (from, i), after = get_slice (to, i);

    if (before.chunk == after.chunk && before.length == after.length)
      continue;
    *offset = i * (guint64) CHUNK;
    *length = MIN (CHUNK, size - *offset);
    return TRUE;
  }
  return FALSE;
}

guint64
pyxis_vfs_content_get_held (const PyxisVfsContent *self)
{
  guint64 held = 0;

  for (gsize i = 0; self && i < self->n_slices; i++)
    held += self->slices[i].length;
  return held;
}
