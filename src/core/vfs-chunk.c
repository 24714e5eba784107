/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-chunk.h"

/* About what a chunk takes besides its bytes, so that many tiny ones are not for nothing. */
#define COST_MIN 64

struct _PyxisVfsAccount {
  int ref_count;
  gsize limit;
  gsize used; /* atomic */
};

PyxisVfsAccount *
pyxis_vfs_account_new (gsize limit)
{
  PyxisVfsAccount *self = g_new0 (PyxisVfsAccount, 1);

  self->ref_count = 1;
  self->limit = limit;
  return self;
}

PyxisVfsAccount *
pyxis_vfs_account_ref (PyxisVfsAccount *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
pyxis_vfs_account_unref (PyxisVfsAccount *self)
{
  if (g_atomic_int_dec_and_test (&self->ref_count))
    g_free (self);
}

gsize
pyxis_vfs_account_get_used (PyxisVfsAccount *self)
{
  return (gsize) g_atomic_pointer_get (&self->used);
}

gboolean
pyxis_vfs_account_has_room (PyxisVfsAccount *self, gsize n)
{
  gsize used = pyxis_vfs_account_get_used (self);

  return used <= self->limit && n <= self->limit - used;
}

void
pyxis_vfs_account_charge (PyxisVfsAccount *self, gsize n)
{
  g_atomic_pointer_add (&self->used, (gssize) n);
}

void
pyxis_vfs_account_give_back (PyxisVfsAccount *self, gsize n)
{
  g_atomic_pointer_add (&self->used, -(gssize) n);
}

gsize
pyxis_vfs_chunk_cost (gsize capacity)
{
  return MAX (capacity, COST_MIN);
}

PyxisVfsChunk *
pyxis_vfs_chunk_new (PyxisVfsAccount *account, gsize capacity)
{
  PyxisVfsChunk *self = g_try_malloc (sizeof *self + capacity);

  if (!self)
    return NULL;

  *self = (PyxisVfsChunk){
    .ref_count = 1,
    .account = pyxis_vfs_account_ref (account),
    .data = (guint8 *) (self + 1),
    .capacity = capacity,
  };
  pyxis_vfs_account_charge (account, pyxis_vfs_chunk_cost (capacity));
  return self;
}

PyxisVfsChunk *
pyxis_vfs_chunk_new_for_bytes (PyxisVfsAccount *account, GBytes *bytes, gsize offset, gsize length)
{
  PyxisVfsChunk *self = g_new0 (PyxisVfsChunk, 1);

  self->ref_count = 1;
  self->account = pyxis_vfs_account_ref (account);
  self->origin = g_bytes_ref (bytes);
  self->data = (guint8 *) g_bytes_get_data (bytes, NULL) + offset;
  self->capacity = length;
  pyxis_vfs_account_charge (account, pyxis_vfs_chunk_cost (length));
  return self;
}

PyxisVfsChunk *
pyxis_vfs_chunk_ref (PyxisVfsChunk *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
pyxis_vfs_chunk_unref (PyxisVfsChunk *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  pyxis_vfs_account_give_back (self->account, pyxis_vfs_chunk_cost (self->capacity));
  pyxis_vfs_account_unref (self->account);
  g_clear_pointer (&self->origin, g_bytes_unref);
  g_free (self);
}

void
pyxis_vfs_chunk_move_charge (PyxisVfsChunk *self, PyxisVfsAccount *account)
{
  gsize cost = pyxis_vfs_chunk_cost (self->capacity);
  PyxisVfsAccount *before = self->account;

  if (before == account)
    return;

  pyxis_vfs_account_charge (account, cost);
  self->account = pyxis_vfs_account_ref (account);
  pyxis_vfs_account_give_back (before, cost);
  pyxis_vfs_account_unref (before);
}

gboolean
pyxis_vfs_chunk_is_writable (PyxisVfsChunk *self)
{
  return !self->origin && g_atomic_int_get (&self->ref_count) == 1;
}

PyxisVfsChunk *
pyxis_vfs_chunk_grow (PyxisVfsChunk *self, gsize capacity)
{
  gsize more = pyxis_vfs_chunk_cost (capacity) - pyxis_vfs_chunk_cost (self->capacity);
  PyxisVfsChunk *grown = g_try_realloc (self, sizeof *self + capacity);

  if (!grown)
    return NULL;

  grown->data = (guint8 *) (grown + 1);
  grown->capacity = capacity;
  pyxis_vfs_account_charge (grown->account, more);
  return grown;
}
