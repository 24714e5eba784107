/* SPDX-License-Identifier: Apache-2.0 */
#include "files-tree.h"

#include "column-scroll.h"
#include "files-format.h"
#include "files-menu.h"
#include "files-rows.h"
#include "vfs-name.h"

struct _PyxisFilesTree {
  GtkWidget parent_instance;

  GtkColumnView *column_view;
  GtkColumnViewColumn *mtime_column;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *size_column;
  GtkPopover *menu;
  GtkWidget *scrolled_window;
  GtkMultiSelection *selection;
  GtkSortListModel *sort_model;

  PyxisFilesRoots *roots;
  PyxisVfsWatch *watch;
  GtkTreeListModel *tree; /* NULL: no watch */
  GtkSorter *row_sorter;  /* of the columns; the model has it while the user sorts */
};

enum { ACTIVATED, SELECTION_CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisFilesTree, pyxis_files_tree, GTK_TYPE_WIDGET)

static void
selection_changed_cb (GtkSelectionModel *model, guint position, guint n, gpointer user_data)
{
  g_signal_emit (user_data, signals[SELECTION_CHANGED], 0);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_signal_emit (user_data, signals[SELECTION_CHANGED], 0);
}

static void
activate_cb (GtkColumnView *view, guint position, gpointer user_data)
{
  PyxisFilesTree *self = user_data;
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (PyxisVfsItem) item = row ? gtk_tree_list_row_get_item (row) : NULL;

  if (!item)
    return;
  if (pyxis_vfs_item_is_folder (item))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
  else
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

/* The tree comes sorted by name, at no cost; only another order is made here. */
static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  PyxisFilesTree *self = user_data;
  gboolean is_sorted = gtk_sorter_get_order (sorter) != GTK_SORTER_ORDER_NONE;

  if (self->sort_model)
    gtk_sort_list_model_set_sorter (self->sort_model, is_sorted ? self->row_sorter : NULL);
}

static void
watch_changed_cb (PyxisVfsWatch *watch, gpointer user_data)
{
  PyxisFilesTree *self = user_data;

  if (gtk_sort_list_model_get_sorter (self->sort_model))
    gtk_sorter_changed (self->row_sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* (transfer full) (nullable) */
static GtkTreeListRow *
dup_selected_row (PyxisFilesTree *self)
{
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (gtk_bitset_get_size (selected) != 1)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (selected, 0));
}

static void
open_menu (PyxisFilesTree *self, const GdkRectangle *at)
{
  gtk_popover_set_pointing_to (self->menu, at);
  gtk_popover_popup (self->menu);
}

static void
secondary_pressed_cb (GtkGestureClick *gesture, int n, double x, double y, gpointer user_data)
{
  PyxisFilesTree *self = user_data;
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item_at (self, x, y, NULL);
  const GdkRectangle at = { x, y, 1, 1 };

  if (item)
    pyxis_files_tree_reach (self, item);
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  open_menu (self, &at);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesTree *self = PYXIS_FILES_TREE (widget);
  GdkRectangle bounds = { gtk_widget_get_width (widget) / 2, 24, 1, 1 };

  pyxis_files_tree_get_bounds (self, &bounds);
  open_menu (self, &bounds);
}

static void
select_row (PyxisFilesTree *self, GtkTreeListRow *row)
{
  guint position;

  if (!pyxis_files_rows_find (G_LIST_MODEL (self->selection), row, &position))
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  pyxis_column_scroll_to (self->column_view, position);
  if (gtk_widget_get_focus_child (self->scrolled_window))
    gtk_widget_grab_focus (GTK_WIDGET (self)); /* arrows go on from there */
}

/* GTK 4.8 knows only other keys for it. */
static void
turn_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesTree *self = PYXIS_FILES_TREE (widget);
  gboolean is_ltr = gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL;
  g_autoptr (GtkTreeListRow) row = dup_selected_row (self);
  g_autoptr (GtkTreeListRow) next =
    row ? pyxis_files_rows_turn (row, g_variant_get_boolean (parameter) == is_ltr) : NULL;

  if (next)
    select_row (self, next);
}

/* Popovers of others too may stand at a row. */
static void
pyxis_files_tree_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const GtkAllocation whole = { 0, 0, width, height };

  gtk_widget_size_allocate (PYXIS_FILES_TREE (widget)->scrolled_window, &whole, baseline);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
pyxis_files_tree_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (PYXIS_FILES_TREE (widget)->scrolled_window, orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

static gboolean
pyxis_files_tree_grab_focus (GtkWidget *widget)
{
  PyxisFilesTree *self = PYXIS_FILES_TREE (widget);
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item (self);

  return (item && pyxis_files_rows_grab_focus (self->column_view, item)) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

static void
pyxis_files_tree_dispose (GObject *object)
{
  PyxisFilesTree *self = PYXIS_FILES_TREE (object);

  if (self->column_view)
    pyxis_files_tree_set_watch (self, NULL);
  g_clear_object (&self->roots);
  g_clear_object (&self->row_sorter);
  g_clear_pointer ((GtkWidget **) &self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_FILES_TREE);

  G_OBJECT_CLASS (pyxis_files_tree_parent_class)->dispose (object);
}

static void
pyxis_files_tree_class_init (PyxisFilesTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_files_tree_dispose;
  widget_class->grab_focus = pyxis_files_tree_grab_focus;
  widget_class->measure = pyxis_files_tree_measure;
  widget_class->size_allocate = pyxis_files_tree_size_allocate;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, PYXIS_TYPE_VFS_ITEM);
  signals[SELECTION_CHANGED] =
    g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/files-tree.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesTree, column_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesTree, mtime_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesTree, name_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesTree, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesTree, selection);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesTree, size_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesTree, sort_model);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  pyxis_files_format_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "tree.menu", NULL, menu_cb);
  gtk_widget_class_install_action (widget_class, "tree.turn", "b", turn_cb);
  gtk_widget_class_set_css_name (widget_class, "filestree");
  pyxis_files_menu_add_keys (widget_class);
}

