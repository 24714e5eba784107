/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "copy-progress.h"

/* PyxisDiskWalk: reads files and folders from the disk, with all below, a batch at a time. Of what is
 * below, links are not followed and special files not opened; a link that was asked for is followed.
 * Blocking, in one thread at a time. */
typedef struct _PyxisDiskWalk PyxisDiskWalk;

typedef struct {
  guint folder;  /* the number of the folder it is in; 0: it was asked for */
  guint number;  /* of a folder, from 1; 0: a file */
  char *name;    /* valid UTF-8, even where the disk's is not */
  GBytes *bytes; /* of a file; NULL: it is larger than it may be */
} PyxisDiskEntry;

/* What was not read. */
typedef struct {
  guint n_links;
  guint n_special; /* FIFOs, sockets, devices */
  guint n_unreadable;
} PyxisDiskSkipped;

/* `paths` is NULL-terminated and copied. */
PyxisDiskWalk *pyxis_disk_walk_new (const char *const *paths, PyxisCopyProgress *progress);
void pyxis_disk_walk_free (PyxisDiskWalk *self);

/* Tells the progress how much there is. */
void pyxis_disk_walk_count (PyxisDiskWalk *self, GCancellable *cancellable);

/* (element-type PyxisDiskEntry) (transfer full): folders before what is in them; about 4 MiB or one
 * larger file, of `max` bytes at most. Empty at the end, and when it was cancelled. */
GPtrArray *pyxis_disk_walk_next (PyxisDiskWalk *self, gsize max, GCancellable *cancellable);

const PyxisDiskSkipped *pyxis_disk_walk_get_skipped (PyxisDiskWalk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisDiskWalk, pyxis_disk_walk_free)
