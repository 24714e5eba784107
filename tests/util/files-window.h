/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "files-page.h"
#include "files-tree.h"
#include "shown.h"
#include "temporary-folder.h"
#include "vfs-files.h"

/* A Files page in a window of its own, driven as its user does. */
typedef struct {
  GtkWidget *window;
  GtkWidget *page;
  PyxisFilesTree *tree;
  PyxisVfs *vfs;
  TemporaryFolder *disk;
} FilesWindow;

/* (nullable) (transfer none): the first visible widget of a kind. */
static inline gpointer
files_window_find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    gpointer found = files_window_find (child, type);

    if (found)
      return found;
  }
  return NULL;
}

/* (nullable) (transfer none): the button with a label. */
static inline GtkWidget *
files_window_find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = files_window_find_button (child, label);

    if (found)
      return found;
  }
  return NULL;
}

static inline void
files_window_wait_for (FilesWindow *self, const char *text)
{
  while (!shown_has_text (self->window, text))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
files_window_wait_for_none (FilesWindow *self, const char *text)
{
  while (shown_has_text (self->window, text))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
files_window_act (FilesWindow *self, const char *action)
{
  g_test_message ("%s", action);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->tree), action, NULL));
}

static inline void
files_window_select (FilesWindow *self, const char *path)
{
  g_autoptr (PyxisVfsItem) item = NULL;

  pyxis_files_tree_select (self->tree, path);
  item = pyxis_files_tree_dup_item (self->tree);
  g_assert_nonnull (item);
  g_assert_cmpstr (pyxis_vfs_item_get_path (item), ==, path);
}

static inline char *
files_window_path (FilesWindow *self, const char *name)
{
  return g_build_filename (self->disk, name, NULL);
}

static inline void
files_window_upload (FilesWindow *self, const char *name, const char *folder)
{
  g_autofree char *path = files_window_path (self, name);
  const char *const paths[] = { path, NULL };

  pyxis_files_page_upload (PYXIS_FILES_PAGE (self->page), paths, folder);
}

/* (transfer none): the window of a kind, once there is one. */
static inline gpointer
files_window_wait_for_window (GType type)
{
  for (;;) {
    GListModel *windows = gtk_window_get_toplevels ();

    for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window;
    }
    g_main_context_iteration (NULL, TRUE);
  }
}

static inline gboolean
files_window_is_at (GtkFileChooser *chooser, GFile *file)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_current_folder (chooser);
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (chooser);

  return folder && chosen && g_file_has_parent (file, folder) && g_file_equal (chosen, file);
}

/* Answers the chooser that is open with a place on the disk. It has a folder of its own at first. */
static inline void
files_window_choose (FilesWindow *self, const char *name)
{
  GtkFileChooser *chooser = files_window_wait_for_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  g_autofree char *path = files_window_path (self, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (self->disk);
  g_autoptr (GFile) first = NULL;

  while (!(first = gtk_file_chooser_get_current_folder (chooser)))
    g_main_context_iteration (NULL, TRUE);
  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  gtk_file_chooser_set_current_name (chooser, name);
  while (!files_window_is_at (chooser, file))
    g_main_context_iteration (NULL, TRUE);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
}

static inline void
files_window_set_up (FilesWindow *self, gconstpointer bytes)
{
  self->vfs = vfs_files_new (bytes ? GPOINTER_TO_SIZE (bytes) : 1 << 20, 1000);
  self->disk = temporary_folder_new ();
  self->page = pyxis_files_page_new ();
  self->tree = files_window_find (self->page, PYXIS_TYPE_FILES_TREE);
  pyxis_files_page_set_vfs (PYXIS_FILES_PAGE (self->page), self->vfs);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 500);
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_widget_get_mapped (self->page))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
files_window_tear_down (FilesWindow *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* Whoever held the files has let go. */
  g_object_add_weak_pointer (G_OBJECT (self->vfs), (gpointer *) &self->vfs);
  g_object_unref (self->vfs);
  while (self->vfs)
    g_main_context_iteration (NULL, TRUE);
  temporary_folder_free (self->disk);
}
