/* SPDX-License-Identifier: Apache-2.0 */
#include "files-page-parts.h"
#include "files-page-private.h"

#include <glib/gi18n.h>

#include "transfer-row.h"
#include "upload-words.h"
#include "vfs-name.h"
#include "vfs-save.h"
#include "vfs-upload.h"

/* A copy under way. */
typedef struct {
  PyxisFilesPage *page;
  GtkWidget *row;
  char *folder; /* of an upload */
  char **paths;
  char *target; /* of a save */
  guint64 moment;
} Copy;

/* (transfer full) */
static Copy *
copy_new (PyxisFilesPage *page)
{
  Copy *self = g_new0 (Copy, 1);

  self->page = g_object_ref (page);
  return self;
}

static void
copy_free (Copy *self)
{
  if (self->row && gtk_widget_get_parent (self->row))
    gtk_box_remove (self->page->transfers, self->row);
  g_clear_object (&self->row);
  g_free (self->folder);
  g_strfreev (self->paths);
  g_free (self->target);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static void
show_row (Copy *self, const char *title)
{
  self->row = g_object_ref_sink (pyxis_transfer_row_new (title));
  gtk_box_append (self->page->transfers, self->row);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Copy) self = user_data;
  PyxisFilesPage *page = self->page;
  g_autoptr (PyxisVfsUploadResult) outcome = pyxis_vfs_upload_finish (PYXIS_VFS (source), result);
  g_autofree char *text = pyxis_upload_words_dup (outcome);

  if (page->vfs != PYXIS_VFS (source))
    return; /* the page shows another project, or is gone */
  pyxis_vfs_history_note_upload (page->history, outcome->created, outcome->replaced);
  if (outcome->created->len > 0)
    pyxis_files_tree_select (page->tree, outcome->created->pdata[0]);
  if (outcome->replaced && outcome->created->len + outcome->replaced->len > 0)
    pyxis_files_page_say_with_undo (page, text);
  else
    pyxis_files_page_say (page, text);
}

/* Takes `self`. */
static void
start_upload (Copy *self, PyxisVfsConflict conflict)
{
  PyxisFilesPage *page = self->page;
  g_autofree char *title =
    g_strdup_printf (_ ("Uploading to “/vfs%s%s”"), *self->folder ? "/" : "", self->folder);
  PyxisVfsUploadOptions options = { (const char *const *) self->paths, self->folder, conflict };

  show_row (self, title);
  /* What could be undone must not stand in the way. */
  pyxis_vfs_history_settle (page->history);
  options.progress = pyxis_transfer_row_get_progress (PYXIS_TRANSFER_ROW (self->row));
  pyxis_vfs_upload_async (page->vfs, &options,
                          pyxis_transfer_row_get_cancellable (PYXIS_TRANSFER_ROW (self->row)),
                          uploaded_cb, self);
}

/* The dialog keeps what it asks about for as long as it lives, and answers once. */
static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Copy *asked = user_data;
  Copy *copy;

  g_signal_handlers_disconnect_by_data (dialog, asked);
  if (!asked->page->vfs || g_str_equal (response, "cancel"))
    return;
  copy = copy_new (asked->page);
  copy->paths = g_steal_pointer (&asked->paths);
  copy->folder = g_steal_pointer (&asked->folder);
  start_upload (copy, g_str_equal (response, "replace") ? PYXIS_VFS_UPLOAD_REPLACE
                                                        : PYXIS_VFS_UPLOAD_KEEP_BOTH);
}

static void
asked_free (gpointer asked, GClosure *closure)
{
  copy_free (asked);
}

/* Takes `self`. */
static void
ask_conflict (Copy *self, const char *name, guint n)
{
  GtkWindow *window =
    GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self->page), GTK_TYPE_WINDOW));
  GtkWidget *widget = adw_message_dialog_new (window, NULL, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  if (n == 1)
    adw_message_dialog_format_heading (dialog, _ ("“%s” Is There Already"), name);
  else
    adw_message_dialog_format_heading (
      dialog, g_dngettext (NULL, "%u File Is There Already", "%u Files Are There Already", n), n);
  adw_message_dialog_set_body (
    dialog, _ ("Files that are replaced come back with Undo. A folder keeps what else is in it."));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "both", _ ("Keep _Both"),
                                    "replace", _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "both");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), self, asked_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
pyxis_files_page_upload (PyxisFilesPage *self, const char *const *paths, const char *folder)
{
  Copy *copy;
  g_autofree char *taken = NULL;
  guint n_taken = 0;

  g_return_if_fail (PYXIS_IS_FILES_PAGE (self) && self->vfs);

  if (!paths[0])
    return;
  for (guint i = 0; paths[i]; i++) {
    g_autofree char *base = g_path_get_basename (paths[i]);
    g_autofree char *name = g_utf8_make_valid (base, -1);
    g_autofree char *path = pyxis_vfs_name_dup_path (folder, name);
    PyxisVfsStat stat;

    if (!pyxis_vfs_stat (self->vfs, path, &stat, NULL))
      continue;
    n_taken++;
    g_free (taken);
    taken = g_steal_pointer (&name);
  }
  copy = copy_new (self);
  copy->paths = g_strdupv ((char **) paths);
  copy->folder = g_strdup (folder);
  if (n_taken > 0)
    ask_conflict (copy, taken, n_taken);
  else
    start_upload (copy, PYXIS_VFS_UPLOAD_KEEP_BOTH);
}

char **
pyxis_files_page_dup_paths (GSList *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (GSList *l = files; l; l = l->next) {
    char *path = g_file_get_path (l->data);

    if (path)
      g_ptr_array_add (paths, path);
  }
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_steal (paths, NULL);
}

