/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-node.h"
#include "vfs-path.h"

/* PyxisVfsTree: the nodes of a virtual file system, found by path and by number. It knows no limits
 * and tells nobody; numbers are never given twice. */
typedef struct {
  PyxisVfsNode *root;
  GHashTable *nodes;  /* (element-type PyxisVfsNode): all of them, by ino */
  GHashTable *in_use; /* (element-type PyxisVfsNode): those that are open */
  guint64 last_ino;
  guint64 seed; /* of the hash of names: a page that chooses names cannot make them collide */
} PyxisVfsTree;

void pyxis_vfs_tree_init (PyxisVfsTree *self);
void pyxis_vfs_tree_clear (PyxisVfsTree *self);

/* The root not counted; what was removed and is open is. */
guint pyxis_vfs_tree_count (PyxisVfsTree *self);

/* (nullable) */
PyxisVfsNode *pyxis_vfs_tree_find_ino (PyxisVfsTree *self, guint64 ino);

/* The folder that `path`, which is not the root, is or would be in. ENOENT, ENOTDIR. */
PyxisVfsNode *
pyxis_vfs_tree_find_parent (PyxisVfsTree *self, const PyxisVfsPath *path, GError **error);

/* (nullable): what has the last name of `path` in that folder. */
PyxisVfsNode *
pyxis_vfs_tree_find_last (PyxisVfsTree *self, PyxisVfsNode *parent, const PyxisVfsPath *path);

/* ENOENT; ENOTDIR also for a file where `path` means a folder. */
PyxisVfsNode *pyxis_vfs_tree_find (PyxisVfsTree *self, const PyxisVfsPath *path, GError **error);

/* A new node with the last name of `path`, which the folder must not have yet. Changes the folder,
 * whose new mtime it gets. */
PyxisVfsNode *pyxis_vfs_tree_add (PyxisVfsTree *self,
                                  PyxisVfsNode *parent,
                                  const PyxisVfsPath *path,
                                  gboolean is_folder,
                                  guint mode);

/* With the same conditions. Changes both folders. */
void pyxis_vfs_tree_move (PyxisVfsTree *self,
                          PyxisVfsNode *node,
                          PyxisVfsNode *parent,
                          const PyxisVfsPath *path);

/* Takes a node that is not the root out of the tree, with all below. What is in use stays until it
 * is released. */
void pyxis_vfs_tree_remove (PyxisVfsTree *self, PyxisVfsNode *node);

void pyxis_vfs_tree_use (PyxisVfsTree *self, PyxisVfsNode *node);

/* Undoes one use. */
void pyxis_vfs_tree_release (PyxisVfsTree *self, PyxisVfsNode *node);

/* Undoes every use of every node. */
void pyxis_vfs_tree_release_all (PyxisVfsTree *self);
