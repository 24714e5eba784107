/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "vfs-item.h"

/* The rows of a column view over GtkTreeListRow of PyxisVfsItem. */

/* (transfer full) (nullable): what is shown at a position. */
PyxisVfsItem *pyxis_files_rows_dup_item (GListModel *rows, guint position);

/* (transfer full): the paths at some positions; NULL-terminated. */
char **pyxis_files_rows_dup_paths (GListModel *rows, GtkBitset *positions);

/* (transfer full) (nullable): the row of a path, with the folders around it open. */
GtkTreeListRow *pyxis_files_rows_open (GtkTreeListModel *tree, const char *path);

/* Where a row is among those that are shown, which may be sorted otherwise than the tree. */
gboolean pyxis_files_rows_find (GListModel *rows, GtkTreeListRow *row, guint *position);

/* (transfer full) (nullable): what the row at a place in a widget shows. `row` (out) (optional). */
PyxisVfsItem *pyxis_files_rows_dup_item_at (GtkWidget *widget, double x, double y, GtkWidget **row);

/* Where the row of a path is in `widget`, which is around the view; FALSE if it is not seen. */
gboolean pyxis_files_rows_get_bounds (GtkColumnView *view,
                                      GtkWidget *widget,
                                      const char *path,
                                      GdkRectangle *bounds);
