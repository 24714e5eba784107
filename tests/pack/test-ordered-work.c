/* SPDX-License-Identifier: Apache-2.0 */
#include "ordered-work.h"

/* A piece that is done when the one after it is: with one thread it would be waited for in vain. */
typedef struct _Piece {
  guint number;
  struct _Piece *other; /* NULL: it waits for nobody */
  GAsyncQueue *told;    /* that it is done */
} Piece;

static guint n_freed;

static Piece *
piece_new (guint number, Piece *other)
{
  Piece *self = g_new0 (Piece, 1);

  self->number = number;
  self->other = other;
  self->told = g_async_queue_new ();
  return self;
}

static void
piece_free (gpointer data)
{
  Piece *self = data;

  g_async_queue_unref (self->told);
  g_free (self);
  n_freed++;
}

static void
work (gpointer data)
{
  Piece *self = data;

  if (self->other)
    g_async_queue_pop (self->other->told);
  g_async_queue_push (self->told, self);
}

static void
test_order (void)
{
  g_autoptr (PyxisOrderedWork) pool = pyxis_ordered_work_new (2, 100, work, piece_free);

  for (guint i = 0; i < 100; i += 2) {
    Piece *second = piece_new (i + 1, NULL);

    pyxis_ordered_work_push (pool, piece_new (i, second), 1);
    pyxis_ordered_work_push (pool, second, 1);
  }
  g_assert_true (pyxis_ordered_work_is_full (pool));
  for (guint i = 0; i < 100; i++) {
    Piece *piece = pyxis_ordered_work_pull (pool);

    g_assert_cmpuint (piece->number, ==, i);
    g_assert_false (pyxis_ordered_work_is_full (pool));
    piece_free (piece);
  }
  g_assert_true (pyxis_ordered_work_is_empty (pool));
}

/* Those that nobody took. */
static void
test_left (void)
{
  PyxisOrderedWork *pool = pyxis_ordered_work_new (2, 1, work, piece_free);

  n_freed = 0;
  for (guint i = 0; i < 100; i++)
    pyxis_ordered_work_push (pool, piece_new (i, NULL), 1);
  pyxis_ordered_work_free (pool);
  g_assert_cmpuint (n_freed, ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ordered-work/order", test_order);
  g_test_add_func ("/ordered-work/left", test_left);
  return g_test_run ();
}
