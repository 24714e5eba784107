/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "vfs-part.h"

/* PyxisFilesProvider: files in memory that are dragged or copied. Inside the program it gives itself;
 * to others real files, which are written to a temporary folder only when somebody wants them.
 *
 * Signal: "transfer" (PyxisTransferRow): they are being written; the row belongs where it is seen, and
 * goes by itself. */
#define PYXIS_TYPE_FILES_PROVIDER (pyxis_files_provider_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisFilesProvider, pyxis_files_provider, PYXIS, FILES_PROVIDER, GdkContentProvider)

/* (transfer full): the folders that providers have filled; they are removed when nobody holds the list
 * any more. */
GPtrArray *pyxis_files_provider_folders_new (void);

/* `paths` are NULL-terminated; those that are not there are left out. */
GdkContentProvider *pyxis_files_provider_new (PyxisVfs *vfs,
                                              const char *const *paths,
                                              gboolean is_cut,
                                              GPtrArray *folders);

PyxisVfs *pyxis_files_provider_get_vfs (PyxisFilesProvider *self);
const char *const *pyxis_files_provider_get_paths (PyxisFilesProvider *self);

/* Whether they are to be moved when they are pasted. */
gboolean pyxis_files_provider_is_cut (PyxisFilesProvider *self);

/* (transfer full) (nullable): real files, written now; NULL-terminated paths. */
char **pyxis_files_provider_write (PyxisFilesProvider *self, GError **error);
