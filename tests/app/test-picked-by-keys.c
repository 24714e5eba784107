/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/keys.h"
#include "../util/project-window.h"

/* pyscript.fs as a user meets it, from PyScript's own dialog to the file on the disk, by real keys that
 * xdotool sends to whichever window has the focus. */
static const char page[] =
  "<!doctype html><title>Mount</title>"
  "<script>const observer = new MutationObserver (() => {"
  "  if (!document.querySelector ('dialog.pyscript-fs[open]')) return;"
  "  observer.disconnect (); document.title = 'Asked';"
  "}); observer.observe (document, { attributes: true, childList: true, subtree: true })</script>"
  "<script type=module src=https://pyscript.net/releases/2026.7.3/core.js></script>"
  "<script type=mpy>\n"
  "from pyscript import document, fs\n"
  "await fs.mount ('/data')\n"
  "with open ('/data/given.txt') as file:\n"
  "    text = file.read ()\n"
  "with open ('/data/made.txt', 'w') as file:\n"
  "    file.write ('made of ' + text)\n"
  "await fs.sync ('/data')\n"
  "document.title = 'Synced'\n"
  "</script>";

/* (nullable) (transfer none) */
static GtkWidget *
get_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_visible (window))
      return window;
  }
  return NULL;
}

static void
test_mount (void)
{
  TemporaryFolder *project = temporary_folder_new ();
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *index = temporary_folder_write (project, "index.html", page, -1);
  g_autofree char *given = temporary_folder_write (folder, "given.txt", "what was there", -1);
  g_autofree char *made = g_build_filename (folder, "made.txt", NULL);
  g_autofree char *typing = g_strconcat ("xdotool type --delay 20 ", folder, NULL);
  g_autofree char *text = NULL;
  GtkWidget *window = project_window_open (project, "Asked");

  keys_focus (window);
  keys_press ("Return");
  while (!get_chooser ())
    g_main_context_iteration (NULL, TRUE);
  keys_focus (get_chooser ());
  keys_run (typing);
  keys_press ("Return");
  while (get_chooser ())
    g_main_context_iteration (NULL, TRUE);
  project_window_wait_for_title (window, "Synced");
  g_file_get_contents (made, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "made of what was there");
  gtk_window_destroy (GTK_WINDOW (window));
  temporary_folder_free (project);
  temporary_folder_free (folder);
}

/* An input that takes a folder, for both interpreters; the title tells what each was given. */
static const char both[] =
  "<!doctype html><title>Loading</title><input type=file webkitdirectory>"
  "<script type=module src=https://pyscript.net/releases/2026.7.3/core.js></script>"
  "<script>let all = {}; window.tell = (name, told) => {"
  "  all[name] = told; if (Object.keys (all).length < 2) return;"
  "  document.title = told === 'ready' ? 'Ready' : `Given ${all.py} ${all.mpy}`;"
  "  document.querySelector ('input').focus (); all = {} }</script>"
#define LISTEN(name)                                                                               \
  "<script type=" name ">\n"                                                                       \
  "from pyscript import document, when, window\n"                                                  \
  "@when ('change', 'input')\n"                                                                    \
  "async def given (event):\n"                                                                     \
  "    told = []\n"                                                                                \
  "    for file in event.target.files:\n"                                                          \
  "        text = await file.text ()\n"                                                            \
  "        told.append (file.webkitRelativePath + '=' + text)\n"                                   \
  "    window.tell ('" name "', ','.join (told))\n"                                                \
  "window.tell ('" name "', 'ready')\n"                                                            \
  "</script>"
  LISTEN ("py") LISTEN ("mpy");

static void
test_input (void)
{
  g_autoptr (TemporaryFolder) project = temporary_folder_new ();
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *index = temporary_folder_write (project, "index.html", both, -1);
  g_autofree char *a = temporary_folder_write (folder, "in/a.txt", "one", -1);
  g_autofree char *b = temporary_folder_write (folder, "in/sub/b.txt", "two", -1);
  g_autofree char *typing = g_strdup_printf ("xdotool type --delay 20 %s/in", folder);
  GtkWidget *window = project_window_open (project, "Ready");

  keys_focus (window);
  keys_press ("space");
  while (!get_chooser ())
    g_main_context_iteration (NULL, TRUE);
  keys_focus (get_chooser ());
  keys_run (typing);
  keys_press ("Return");
  while (get_chooser ())
    g_main_context_iteration (NULL, TRUE);
  project_window_wait_for_title (
    window, "Given in/a.txt=one,in/sub/b.txt=two in/a.txt=one,in/sub/b.txt=two");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add (void)
{
  g_test_add_func ("/picked-by-keys/mount", test_mount);
  g_test_add_func ("/picked-by-keys/input", test_input);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add);
}
