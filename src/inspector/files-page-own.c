/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>

#include "files-page-private.h"
#include "interpreter-read.h"
#include "transfer-row.h"
#include "vfs-file.h"
#include "vfs-name.h"

#define POLL_SECONDS 2

/* A file of an interpreter's own, on its way. */
typedef struct {
  PyxisFilesPage *page;
  PyxisVfsItem *item;
  GtkWidget *row;
  GFile *target; /* NULL: to the shared files */
} OwnCopy;

static void
own_copy_free (OwnCopy *self)
{
  if (self->row && gtk_widget_get_parent (self->row))
    gtk_box_remove (self->page->transfers, self->row);
  g_clear_object (&self->row);
  g_clear_object (&self->target);
  g_object_unref (self->item);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OwnCopy, own_copy_free)

/* (transfer full) */
static OwnCopy *
own_copy_new (PyxisFilesPage *page, PyxisVfsItem *item)
{
  OwnCopy *self = g_new0 (OwnCopy, 1);

  self->page = g_object_ref (page);
  self->item = g_object_ref (item);
  return self;
}

static void
say_failed (OwnCopy *self, const GError *error)
{
  g_autofree char *cancelled =
    g_strdup_printf (_ ("Cancelled: “%s” was not copied"), pyxis_vfs_item_get_name (self->item));
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (self->page->vfs)
    pyxis_files_page_say (self->page, is_cancelled ? cancelled : error->message);
}

static void
place (OwnCopy *self, GBytes *bytes)
{
  PyxisFilesPage *page = self->page;
  g_autofree char *path =
    pyxis_vfs_name_dup_free (page->vfs, "", pyxis_vfs_item_get_name (self->item));
  g_autofree char *text = g_strdup_printf (_ ("“%s” copied to the shared files"), path);
  g_autoptr (GPtrArray) created = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  /* What could be undone must not stand in the way. */
  pyxis_vfs_history_settle (page->history);
  if (!pyxis_vfs_put (page->vfs, path, bytes, &error)) {
    say_failed (self, error);
    return;
  }
  g_ptr_array_add (created, g_strdup (path));
  pyxis_vfs_history_note_upload (page->history, created, none);
  pyxis_files_tree_select (page->tree, path);
  pyxis_files_page_say_with_undo (page, text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OwnCopy) self = user_data;
  g_autofree char *path = g_file_get_path (self->target);
  g_autofree char *name = path ? g_filename_display_basename (path) : g_file_get_uri (self->target);
  g_autofree char *text = g_strdup_printf (_ ("“%s” saved"), name);
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say_failed (self, error);
  else if (self->page->vfs)
    pyxis_files_page_say (self->page, text);
}

/* Takes `self`. */
static void
write_bytes (OwnCopy *self, GBytes *bytes)
{
  GCancellable *cancellable = pyxis_transfer_row_get_cancellable (PYXIS_TRANSFER_ROW (self->row));

  g_file_replace_contents_bytes_async (self->target, bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, cancellable, written_cb,
                                       self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OwnCopy) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    pyxis_interpreter_read_finish (PYXIS_INTERPRETER (source), result, &error);

  if (!bytes)
    say_failed (self, error);
  else if (self->target)
    write_bytes (g_steal_pointer (&self), bytes);
  else if (self->page->vfs)
    place (self, bytes);
}

/* Takes `self`. */
static void
start (OwnCopy *self)
{
  PyxisInterpreterFiles *files = pyxis_vfs_item_get_owner (self->item);
  g_autofree char *title =
    g_strdup_printf (_ ("Reading “%s” from Python"), pyxis_vfs_item_get_name (self->item));
  PyxisInterpreterRead read = { .path = pyxis_vfs_item_get_path (self->item) };
  PyxisTransferRow *row;

  self->row = g_object_ref_sink (pyxis_transfer_row_new (title));
  row = PYXIS_TRANSFER_ROW (self->row);
  gtk_box_append (self->page->transfers, self->row);
  read.progress = pyxis_transfer_row_get_progress (row);
  pyxis_interpreter_read_async (pyxis_interpreter_files_get_interpreter (files), &read,
                                pyxis_transfer_row_get_cancellable (row), read_cb, self);
}

gboolean
pyxis_files_page_has_own (PyxisFilesPage *self)
{
  PyxisFilesRoots *roots = pyxis_files_tree_get_roots (self->tree);

  return g_list_model_get_n_items (pyxis_files_roots_get_model (roots)) > 0;
}

PyxisVfsItem *
pyxis_files_page_dup_own (PyxisFilesPage *self)
{
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item (self->tree);

  if (!item || !pyxis_vfs_item_get_owner (item) || pyxis_vfs_item_is_folder (item))
    return NULL;
  return g_steal_pointer (&item);
}

static void
share_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (widget);
  g_autoptr (PyxisVfsItem) item = pyxis_files_page_dup_own (self);

  if (item)
    start (own_copy_new (self, item));
}

static void
place_chosen_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autoptr (OwnCopy) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    self->target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  g_object_unref (native);
  if (!self->target)
    return;
  pyxis_files_page_remember_folder (self->page, self->target);
  start (g_steal_pointer (&self));
}

void
pyxis_files_page_save_own (PyxisFilesPage *self)
{
  GtkFileChooserNative *native =
    pyxis_files_page_create_chooser (self, _ ("Save As"), GTK_FILE_CHOOSER_ACTION_SAVE);
  g_autoptr (PyxisVfsItem) item = pyxis_files_page_dup_own (self);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), pyxis_vfs_item_get_name (item));
  g_signal_connect (native, "response", G_CALLBACK (place_chosen_cb), own_copy_new (self, item));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
refresh (PyxisFilesPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    pyxis_files_roots_refresh (pyxis_files_tree_get_roots (self->tree));
}

static void
refresh_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  refresh (PYXIS_FILES_PAGE (widget));
}

/* A window that is put away is not looked at. */
static gboolean
poll_cb (gpointer user_data)
{
  PyxisFilesPage *self = user_data;
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (self)));

  if (!GDK_IS_TOPLEVEL (surface) ||
      !(gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_MINIMIZED))
    refresh (self);
  return G_SOURCE_CONTINUE;
}

static void
map_cb (GtkWidget *widget, gpointer user_data)
{
  PyxisFilesPage *self = user_data;

  if (!self->poll)
    self->poll = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
  refresh (self);
}

static void
unmap_cb (GtkWidget *widget, gpointer user_data)
{
  g_clear_handle_id (&PYXIS_FILES_PAGE (user_data)->poll, g_source_remove);
}

static void
entered_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  refresh (user_data);
}

/* Python has just begun, or done what it does: py:ready, mpy:done, py-editor:done and the like. */
static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  const char *kind = pyxis_event_get_fields (event)->kind;

  if (g_str_has_suffix (kind, ":ready") || g_str_has_suffix (kind, "done"))
    refresh (user_data);
}

void
pyxis_files_page_connect_own (PyxisFilesPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), self);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), self);
}

void
pyxis_files_page_set_log (PyxisFilesPage *self, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_FILES_PAGE (self));

  if (self->log)
    g_signal_handlers_disconnect_by_func (self->log, appended_cb, self);
  g_set_object (&self->log, log);
  if (log)
    g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
}

void
pyxis_files_page_install_own (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "files.share", NULL, share_cb);
  gtk_widget_class_install_action (klass, "files.refresh", NULL, refresh_cb);
}
