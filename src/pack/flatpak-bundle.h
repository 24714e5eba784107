/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "app-files.h"

/* A Flatpak bundle: one of OSTree's static deltas (ostree-repo-static-delta-private.h), from nothing to
 * a commit, with all its parts in it, and what Flatpak wants to know of it. OSTree's own tools pack
 * by xz at level 8, which takes seconds. */
typedef struct {
  const char *ref;        /* "app/ID/ARCHITECTURE/BRANCH" */
  const char *metadata;   /* what the file of this name has */
  const GPtrArray *files; /* of PyxisAppFile: "metadata", "files/…" (/app), "export/…"; sorted */
  gint64 seconds;         /* since 1970: when it was made */
  GCancellable *cancellable; /* (nullable) */
} PyxisFlatpakBundle;

/* To `fd`, from where it stands. The same gives the same bytes. Of files that are mapped nothing is copied
 * to memory. Blocking. */
gboolean pyxis_flatpak_bundle_write (const PyxisFlatpakBundle *bundle, int fd, GError **error);
