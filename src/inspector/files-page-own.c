/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>

#include "files-page-parts.h"
#include "files-page-private.h"
#include "interpreter-copy.h"
#include "transfer-row.h"
#include "vfs-merge.h"
#include "vfs-name.h"
#include "vfs-save.h"

#define POLL_SECONDS 2

/* What is an interpreter's own, on its way. */
typedef struct {
  PyxisFilesPage *page;
  GPtrArray *items; /* of PyxisVfsItem */
  GtkWidget *row;
  char *target; /* NULL: to the shared files */
} OwnCopy;

static void
own_copy_free (OwnCopy *self)
{
  if (self->row && gtk_widget_get_parent (self->row))
    gtk_box_remove (self->page->transfers, self->row);
  g_clear_object (&self->row);
  g_ptr_array_unref (self->items);
  g_object_unref (self->page);
  g_free (self->target);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OwnCopy, own_copy_free)

/* (transfer full): takes `items`. */
static OwnCopy *
own_copy_new (PyxisFilesPage *page, GPtrArray *items)
{
  OwnCopy *self = g_new0 (OwnCopy, 1);

  self->page = g_object_ref (page);
  self->items = items;
  return self;
}

static const char *
get_name (OwnCopy *self)
{
  return pyxis_vfs_item_get_name (self->items->pdata[0]);
}

static void
say_failed (OwnCopy *self, const GError *error)
{
  g_autofree char *cancelled =
    g_strdup_printf (_ ("Cancelled: “%s” was not copied"), get_name (self));
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (self->page->vfs)
    pyxis_files_page_say (self->page, is_cancelled ? cancelled : error->message);
}

/* Where names of `copy` are taken, others. (transfer full) (nullable) (element-type utf8): those that it has
 * then. */
static GPtrArray *
make_room (PyxisVfs *vfs, PyxisVfs *copy, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) entries = pyxis_vfs_list (copy, "", error);

  for (guint i = 0; entries && i < entries->len; i++) {
    const char *name = g_array_index (entries, PyxisVfsEntry, i).name;
    char *free_name = pyxis_vfs_name_dup_free (vfs, "", name);

    g_ptr_array_add (names, free_name);
    if (!g_str_equal (name, free_name) && !pyxis_vfs_rename (copy, name, free_name, error))
      return NULL;
  }
  return entries ? g_steal_pointer (&names) : NULL;
}

/* (transfer full) (nullable) (element-type utf8): what came. */
static GPtrArray *
merge (PyxisFilesPage *page, PyxisVfs *copy, GError **error)
{
  g_autoptr (GPtrArray) names = make_room (page->vfs, copy, error);
  g_autoptr (PyxisVfsSnapshot) snapshot = names ? pyxis_vfs_take_snapshot (copy) : NULL;
  PyxisVfsMerged merged = { 0 };

  if (!snapshot || !pyxis_vfs_merge (page->vfs, snapshot, PYXIS_VFS_MERGE_BESIDE, &merged, error))
    return NULL;
  return g_steal_pointer (&names);
}

static void
place (OwnCopy *self, PyxisVfs *copy)
{
  PyxisFilesPage *page = self->page;
  g_autoptr (GPtrArray) created = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* What could be undone must not stand in the way. */
  pyxis_vfs_history_settle (page->history);
  created = merge (page, copy, &error);
  if (!created) {
    say_failed (self, error);
    return;
  }
  pyxis_vfs_history_note_upload (page->history, created, none);
  pyxis_files_tree_select (page->tree, created->pdata[0]);
  text = created->len == 1
           ? g_strdup_printf (_ ("“%s” copied to the shared files"), (char *) created->pdata[0])
           : g_strdup_printf (ngettext ("%u copied to the shared files",
                                        "%u copied to the shared files", created->len),
                              created->len);
  pyxis_files_page_say_with_undo (page, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OwnCopy) self = user_data;
  g_autofree char *name = g_filename_display_basename (self->target);
  g_autofree char *text = g_strdup_printf (_ ("“%s” saved"), name);
  g_autoptr (GError) error = NULL;

  if (!pyxis_vfs_save_finish (result, &error))
    say_failed (self, error);
  else if (self->page->vfs)
    pyxis_files_page_say (self->page, text);
}

