/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ostree-tree.h"
#include "pieces.h"

/* The file that a Flatpak bundle is: one of OSTree's static deltas, from nothing to a commit, with all its
 * parts in it: "(a{sv}tayay(a{sv}aya(say)sstayay)aya(uayttay)a(yaytt))", as
 * ostree-repo-static-delta-private.h has it. */
typedef struct {
  const char *ref;      /* "app/ID/ARCHITECTURE/BRANCH" */
  const char *metadata; /* what the file of this name has */
  gint64 seconds;       /* since 1970: when it was made */
  guint64 size;         /* of all files as they are installed */
  const PyxisOstreeTree *tree;
  const GPtrArray *parts; /* of PyxisFlatpakPart, pressed: all objects of the tree */
} PyxisFlatpakDelta;

/* (transfer full) */
PyxisPieces *pyxis_flatpak_delta_make (const PyxisFlatpakDelta *self);
