/* SPDX-License-Identifier: Apache-2.0 */
#include "files-provider.h"

#include "files-window.h"

/* What is dropped and dragged, as the toolkit hands it over. */

/* (nullable) (transfer none) */
static gpointer
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (g_type_is_a (G_OBJECT_TYPE (controller), type))
      return controller;
  }
  return NULL;
}

/* The middle of the row that shows a path. */
static void
find_row (FilesWindow *self, const char *path, double *x, double *y)
{
  g_autoptr (PyxisVfsItem) item = NULL;

  *x = 60;
  for (*y = 30;; *y += 5) {
    if (*y > gtk_widget_get_height (GTK_WIDGET (self->tree))) {
      g_main_context_iteration (NULL, TRUE);
      *y = 30;
    }
    g_clear_object (&item);
    item = pyxis_files_tree_dup_item_at (self->tree, *x, *y, NULL);
    if (item && g_str_equal (pyxis_vfs_item_get_path (item), path))
      return;
  }
}

static gboolean
drop (FilesWindow *self, GtkWidget *widget, const GValue *value, double x, double y)
{
  GtkDropTarget *target = find_controller (widget, GTK_TYPE_DROP_TARGET);
  gboolean is_taken = FALSE;

  g_assert_nonnull (target);
  g_signal_emit_by_name (target, "drop", value, x, y, &is_taken);
  return is_taken;
}

static void
drop_files (FilesWindow *self, const char *name, double x, double y)
{
  g_autofree char *path = files_window_path (self, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file };
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, 1));
  g_assert_true (drop (self, GTK_WIDGET (self->tree), &value, x, y));
}

/* On a folder's row into it, on a file's beside it, elsewhere to the root. */
static void
test_drop (FilesWindow *self, gconstpointer data)
{
  double x, y;

  g_free (temporary_folder_write (self->disk, "new", "N", -1));
  vfs_files_make_folder (self->vfs, "f");
  vfs_files_put (self->vfs, "f/a", "A");
  files_window_select (self, "f/a");
  find_row (self, "f", &x, &y);
  drop_files (self, "new", x, y);
  files_window_wait_for (self, "1 file uploaded");
  vfs_files_assert_tree (self->vfs, "f/|f/a|f/new");
  files_window_act (self, "files.undo");

  find_row (self, "f/a", &x, &y);
  drop_files (self, "new", x, y);
  while (!vfs_files_exists (self->vfs, "f/new"))
    g_main_context_iteration (NULL, TRUE);
  files_window_act (self, "files.undo");
  drop_files (self, "new", 60, gtk_widget_get_height (GTK_WIDGET (self->tree)) - 5);
  while (!vfs_files_exists (self->vfs, "new"))
    g_main_context_iteration (NULL, TRUE);
}

/* Where there are no files yet, a drop is taken too. */
static void
test_drop_first (FilesWindow *self, gconstpointer data)
{
  g_autofree char *path = files_window_path (self, "folder");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file };
  g_auto (GValue) value = G_VALUE_INIT;

  g_free (temporary_folder_write (self->disk, "folder/x", "X", -1));
  files_window_wait_for (self, "No Files Yet");
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, 1));
  g_assert_true (
    drop (self, gtk_widget_get_ancestor (GTK_WIDGET (self->tree), GTK_TYPE_STACK), &value, 9, 9));
  files_window_wait_for (self, "1 file uploaded");
  vfs_files_assert_tree (self->vfs, "folder/|folder/x");
}

/* (transfer full): what a drag that begins at a row gives. */
static GdkContentProvider *
begin_drag (FilesWindow *self, const char *path)
{
  GtkDragSource *source = find_controller (GTK_WIDGET (self->tree), GTK_TYPE_DRAG_SOURCE);
  GdkContentProvider *provider = NULL;
  double x, y;

  find_row (self, path, &x, &y);
  g_signal_emit_by_name (source, "prepare", x, y, &provider);
  g_assert_nonnull (provider);
  return provider;
}

static void
drop_provider (FilesWindow *self, GdkContentProvider *provider, double x, double y)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_value_init (&value, PYXIS_TYPE_FILES_PROVIDER);
  gdk_content_provider_get_value (provider, &value, &error);
  g_assert_no_error (error);
  drop (self, GTK_WIDGET (self->tree), &value, x, y);
}