/* (transfer full) (nullable) (element-type PyxisVfsPart): what is in the root of `copy`. */
static GPtrArray *
take_parts (PyxisVfs *copy, GError **error)
{
  g_autoptr (GPtrArray) parts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_vfs_part_unref);
  g_autoptr (GArray) entries = pyxis_vfs_list (copy, "", error);

  for (guint i = 0; entries && i < entries->len; i++) {
    PyxisVfsPart *part =
      pyxis_vfs_take_part (copy, g_array_index (entries, PyxisVfsEntry, i).name, error);

    if (!part)
      return NULL;
    g_ptr_array_add (parts, part);
  }
  return entries ? g_steal_pointer (&parts) : NULL;
}

/* Takes `self`. */
static void
save (OwnCopy *self, PyxisVfs *copy)
{
  PyxisTransferRow *row = PYXIS_TRANSFER_ROW (self->row);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = take_parts (copy, &error);

  if (!parts) {
    say_failed (self, error);
    own_copy_free (self);
  } else if (parts->len == 1 && !pyxis_vfs_part_is_folder (parts->pdata[0])) {
    pyxis_vfs_save_async (parts->pdata[0], self->target, pyxis_transfer_row_get_progress (row),
                          pyxis_transfer_row_get_cancellable (row), saved_cb, self);
  } else {
    pyxis_vfs_save_zip_async (parts, self->target, pyxis_transfer_row_get_progress (row),
                              pyxis_transfer_row_get_cancellable (row), saved_cb, self);
  }
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OwnCopy) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfs) copy =
    pyxis_interpreter_copy_finish (PYXIS_INTERPRETER (source), result, &error);

  if (!copy)
    say_failed (self, error);
  else if (self->target)
    save (g_steal_pointer (&self), copy);
  else if (self->page->vfs)
    place (self, copy);
}

/* Takes `self`. */
static void
start (OwnCopy *self)
{
  PyxisInterpreterFiles *files = pyxis_vfs_item_get_owner (self->items->pdata[0]);
  g_autofree char *title = g_strdup_printf (_ ("Reading “%s” from Python"), get_name (self));
  PyxisTransferRow *row;

  self->row = g_object_ref_sink (pyxis_transfer_row_new (title));
  row = PYXIS_TRANSFER_ROW (self->row);
  gtk_box_append (self->page->transfers, self->row);
  pyxis_interpreter_copy_async (pyxis_interpreter_files_get_interpreter (files), self->items,
                                pyxis_transfer_row_get_progress (row),
                                pyxis_transfer_row_get_cancellable (row), copied_cb, self);
}

gboolean
pyxis_files_page_has_own (PyxisFilesPage *self)
{
  PyxisFilesRoots *roots = pyxis_files_tree_get_roots (self->tree);

  return g_list_model_get_n_items (pyxis_files_roots_get_model (roots)) > 0;
}

static void
share_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (widget);
  GPtrArray *items = pyxis_files_tree_dup_own (self->tree);

  if (items)
    start (own_copy_new (self, items));
}

static void
place_chosen_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autoptr (OwnCopy) self = user_data;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)) : NULL;

  g_object_unref (native);
  self->target = file ? g_file_get_path (file) : NULL;
  if (!self->target)
    return;
  pyxis_files_page_remember_folder (self->page, file);
  start (g_steal_pointer (&self));
}

/* (transfer full): as for the project's files, one file has its name, everything else becomes a zip file. */
static char *
dup_save_name (GPtrArray *items)
{
  PyxisVfsItem *item = items->pdata[0];

  if (items->len > 1)
    return g_strdup ("files.zip");
  return g_strconcat (pyxis_vfs_item_get_name (item),
                      pyxis_vfs_item_is_folder (item) ? ".zip" : NULL, NULL);
}

gboolean
pyxis_files_page_save_own (PyxisFilesPage *self)
{
  GtkFileChooserNative *native;
  GPtrArray *items = pyxis_files_tree_dup_own (self->tree);
  g_autofree char *name = NULL;

  if (!items)
    return FALSE;
  native = pyxis_files_page_create_chooser (self, _ ("Save As"), GTK_FILE_CHOOSER_ACTION_SAVE);
  name = dup_save_name (items);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  g_signal_connect (native, "response", G_CALLBACK (place_chosen_cb), own_copy_new (self, items));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
  return TRUE;
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
