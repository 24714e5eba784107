/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisVfsAccount: how many bytes are held, against a limit. Charged on the main thread only, given
 * back in any: whoever frees the last reader of a chunk does it. */
typedef struct _PyxisVfsAccount PyxisVfsAccount;

PyxisVfsAccount *pyxis_vfs_account_new (gsize limit);
PyxisVfsAccount *pyxis_vfs_account_ref (PyxisVfsAccount *self);
void pyxis_vfs_account_unref (PyxisVfsAccount *self);

gsize pyxis_vfs_account_get_used (PyxisVfsAccount *self);
gboolean pyxis_vfs_account_has_room (PyxisVfsAccount *self, gsize n);

/* Does not look at the limit. */
void pyxis_vfs_account_charge (PyxisVfsAccount *self, gsize n);
void pyxis_vfs_account_give_back (PyxisVfsAccount *self, gsize n);

/* PyxisVfsChunk: up to PYXIS_VFS_CHUNK_SIZE bytes of a file, counted by reference and charged to an
 * account for as long as they live. Written only while there is one reference, and never where they
 * are part of somebody's GBytes. */
typedef struct {
  int ref_count;
  PyxisVfsAccount *account;
  GBytes *origin; /* (nullable) whose bytes these are */
  guint8 *data;
  gsize capacity;
} PyxisVfsChunk;

#define PYXIS_VFS_CHUNK_SIZE ((gsize) 65536)

/* What a chunk is charged for: its bytes, but never less than it takes to have one. */
gsize pyxis_vfs_chunk_cost (gsize capacity);

/* (nullable): when memory is short. Its bytes are undefined. */
PyxisVfsChunk *pyxis_vfs_chunk_new (PyxisVfsAccount *account, gsize capacity);

PyxisVfsChunk *
pyxis_vfs_chunk_new_for_bytes (PyxisVfsAccount *account, GBytes *bytes, gsize offset, gsize length);

PyxisVfsChunk *pyxis_vfs_chunk_ref (PyxisVfsChunk *self);
void pyxis_vfs_chunk_unref (PyxisVfsChunk *self);

/* See pyxis_vfs_content_move_charge (). */
void pyxis_vfs_chunk_move_charge (PyxisVfsChunk *self, PyxisVfsAccount *account);

gboolean pyxis_vfs_chunk_is_writable (PyxisVfsChunk *self);

/* (nullable): `self`, which must be writable, with more room at its end; on NULL it is unchanged. */
PyxisVfsChunk *pyxis_vfs_chunk_grow (PyxisVfsChunk *self, gsize capacity);
