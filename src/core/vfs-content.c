/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-content-private.h"

#include <string.h>

#define CHUNK PYXIS_VFS_CHUNK_SIZE

gsize
pyxis_vfs_content_table_cost (gsize n_slots)
{
  return n_slots > 1 ? n_slots * sizeof (PyxisVfsSlice) : 0;
}

gsize
pyxis_vfs_content_count_slices (guint64 size)
{
  return (size + CHUNK - 1) / CHUNK;
}

gboolean
pyxis_vfs_content_is_shared (const PyxisVfsContent *self)
{
  return g_atomic_int_get (&self->ref_count) > 1;
}

/* (nullable) */
PyxisVfsContent *
pyxis_vfs_content_new (PyxisVfsAccount *account, gsize n_slots)
{
  PyxisVfsContent *self = g_try_new0 (PyxisVfsContent, 1);

  if (!self)
    return NULL;
  self->ref_count = 1;
  self->n_slots = MAX (n_slots, 1);
  self->slices = n_slots > 1 ? g_try_new0 (PyxisVfsSlice, n_slots) : &self->only;
  if (!self->slices) {
    g_free (self);
    return NULL;
  }
  self->account = pyxis_vfs_account_ref (account);
  pyxis_vfs_account_charge (account, pyxis_vfs_content_table_cost (self->n_slots));
  return self;
}

/* (nullable): a content of its own that shares the first `n_slices` chunks of `self`. */
PyxisVfsContent *
pyxis_vfs_content_copy (const PyxisVfsContent *self, gsize n_slices, gsize n_slots)
{
  PyxisVfsContent *copy = pyxis_vfs_content_new (self->account, MAX (n_slots, n_slices));

  if (!copy)
    return NULL;

  copy->size = self->size;
  copy->n_slices = n_slices;
  for (gsize i = 0; i < n_slices; i++) {
    copy->slices[i] = self->slices[i];
    if (copy->slices[i].chunk)
      pyxis_vfs_chunk_ref (copy->slices[i].chunk);
  }
  return copy;
}

gboolean
pyxis_vfs_content_set_slots (PyxisVfsContent *self, gsize n_slots)
{
  PyxisVfsSlice *slices = n_slots > 1 ? g_try_new0 (PyxisVfsSlice, n_slots) : &self->only;

  if (!slices)
    return FALSE;

  memmove (slices, self->slices, self->n_slices * sizeof (PyxisVfsSlice));
  if (self->slices != &self->only)
    g_free (self->slices);
  pyxis_vfs_account_give_back (self->account, pyxis_vfs_content_table_cost (self->n_slots));
  pyxis_vfs_account_charge (self->account, pyxis_vfs_content_table_cost (n_slots));
  self->slices = slices;
  self->n_slots = n_slots;
  return TRUE;
}

void
pyxis_vfs_content_drop_slices (PyxisVfsContent *self, gsize n_slices)
{
  while (self->n_slices > n_slices) {
    PyxisVfsSlice *slice = &self->slices[--self->n_slices];

    g_clear_pointer (&slice->chunk, pyxis_vfs_chunk_unref);
    slice->length = 0;
  }
}

gsize
pyxis_vfs_content_cost_of_bytes (gsize size)
{
  gsize whole = size / CHUNK * CHUNK;

  return pyxis_vfs_content_table_cost (pyxis_vfs_content_count_slices (size)) + whole +
         (size > whole ? pyxis_vfs_chunk_cost (size - whole) : 0);
}

gsize
pyxis_vfs_content_cost_alone (PyxisVfsContent *self)
{
  gsize cost = 0;

  if (!self || pyxis_vfs_content_is_shared (self))
    return 0;

  for (gsize i = 0; i < self->n_slices; i++) {
    PyxisVfsChunk *chunk = self->slices[i].chunk;

    if (chunk && g_atomic_int_get (&chunk->ref_count) == 1)
      cost += pyxis_vfs_chunk_cost (chunk->capacity);
  }
  return cost + pyxis_vfs_content_table_cost (self->n_slots);
}

PyxisVfsContent *
pyxis_vfs_content_new_for_bytes (PyxisVfsAccount *account, GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  gsize n = pyxis_vfs_content_count_slices (size);
  PyxisVfsContent *self = size > 0 ? pyxis_vfs_content_new (account, n) : NULL;

  if (!self)
    return NULL;

  self->size = size;
  self->n_slices = n;
  for (gsize i = 0; i < n; i++) {
    gsize length = MIN (CHUNK, size - i * CHUNK);

    self->slices[i].chunk = pyxis_vfs_chunk_new_for_bytes (account, bytes, i * CHUNK, length);
    self->slices[i].length = length;
  }
  return self;
}

