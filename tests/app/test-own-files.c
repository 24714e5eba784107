/* SPDX-License-Identifier: Apache-2.0 */
#include "files-window.h"
#include "interpreter-files.h"
#include "project-window.h"
#include "zip-source.h"

/* What interpreters keep for themselves, on the Files page of the program's window. */

typedef struct {
  GtkWidget *window;
  PyxisFilesTree *tree;
  PyxisView *view;
  PyxisVfs *vfs;
  GListModel *rows; /* of the tree */
} Fixture;

static void
set_up (Fixture *self, gconstpointer name)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("PYXIS_FIXTURES"), "interpreters", name, NULL);
  GtkColumnView *column_view;

  self->window = project_window_open (path, "Own");
  self->view = project_window_get_view (self->window);
  self->vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (self->view));
  g_assert_true (gtk_widget_activate_action (self->window, "page.files", NULL));
  self->tree = project_window_find (self->window, PYXIS_TYPE_FILES_TREE);
  column_view = project_window_find (GTK_WIDGET (self->tree), GTK_TYPE_COLUMN_VIEW);
  self->rows = G_LIST_MODEL (gtk_column_view_get_model (column_view));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* (nullable) (transfer full): the row of a name, below the last row of `above` where that is given. */
static GtkTreeListRow *
find_row (Fixture *self, const char *above, const char *name, guint *position)
{
  gboolean is_below = !above;

  for (guint i = 0; i < g_list_model_get_n_items (self->rows); i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (self->rows, i);
    g_autoptr (PyxisVfsItem) item = gtk_tree_list_row_get_item (row);

    *position = i;
    if (is_below && g_str_equal (pyxis_vfs_item_get_name (item), name))
      return g_steal_pointer (&row);
    if (above && gtk_tree_list_row_get_depth (row) == 0)
      is_below = g_str_has_prefix (pyxis_vfs_item_get_name (item), above);
  }
  return NULL;
}

/* (transfer full): once it is there. */
static GtkTreeListRow *
wait_for_row (Fixture *self, const char *above, const char *name, guint *position)
{
  GtkTreeListRow *row;

  while (!(row = find_row (self, above, name, position)))
    g_main_context_iteration (NULL, TRUE);
  return row;
}

/* (transfer full): the root whose title begins so. */
static char *
wait_for_root (Fixture *self, const char *title)
{
  for (;;) {
    for (guint i = 0; i < g_list_model_get_n_items (self->rows); i++) {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (self->rows, i);
      g_autoptr (PyxisVfsItem) item = gtk_tree_list_row_get_item (row);

      if (g_str_has_prefix (pyxis_vfs_item_get_name (item), title))
        return g_strdup (pyxis_vfs_item_get_name (item));
    }
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
open_row (Fixture *self, const char *above, const char *name)
{
  guint position;
  g_autoptr (GtkTreeListRow) row = wait_for_row (self, above, name, &position);

  g_assert_true (gtk_tree_list_row_is_expandable (row));
  gtk_tree_list_row_set_expanded (row, TRUE);
}

/* Besides what is selected. */
static void
add_row (Fixture *self, const char *above, const char *name)
{
  guint position;
  g_autoptr (GtkTreeListRow) row = wait_for_row (self, above, name, &position);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->rows), position, FALSE);
}

static void
select_row (Fixture *self, const char *above, const char *name)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->rows));
  add_row (self, above, name);
}

static void
wait_for (Fixture *self, const char *text)
{
  while (!shown_has_text (self->window, text))
    g_main_context_iteration (NULL, TRUE);
}

/* In the tree: the project of a test may be called so. */
static void
wait_for_note (Fixture *self, const char *note, gboolean is_there)
{
  while (shown_has_text (GTK_WIDGET (self->tree), note) != is_there)
    g_main_context_iteration (NULL, TRUE);
}

