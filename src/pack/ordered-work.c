/* SPDX-License-Identifier: Apache-2.0 */
#include "ordered-work.h"

typedef struct {
  gpointer piece;
  gsize weight;
  gboolean is_done;
} Slot;

struct _PyxisOrderedWork {
  void (*work) (gpointer piece);
  GDestroyNotify free_piece;
  GThreadPool *pool;
  GQueue slots; /* of Slot: the oldest first */
  gsize most;
  gsize weight; /* of all slots */

  GMutex lock; /* of is_done of each slot */
  GCond done;
};

static void
work_cb (gpointer data, gpointer user_data)
{
  PyxisOrderedWork *self = user_data;
  Slot *slot = data;

  self->work (slot->piece);
  g_mutex_lock (&self->lock);
  slot->is_done = TRUE;
  g_cond_signal (&self->done);
  g_mutex_unlock (&self->lock);
}

PyxisOrderedWork *
pyxis_ordered_work_new (guint n_threads,
                        gsize most,
                        void (*work) (gpointer piece),
                        GDestroyNotify free_piece)
{
  PyxisOrderedWork *self = g_new0 (PyxisOrderedWork, 1);

  self->work = work;
  self->free_piece = free_piece;
  self->most = most;
  self->pool = g_thread_pool_new (work_cb, self, (int) n_threads, FALSE, NULL);
  g_queue_init (&self->slots);
  g_mutex_init (&self->lock);
  g_cond_init (&self->done);
  return self;
}

gboolean
pyxis_ordered_work_is_empty (PyxisOrderedWork *self)
{
  return g_queue_is_empty (&self->slots);
}

gboolean
pyxis_ordered_work_is_full (PyxisOrderedWork *self)
{
  return self->weight >= self->most;
}

void
pyxis_ordered_work_push (PyxisOrderedWork *self, gpointer piece, gsize weight)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->piece = piece;
  slot->weight = weight;
  self->weight += weight;
  g_queue_push_tail (&self->slots, slot);
  /* Where no thread can be started now, the pool's others do it. */
  g_thread_pool_push (self->pool, slot, NULL);
}

gpointer
pyxis_ordered_work_pull (PyxisOrderedWork *self)
{
  Slot *slot = g_queue_pop_head (&self->slots);
  gpointer piece;

  g_mutex_lock (&self->lock);
  while (!slot->is_done)
    g_cond_wait (&self->done, &self->lock);
  g_mutex_unlock (&self->lock);

  piece = slot->piece;
  self->weight -= slot->weight;
  g_free (slot);
  return piece;
}

void
pyxis_ordered_work_free (PyxisOrderedWork *self)
{
  Slot *slot;

  g_thread_pool_free (self->pool, TRUE, TRUE);
  while ((slot = g_queue_pop_head (&self->slots)) != NULL) {
    self->free_piece (slot->piece);
    g_free (slot);
  }
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->done);
  g_free (self);
}
