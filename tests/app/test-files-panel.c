/* SPDX-License-Identifier: Apache-2.0 */
#include "files-page.h"
#include "files-tree.h"
#include "keys.h"
#include "name-popover.h"
#include "project-window.h"
#include "shown.h"
#include "shortcuts.h"
#include "vfs-files.h"

/* The Files page in the program's window: with Python on the other side, and by the keyboard alone. */

#define PLAIN "<!doctype html><title>Files</title><p>nothing"
#define PYTHON                                                                                     \
  "<!doctype html><meta charset=utf-8><title>Files</title>"                                        \
  "<script type=module src=https://pyscript.net/releases/2026.7.3/core.js></script>"               \
  "<script type=mpy>\n"                                                                            \
  "import asyncio, os\n"                                                                           \
  "from pyscript import document\n"                                                                \
  "open('/vfs/written.txt', 'w').write('by Python')\n"                                             \
  "while 'uploaded.txt' not in os.listdir('/vfs'):\n"                                              \
  "    await asyncio.sleep(0.05)\n"                                                                \
  "document.title = 'Read ' + open('/vfs/uploaded.txt').read()\n"                                  \
  "</script>"

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
  PyxisProjectPage *page;
  PyxisVfs *vfs;
} Fixture;

static void
set_up (Fixture *self, gconstpointer html)
{
  g_autofree char *index = NULL;
  PyxisView *view;

  self->folder = temporary_folder_new ();
  index = temporary_folder_write (self->folder, "index.html", html, -1);
  self->window = project_window_open (self->folder, "Files");
  self->page = project_window_find (self->window, PYXIS_TYPE_PROJECT_PAGE);
  view = pyxis_project_page_get_view (self->page);
  self->vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (view));
  project_window_wait_for_load (view);
  keys_focus (self->window);
}

