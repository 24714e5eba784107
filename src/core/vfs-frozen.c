/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-frozen.h"

#include <string.h>

PyxisVfsFrozen *
pyxis_vfs_frozen_new (guint n_entries)
{
  PyxisVfsFrozen *self =
    g_malloc0 (sizeof (PyxisVfsFrozen) + n_entries * sizeof (PyxisVfsFrozen *));

  self->ref_count = 1;
  self->n_entries = n_entries;
  return self;
}

PyxisVfsFrozen *
pyxis_vfs_frozen_copy_folder (const PyxisVfsFrozen *self, GPtrArray *entries)
{
  PyxisVfsFrozen *copy = pyxis_vfs_frozen_new (entries->len);

  copy->name = g_ref_string_acquire (self->name);
  copy->hash = self->hash;
  copy->mtime = self->mtime;
  copy->mode = self->mode;
  copy->is_folder = TRUE;
  for (guint i = 0; i < entries->len; i++)
    copy->entries[i] = entries->pdata[i];
  return copy;
}

PyxisVfsFrozen *
pyxis_vfs_frozen_ref (PyxisVfsFrozen *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
pyxis_vfs_frozen_unref (PyxisVfsFrozen *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_entries; i++)
    pyxis_vfs_frozen_unref (self->entries[i]);
  pyxis_vfs_content_unref (self->content);
  g_ref_string_release (self->name);
  g_free (self);
}

guint
pyxis_vfs_frozen_hash (gconstpointer frozen)
{
  return ((const PyxisVfsFrozen *) frozen)->hash;
}

gboolean
pyxis_vfs_frozen_equal (gconstpointer a, gconstpointer b)
{
  return strcmp (((const PyxisVfsFrozen *) a)->name, ((const PyxisVfsFrozen *) b)->name) == 0;
}
