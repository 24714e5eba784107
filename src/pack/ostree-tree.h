/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "app-files.h"

/* PyxisOstreeTree: files as OSTree has them: objects that are named by the SHA-256 of what they are,
 * each once. All is root's, folders are 0755, nothing has attributes: what Flatpak makes of any app.
 * As in ostree-core.h, numbers are in network order. It grows until it is finished. */

#define PYXIS_OSTREE_SUM_SIZE 32

typedef enum { /* OSTree's own numbers */
               PYXIS_OSTREE_FILE = 1,
               PYXIS_OSTREE_TREE = 2,
               PYXIS_OSTREE_FOLDER = 3,
} PyxisOstreeType;

typedef struct {
  guint8 sum[PYXIS_OSTREE_SUM_SIZE];
  PyxisOstreeType type;
  guint mode;             /* of a file: 0644 or 0755 */
  const PyxisAppFile *of; /* (nullable): the file that it is the content of */
  GBytes *bytes;
} PyxisOstreeObject;

typedef struct {
  GPtrArray *objects; /* (element-type PyxisOstreeObject): first come those of the files */
  guint8 tree[PYXIS_OSTREE_SUM_SIZE];
  guint8 folder[PYXIS_OSTREE_SUM_SIZE];

  GPtrArray *files;  /* private: with their sums */
  GHashTable *known; /* private: the objects, by their sums */
} PyxisOstreeTree;

PyxisOstreeTree *pyxis_ostree_tree_new (void);

/* Works out the sums on all cores. `files` is of PyxisAppFile, which must live as long. */
gboolean pyxis_ostree_tree_add (PyxisOstreeTree *self,
                                const GPtrArray *files,
                                GCancellable *cancellable,
                                GError **error);

/* Adds the objects of the folders, and sets the sums of the whole. */
void pyxis_ostree_tree_finish (PyxisOstreeTree *self);

/* (transfer floating): as "ay". */
GVariant *pyxis_ostree_sum_to_variant (const guint8 *sum);

void pyxis_ostree_tree_free (PyxisOstreeTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisOstreeTree, pyxis_ostree_tree_free)
