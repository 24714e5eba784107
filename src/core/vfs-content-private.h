/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-content.h"

/* The bytes of a chunk that belong to this content; behind them, up to the next slice, are zeros.
 * So making a file shorter or longer touches no chunk. */
typedef struct {
  PyxisVfsChunk *chunk; /* (nullable): a hole */
  gsize length;
} PyxisVfsSlice;

struct _PyxisVfsContent {
  int ref_count;
  PyxisVfsAccount *account;
  guint64 size;
  gsize n_slices; /* behind them is a hole up to `size` */
  gsize n_slots;
  PyxisVfsSlice *slices; /* `only` while one slot is enough, as it is for most files */
  PyxisVfsSlice only;
};


/* What `n_slots` are charged for. */
gsize pyxis_vfs_content_table_cost (gsize n_slots);

/* How many chunks `size` bytes reach into. */
gsize pyxis_vfs_content_count_slices (guint64 size);

gboolean pyxis_vfs_content_is_shared (const PyxisVfsContent *self);

/* (nullable): NULL when memory is short. */
PyxisVfsContent *pyxis_vfs_content_new (PyxisVfsAccount *account, gsize n_slots);

/* (nullable): a content of its own that shares the first `n_slices` chunks of `self`. */
PyxisVfsContent *
pyxis_vfs_content_copy (const PyxisVfsContent *self, gsize n_slices, gsize n_slots);

/* At least as many as there are slices. */
gboolean pyxis_vfs_content_set_slots (PyxisVfsContent *self, gsize n_slots);

void pyxis_vfs_content_drop_slices (PyxisVfsContent *self, gsize n_slices);