/* It is made when the panel shows it for the first time. */
static PyxisFilesTree *
get_tree (Fixture *self)
{
  return project_window_find (self->window, PYXIS_TYPE_FILES_TREE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  temporary_folder_free (self->folder);
}

static void
wait_for (Fixture *self, const char *text)
{
  while (!shown_has_text (self->window, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_file (Fixture *self, const char *path, gboolean is_there)
{
  while (vfs_files_exists (self->vfs, path) != is_there)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
has_focus (Fixture *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  return focus && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
wait_for_focus (Fixture *self, gpointer widget)
{
  while (!has_focus (self, widget))
    g_main_context_iteration (NULL, TRUE);
}

/* (transfer none): a popover of the tree, ready for keys. */
static GtkWidget *
wait_for_popover (Fixture *self, GType type)
{
  GtkWidget *popover = project_window_find (GTK_WIDGET (get_tree (self)), type);

  while (!gtk_widget_get_mapped (popover))
    g_main_context_iteration (NULL, TRUE);
  keys_wait_for_frames (popover);
  return popover;
}

static void
wait_for_none (GtkWidget *popover)
{
  while (gtk_widget_get_mapped (popover))
    g_main_context_iteration (NULL, TRUE);
}

static void
type_name (Fixture *self, const char *name)
{
  GtkWidget *popover = wait_for_popover (self, PYXIS_TYPE_NAME_POPOVER);
  GtkEditable *entry = project_window_find (popover, GTK_TYPE_ENTRY);

  keys_press (name);
  while (strcmp (gtk_editable_get_text (entry), name) != 0)
    g_main_context_iteration (NULL, TRUE);
  keys_press ("Return");
  wait_for_file (self, name, TRUE);
  wait_for_none (popover);
  wait_for_focus (self, get_tree (self));
}

/* What Python writes is seen, and what the user brings is read by Python. */
static void
test_python (Fixture *self, gconstpointer data)
{
  g_autofree char *path = temporary_folder_write (self->folder, "uploaded.txt", "by the user", -1);
  const char *const paths[] = { path, NULL };

  g_assert_true (gtk_widget_activate_action (self->window, "page.files", NULL));
  wait_for (self, "written.txt");
  pyxis_files_tree_select (get_tree (self), "written.txt");
  wait_for (self, "9 bytes");
  pyxis_files_page_upload (project_window_find (self->window, PYXIS_TYPE_FILES_PAGE), paths, "");
  project_window_wait_for_title (self->window, "Read by the user");
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  GtkWidget *panel = GTK_WIDGET (pyxis_project_page_get_panel (self->page));
  GtkWidget *menu, *page;

  vfs_files_put (self->vfs, "a.txt", "A");
  vfs_files_put (self->vfs, "b.txt", "B");
  keys_press ("ctrl+shift+e");
  wait_for (self, "a.txt");
  wait_for_focus (self, get_tree (self));
  keys_wait_for_frames (panel);
  keys_press ("Down");
  while (pyxis_files_tree_get_n_selected (get_tree (self)) != 1)
    g_main_context_iteration (NULL, TRUE);
  keys_press ("Delete");
  wait_for (self, "deleted");
  g_assert_cmpuint (pyxis_vfs_get_n_files (self->vfs), ==, 1);
  keys_press ("ctrl+z");
  wait_for_file (self, "a.txt", TRUE);
  wait_for_file (self, "b.txt", TRUE);

  keys_press ("ctrl+shift+n");
  type_name (self, "N");
  keys_press ("F2");
  type_name (self, "M");
  wait_for_file (self, "N", FALSE);

  /* Where the keyboard is, there is looked for. */
  keys_press ("ctrl+f");
  page = project_window_find (self->window, PYXIS_TYPE_FILES_PAGE);
  wait_for_focus (self, project_window_find (page, GTK_TYPE_SEARCH_ENTRY));
  keys_press ("b");
  wait_for (self, "1 found");
  keys_press ("Escape");
  wait_for_focus (self, get_tree (self));
  keys_press ("shift+F10");
  menu = wait_for_popover (self, GTK_TYPE_POPOVER_MENU);
  keys_press ("Escape");
  wait_for_none (menu);
  wait_for_focus (self, get_tree (self));
  keys_press ("ctrl+shift+e");
  while (gtk_widget_get_mapped (panel))
    g_main_context_iteration (NULL, TRUE);
  wait_for_focus (self, pyxis_project_page_get_view (self->page));
}

/* F12 opens the page that was seen last, and the buttons of the menu say which it is. */
static void
test_pages (Fixture *self, gconstpointer data)
{
  GActionGroup *actions = pyxis_project_page_get_actions (self->page);
  static const struct {
    const char *action;
    const char *seen; /* the actions that are on */
  } steps[] = {
    { "panel", "panel events" },
    { "files", "panel files" },
    { "panel", "" },
    { "panel", "panel files" },
    { "events", "panel events" },
    { "console", "panel console" },
    { "events", "panel events" },
    { "events", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autoptr (GString) seen = g_string_new (NULL);

    g_action_group_activate_action (actions, steps[i].action, NULL);
    for (const char *const *name =
           (const char *const[]){ "panel", "events", "console", "files", NULL };
         *name; name++) {
      g_autoptr (GVariant) state = g_action_group_get_action_state (actions, *name);

      if (g_variant_get_boolean (state))
        g_string_append_printf (seen, "%s%s", seen->len > 0 ? " " : "", *name);
    }
    g_assert_cmpstr (seen->str, ==, steps[i].seen);
  }
}

/* Files stay when the page is loaded again, and what is shown with them. */
static void
test_reload (Fixture *self, gconstpointer data)
{
  PyxisView *view = pyxis_project_page_get_view (self->page);

  vfs_files_put (self->vfs, "kept.txt", "kept");
  g_action_group_activate_action (pyxis_project_page_get_actions (self->page), "files", NULL);
  wait_for (self, "kept.txt");
  pyxis_view_reload (view, FALSE);
  project_window_wait_for_load (view);
  wait_for (self, "kept.txt");
}

static void
startup_cb (GApplication *application, gpointer user_data)
{
  pyxis_shortcuts_apply (GTK_APPLICATION (application));
}

static void
add (void)
{
#define ADD(name, html, func)                                                                      \
  g_test_add ("/files-panel/" name, Fixture, html, set_up, func, tear_down)
  ADD ("python", PYTHON, test_python);
  ADD ("keys", PLAIN, test_keys);
  ADD ("pages", PLAIN, test_pages);
  ADD ("reload", PLAIN, test_reload);
}

int
main (int argc, char **argv)
{
  project_window_startup = G_CALLBACK (startup_cb);
  return project_window_run (argc, argv, add);
}
