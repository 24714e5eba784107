/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Small trees of files on disk that belong to the program. Links are never followed. Blocking. */

#define PYXIS_FILE_TREE_MAX_FILES 10000

/* (transfer full): relative paths of the regular files below `folder`, sorted, hidden ones and links
 * left out. At most PYXIS_FILE_TREE_MAX_FILES, else G_IO_ERROR_NO_SPACE. */
char **pyxis_file_tree_list (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Copies a regular file, making the folders above the target. A link or a special file fails. */
gboolean pyxis_file_tree_copy (const char *from, const char *to, GError **error);

/* Sets what `errno` says about `path`: "Cannot create “/a”: ..."; always FALSE. */
gboolean pyxis_file_tree_fail (GError **error, const char *verb, const char *path);

/* Removes `path` and all below it; what is not there is fine. */
gboolean pyxis_file_tree_remove (const char *path, GError **error);
