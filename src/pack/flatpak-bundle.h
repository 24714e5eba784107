/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "app-files.h"

/* PyxisFlatpakBundle: a Flatpak bundle that is being made of files, which are packed on all cores while more
 * come: one of OSTree's static deltas, and what Flatpak wants to know of it. OSTree's own tools pack by xz
 * at level 8, which takes seconds. The same files in the same order give the same bytes. Of files that
 * are mapped nothing is copied to memory. Blocking. */
typedef struct _PyxisFlatpakBundle PyxisFlatpakBundle;

PyxisFlatpakBundle *pyxis_flatpak_bundle_new (GCancellable *cancellable);

/* `files` is of PyxisAppFile, sorted: "metadata", "files/…" (/app), "export/…". */
gboolean pyxis_flatpak_bundle_add (PyxisFlatpakBundle *self, GPtrArray *files, GError **error);

/* What is told of the app. */
typedef struct {
  const char *ref;      /* "app/ID/ARCHITECTURE/BRANCH" */
  const char *metadata; /* what the file of this name has */
  gint64 seconds;       /* since 1970: when it was made */
} PyxisFlatpakFacts;

/* Once, to `fd`, from where it stands. */
gboolean pyxis_flatpak_bundle_write (PyxisFlatpakBundle *self,
                                     const PyxisFlatpakFacts *facts,
                                     int fd,
                                     GError **error);

void pyxis_flatpak_bundle_free (PyxisFlatpakBundle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisFlatpakBundle, pyxis_flatpak_bundle_free)
