/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-chunk.h"

/* PyxisVfsContent: the bytes of one file: a table of chunks, with holes that read as zeros and cost
 * nothing. NULL is the empty content, and every function takes it.
 *
 * Whoever holds a reference sees the same bytes for ever, and may read and let go in any thread:
 * write () and truncate (), on the main thread, change a content only when theirs is the only
 * reference to it, else a copy of its table; and of the chunks, only those copies that are shared
 * and written to. On FALSE there was no room, and nothing has changed. */
typedef struct _PyxisVfsContent PyxisVfsContent;

/* (nullable): NULL too when `bytes` is empty. Keeps `bytes`, which must not change or shrink as long
 * as there is a reference to it: a mapped file must be one that nobody else writes. */
PyxisVfsContent *pyxis_vfs_content_new_for_bytes (PyxisVfsAccount *account, GBytes *bytes);

/* What new_for_bytes () would be charged. */
gsize pyxis_vfs_content_cost_of_bytes (gsize size);

/* What would be given back if the caller let go of its reference now. */
gsize pyxis_vfs_content_cost_alone (PyxisVfsContent *self);

/* All of it is charged to `account` from now on, also for others who hold it; nobody else may let go of
 * it at the same time. FALSE: there is no room. Main thread only. */
gboolean pyxis_vfs_content_move_charge (PyxisVfsContent *self, PyxisVfsAccount *account)
  G_GNUC_WARN_UNUSED_RESULT;

PyxisVfsContent *pyxis_vfs_content_ref (PyxisVfsContent *self);
void pyxis_vfs_content_unref (PyxisVfsContent *self);

guint64 pyxis_vfs_content_get_size (const PyxisVfsContent *self);

/* How many bytes there were: fewer than `length` at the end only, where it is 0. */
gsize
pyxis_vfs_content_read (const PyxisVfsContent *self, guint64 offset, void *buffer, gsize length);

/* `self` (inout) (nullable). `offset + length` must be far from overflowing. */
gboolean pyxis_vfs_content_write (PyxisVfsContent **self,
                                  PyxisVfsAccount *account,
                                  guint64 offset,
                                  const void *data,
                                  gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* To make a content shorter never fails. */
gboolean pyxis_vfs_content_truncate (PyxisVfsContent **self, PyxisVfsAccount *account, guint64 size)
  G_GNUC_WARN_UNUSED_RESULT;

/* The next piece of `to` (nullable), at or behind `*offset`, that may be other than in `from`
 * (nullable); FALSE when there is none. For two that were held while one became the other; bytes are
 * not looked at, but for what they share. Behind the end of `from` are zeros. */
gboolean pyxis_vfs_content_find_change (const PyxisVfsContent *from,
                                        const PyxisVfsContent *to,
                                        guint64 *offset,
                                        gsize *length);

/* How many bytes there are, the holes left out. */
guint64 pyxis_vfs_content_get_held (const PyxisVfsContent *self);
