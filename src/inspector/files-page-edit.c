/* SPDX-License-Identifier: Apache-2.0 */
#include "files-page-parts.h"
#include "files-page-private.h"

#include <glib/gi18n.h>

#include "vfs-name.h"

static void
ask_name (PyxisFilesPage *self, const char *title, const char *button, const char *name)
{
  GdkRectangle bounds = { 24, 24, 1, 1 };

  pyxis_files_tree_get_bounds (self->tree, &bounds);
  pyxis_name_popover_ask (self->name_popover, title, button, name, &bounds);
}

static void
new_folder_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (widget);
  g_autofree char *folder = pyxis_files_tree_dup_folder (self->tree);
  g_autofree char *path = pyxis_vfs_name_dup_free (self->vfs, folder, _ ("New Folder"));

  gtk_stack_set_visible_child_name (self->stack, "tree");
  g_clear_pointer (&self->renamed, g_free);
  ask_name (self, _ ("New Folder"), _ ("Create"), pyxis_vfs_name_get_last (path));
}

static void
rename_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (widget);
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item (self->tree);

  if (!item)
    return;
  g_free (self->renamed);
  self->renamed = g_strdup (pyxis_vfs_item_get_path (item));
  ask_name (self, _ ("Rename"), _ ("Rename"), pyxis_vfs_item_get_name (item));
}

void
pyxis_files_page_named (PyxisFilesPage *self, const char *name)
{
  g_autofree char *folder = self->renamed ? pyxis_vfs_name_dup_folder (self->renamed)
                                          : pyxis_files_tree_dup_folder (self->tree);
  g_autofree char *path = pyxis_vfs_name_dup_path (folder, name);
  g_autoptr (GError) error = NULL;
  gboolean is_done = self->renamed
                       ? pyxis_vfs_history_rename (self->history, self->renamed, path, &error)
                       : pyxis_vfs_history_make_folder (self->history, path, &error);

  if (!is_done) {
    pyxis_name_popover_refuse (self->name_popover, error->message);
    return;
  }
  gtk_popover_popdown (GTK_POPOVER (self->name_popover));
  pyxis_files_tree_select (self->tree, path);
  gtk_widget_grab_focus (GTK_WIDGET (self->tree));
}

/* (transfer full): "“a” deleted", or how many. */
static char *
describe_deleted (const char *const *paths, int n)
{
  if (n == 1 && !paths[1])
    return g_strdup_printf (_ ("“%s” deleted"), pyxis_vfs_name_get_last (paths[0]));
  return g_strdup_printf (
    g_dngettext (NULL, "%d file or folder deleted", "%d files and folders deleted", n), n);
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (widget);
  g_auto (GStrv) paths = pyxis_files_tree_dup_selected (self->tree);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int n = pyxis_vfs_history_remove (self->history, (const char *const *) paths, &error);

  pyxis_vfs_watch_flush (self->watch);
  if (n > 0) {
    text = describe_deleted ((const char *const *) paths, n);
    pyxis_files_page_say_with_undo (self, text);
  } else if (error) {
    pyxis_files_page_say (self, error->message);
  }
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (pyxis_vfs_history_undo (self->history, &error))
    pyxis_files_page_say (self, _ ("Undone"));
  else
    pyxis_files_page_say (self, error->message);
  pyxis_vfs_watch_flush (self->watch);
}

static void
add_row_cb (PyxisFilesProvider *provider, GtkWidget *row, gpointer user_data)
{
  gtk_box_append (PYXIS_FILES_PAGE (user_data)->transfers, row);
}

static void
set_clipboard (PyxisFilesPage *self, gboolean is_cut)
{
  g_auto (GStrv) paths = pyxis_files_tree_dup_selected (self->tree);
  g_autoptr (GdkContentProvider) provider =
    pyxis_files_provider_new (self->vfs, (const char *const *) paths, is_cut, self->folders);

  g_signal_connect_object (provider, "transfer", G_CALLBACK (add_row_cb), self, 0);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
}

