/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces.h"

#include <sodium.h>

#define ALIGNMENT 8

PyxisPieces *
pyxis_pieces_new (void)
{
  PyxisPieces *self = g_new0 (PyxisPieces, 1);

  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
pyxis_pieces_add (PyxisPieces *self, GBytes *bytes)
{
  g_ptr_array_add (self->all, g_bytes_ref (bytes));
  self->size += g_bytes_get_size (bytes);
}

void
pyxis_pieces_add_copy (PyxisPieces *self, const void *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  pyxis_pieces_add (self, bytes);
}

void
pyxis_pieces_add_all (PyxisPieces *self, const PyxisPieces *others)
{
  for (guint i = 0; i < others->all->len; i++)
    pyxis_pieces_add (self, others->all->pdata[i]);
}

void
pyxis_pieces_add_variant (PyxisPieces *self, GVariant *floating)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (floating);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (variant);

  pyxis_pieces_add (self, bytes);
}

void
pyxis_pieces_align (PyxisPieces *self)
{
  static const guint8 zeros[ALIGNMENT] = { 0 };

  pyxis_pieces_add_copy (self, zeros, (ALIGNMENT - self->size % ALIGNMENT) % ALIGNMENT);
}

/* How many bytes each offset has, by how large the container becomes with them. */
static guint
measure_offset (gsize size, guint n_offsets)
{
  if (size + n_offsets <= G_MAXUINT8)
    return 1;
  if (size + 2 * (gsize) n_offsets <= G_MAXUINT16)
    return 2;
  return size + 4 * (gsize) n_offsets <= G_MAXUINT32 ? 4 : 8;
}

void
pyxis_pieces_end_container (PyxisPieces *self, const gsize *ends, guint n_ends)
{
  guint length = measure_offset (self->size, n_ends);
  g_autoptr (GByteArray) offsets = g_byte_array_new ();

  for (guint i = 0; i < n_ends; i++) {
    guint64 end = GUINT64_TO_LE ((guint64) ends[i]);

    g_byte_array_append (offsets, (const guint8 *) &end, length);
  }
  pyxis_pieces_add_copy (self, offsets->data, offsets->len);
}

gboolean
pyxis_pieces_each (const PyxisPieces *self,
                   PyxisBlockFunc take,
                   gpointer user_data,
                   GCancellable *cancellable,
                   GError **error)
{
  for (guint i = 0; i < self->all->len; i++) {
    if (!pyxis_blocks_each (self->all->pdata[i], take, user_data, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
hash_block (const void *data, gsize length, gpointer state, GError **error)
{
  crypto_hash_sha256_update (state, data, length);
  return TRUE;
}

gboolean
pyxis_pieces_hash (const PyxisPieces *self, guint8 *sum, GCancellable *cancellable, GError **error)
{
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  if (!pyxis_pieces_each (self, hash_block, &state, cancellable, error))
    return FALSE;
  crypto_hash_sha256_final (&state, sum);
  return TRUE;
}

gboolean
pyxis_pieces_write (const PyxisPieces *self, int fd, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->all->len; i++) {
    if (!pyxis_blocks_write (self->all->pdata[i], fd, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

void
pyxis_pieces_free (PyxisPieces *self)
{
  g_ptr_array_unref (self->all);
  g_free (self);
}
