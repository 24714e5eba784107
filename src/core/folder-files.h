/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* What a page gets of a folder that its user chose for a file input. */

#define PYXIS_FOLDER_FILES_MAX 10000

/* Where else a walk ends: looked at, and the bytes of all names. */
#define PYXIS_FOLDER_FILES_LOOKED_MAX 200000
#define PYXIS_FOLDER_FILES_TEXT_MAX (8 * 1024 * 1024)

/* (transfer full): NULL-terminated, "folder/sub/file.txt", in the order of names; as in browsers without
 * what is hidden. Links are not followed, and names that are no UTF-8 left out. Blocking. An error is a
 * sentence for the user: the folder is none for a page, is too large, or has no files. */
char **pyxis_folder_files_list (const char *folder, GCancellable *cancellable, GError **error);

/* (transfer full): where they are. */
char **pyxis_folder_files_dup_paths (const char *folder, const char *const *names);
