/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces.h"

#include <string.h>
#include <unistd.h>

#define MIB (1024 * 1024)

/* What of "a(say)" GLib makes in memory, and the pieces do not. */
static PyxisPieces *
make_array (GVariant *array)
{
  PyxisPieces *pieces = pyxis_pieces_new ();
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize i = 0; i < g_variant_n_children (array); i++) {
    g_autoptr (PyxisPieces) child = pyxis_pieces_new ();
    g_autoptr (GVariant) bytes = NULL;
    const char *name;
    gsize end;

    g_variant_get_child (array, i, "(&s@ay)", &name, &bytes);
    end = strlen (name) + 1;
    pyxis_pieces_add_copy (child, name, end);
    pyxis_pieces_add_variant (child, bytes);
    pyxis_pieces_end_container (child, &end, 1);

    pyxis_pieces_add_all (pieces, child);
    g_array_append_val (ends, pieces->size);
  }
  pyxis_pieces_end_container (pieces, (gsize *) (void *) ends->data, ends->len);
  return pieces;
}

static gboolean
join_block (const void *data, gsize length, gpointer whole, GError **error)
{
  g_assert_cmpuint (length, <=, MIB);
  g_byte_array_append (whole, data, (guint) length);
  return TRUE;
}

/* As GLib writes the same, where offsets have one, two and four bytes. */
static void
test_variant (void)
{
  static const gsize sizes[] = { 0,   1,     100,   238,   239,   240,    250,
                                 300, 32000, 65000, 65520, 65540, 3 * MIB };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *text = g_strnfill (sizes[i], 'x');
    GVariantBuilder builder;
    g_autoptr (GVariant) array = NULL;
    g_autoptr (PyxisPieces) pieces = NULL;
    g_autoptr (GByteArray) whole = g_byte_array_new ();

    g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(say)"));
    for (guint j = 0; j < 2; j++)
      g_variant_builder_add (&builder, "(s@ay)", "name",
                             g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, sizes[i], 1));
    array = g_variant_ref_sink (g_variant_builder_end (&builder));
    pieces = make_array (array);
    g_assert_true (pyxis_pieces_each (pieces, join_block, whole, NULL, NULL));
    g_assert_cmpuint (pieces->size, ==, whole->len);
    g_assert_cmpmem (whole->data, whole->len, g_variant_get_data (array),
                     g_variant_get_size (array));
  }
}

static void
test_align (void)
{
  g_autoptr (PyxisPieces) pieces = pyxis_pieces_new ();

  pyxis_pieces_align (pieces);
  g_assert_cmpuint (pieces->size, ==, 0);
  pyxis_pieces_add_copy (pieces, "a", 1);
  pyxis_pieces_align (pieces);
  pyxis_pieces_align (pieces);
  g_assert_cmpuint (pieces->size, ==, 8);
}

/* Cancels the work in its second block. */
typedef struct {
  GCancellable *cancellable;
  guint n_blocks;
} Cancelling;

static gboolean
cancel_block (const void *data, gsize length, gpointer user_data, GError **error)
{
  Cancelling *self = user_data;

  if (++self->n_blocks == 2)
    g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (5 * MIB), 5 * MIB);
  g_autoptr (PyxisPieces) pieces = pyxis_pieces_new ();
  g_autoptr (GError) error = NULL;
  Cancelling cancelling = { .cancellable = cancellable };
  guint8 sum[32];
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp ("pyxis-XXXXXX", &name, NULL);

  pyxis_pieces_add (pieces, bytes);
  g_assert_false (pyxis_pieces_each (pieces, cancel_block, &cancelling, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cancelling.n_blocks, ==, 2);
  g_assert_false (pyxis_pieces_hash (pieces, sum, cancellable, NULL));
  g_assert_false (pyxis_pieces_write (pieces, fd, cancellable, NULL));
  g_assert_cmpint (lseek (fd, 0, SEEK_CUR), ==, 0);
  close (fd);
  unlink (name);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pieces/variant", test_variant);
  g_test_add_func ("/pieces/align", test_align);
  g_test_add_func ("/pieces/cancelled", test_cancelled);
  return g_test_run ();
}
