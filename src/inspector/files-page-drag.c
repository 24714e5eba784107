/* SPDX-License-Identifier: Apache-2.0 */
#include "files-page-parts.h"
#include "files-page-private.h"

#include "vfs-name.h"

#define DROP_CLASS "drop-target"
#define DROP_ROW "pyxis-drop-row"

/* (transfer full) (nullable): where a drop at a place goes: a folder, the one around a file, or the root; NULL
 * where it may not go. */
static char *
dup_folder_at (PyxisFilesPage *self, double x, double y, GtkWidget **row)
{
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item_at (self->tree, x, y, row);

  if (!item)
    return g_strdup ("");
  if (pyxis_vfs_item_get_owner (item)) {
    *row = NULL;
    return NULL;
  }
  if (pyxis_vfs_item_is_folder (item))
    return g_strdup (pyxis_vfs_item_get_path (item));
  *row = NULL;
  return pyxis_vfs_name_dup_folder (pyxis_vfs_item_get_path (item));
}

static void
mark_row (GtkDropTarget *target, GtkWidget *row)
{
  GtkWidget *marked = g_object_get_data (G_OBJECT (target), DROP_ROW);

  if (marked == row)
    return;
  if (marked)
    gtk_widget_remove_css_class (marked, DROP_CLASS);
  if (row)
    gtk_widget_add_css_class (row, DROP_CLASS);
  g_object_set_data_full (G_OBJECT (target), DROP_ROW, row ? g_object_ref (row) : NULL,
                          g_object_unref);
}

/* What is dragged within the page is moved, everything else copied. */
static GdkDragAction
get_action (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  GdkDrag *drag = drop ? gdk_drop_get_drag (drop) : NULL;

  return drag && PYXIS_IS_FILES_PROVIDER (gdk_drag_get_content (drag)) ? GDK_ACTION_MOVE
                                                                       : GDK_ACTION_COPY;
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, gpointer user_data)
{
  GtkWidget *row = NULL;
  g_autofree char *folder = dup_folder_at (user_data, x, y, &row);

  mark_row (target, row);
  return folder ? get_action (target) : 0;
}

static void
leave_cb (GtkDropTarget *target, gpointer user_data)
{
  mark_row (target, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  PyxisFilesPage *self = user_data;
  GtkWidget *row = NULL;
  g_autofree char *folder = dup_folder_at (self, x, y, &row);
  g_auto (GStrv) paths = NULL;

  mark_row (target, NULL);
  if (!self->vfs || !folder)
    return FALSE;
  if (G_VALUE_HOLDS (value, PYXIS_TYPE_FILES_PROVIDER)) {
    pyxis_files_page_receive (self, g_value_get_object (value), folder, TRUE);
    return TRUE;
  }
  paths = pyxis_files_page_dup_paths (g_value_get_boxed (value));
  pyxis_files_page_upload (self, (const char *const *) paths, folder);
  return TRUE;
}

static void
add_row_cb (PyxisFilesProvider *provider, GtkWidget *row, gpointer user_data)
{
  gtk_box_append (PYXIS_FILES_PAGE (user_data)->transfers, row);
}

/* What is under the pointer, with all that is selected if it is. */
static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  PyxisFilesPage *self = user_data;
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item_at (self->tree, x, y, NULL);
  g_auto (GStrv) paths = NULL;
  GdkContentProvider *provider;

  if (!item || pyxis_vfs_item_get_owner (item))
    return NULL;
  pyxis_files_tree_reach (self->tree, item);
  paths = pyxis_files_tree_dup_selected (self->tree);
  provider =
    pyxis_files_provider_new (self->vfs, (const char *const *) paths, FALSE, self->folders);
  g_signal_connect_object (provider, "transfer", G_CALLBACK (add_row_cb), self, 0);
  return provider;
}

void
pyxis_files_page_connect_drag (PyxisFilesPage *self)
{
  GType types[] = { PYXIS_TYPE_FILES_PROVIDER, GDK_TYPE_FILE_LIST };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  GtkDropTarget *empty = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->tree), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (empty, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (empty));
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->tree), GTK_EVENT_CONTROLLER (source));
}