/* (nullable) (transfer none): the text view that is seen. */
static GtkTextView *
find_text_view (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget) && gtk_widget_get_mapped (widget))
    return GTK_TEXT_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkTextView *found = find_text_view (child);

    if (found)
      return found;
  }
  return NULL;
}

static void
wait_for_content (Fixture *self, const char *wanted)
{
  for (;;) {
    GtkTextView *view = find_text_view (project_window_find (self->window, PYXIS_TYPE_FILES_PAGE));
    g_autofree char *text = NULL;

    if (view)
      g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
    if (g_strcmp0 (text, wanted) == 0)
      break;
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_false (gtk_text_view_get_editable (
    find_text_view (project_window_find (self->window, PYXIS_TYPE_FILES_PAGE))));
}

static gboolean
can (Fixture *self, const char *action)
{
  GtkWidget *page = project_window_find (self->window, PYXIS_TYPE_FILES_PAGE);
  g_autoptr (GtkWidget) button = g_object_ref_sink (gtk_button_new ());
  gboolean is_sensitive;

  gtk_widget_set_parent (button, page);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  is_sensitive = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return is_sensitive;
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (can (self, action));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->tree), action, NULL));
}

/* Copies what is selected to the shared files; a page that starts may have no time for it at first. */
static void
share (Fixture *self)
{
  wait_for_note (self, "busy", FALSE);
  act (self, "files.share");
  while (!vfs_files_exists (self->vfs, "own.txt"))
    g_main_context_iteration (NULL, TRUE);
}

/* Opens what an interpreter has, looks at its file, and copies it to the shared ones. */
static void
check (Fixture *self, const char *title, const char *wanted)
{
  g_autofree char *root = wait_for_root (self, title);
  g_autofree char *copied = g_strdup_printf ("shared-%s.txt", wanted);

  g_test_message ("%s", root);
  open_row (self, NULL, root);
  if (g_str_has_prefix (root, "Pyodide")) {
    open_row (self, root, "home");
    open_row (self, root, "pyodide");
  }
  select_row (self, root, "own.txt");
  wait_for_content (self, wanted);
  g_assert_false (can (self, "files.delete") || can (self, "files.rename"));
  g_assert_false (can (self, "files.cut") || can (self, "files.copy"));
  share (self);
  vfs_files_assert_text (self->vfs, "own.txt", wanted);
  g_assert_true (pyxis_vfs_rename (self->vfs, "own.txt", copied, NULL));
}

static void
test_micropython (Fixture *self, gconstpointer data)
{
  check (self, "MicroPython, main thread", "micropython main");
  check (self, "MicroPython, worker 1 (counter)", "micropython worker");
}

static void
test_pyodide (Fixture *self, gconstpointer data)
{
  check (self, "Pyodide, main thread", "pyodide main");
  check (self, "Pyodide, worker", "pyodide worker");
}

/* What Python writes later is seen with no step of the user; a reload takes all of it away. */
static void
test_live (Fixture *self, gconstpointer data)
{
  guint position;
  g_autoptr (GtkTreeListRow) shared = NULL;
  g_autoptr (GtkTreeListRow) later = NULL;
  g_autofree char *root = wait_for_root (self, "MicroPython, worker");
  g_autofree char *again = NULL;

  open_row (self, NULL, root);
  shared = wait_for_row (self, root, "vfs", &position);
  g_assert_false (gtk_tree_list_row_is_expandable (shared));
  wait_for_note (self, "shared", TRUE);
  g_assert_null (find_row (self, root, "later.json", &position));
  vfs_files_put (self->vfs, "write", "");
  later = wait_for_row (self, root, "later.json", &position);
  select_row (self, root, "later.json");
  wait_for_content (self, "{\n  \"n\": 1\n}");
  vfs_files_put (self->vfs, "more", "");
  wait_for_content (self, "{\n  \"n\": 2\n}");

  pyxis_view_reload (self->view, FALSE);
  while (find_row (self, NULL, root, &position))
    g_main_context_iteration (NULL, TRUE);
  again = wait_for_root (self, "MicroPython, worker");
}