static void
test_move (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GdkContentProvider) folder = NULL;
  double x, y;

  vfs_files_make_folder (self->vfs, "f");
  vfs_files_make_folder (self->vfs, "f/g");
  vfs_files_put (self->vfs, "a", "A");
  files_window_select (self, "f/g");
  provider = begin_drag (self, "a");
  find_row (self, "f", &x, &y);
  drop_provider (self, provider, x, y);
  vfs_files_assert_tree (self->vfs, "f/|f/a|f/g/");
  files_window_wait_for (self, "1 file or folder moved");
  files_window_act (self, "files.undo");
  vfs_files_assert_tree (self->vfs, "a|f/|f/g/");

  /* A folder into itself, and below itself. */
  folder = begin_drag (self, "f");
  drop_provider (self, folder, x, y);
  files_window_wait_for (self, "“f” cannot be moved into itself.");
  find_row (self, "f/g", &x, &y);
  drop_provider (self, folder, x, y);
  vfs_files_assert_tree (self->vfs, "a|f/|f/g/");
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* What another program is told: addresses of real files, which go with the page. */
static void
test_drag_out (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GdkContentFormats) formats = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *text = NULL;
  g_auto (GStrv) addresses = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *content = NULL;
  gboolean is_done = FALSE;

  vfs_files_make_folder (self->vfs, "f");
  vfs_files_put (self->vfs, "f/ä b", "A");
  files_window_select (self, "f");
  provider = begin_drag (self, "f");
  vfs_files_put (self->vfs, "f/later", "");
  formats = gdk_content_provider_ref_storable_formats (provider);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  gdk_content_provider_write_mime_type_async (provider, "text/uri-list", stream, 0, NULL,
                                              written_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  g_output_stream_write (stream, "", 1, NULL, NULL);
  text = g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)));
  addresses = g_uri_list_extract_uris (text);
  g_assert_cmpuint (g_strv_length (addresses), ==, 1);
  folder = g_file_new_for_uri (addresses[0]);
  file = g_file_get_child (folder, "ä b");
  g_assert_true (g_file_load_contents (file, NULL, &content, NULL, NULL, NULL));
  g_assert_cmpstr (content, ==, "A");
  g_clear_object (&file);
  file = g_file_get_child (folder, "later");
  g_assert_false (g_file_query_exists (file, NULL));

  g_clear_object (&provider);
  pyxis_files_page_set_vfs (PYXIS_FILES_PAGE (self->page), NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  g_assert_false (g_file_query_exists (folder, NULL));
}

static void
test_clipboard (FilesWindow *self, gconstpointer data)
{
  vfs_files_make_folder (self->vfs, "f");
  vfs_files_make_folder (self->vfs, "g");
  vfs_files_put (self->vfs, "f/a", "A");
  files_window_select (self, "f");
  files_window_act (self, "files.copy");
  files_window_select (self, "g");
  files_window_act (self, "files.paste");
  vfs_files_assert_tree (self->vfs, "f/|f/a|g/|g/f/|g/f/a");

  files_window_select (self, "f/a");
  files_window_act (self, "files.cut");
  files_window_select (self, "g");
  files_window_act (self, "files.paste");
  vfs_files_assert_tree (self->vfs, "f/|g/|g/a|g/f/|g/f/a");
  files_window_act (self, "files.undo");
  files_window_act (self, "files.undo");
  vfs_files_assert_tree (self->vfs, "f/|f/a|g/");
}

/* Files of another project, or of a file manager, come by way of the disk. */
static void
test_paste_others (FilesWindow *self, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (self->page);
  g_autoptr (PyxisVfs) other = vfs_files_new (1 << 20, 10);
  g_autoptr (GPtrArray) folders = pyxis_files_provider_folders_new ();
  const char *const paths[] = { "theirs", NULL };
  g_autofree char *path = temporary_folder_write (self->disk, "disk", "D", -1);
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file };
  GdkFileList *list = gdk_file_list_new_from_array (files, 1);

  vfs_files_put (other, "theirs", "T");
  provider = pyxis_files_provider_new (other, paths, FALSE, folders);
  gdk_clipboard_set_content (clipboard, provider);
  files_window_act (self, "files.paste");
  files_window_wait_for (self, "theirs");
  vfs_files_assert_text (self->vfs, "theirs", "T");

  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  files_window_act (self, "files.paste");
  files_window_wait_for (self, "disk");
  vfs_files_assert_text (self->vfs, "disk", "D");
  gdk_clipboard_set_text (clipboard, "no files");
  files_window_act (self, "files.paste");
  files_window_wait_for (self, "There are no files to paste");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func)                                                                            \
  g_test_add ("/files-drag/" name, FilesWindow, NULL, files_window_set_up, func,                   \
              files_window_tear_down)
  ADD ("drop", test_drop);
  ADD ("drop-first", test_drop_first);
  ADD ("move", test_move);
  ADD ("drag-out", test_drag_out);
  ADD ("clipboard", test_clipboard);
  ADD ("paste-others", test_paste_others);
  return g_test_run ();
}
