/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-content.h"

/* PyxisVfsFrozen: a file, or a folder with all below it, as it was at one moment. Immutable, counted
 * by reference, shared between snapshots for as long as nothing below changes; may be read and let
 * go in any thread. Trees are no deeper than PYXIS_VFS_PATH_MAX / 2, so walking them by recursion
 * is safe. */
typedef struct _PyxisVfsFrozen PyxisVfsFrozen;

struct _PyxisVfsFrozen {
  int ref_count;
  guint hash;
  char *name; /* a GRefString */
  gint64 mtime;
  guint mode;
  gboolean is_folder;
  PyxisVfsContent *content; /* (nullable) of a file */
  guint n_entries;          /* of a folder, in no order */
  PyxisVfsFrozen *entries[];
};

/* Its other fields are for the caller to fill: it owns what they point to. */
PyxisVfsFrozen *pyxis_vfs_frozen_new (guint n_entries);

/* (transfer full): a folder like this one with other entries (element-type PyxisVfsFrozen), which it owns
 * then. */
PyxisVfsFrozen *pyxis_vfs_frozen_copy_folder (const PyxisVfsFrozen *self, GPtrArray *entries);

PyxisVfsFrozen *pyxis_vfs_frozen_ref (PyxisVfsFrozen *self);
void pyxis_vfs_frozen_unref (PyxisVfsFrozen *self);

/* For a set of them by name. */
guint pyxis_vfs_frozen_hash (gconstpointer frozen);
gboolean pyxis_vfs_frozen_equal (gconstpointer a, gconstpointer b);
