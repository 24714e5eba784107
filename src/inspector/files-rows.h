/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "vfs-item.h"

/* The rows of a column view over GtkTreeListRow of PyxisVfsItem. */

/* (transfer full) (nullable): what is shown at a position. */
PyxisVfsItem *pyxis_files_rows_dup_item (GListModel *rows, guint position);

/* (transfer full): the paths that are selected, but for what is an interpreter's own; NULL-terminated. */
char **pyxis_files_rows_dup_paths (GtkSelectionModel *rows);

/* (transfer full) (nullable) (element-type PyxisVfsItem): what is selected, without what lies in
 * another of it; NULL where there is nothing, or not all of it is one interpreter's own. */
GPtrArray *pyxis_files_rows_dup_own (GtkSelectionModel *rows);

/* (transfer full) (nullable): the row of a path, with the folders around it open. */
GtkTreeListRow *pyxis_files_rows_open (GtkTreeListModel *tree, const char *path);

/* Where a row is among those that are shown, which may be sorted otherwise than the tree. */
gboolean pyxis_files_rows_find (GListModel *rows, GtkTreeListRow *row, guint *position);

/* (transfer full) (nullable): what the row at a place in a widget shows. `row` (out) (optional). */
PyxisVfsItem *pyxis_files_rows_dup_item_at (GtkWidget *widget, double x, double y, GtkWidget **row);

/* Where the row of an item is in `widget`, which is around the view; FALSE if it is not seen. */
gboolean pyxis_files_rows_get_bounds (GtkColumnView *view,
                                      GtkWidget *widget,
                                      PyxisVfsItem *item,
                                      GdkRectangle *bounds);

/* Gives the keyboard to the row of an item, from where it goes on; FALSE if it is not shown. */
gboolean pyxis_files_rows_grab_focus (GtkColumnView *view, PyxisVfsItem *item);

/* Opens or closes a row. (transfer full) (nullable): where to go if it was so already: the first one in it,
 * or the folder around it. */
GtkTreeListRow *pyxis_files_rows_turn (GtkTreeListRow *row, gboolean opens);
