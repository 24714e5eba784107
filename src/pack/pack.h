/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "contents.h"
#include "key.h"

/* Packs a project: reads it, and writes what it becomes. Blocking. */
typedef struct {
  const char *output;        /* a file; it has its name only when it is whole */
  const PyxisKey *key;       /* (nullable) */
  GCancellable *cancellable; /* (nullable) */
} PyxisPackOptions;

gboolean
pyxis_pack_bundle (const PyxisContents *contents, const PyxisPackOptions *options, GError **error);

/* (transfer full): "clock.pyxis" for the project in "…/clock". */
char *pyxis_pack_dup_name (const char *folder, const char *ending);
