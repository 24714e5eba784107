/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app-tree.h"

/* Writes an app's files as a folder, which has its name only when it is whole. A folder that is empty
 * is taken, also behind a link; one with anything in it is refused. Modes are those of the tree,
 * whatever the umask. Every error is a sentence with what to do. Blocking. */
gboolean pyxis_tree_write (const PyxisAppTree *tree,
                           const char *output,
                           GCancellable *cancellable,
                           GError **error);

/* The same refusal, before anything is read or made. */
gboolean pyxis_tree_check_output (const char *output, GError **error);