static void
cut_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_clipboard (PYXIS_FILES_PAGE (widget), TRUE);
}

static void
copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_clipboard (PYXIS_FILES_PAGE (widget), FALSE);
}

/* Copies in memory share their bytes. */
static void
copy_here (PyxisFilesPage *self, const char *const *paths, const char *folder)
{
  g_autoptr (GPtrArray) created = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; paths[i] && !error; i++) {
    g_autoptr (PyxisVfsPart) part = pyxis_vfs_take_part (self->vfs, paths[i], &error);
    g_autofree char *place =
      pyxis_vfs_name_dup_free (self->vfs, folder, pyxis_vfs_name_get_last (paths[i]));

    if (part && pyxis_vfs_place_part (self->vfs, place, part, &error))
      g_ptr_array_add (created, g_steal_pointer (&place));
  }
  pyxis_vfs_history_note_upload (self->history, created, none);
  if (error)
    pyxis_files_page_say (self, error->message);
  if (created->len > 0)
    pyxis_files_tree_select (self->tree, created->pdata[0]);
}

static void
move_here (PyxisFilesPage *self, const char *const *paths, const char *folder)
{
  g_autoptr (GError) error = NULL;
  int n = pyxis_vfs_history_move (self->history, paths, folder, &error);
  g_autofree char *text = NULL;

  pyxis_vfs_watch_flush (self->watch);
  if (error) {
    pyxis_files_page_say (self, error->message);
  } else if (n > 0) {
    text = g_strdup_printf (
      g_dngettext (NULL, "%d file or folder moved", "%d files and folders moved", n), n);
    pyxis_files_page_say_with_undo (self, text);
  }
}

void
pyxis_files_page_receive (PyxisFilesPage *self,
                          PyxisFilesProvider *provider,
                          const char *folder,
                          gboolean is_move)
{
  const char *const *paths = pyxis_files_provider_get_paths (provider);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) written = NULL;

  if (pyxis_files_provider_get_vfs (provider) == self->vfs) {
    if (is_move)
      move_here (self, paths, folder);
    else
      copy_here (self, paths, folder);
    return;
  }
  written = pyxis_files_provider_write (provider, &error);
  if (written)
    pyxis_files_page_upload (self, (const char *const *) written, folder);
  else
    pyxis_files_page_say (self, error->message);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisFilesPage) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *folder = self->vfs ? pyxis_files_tree_dup_folder (self->tree) : NULL;
  g_auto (GStrv) paths = NULL;

  if (!value || !folder) {
    pyxis_files_page_say (self, _ ("There are no files to paste: copy some first."));
    return;
  }
  paths = pyxis_files_page_dup_paths (g_value_get_boxed (value));
  pyxis_files_page_upload (self, (const char *const *) paths, folder);
}

static void
paste_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);
  g_autofree char *folder = pyxis_files_tree_dup_folder (self->tree);
  g_autoptr (PyxisFilesProvider) provider =
    PYXIS_IS_FILES_PROVIDER (content) ? PYXIS_FILES_PROVIDER (g_object_ref (content)) : NULL;

  if (!provider) {
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    pasted_cb, g_object_ref (self));
    return;
  }
  pyxis_files_page_receive (self, provider, folder, pyxis_files_provider_is_cut (provider));
  if (pyxis_files_provider_is_cut (provider))
    gdk_clipboard_set_content (clipboard, NULL);
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_files_page_find (PYXIS_FILES_PAGE (widget));
}

void
pyxis_files_page_install_edit (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "files.new-folder", NULL, new_folder_cb);
  gtk_widget_class_install_action (klass, "files.rename", NULL, rename_cb);
  gtk_widget_class_install_action (klass, "files.delete", NULL, delete_cb);
  gtk_widget_class_install_action (klass, "files.undo", NULL, undo_cb);
  gtk_widget_class_install_action (klass, "files.cut", NULL, cut_cb);
  gtk_widget_class_install_action (klass, "files.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "files.paste", NULL, paste_cb);
  gtk_widget_class_install_action (klass, "files.find", NULL, find_cb);
}
