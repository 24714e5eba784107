/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "interpreter-files.h"
#include "interpreters.h"
#include "vfs-watch.h"

/* PyxisFilesRoots: what the tree of files begins with: the project's own in memory, and below them a row for
 * each interpreter that lives, with the files that it keeps for itself. */
#define PYXIS_TYPE_FILES_ROOTS (pyxis_files_roots_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFilesRoots, pyxis_files_roots, PYXIS, FILES_ROOTS, GObject)

PyxisFilesRoots *pyxis_files_roots_new (void);

/* (nullable) */
void pyxis_files_roots_set_interpreters (PyxisFilesRoots *self, PyxisInterpreters *interpreters);

/* (transfer none): of PyxisVfsItem, one for each interpreter. */
GListModel *pyxis_files_roots_get_model (PyxisFilesRoots *self);

/* Lists all that is open of interpreters anew. */
void pyxis_files_roots_refresh (PyxisFilesRoots *self);

/* (transfer full): of PyxisVfsItem, closed at first. */
GtkTreeListModel *pyxis_files_roots_create_tree (PyxisFilesRoots *self, PyxisVfsWatch *watch);

/* (transfer full): of what a search found. */
GtkTreeListModel *pyxis_files_roots_create_flat (GListModel *found);

/* (transfer full): "MicroPython, main thread". */
char *pyxis_files_roots_dup_title (PyxisInterpreter *interpreter);
