/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "files-roots.h"
#include "vfs-watch.h"

/* PyxisFilesTree: the files in memory as a tree with sizes and times, those of interpreters below the
 * project's, or those that a search found. Any number is selected. What its keys and its menu do are the actions "files.…" of a widget around it.
 *
 * Signals: "selection-changed" (): other files are selected, or the same ones are elsewhere;
 *          "activated" (PyxisVfsItem): a file, by Return or two clicks (a folder opens). */
#define PYXIS_TYPE_FILES_TREE (pyxis_files_tree_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFilesTree, pyxis_files_tree, PYXIS, FILES_TREE, GtkWidget)

/* `watch` (nullable). */
void pyxis_files_tree_set_watch (PyxisFilesTree *self, PyxisVfsWatch *watch);

/* Shows `model` (of PyxisVfsItem) instead of the tree; NULL: the tree. */
void pyxis_files_tree_set_found (PyxisFilesTree *self, GListModel *model);

/* (transfer none): to which interpreters are told. */
PyxisFilesRoots *pyxis_files_tree_get_roots (PyxisFilesTree *self);

/* (transfer full): of what is selected of the project's; NULL-terminated. */
char **pyxis_files_tree_dup_selected (PyxisFilesTree *self);

/* (transfer full) (nullable) (element-type PyxisVfsItem): all that is selected, without what lies in it, if it
 * is one interpreter's own. */
GPtrArray *pyxis_files_tree_dup_own (PyxisFilesTree *self);

guint pyxis_files_tree_get_n_selected (PyxisFilesTree *self);

/* (transfer full) (nullable): the only one that is selected. */
PyxisVfsItem *pyxis_files_tree_dup_item (PyxisFilesTree *self);

/* (transfer full): the folder in which something new belongs: the selected one, or the one around what
 * is selected, or the root. */
char *pyxis_files_tree_dup_folder (PyxisFilesTree *self);

/* Selects and shows it, with the folders around it open; if it is there. */
void pyxis_files_tree_select (PyxisFilesTree *self, const char *path);

/* (transfer full) (nullable): what the row at a place in the widget shows. `row` (out) (optional). */
PyxisVfsItem *
pyxis_files_tree_dup_item_at (PyxisFilesTree *self, double x, double y, GtkWidget **row);

/* Makes it the only one selected, unless it is selected. */
void pyxis_files_tree_reach (PyxisFilesTree *self, PyxisVfsItem *item);

/* Where the selected row is, for a popover: FALSE if none is seen. */
gboolean pyxis_files_tree_get_bounds (PyxisFilesTree *self, GdkRectangle *bounds);
