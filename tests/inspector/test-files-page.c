/* SPDX-License-Identifier: Apache-2.0 */
#include "files-page.h"

#include "files-window.h"
#include "name-popover.h"

static void
write_file (FilesWindow *self, const char *name, const char *text)
{
  g_free (temporary_folder_write (self->disk, name, text, -1));
}

/* What Python does is seen, with no word from the user. */
static void
test_live (FilesWindow *self, gconstpointer data)
{
  files_window_wait_for (self, "No Files Yet");
  vfs_files_put (self->vfs, "python.txt", "12345");
  files_window_wait_for (self, "python.txt");
  files_window_wait_for (self, "5 bytes");
  vfs_files_put (self->vfs, "python.txt", "1234567");
  files_window_wait_for (self, "7 bytes");
  g_assert_true (pyxis_vfs_rename (self->vfs, "python.txt", "b\nc", NULL));
  files_window_wait_for (self, "b\uFFFDc");
  g_assert_true (pyxis_vfs_remove (self->vfs, "b\nc", NULL));
  files_window_wait_for (self, "No Files Yet");
}

static void
test_upload (FilesWindow *self, gconstpointer data)
{
  write_file (self, "top/sub/a.txt", "A");
  temporary_folder_link (self->disk, "top/link", "sub");
  files_window_upload (self, "top", "");
  files_window_wait_for (self, "1 file uploaded; left out: 1 link");
  vfs_files_assert_tree (self->vfs, "top/|top/sub/|top/sub/a.txt");
  files_window_act (self, "files.undo");
  vfs_files_assert_tree (self->vfs, "");
}

static void
answer (FilesWindow *self, const char *label)
{
  GtkWidget *dialog = files_window_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);

  g_signal_emit_by_name (files_window_find_button (dialog, label), "clicked");
}

static void
test_conflict (FilesWindow *self, gconstpointer data)
{
  write_file (self, "a.txt", "new");
  vfs_files_put (self->vfs, "a.txt", "old");
  files_window_upload (self, "a.txt", "");
  answer (self, "_Cancel");
  vfs_files_assert_text (self->vfs, "a.txt", "old");

  files_window_upload (self, "a.txt", "");
  answer (self, "_Replace");
  files_window_wait_for (self, "1 file uploaded");
  vfs_files_assert_text (self->vfs, "a.txt", "new");
  files_window_act (self, "files.undo");
  vfs_files_assert_text (self->vfs, "a.txt", "old");

  files_window_upload (self, "a.txt", "");
  answer (self, "Keep _Both");
  files_window_wait_for (self, "a (2).txt");
  vfs_files_assert_text (self->vfs, "a (2).txt", "new");
}

/* One sentence, and nothing half-written. */
static void
test_full (FilesWindow *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (30000, 'x');

  write_file (self, "top/1", "small");
  write_file (self, "top/2", text);
  files_window_upload (self, "top", "");
  files_window_wait_for (self, "“top/2” finds no room");
  files_window_wait_for (self, "Delete files to make room (1 file uploaded).");
  vfs_files_assert_tree (self->vfs, "top/|top/1");
}

/* A large file that was deleted makes room, at the latest when room is asked for. */
static void
test_room (FilesWindow *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (15000, 'x');

  write_file (self, "new", text);
  vfs_files_put (self->vfs, "old", text);
  files_window_select (self, "old");
  files_window_act (self, "files.delete");
  files_window_upload (self, "new", "");
  files_window_wait_for (self, "1 file uploaded");
  vfs_files_assert_tree (self->vfs, "new");
}

static PyxisNamePopover *
wait_for_popover (FilesWindow *self)
{
  PyxisNamePopover *popover = files_window_find (self->page, PYXIS_TYPE_NAME_POPOVER);

  while (!gtk_widget_get_mapped (GTK_WIDGET (popover)))
    g_main_context_iteration (NULL, TRUE);
  return popover;
}