static void
pyxis_files_tree_init (PyxisFilesTree *self)
{
  GtkSorter *columns;

  g_type_ensure (PYXIS_TYPE_VFS_ITEM);
  self->roots = pyxis_files_roots_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->menu = pyxis_files_menu_attach (GTK_WIDGET (self));
  gtk_column_view_column_set_sorter (self->name_column, pyxis_files_format_name_sorter ());
  gtk_column_view_column_set_sorter (self->size_column, pyxis_files_format_size_sorter ());
  gtk_column_view_column_set_sorter (self->mtime_column, pyxis_files_format_mtime_sorter ());
  columns = gtk_column_view_get_sorter (self->column_view);
  self->row_sorter = pyxis_files_format_row_sorter (columns);
  g_signal_connect_object (columns, "changed", G_CALLBACK (sorter_changed_cb), self, 0);
}

void
pyxis_files_tree_set_watch (PyxisFilesTree *self, PyxisVfsWatch *watch)
{
  g_return_if_fail (PYXIS_IS_FILES_TREE (self));

  if (self->watch)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  gtk_sort_list_model_set_model (self->sort_model, NULL);
  g_clear_object (&self->tree);
  g_set_object (&self->watch, watch);
  if (!watch)
    return;
  g_signal_connect_object (watch, "changed", G_CALLBACK (watch_changed_cb), self, 0);
  self->tree = pyxis_files_roots_create_tree (self->roots, watch);
  gtk_sort_list_model_set_model (self->sort_model, G_LIST_MODEL (self->tree));
}

void
pyxis_files_tree_set_found (PyxisFilesTree *self, GListModel *model)
{
  g_autoptr (GtkTreeListModel) found = model ? pyxis_files_roots_create_flat (model) : NULL;

  g_return_if_fail (PYXIS_IS_FILES_TREE (self));

  gtk_sort_list_model_set_model (self->sort_model, G_LIST_MODEL (found ? found : self->tree));
}

char **
pyxis_files_tree_dup_selected (PyxisFilesTree *self)
{
  return pyxis_files_rows_dup_paths (GTK_SELECTION_MODEL (self->selection));
}

GPtrArray *
pyxis_files_tree_dup_own (PyxisFilesTree *self)
{
  return pyxis_files_rows_dup_own (GTK_SELECTION_MODEL (self->selection));
}

PyxisFilesRoots *
pyxis_files_tree_get_roots (PyxisFilesTree *self)
{
  return self->roots;
}

guint
pyxis_files_tree_get_n_selected (PyxisFilesTree *self)
{
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (selected);
}

PyxisVfsItem *
pyxis_files_tree_dup_item (PyxisFilesTree *self)
{
  g_autoptr (GtkTreeListRow) row = dup_selected_row (self);

  return row ? gtk_tree_list_row_get_item (row) : NULL;
}

char *
pyxis_files_tree_dup_folder (PyxisFilesTree *self)
{
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item (self);

  if (!item || pyxis_vfs_item_get_owner (item))
    return g_strdup ("");
  return pyxis_vfs_item_is_folder (item)
           ? g_strdup (pyxis_vfs_item_get_path (item))
           : pyxis_vfs_name_dup_folder (pyxis_vfs_item_get_path (item));
}

void
pyxis_files_tree_select (PyxisFilesTree *self, const char *path)
{
  g_autoptr (GtkTreeListRow) row = NULL;

  g_return_if_fail (PYXIS_IS_FILES_TREE (self));

  if (!self->tree)
    return;
  pyxis_vfs_watch_flush (self->watch);
  row = pyxis_files_rows_open (self->tree, path);
  if (row)
    select_row (self, row);
}

PyxisVfsItem *
pyxis_files_tree_dup_item_at (PyxisFilesTree *self, double x, double y, GtkWidget **row)
{
  g_return_val_if_fail (PYXIS_IS_FILES_TREE (self), NULL);

  return pyxis_files_rows_dup_item_at (GTK_WIDGET (self), x, y, row);
}

void
pyxis_files_tree_reach (PyxisFilesTree *self, PyxisVfsItem *item)
{
  GListModel *rows = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (PyxisVfsItem) shown = pyxis_files_rows_dup_item (rows, i);

    if (shown != item)
      continue;
    if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, TRUE);
    return;
  }
}

gboolean
pyxis_files_tree_get_bounds (PyxisFilesTree *self, GdkRectangle *bounds)
{
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item (self);

  return item && pyxis_files_rows_get_bounds (self->column_view, GTK_WIDGET (self), item, bounds);
}