/* The row of one that is busy says so, and its files come when it has time. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  guint position;
  g_autoptr (GtkTreeListRow) row = NULL;
  g_autofree char *root = wait_for_root (self, "MicroPython, worker");

  while (!vfs_files_exists (self->vfs, "looping"))
    g_main_context_iteration (NULL, TRUE);
  open_row (self, NULL, root);
  wait_for_note (self, "busy", TRUE);
  select_row (self, NULL, root);
  wait_for (self, "Python is busy: what is in it is shown as soon as it has time.");
  g_assert_null (find_row (self, root, "own.txt", &position));
  vfs_files_put (self->vfs, "stop", "");
  row = wait_for_row (self, root, "own.txt", &position);
  wait_for_note (self, "busy", FALSE);
}

/* Sizes that are none, and files that are too large, are refused in words. */
static void
test_forged (Fixture *self, gconstpointer data)
{
  g_autofree char *root = wait_for_root (self, "MicroPython, main thread");

  open_row (self, NULL, root);
  select_row (self, root, "forged");
  wait_for (self, "The page answered nothing that Pyxis can read. Reload it.");
  select_row (self, root, "throws");
  wait_for (self, "thrown thrown");
  select_row (self, root, "huge");
  act (self, "files.share");
  wait_for (self, "“/huge” is larger than 512 MiB");
}

static void
test_save (Fixture *self, gconstpointer data)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "saved.txt", NULL);
  g_autofree char *root = wait_for_root (self, "MicroPython, worker");
  g_autofree char *text = NULL;
  FilesWindow chosen = { .disk = folder };

  open_row (self, NULL, root);
  select_row (self, root, "own.txt");
  wait_for_content (self, "micropython worker");
  act (self, "files.save");
  files_window_choose (&chosen, "saved.txt");
  wait_for (self, "“saved.txt” saved");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "micropython worker");
}

/* A folder, and several at once, come with all that is in them: shared, to be undone, or as a zip file. */
static void
test_folders (Fixture *self, gconstpointer data)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "files.zip", NULL);
  g_autofree char *root = wait_for_root (self, "MicroPython, worker");
  FilesWindow chosen = { .disk = folder };
  g_autoptr (PyxisSource) zip = NULL;
  g_autofree char *top = NULL;
  g_autofree char *deep = NULL;

  open_row (self, NULL, root);
  open_row (self, root, "kept");
  select_row (self, root, "kept");
  wait_for_note (self, "busy", FALSE);
  act (self, "files.share");
  while (!vfs_files_exists (self->vfs, "kept/deep/own.txt"))
    g_main_context_iteration (NULL, TRUE);
  vfs_files_assert_text (self->vfs, "kept/deep/own.txt", "deep");
  act (self, "files.undo");
  g_assert_false (vfs_files_exists (self->vfs, "kept"));

  select_row (self, root, "kept");
  add_row (self, root, "own.txt");
  act (self, "files.save");
  files_window_choose (&chosen, "files.zip");
  wait_for (self, "“files.zip” saved");
  zip = pyxis_zip_source_new (path, NULL);
  top = pyxis_source_load_text (zip, "own.txt", 100, NULL);
  deep = pyxis_source_load_text (zip, "kept/deep/own.txt", 100, NULL);
  g_assert_cmpstr (top, ==, "top");
  g_assert_cmpstr (deep, ==, "deep");
}

static void
add_tests (void)
{
#define ADD(name, page, func)                                                                      \
  g_test_add ("/own-files/" name, Fixture, page ".html", set_up, func, tear_down)
  ADD ("micropython", "gone", test_micropython);
  ADD ("pyodide", "pyodide", test_pyodide);
  ADD ("live", "live", test_live);
  ADD ("busy", "busy", test_busy);
  ADD ("forged", "hostile", test_forged);
  ADD ("save", "gone", test_save);
  ADD ("folders", "folders", test_folders);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add_tests);
}
