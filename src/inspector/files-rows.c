/* SPDX-License-Identifier: Apache-2.0 */
#include "files-rows.h"

#include <string.h>

#include "column-scroll.h"
#include "vfs-folder.h"

PyxisVfsItem *
pyxis_files_rows_dup_item (GListModel *rows, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, position);

  return row ? gtk_tree_list_row_get_item (row) : NULL;
}

char **
pyxis_files_rows_dup_paths (GtkSelectionModel *rows)
{
  g_autoptr (GtkBitset) positions = gtk_selection_model_get_selection (rows);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_there = gtk_bitset_iter_init_first (&iter, positions, &position); is_there;
       is_there = gtk_bitset_iter_next (&iter, &position)) {
    g_autoptr (PyxisVfsItem) item = pyxis_files_rows_dup_item (G_LIST_MODEL (rows), position);

    if (item && !pyxis_vfs_item_get_owner (item))
      g_ptr_array_add (paths, g_strdup (pyxis_vfs_item_get_path (item)));
  }
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_steal (paths, NULL);
}

/* Whether it is in a folder among them. */
static gboolean
is_below (GPtrArray *items, PyxisVfsItem *item)
{
  for (guint i = 0; i < items->len; i++) {
    const char *folder = pyxis_vfs_item_get_path (items->pdata[i]);
    const char *rest = pyxis_vfs_item_get_path (item);

    if (items->pdata[i] == item || !pyxis_vfs_item_is_folder (items->pdata[i]) ||
        !g_str_has_prefix (rest, folder))
      continue;
    rest += strlen (folder);
    if (g_str_has_suffix (folder, "/") || *rest == '/')
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
pyxis_files_rows_dup_own (GtkSelectionModel *rows)
{
  g_autoptr (GtkBitset) positions = gtk_selection_model_get_selection (rows);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) tops = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_there = gtk_bitset_iter_init_first (&iter, positions, &position); is_there;
       is_there = gtk_bitset_iter_next (&iter, &position)) {
    PyxisVfsItem *item = pyxis_files_rows_dup_item (G_LIST_MODEL (rows), position);

    if (!item)
      continue;
    g_ptr_array_add (all, item);
    if (!pyxis_vfs_item_get_owner (item) ||
        pyxis_vfs_item_get_owner (item) != pyxis_vfs_item_get_owner (all->pdata[0]))
      return NULL;
  }
  for (guint i = 0; i < all->len; i++)
    if (!is_below (all, all->pdata[i]))
      g_ptr_array_add (tops, g_object_ref (all->pdata[i]));
  return tops->len > 0 ? g_steal_pointer (&tops) : NULL;
}

/* (nullable) (transfer none): the project's files, where there are any, are the first part of the roots. */
static GListModel *
get_roots (GtkTreeListModel *tree)
{
  GtkFlattenListModel *roots = GTK_FLATTEN_LIST_MODEL (gtk_tree_list_model_get_model (tree));

  return gtk_flatten_list_model_get_model_for_item (roots, 0);
}

/* (nullable) (transfer full): a child of a row, or of the root. */
static GtkTreeListRow *
get_child (GtkTreeListModel *tree, GtkTreeListRow *row, const char *name)
{
  GListModel *model = row ? gtk_tree_list_row_get_children (row) : get_roots (tree);
  int position = PYXIS_IS_VFS_FOLDER (model)
                   ? pyxis_vfs_folder_get_position (PYXIS_VFS_FOLDER (model), name)
                   : -1;

  if (position < 0)
    return NULL;
  return row ? gtk_tree_list_row_get_child_row (row, position)
             : gtk_tree_list_model_get_child_row (tree, position);
}

GtkTreeListRow *
pyxis_files_rows_open (GtkTreeListModel *tree, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  GtkTreeListRow *row = NULL;

  for (guint i = 0; names[i]; i++) {
    g_autoptr (GtkTreeListRow) parent = row;

    if (parent)
      gtk_tree_list_row_set_expanded (parent, TRUE);
    row = get_child (tree, parent, names[i]);
    if (!row)
      return NULL;
  }
  return row;
}

