/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-content-private.h"

#include <string.h>

#define CHUNK PYXIS_VFS_CHUNK_SIZE

/* What a write needs, found before anything is changed. */
typedef struct {
  guint64 offset;
  gsize length;
  gboolean is_exact; /* no room is reserved for later writes */
} Plan;

/* Where in its chunk number `i` the write ends. */
static gsize
plan_end (const Plan *plan, gsize i)
{
  return MIN (plan->offset + plan->length - i * (guint64) CHUNK, CHUNK);
}

/* The room that the chunk of `slice` must be given, or 0 if it can be written as it is. */
static gsize
plan_capacity (const Plan *plan, const PyxisVfsSlice *slice, gboolean is_writable, gsize end)
{
  gsize needed = MAX (slice->length, end);

  if (is_writable && needed <= slice->chunk->capacity)
    return 0;
  if (is_writable && !plan->is_exact)
    return MIN (MAX (needed, 2 * slice->chunk->capacity), CHUNK);
  return needed;
}

static gsize
plan_slots (const Plan *plan, const PyxisVfsContent *self)
{
  gsize needed = pyxis_vfs_content_count_slices (plan->offset + plan->length);

  if (!self || needed <= self->n_slices)
    return self ? MAX (self->n_slices, 1) : needed;
  return plan->is_exact ? needed : MAX (needed, self->n_slices + self->n_slices / 2);
}

static gsize
plan_cost (const Plan *plan, const PyxisVfsContent *self)
{
  static const PyxisVfsSlice hole;
  gboolean is_ours = self && !pyxis_vfs_content_is_shared (self);
  gsize n_slots = plan_slots (plan, self);
  gsize cost = 0;

  if (!is_ours)
    cost = pyxis_vfs_content_table_cost (n_slots);
  else if (pyxis_vfs_content_count_slices (plan->offset + plan->length) > self->n_slots)
    cost = pyxis_vfs_content_table_cost (n_slots) - pyxis_vfs_content_table_cost (self->n_slots);

  for (gsize i = plan->offset / CHUNK;
       i < pyxis_vfs_content_count_slices (plan->offset + plan->length); i++) {
    const PyxisVfsSlice *slice = self && i < self->n_slices ? &self->slices[i] : &hole;
    gboolean is_writable = is_ours && slice->chunk && pyxis_vfs_chunk_is_writable (slice->chunk);
    gsize capacity = plan_capacity (plan, slice, is_writable, plan_end (plan, i));

    if (capacity > 0)
      cost += pyxis_vfs_chunk_cost (capacity) -
              (is_writable ? pyxis_vfs_chunk_cost (slice->chunk->capacity) : 0);
  }
  return cost;
}

/* After this the table is ours and reaches to the end of the write. */
static gboolean
prepare_table (PyxisVfsContent **self, PyxisVfsAccount *account, const Plan *plan)
{
  gsize needed = pyxis_vfs_content_count_slices (plan->offset + plan->length);
  gsize n_slots = plan_slots (plan, *self);

  if (!*self || pyxis_vfs_content_is_shared (*self)) {
    PyxisVfsContent *mine = *self ? pyxis_vfs_content_copy (*self, (*self)->n_slices, n_slots)
                                  : pyxis_vfs_content_new (account, n_slots);

    if (!mine)
      return FALSE;
    g_clear_pointer (self, pyxis_vfs_content_unref);
    *self = mine;
  } else if (needed > (*self)->n_slots && !pyxis_vfs_content_set_slots (*self, n_slots)) {
    return FALSE;
  }

  (*self)->n_slices = MAX ((*self)->n_slices, needed);
  return TRUE;
}

static gboolean
prepare_slice (PyxisVfsAccount *account, const Plan *plan, PyxisVfsSlice *slice, gsize end)
{
  gboolean is_writable = slice->chunk && pyxis_vfs_chunk_is_writable (slice->chunk);
  gsize capacity = plan_capacity (plan, slice, is_writable, end);
  PyxisVfsChunk *chunk;

  if (capacity == 0)
    return TRUE;

  chunk = is_writable ? pyxis_vfs_chunk_grow (slice->chunk, capacity)
                      : pyxis_vfs_chunk_new (account, capacity);
  if (!chunk)
    return FALSE;
  if (!is_writable && slice->chunk) {
    memcpy (chunk->data, slice->chunk->data, slice->length);
    pyxis_vfs_chunk_unref (slice->chunk);
  }
  slice->chunk = chunk;
  return TRUE;
}

static void
fill (PyxisVfsContent *self, const Plan *plan, const guint8 *data)
{
  guint64 at = plan->offset;
  guint64 end = plan->offset + plan->length;

  while (at < end) {
    PyxisVfsSlice *slice = &self->slices[at / CHUNK];
    gsize begin = at % CHUNK;
    gsize n = MIN (CHUNK - begin, end - at);

    if (begin > slice->length)
      memset (slice->chunk->data + slice->length, 0, begin - slice->length);
    memcpy (slice->chunk->data + begin, data, n);
    slice->length = MAX (slice->length, begin + n);
    data += n;
    at += n;
  }
  self->size = MAX (self->size, end);
}

gboolean
pyxis_vfs_content_write (
  PyxisVfsContent **self, PyxisVfsAccount *account, guint64 offset, const void *data, gsize length)
{
  Plan plan = { offset, length };
  gboolean has_memory = TRUE;

  if (length == 0)
    return TRUE;
  if (!pyxis_vfs_account_has_room (account, plan_cost (&plan, *self))) {
    plan.is_exact = TRUE;
    if (!pyxis_vfs_account_has_room (account, plan_cost (&plan, *self)))
      return FALSE;
  }
  if (!prepare_table (self, account, &plan))
    return FALSE;

  for (gsize i = offset / CHUNK; has_memory && i < (*self)->n_slices; i++)
    has_memory = i * CHUNK >= offset + length ||
                 prepare_slice (account, &plan, &(*self)->slices[i], plan_end (&plan, i));
  if (!has_memory) {
    pyxis_vfs_content_drop_slices (*self, pyxis_vfs_content_count_slices ((*self)->size));
    return FALSE;
  }

  fill (*self, &plan, data);
  return TRUE;
}