GtkFileChooserNative *
pyxis_files_page_create_chooser (PyxisFilesPage *self,
                                 const char *title,
                                 GtkFileChooserAction action)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW));
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
    title, window, action, action == GTK_FILE_CHOOSER_ACTION_SAVE ? NULL : _ ("_Upload"), NULL);

  if (self->chooser_folder)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (native), self->chooser_folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  return native;
}

void
pyxis_files_page_remember_folder (PyxisFilesPage *self, GFile *file)
{
  g_clear_object (&self->chooser_folder);
  self->chooser_folder = g_file_get_parent (file);
}

static void
files_chosen_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autoptr (PyxisFilesPage) self = user_data;
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (native));
  GSList *list = NULL;
  g_autofree char *folder = NULL;
  g_auto (GStrv) paths = NULL;

  for (guint i = g_list_model_get_n_items (files); response == GTK_RESPONSE_ACCEPT && i > 0; i--)
    list = g_slist_prepend (list, g_list_model_get_item (files, i - 1));
  if (list && self->vfs) {
    pyxis_files_page_remember_folder (self, list->data);
    folder = pyxis_files_tree_dup_folder (self->tree);
    paths = pyxis_files_page_dup_paths (list);
    pyxis_files_page_upload (self, (const char *const *) paths, folder);
  }
  g_slist_free_full (list, g_object_unref);
  g_object_unref (native);
}

static void
choose_files (PyxisFilesPage *self, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *native = pyxis_files_page_create_chooser (self, title, action);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (files_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
upload_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_files (PYXIS_FILES_PAGE (widget), _ ("Upload Files"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
upload_folder_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_files (PYXIS_FILES_PAGE (widget), _ ("Upload Folders"),
                GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
mark_saved (Copy *self)
{
  for (guint i = 0; self->page->unsaved && self->paths[i]; i++)
    pyxis_vfs_unsaved_mark_saved (self->page->unsaved, self->paths[i], self->moment);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Copy) self = user_data;
  g_autofree char *name = g_filename_display_basename (self->target);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (pyxis_vfs_save_finish (result, &error)) {
    mark_saved (self);
    text = g_strdup_printf (_ ("“%s” saved"), name);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    text = g_strdup_printf (_ ("Cancelled: “%s” was not saved"), name);
  } else {
    text = g_strdup (error->message);
  }
  if (self->page->vfs)
    pyxis_files_page_say (self->page, text);
}

/* Takes `self`, whose paths are saved to its target. */
static void
start_save (Copy *self)
{
  PyxisFilesPage *page = self->page;
  g_autoptr (GPtrArray) parts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_vfs_part_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (self->target);
  g_autofree char *title = g_strdup_printf (_ ("Saving “%s”"), name);
  PyxisTransferRow *row;

  self->moment = page->unsaved ? pyxis_vfs_unsaved_get_moment (page->unsaved) : 0;
  for (guint i = 0; self->paths[i] && !error; i++) {
    PyxisVfsPart *part = pyxis_vfs_take_part (page->vfs, self->paths[i], &error);

    if (part)
      g_ptr_array_add (parts, part);
  }
  if (error) {
    pyxis_files_page_say (page, error->message);
    copy_free (self);
    return;
  }
  show_row (self, title);
  row = PYXIS_TRANSFER_ROW (self->row);
  if (parts->len == 1 && !pyxis_vfs_part_is_folder (parts->pdata[0]))
    pyxis_vfs_save_async (parts->pdata[0], self->target, pyxis_transfer_row_get_progress (row),
                          pyxis_transfer_row_get_cancellable (row), saved_cb, self);
  else
    pyxis_vfs_save_zip_async (parts, self->target, pyxis_transfer_row_get_progress (row),
                              pyxis_transfer_row_get_cancellable (row), saved_cb, self);
}

static void
place_chosen_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  Copy *self = user_data;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)) : NULL;

  self->target = file ? g_file_get_path (file) : NULL;
  if (self->target && self->page->vfs) {
    pyxis_files_page_remember_folder (self->page, file);
    start_save (self);
  } else {
    copy_free (self);
  }
  g_object_unref (native);
}

/* (transfer full): one file has its name, everything else becomes a zip file. */
static char *
dup_save_name (PyxisFilesPage *self)
{
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item (self->tree);

  if (!item)
    return g_strdup ("files.zip");
  return g_strconcat (pyxis_vfs_item_get_name (item),
                      pyxis_vfs_item_is_folder (item) ? ".zip" : NULL, NULL);
}

static void
save_selected (PyxisFilesPage *self)
{
  GtkFileChooserNative *native =
    pyxis_files_page_create_chooser (self, _ ("Save As"), GTK_FILE_CHOOSER_ACTION_SAVE);
  g_auto (GStrv) selected = pyxis_files_tree_dup_selected (self->tree);
  g_autofree char *name = dup_save_name (self);
  Copy *copy = copy_new (self);

  copy->paths = pyxis_vfs_name_dup_tops ((const char *const *) selected);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  g_signal_connect (native, "response", G_CALLBACK (place_chosen_cb), copy);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (widget);

  if (!pyxis_files_page_save_own (self))
    save_selected (self);
}

void
pyxis_files_page_install_copy (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "files.upload", NULL, upload_cb);
  gtk_widget_class_install_action (klass, "files.upload-folder", NULL, upload_folder_cb);
  gtk_widget_class_install_action (klass, "files.save", NULL, save_cb);
}