gboolean
pyxis_files_rows_find (GListModel *rows, GtkTreeListRow *row, guint *position)
{
  guint n = g_list_model_get_n_items (rows);

  *position = gtk_tree_list_row_get_position (row);
  for (guint i = *position, tried = 0; tried < n; tried++, i = (i + 1) % n) {
    g_autoptr (GtkTreeListRow) shown = g_list_model_get_item (rows, i);

    if (shown == row) {
      *position = i;
      return TRUE;
    }
  }
  return FALSE;
}

static GtkTreeExpander *
find_expander (GtkWidget *widget)
{
  if (GTK_IS_TREE_EXPANDER (widget))
    return GTK_TREE_EXPANDER (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkTreeExpander *found = find_expander (child);

    if (found)
      return found;
  }
  return NULL;
}

/* (nullable) (transfer full) */
static PyxisVfsItem *
dup_row_item (GtkWidget *row)
{
  GtkTreeExpander *expander = find_expander (row);
  GtkTreeListRow *list_row = expander ? gtk_tree_expander_get_list_row (expander) : NULL;

  return list_row ? gtk_tree_list_row_get_item (list_row) : NULL;
}

PyxisVfsItem *
pyxis_files_rows_dup_item_at (GtkWidget *widget, double x, double y, GtkWidget **row)
{
  GtkWidget *picked = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);

  while (picked && picked != widget && strcmp (gtk_widget_get_css_name (picked), "row") != 0)
    picked = gtk_widget_get_parent (picked);
  if (picked == widget)
    picked = NULL;
  if (row)
    *row = picked;
  return picked ? dup_row_item (picked) : NULL;
}

/* (nullable) (transfer none) */
static GtkWidget *
find_row (GtkColumnView *view, PyxisVfsItem *wanted)
{
  const char *path = pyxis_vfs_item_get_path (wanted);
  GtkWidget *list = pyxis_column_scroll_find_list (view);

  for (GtkWidget *row = list ? gtk_widget_get_first_child (list) : NULL; row;
       row = gtk_widget_get_next_sibling (row)) {
    g_autoptr (PyxisVfsItem) item = dup_row_item (row);

    if (item && pyxis_vfs_item_get_owner (item) == pyxis_vfs_item_get_owner (wanted) &&
        g_str_equal (pyxis_vfs_item_get_path (item), path) && gtk_widget_get_mapped (row))
      return row;
  }
  return NULL;
}

gboolean
pyxis_files_rows_get_bounds (GtkColumnView *view,
                             GtkWidget *widget,
                             PyxisVfsItem *item,
                             GdkRectangle *bounds)
{
  GtkWidget *row = find_row (view, item);
  graphene_rect_t rect;

  if (!row || !gtk_widget_compute_bounds (row, widget, &rect))
    return FALSE;
  *bounds = (GdkRectangle){ 40, rect.origin.y, MIN (160, rect.size.width), rect.size.height };
  return bounds->y >= 0 && bounds->y < gtk_widget_get_height (widget);
}

gboolean
pyxis_files_rows_grab_focus (GtkColumnView *view, PyxisVfsItem *item)
{
  GtkWidget *row = find_row (view, item);

  return row && gtk_widget_grab_focus (row);
}

GtkTreeListRow *
pyxis_files_rows_turn (GtkTreeListRow *row, gboolean opens)
{
  if (gtk_tree_list_row_is_expandable (row) && gtk_tree_list_row_get_expanded (row) != opens) {
    gtk_tree_list_row_set_expanded (row, opens);
    return NULL;
  }
  return opens ? gtk_tree_list_row_get_child_row (row, 0) : gtk_tree_list_row_get_parent (row);
}
