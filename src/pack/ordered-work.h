/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisOrderedWork: pieces of work that are done on several threads at once and come back in the order
 * in which they were given, so that what is made of them does not depend on the threads. One thread
 * gives and takes; the work itself may touch nothing but its piece. */
typedef struct _PyxisOrderedWork PyxisOrderedWork;

/* `most`: what all pieces together should not weigh much more than. */
PyxisOrderedWork *pyxis_ordered_work_new (guint n_threads,
                                          gsize most,
                                          void (*work) (gpointer piece),
                                          GDestroyNotify free_piece);

gboolean pyxis_ordered_work_is_empty (PyxisOrderedWork *self);

/* Whether some should be taken before more is given. */
gboolean pyxis_ordered_work_is_full (PyxisOrderedWork *self);

/* Takes `piece`. */
void pyxis_ordered_work_push (PyxisOrderedWork *self, gpointer piece, gsize weight);

/* (transfer full): the oldest, when it is done. There must be one. */
gpointer pyxis_ordered_work_pull (PyxisOrderedWork *self);

/* Waits for what is being done and forgets the rest. */
void pyxis_ordered_work_free (PyxisOrderedWork *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisOrderedWork, pyxis_ordered_work_free)
