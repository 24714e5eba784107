/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-frozen.h"

/* PyxisVfsNode: a file or folder of the living tree. It is below its parent, or it was removed and
 * is kept only because it is in use; then it has no parent. It is owned by the tree's index.
 *
 * `frozen` is what a snapshot took of it, for the next one to share: where it is set, it is set in
 * all below, so a change clears it upwards only until it finds it clear. */
typedef struct _PyxisVfsNode PyxisVfsNode;

struct _PyxisVfsNode {
  guint64 ino; /* first: the index is a set of these, by this number */
  PyxisVfsNode *parent;
  char *name; /* a GRefString; "" of the root */
  guint length;
  guint hash;
  guint mode;               /* permission bits only; kept, not enforced */
  guint n_uses;             /* how often it is open */
  guint reach;              /* of a folder: no path below it, counted from it, is longer */
  gint64 mtime;             /* ms; see pyxis_vfs_node_touch () */
  GHashTable *children;     /* (element-type PyxisVfsNode): a set by name; NULL for a file */
  PyxisVfsContent *content; /* (nullable): of a file */
  PyxisVfsFrozen *frozen;   /* (nullable) */
};

/* Takes `name`. */
PyxisVfsNode *
pyxis_vfs_node_new (guint64 ino, char *name, guint hash, gboolean is_folder, guint mode);

/* Its children must be gone. */
void pyxis_vfs_node_free (PyxisVfsNode *self);

/* (nullable): the child of a folder. */
PyxisVfsNode *pyxis_vfs_node_find (PyxisVfsNode *self, const char *name, gsize length, guint hash);

/* Put below a folder, or out of it. */
void pyxis_vfs_node_attach (PyxisVfsNode *self, PyxisVfsNode *parent);
void pyxis_vfs_node_detach (PyxisVfsNode *self);

/* Whether `self` is `ancestor` or lies below it. */
gboolean pyxis_vfs_node_is_in (const PyxisVfsNode *self, const PyxisVfsNode *ancestor);

/* It changed now: mtime rises strictly, by a millisecond at least, since Python keeps what it has
 * listed or compiled for as long as the mtime is the same. */
void pyxis_vfs_node_touch (PyxisVfsNode *self);

/* It changed, and mtime is as it should be. */
void pyxis_vfs_node_thaw (PyxisVfsNode *self);

/* (transfer full): the tree from here as it is now. As much work as there are changed folders and
 * files, and entries in these folders. */
PyxisVfsFrozen *pyxis_vfs_node_freeze (PyxisVfsNode *self);

/* It has the mode, bytes and time of `frozen` again, a folder the mode. */
void pyxis_vfs_node_restore (PyxisVfsNode *self, const PyxisVfsFrozen *frozen);

/* (nullable): NULL when it was removed. */
char *pyxis_vfs_node_dup_path (const PyxisVfsNode *self);

/* Makes `reach` of a folder exact, by a walk over all below. */
void pyxis_vfs_node_measure (PyxisVfsNode *self);