/* What `account` would be charged, if it took all of it. */
static gsize
get_new_cost (const PyxisVfsContent *self, const PyxisVfsAccount *account)
{
  gsize cost = self->account != account ? pyxis_vfs_content_table_cost (self->n_slots) : 0;

  for (gsize i = 0; i < self->n_slices; i++) {
    const PyxisVfsChunk *chunk = self->slices[i].chunk;

    if (chunk && chunk->account != account)
      cost += pyxis_vfs_chunk_cost (chunk->capacity);
  }
  return cost;
}

gboolean
pyxis_vfs_content_move_charge (PyxisVfsContent *self, PyxisVfsAccount *account)
{
  PyxisVfsAccount *before = self ? self->account : account;
  gsize table = self ? pyxis_vfs_content_table_cost (self->n_slots) : 0;

  if (self && !pyxis_vfs_account_has_room (account, get_new_cost (self, account)))
    return FALSE;

  for (gsize i = 0; self && i < self->n_slices; i++)
    if (self->slices[i].chunk)
      pyxis_vfs_chunk_move_charge (self->slices[i].chunk, account);
  if (before == account)
    return TRUE;
  pyxis_vfs_account_charge (account, table);
  self->account = pyxis_vfs_account_ref (account);
  pyxis_vfs_account_give_back (before, table);
  pyxis_vfs_account_unref (before);
  return TRUE;
}

PyxisVfsContent *
pyxis_vfs_content_ref (PyxisVfsContent *self)
{
  if (self)
    g_atomic_int_inc (&self->ref_count);
  return self;
}

void
pyxis_vfs_content_unref (PyxisVfsContent *self)
{
  if (!self || !g_atomic_int_dec_and_test (&self->ref_count))
    return;

  pyxis_vfs_content_drop_slices (self, 0);
  pyxis_vfs_account_give_back (self->account, pyxis_vfs_content_table_cost (self->n_slots));
  if (self->slices != &self->only)
    g_free (self->slices);
  pyxis_vfs_account_unref (self->account);
  g_free (self);
}

guint64
pyxis_vfs_content_get_size (const PyxisVfsContent *self)
{
  return self ? self->size : 0;
}

gsize
pyxis_vfs_content_read (const PyxisVfsContent *self, guint64 offset, void *buffer, gsize length)
{
  guint64 size = pyxis_vfs_content_get_size (self);
  gsize wanted = offset < size ? MIN (length, size - offset) : 0;

  for (gsize done = 0; done < wanted;) {
    gsize i = (offset + done) / CHUNK;
    gsize begin = (offset + done) % CHUNK;
    gsize n = MIN (CHUNK - begin, wanted - done);
    const PyxisVfsSlice *slice = i < self->n_slices ? &self->slices[i] : NULL;
    gsize there = slice && slice->length > begin ? MIN (n, slice->length - begin) : 0;

    if (there > 0)
      memcpy ((guint8 *) buffer + done, slice->chunk->data + begin, there);
    memset ((guint8 *) buffer + done + there, 0, n - there);
    done += n;
  }
  return wanted;
}

gboolean
pyxis_vfs_content_truncate (PyxisVfsContent **self, PyxisVfsAccount *account, guint64 size)
{
  gsize n_slices;

  if (size == 0) {
    g_clear_pointer (self, pyxis_vfs_content_unref);
    return TRUE;
  }

  n_slices = *self ? MIN ((*self)->n_slices, pyxis_vfs_content_count_slices (size)) : 0;
  if (!*self || pyxis_vfs_content_is_shared (*self)) {
    gboolean is_free = *self && size <= (*self)->size;
    PyxisVfsContent *mine;

    if (!is_free && !pyxis_vfs_account_has_room (account, pyxis_vfs_content_table_cost (n_slices)))
      return FALSE;
    mine = *self ? pyxis_vfs_content_copy (*self, n_slices, n_slices)
                 : pyxis_vfs_content_new (account, 1);
    if (!mine)
      return FALSE;
    g_clear_pointer (self, pyxis_vfs_content_unref);
    *self = mine;
  }

  pyxis_vfs_content_drop_slices (*self, n_slices);
  if (n_slices > 0 && n_slices == pyxis_vfs_content_count_slices (size)) {
    PyxisVfsSlice *last = &(*self)->slices[n_slices - 1];

    last->length = MIN (last->length, size - (n_slices - 1) * (guint64) CHUNK);
  }
  if ((*self)->n_slots > 4 && n_slices < (*self)->n_slots / 4)
    (void) pyxis_vfs_content_set_slots (*self, MAX (n_slices, 1));
  (*self)->size = size;
  return TRUE;
}
