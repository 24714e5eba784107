/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ostree-tree.h"
#include "pieces.h"

#define PYXIS_FLATPAK_PART_TYPE "(yay)"

/* PyxisFlatpakPart: some objects of a Flatpak bundle, and how OSTree unpacks them: a part of a static
 * delta, as ostree-repo-static-delta-private.h has it. */
typedef struct {
  PyxisPieces *payload;              /* "(a(uuu)aa(ayay)ayay)" */
  gboolean is_packed;                /* there is no use in packing it */
  PyxisPieces *packed;               /* (nullable): "(yay)", once it is pressed */
  guint8 sum[PYXIS_OSTREE_SUM_SIZE]; /* of that */
  GByteArray *names;                 /* of the objects: the type, then the sum, each */
  GCancellable *cancellable;         /* (nullable) */
  GError *error;                     /* (nullable): why it was not */
} PyxisFlatpakPart;

/* `objects` is of PyxisOstreeObject. */
PyxisFlatpakPart *
pyxis_flatpak_part_new (const GPtrArray *objects, gboolean is_packed, GCancellable *cancellable);

/* Packs it. Touches nothing else. */
void pyxis_flatpak_part_press (gpointer self);

void pyxis_flatpak_part_free (gpointer self);
