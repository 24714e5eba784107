/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* What a page gets of the files and folders that its user dropped on it: the names, and where those of
 * them that are files stand, both NULL-terminated. A name that ends in a slash is a folder that was
 * dropped, and the names with a slash inside, "folder/sub/file.txt", are the files of the last one. */
typedef struct {
  char **names;
  char **paths;
} PyxisDroppedFiles;

/* Of all folders together the limits of folder-files.h hold; an empty folder stays one. Blocking. NULL:
 * the error is a sentence for the user. */
PyxisDroppedFiles *
pyxis_dropped_files_list (const char *const *dropped, GCancellable *cancellable, GError **error);

void pyxis_dropped_files_free (PyxisDroppedFiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisDroppedFiles, pyxis_dropped_files_free)
