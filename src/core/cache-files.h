/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "file-lock.h"
#include "runtimes.h"

/* Files of one kind in a folder of the user's cache: each is replaced whole, may be gone at any time, and is not
 * believed. Their names end with the same suffix. Blocking. */
typedef struct {
  const char *folder;
  const char *suffix;
  guint files_max;
  goffset bytes_max; /* of all together */
} PyxisCacheFiles;

/* (transfer full): where what is kept of a runtime is. Versions, and places of the same version, stand beside each
 * other, and so do `facts`, on which the content depends besides. A file is asked all the same what it is of. */
char *pyxis_cache_files_dup_path (const PyxisCacheFiles *self,
                                  const PyxisRuntime *runtime,
                                  const char *facts);

/* (transfer full): all of it. What is no file, or larger than `max`, is not read: G_IO_ERROR_INVALID_DATA. */
GBytes *pyxis_cache_files_read (const char *path, goffset max, GError **error);

/* Makes the folder, for its owner alone, and locks it. G_IO_ERROR_BUSY: somebody else writes. */
PyxisFileLock *pyxis_cache_files_lock (const PyxisCacheFiles *self, GError **error);

/* By whoever has the folder locked. Replaces the file at `path`, for its owner alone. Others go where they are too many
 * or too large, the oldest first, and with them what a process left that was killed while it wrote. */
gboolean pyxis_cache_files_write (const PyxisCacheFiles *self,
                                  const char *path,
                                  GBytes *content,
                                  GFileSetContentsFlags flags,
                                  GError **error);