static void
type_name (FilesWindow *self, const char *name)
{
  GtkWidget *entry = files_window_find (GTK_WIDGET (wait_for_popover (self)), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_new_folder (FilesWindow *self, gconstpointer data)
{
  vfs_files_put (self->vfs, "taken", "");
  files_window_act (self, "files.new-folder");
  type_name (self, "a/b");
  files_window_wait_for (self, "A name cannot hold a slash.");
  type_name (self, "taken");
  files_window_wait_for (self, "“taken” exists already");
  type_name (self, "new");
  files_window_wait_for_none (self, "exists already");
  vfs_files_assert_tree (self->vfs, "new/|taken");

  /* The new folder is selected: the next one goes into it. */
  files_window_act (self, "files.new-folder");
  type_name (self, "below");
  vfs_files_assert_tree (self->vfs, "new/|new/below/|taken");
  files_window_act (self, "files.undo");
  files_window_act (self, "files.undo");
  vfs_files_assert_tree (self->vfs, "taken");
}

static void
test_rename (FilesWindow *self, gconstpointer data)
{
  vfs_files_make_folder (self->vfs, "f");
  vfs_files_put (self->vfs, "f/a.txt", "A");
  vfs_files_put (self->vfs, "f/b", "B");
  files_window_select (self, "f/a.txt");
  files_window_act (self, "files.rename");
  type_name (self, "b");
  files_window_wait_for (self, "exists already");
  vfs_files_assert_text (self->vfs, "f/b", "B");

  /* It is gone while its new name is typed. */
  g_assert_true (pyxis_vfs_remove (self->vfs, "f/a.txt", NULL));
  type_name (self, "c");
  files_window_wait_for (self, "does not exist");
  gtk_popover_popdown (GTK_POPOVER (wait_for_popover (self)));

  files_window_select (self, "f/b");
  files_window_act (self, "files.rename");
  type_name (self, "c");
  vfs_files_assert_tree (self->vfs, "f/|f/c");
  files_window_act (self, "files.undo");
  vfs_files_assert_tree (self->vfs, "f/|f/b");
}

static void
test_delete (FilesWindow *self, gconstpointer data)
{
  GtkWidget *undo;

  vfs_files_make_folder (self->vfs, "f");
  vfs_files_put (self->vfs, "f/a", "A");
  files_window_select (self, "f");
  files_window_act (self, "files.delete");
  files_window_wait_for (self, "“f” deleted");
  vfs_files_assert_tree (self->vfs, "");

  /* The button of the toast. */
  undo = files_window_find (self->window, ADW_TYPE_TOAST_OVERLAY);
  undo = files_window_find_button (gtk_widget_get_last_child (undo), "_Undo");
  g_signal_emit_by_name (undo, "clicked");
  vfs_files_assert_tree (self->vfs, "f/|f/a");
  files_window_wait_for_none (self, "deleted");
}

static void
type_search (FilesWindow *self, const char *text)
{
  GtkWidget *entry = files_window_find (self->page, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_search (FilesWindow *self, gconstpointer data)
{
  GtkWidget *entry = files_window_find (self->page, GTK_TYPE_SEARCH_ENTRY);
  g_autoptr (PyxisVfsItem) item = NULL;

  vfs_files_make_folder (self->vfs, "deep");
  vfs_files_make_folder (self->vfs, "deep/er");
  vfs_files_put (self->vfs, "deep/er/Needle.txt", "N");
  vfs_files_put (self->vfs, "hay", "");
  files_window_wait_for (self, "hay");
  type_search (self, "needle");
  files_window_wait_for (self, "1 found");
  files_window_wait_for (self, "Needle.txt");
  files_window_wait_for_none (self, "hay");

  /* The list lives. */
  vfs_files_put (self->vfs, "another needle", "");
  files_window_wait_for (self, "2 found");
  type_search (self, "nothing at all");
  files_window_wait_for (self, "Nothing Found");

  /* What was found is shown where it is. */
  type_search (self, "needle.t");
  files_window_wait_for (self, "1 found");
  gtk_selection_model_select_item (
    gtk_column_view_get_model (files_window_find (self->page, GTK_TYPE_COLUMN_VIEW)), 0, TRUE);
  g_signal_emit_by_name (entry, "stop-search");
  item = pyxis_files_tree_dup_item (self->tree);
  g_assert_cmpstr (pyxis_vfs_item_get_path (item), ==, "deep/er/Needle.txt");
  files_window_wait_for (self, "hay");
}

static void
wait_for_file (FilesWindow *self, const char *name)
{
  g_autofree char *path = files_window_path (self, name);

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_save (FilesWindow *self, gconstpointer data)
{
  g_autofree char *path = files_window_path (self, "saved.txt");
  g_autofree char *text = NULL;

  vfs_files_make_folder (self->vfs, "f");
  vfs_files_put (self->vfs, "f/a.txt", "A");
  files_window_select (self, "f/a.txt");
  files_window_act (self, "files.save");
  files_window_choose (self, "saved.txt");
  files_window_wait_for (self, "“saved.txt” saved");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "A");

  files_window_select (self, "f");
  files_window_act (self, "files.save");
  files_window_choose (self, "folder.zip");
  wait_for_file (self, "folder.zip");
}

/* What was saved here need not be saved when the window goes. */
static void
test_mark_saved (FilesWindow *self, gconstpointer data)
{
  g_autoptr (PyxisVfsUnsaved) unsaved = pyxis_vfs_unsaved_new (self->vfs);

  pyxis_files_page_set_unsaved (PYXIS_FILES_PAGE (self->page), unsaved);
  vfs_files_make_folder (self->vfs, "f");
  vfs_files_put (self->vfs, "f/a.txt", "A");
  vfs_files_put (self->vfs, "b.txt", "B");
  g_assert_cmpuint (pyxis_vfs_unsaved_count (unsaved), ==, 2);
  files_window_select (self, "f");
  files_window_act (self, "files.save");
  files_window_choose (self, "folder.zip");
  files_window_wait_for (self, "“folder.zip” saved");
  g_assert_cmpuint (pyxis_vfs_unsaved_count (unsaved), ==, 1);
}

/* The button of a toast undoes what the toast tells of, or is gone. */
static void
test_toast_of_last (FilesWindow *self, gconstpointer data)
{
  vfs_files_put (self->vfs, "a", "A");
  vfs_files_put (self->vfs, "b", "B");
  files_window_select (self, "a");
  files_window_act (self, "files.delete");
  files_window_wait_for (self, "“a” deleted");
  files_window_wait_for (self, "Undo");
  files_window_select (self, "b");
  files_window_act (self, "files.rename");
  type_name (self, "c");
  files_window_wait_for_none (self, "Undo");

  files_window_act (self, "files.delete");
  files_window_wait_for (self, "“c” deleted");
  files_window_act (self, "files.undo");
  files_window_wait_for (self, "Undone");
  files_window_wait_for_none (self, "“c” deleted");
  vfs_files_assert_tree (self->vfs, "c");
}

static void
turn (FilesWindow *self, gboolean right, const char *selected)
{
  g_autoptr (PyxisVfsItem) item = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->tree), "tree.turn", "b", right));
  item = pyxis_files_tree_dup_item (self->tree);
  g_assert_cmpstr (pyxis_vfs_item_get_path (item), ==, selected);
}

static void
test_turn (FilesWindow *self, gconstpointer data)
{
  vfs_files_make_folder (self->vfs, "f");
  vfs_files_put (self->vfs, "f/below", "B");
  files_window_select (self, "f");
  turn (self, FALSE, "f");
  turn (self, TRUE, "f");
  files_window_wait_for (self, "below");
  turn (self, TRUE, "f/below");
  turn (self, TRUE, "f/below");
  turn (self, FALSE, "f");
  turn (self, FALSE, "f");
  files_window_wait_for_none (self, "below");
}

/* Files go while they are selected, and the page goes on. */
static void
test_gone (FilesWindow *self, gconstpointer data)
{
  for (guint i = 0; i < 50; i++) {
    g_autofree char *name = g_strdup_printf ("%02u", i);

    vfs_files_put (self->vfs, name, "text");
  }
  files_window_wait_for (self, "49");
  gtk_selection_model_select_all (
    gtk_column_view_get_model (files_window_find (self->page, GTK_TYPE_COLUMN_VIEW)));
  g_assert_cmpuint (pyxis_files_tree_get_n_selected (self->tree), ==, 50);
  files_window_wait_for (self, "50 Files Are Selected");
  for (guint i = 0; i < 49; i++) {
    g_autofree char *name = g_strdup_printf ("%02u", i);

    g_assert_true (pyxis_vfs_remove (self->vfs, name, NULL));
  }
  files_window_act (self, "files.delete");
  vfs_files_assert_tree (self->vfs, "");
  files_window_wait_for (self, "No Files Yet");
}

/* A window that goes ends what it copies: far from all of it comes. */
static void
test_leave (FilesWindow *self, gconstpointer data)
{
  g_autoptr (PyxisVfs) vfs = g_object_ref (self->vfs);

  for (guint i = 0; i < 900; i++) {
    g_autofree char *name = g_strdup_printf ("top/%03u", i);

    write_file (self, name, "text");
  }
  files_window_upload (self, "top", "");
  while (pyxis_vfs_get_n_files (vfs) == 0)
    g_main_context_iteration (NULL, TRUE);
  pyxis_files_page_set_vfs (PYXIS_FILES_PAGE (self->page), NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  while (G_OBJECT (vfs)->ref_count > 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), <, 900);
}

/* An order that is chosen is kept when files change. */
static void
test_sort (FilesWindow *self, gconstpointer data)
{
  GtkColumnView *view = files_window_find (self->page, GTK_TYPE_COLUMN_VIEW);
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkColumnViewColumn) size = g_list_model_get_item (columns, 1);
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (view));

  vfs_files_put (self->vfs, "a", "1");
  vfs_files_put (self->vfs, "b", "22");
  vfs_files_make_folder (self->vfs, "z");
  gtk_column_view_sort_by_column (view, size, GTK_SORT_DESCENDING);
  files_window_wait_for (self, "z");
  for (guint round = 0; round < 2; round++) {
    const char *const expected[] = { "z", round ? "a" : "b", round ? "b" : "a" };

    for (guint i = 0; i < 3; i++) {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr (PyxisVfsItem) item = gtk_tree_list_row_get_item (row);

      g_assert_cmpstr (pyxis_vfs_item_get_name (item), ==, expected[i]);
    }
    vfs_files_put (self->vfs, "a", "4444");
    files_window_wait_for (self, "4 bytes");
  }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, bytes, func)                                                                     \
  g_test_add ("/files-page/" name, FilesWindow, GSIZE_TO_POINTER (bytes), files_window_set_up,     \
              func, files_window_tear_down)
  ADD ("live", 0, test_live);
  ADD ("upload", 0, test_upload);
  ADD ("conflict", 0, test_conflict);
  ADD ("full", 20000, test_full);
  ADD ("room", 20000, test_room);
  ADD ("new-folder", 0, test_new_folder);
  ADD ("rename", 0, test_rename);
  ADD ("delete", 0, test_delete);
  ADD ("search", 0, test_search);
  ADD ("save", 0, test_save);
  ADD ("mark-saved", 0, test_mark_saved);
  ADD ("toast-of-last", 0, test_toast_of_last);
  ADD ("turn", 0, test_turn);
  ADD ("gone", 0, test_gone);
  ADD ("leave", 0, test_leave);
  ADD ("sort", 0, test_sort);
  return g_test_run ();
}
