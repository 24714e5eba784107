/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "blocks.h"

/* PyxisPieces: bytes that stand one behind the other and are never copied together, so that what is as
 * large as an app stays where it is: in a file that is mapped. Also a GVariant in its serialized form
 * (GLib's "GVariant Specification", 2.3 to 2.5), where GLib would make it in memory. */
typedef struct {
  GPtrArray *all; /* (element-type GBytes) */
  gsize size;
} PyxisPieces;

PyxisPieces *pyxis_pieces_new (void);

void pyxis_pieces_add (PyxisPieces *self, GBytes *bytes);
void pyxis_pieces_add_copy (PyxisPieces *self, const void *data, gsize length);
void pyxis_pieces_add_all (PyxisPieces *self, const PyxisPieces *others);

/* Takes what floats. */
void pyxis_pieces_add_variant (PyxisPieces *self, GVariant *floating);

/* Zeros, up to a multiple of eight. */
void pyxis_pieces_align (PyxisPieces *self);

/* Ends a container that is all of `self`, by where its children end: those of variable size in an
 * array; in a tuple these without the last child, the last first. */
void pyxis_pieces_end_container (PyxisPieces *self, const gsize *ends, guint n_ends);

/* As `pyxis_blocks_each ()`. */
gboolean pyxis_pieces_each (const PyxisPieces *self,
                            PyxisBlockFunc take,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error);

/* Their SHA-256, of 32 bytes. */
gboolean
pyxis_pieces_hash (const PyxisPieces *self, guint8 *sum, GCancellable *cancellable, GError **error);

/* To a file, from where it stands. */
gboolean
pyxis_pieces_write (const PyxisPieces *self, int fd, GCancellable *cancellable, GError **error);

void pyxis_pieces_free (PyxisPieces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisPieces, pyxis_pieces_free)
