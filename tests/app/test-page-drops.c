/* SPDX-License-Identifier: Apache-2.0 */
#include "dragging.h"
#include "loading.h"
#include "project-window.h"

/* Files that are dragged to a real page from another program. The page says what happens in its title. */

#define CORE "<script type=module src=https://pyscript.net/releases/2026.7.3/core.js></script>"
#define FILLS                                                                                      \
  "<style>body { margin: 0 } .all { position: fixed; inset: 0; width: 100%; height: 100% "         \
  "}</style>"

/* What was dragged over it, and what was dropped, as a page without any library reads it. */
static const char plain[] =
  "<!doctype html><title>Ready</title>" FILLS "<div class=all id=zone>Zone</div><script>"
  "const read = (entry) => new Promise ((done) => entry.isFile"
  "  ? entry.file (async (file) => done (entry.fullPath + '=' + await file.text ()))"
  "  : entry.createReader ().readEntries (async (all) =>"
  "    done (entry.fullPath + '(' + (await Promise.all (all.map (read))).join (' ') + ')')));"
  "const tell = (event) => { event.preventDefault ();"
  "  const { types, items, files } = event.dataTransfer;"
  "  document.title = ['Over', types, [...items].map ((item) => item.kind + ':' + item.type),"
  "    files.length].join (' ') };"
  "zone.addEventListener ('dragenter', tell); zone.addEventListener ('dragover', tell);"
  "zone.addEventListener ('drop', async (event) => { event.preventDefault ();"
  "  const { types, items, files } = event.dataTransfer;"
  "  const names = [...files].map ((file) => file.name);"
  "  const all = await Promise.all ([...items].map ((item) => read (item.webkitGetAsEntry ())));"
  "  document.title = ['Dropped', types, names, event.target.id, event.clientX > 0,"
  "    files instanceof FileList, ...all].join (' ') })</script>";

/* In Python, where the whole document is the zone. */
#define PYTHON(name)                                                                               \
  "<!doctype html><title>Loading</title>" FILLS CORE "<script type=" name ">\n"                    \
  "from pyscript import document, when\n"                                                          \
  "@when ('dragover', 'html')\n"                                                                   \
  "def over (event):\n"                                                                            \
  "    event.preventDefault ()\n"                                                                  \
  "    document.title = 'Over ' + event.dataTransfer.types[0]\n"                                   \
  "@when ('drop', 'html')\n"                                                                       \
  "async def dropped (event):\n"                                                                   \
  "    event.preventDefault ()\n"                                                                  \
  "    told = []\n"                                                                                \
  "    for file in event.dataTransfer.files:\n"                                                    \
  "        text = await file.text ()\n"                                                            \
  "        told.append (file.name + '=' + text)\n"                                                 \
  "    document.title = 'Dropped ' + ' '.join (told)\n"                                            \
  "document.title = 'Ready'\n"                                                                     \
  "</script>"

#define INPUT(attributes)                                                                          \
  "<!doctype html><title>Ready</title>" FILLS "<input class=all type=file " attributes ">"         \
  "<script>addEventListener ('dragover', (event) => {"                                             \
  "  document.title = 'Over ' + event.dataTransfer.types });"                                      \
                                                                                                   \
  "document.querySelector ('input').onchange = async (event) => { const told = [];"                \
  "  for (const file of event.target.files)"                                                       \
  "    told.push ((file.webkitRelativePath || file.name) + '=' + await file.text ());"             \
  "  document.title = ['Dropped', ...told].join (' ') }</script>"

/* `over` and `dropped` are titles; `dropped` NULL: the page takes nothing. */
static const struct {
  const char *name;
  const char *page;
  const char *over;
  const char *dropped;
} cases[] = {
  { "plain", plain, "Over Files file:text/plain,file: 0",
    "Dropped Files a.txt,in zone true true /a.txt=one /in(/in/b.txt=two "
    "/in/sub(/in/sub/c.txt=three))" },
  { "py", PYTHON ("py"), "Over Files", "Dropped a.txt=one in=" },
  { "mpy", PYTHON ("mpy"), "Over Files", "Dropped a.txt=one in=" },
  { "input", INPUT (""), "Over Files", "Dropped a.txt=one" },
  { "input-folder", INPUT ("webkitdirectory"), "Over Files",
    "Dropped in/b.txt=two in/sub/c.txt=three" },
  { "unwanted",
    "<!doctype html><title>Ready</title>" FILLS "<textarea class=all></textarea><script>"
    "addEventListener ('dragover', (event) => {"
    "  document.title = 'Over ' + event.dataTransfer.types })</script>",
    "Over Files", NULL },
};

static TemporaryFolder *folder;

static void
wait_for_title (PyxisView *view, const char *title)
{
  while (g_strcmp0 (pyxis_view_get_title (view), title) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Until its page can be pointed at. */
static GtkWidget *
open_project (const char *project)
{
  GtkWidget *window = project_window_open (project, "Ready");
  GtkWidget *cover = project_window_find (window, PYXIS_TYPE_LOADING);

  while (gtk_widget_get_can_target (cover))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

typedef struct {
  PyxisView *view;
  const char *over;
} Wish;

static gboolean
is_over (gpointer data)
{
  const Wish *wish = data;

  return g_strcmp0 (pyxis_view_get_title (wish->view), wish->over) == 0;
}

static void
drag (PyxisView *view, const char *const *paths, const char *over, const char *expected)
{
  Dragging dragging = { NULL };
  Wish wish = { view, over };
  g_autofree char *said = NULL;

  pyxis_view_call_async (view, "document.title = 'Ready'", NULL, NULL, NULL);
  wait_for_title (view, "Ready");
  dragging_begin (&dragging, paths);
  dragging_hover (GTK_WIDGET (view), is_over, &wish);
  said = dragging_end (&dragging);
  g_assert_cmpstr (said, ==, expected);
}

static guint
count_notices (PyxisView *view)
{
  GListModel *log = G_LIST_MODEL (pyxis_engine_get_log (pyxis_view_get_engine (view)));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (log); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (log, i);

    n += g_str_equal (pyxis_event_get_fields (event)->kind, "notice");
  }
  return n;
}

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (TemporaryFolder) project = temporary_folder_new ();
  g_autofree char *index = temporary_folder_write (project, "index.html", cases[i].page, -1);
  g_autofree char *a = g_build_filename (folder, "a.txt", NULL);
  g_autofree char *in = g_build_filename (folder, "in", NULL);
  const char *paths[] = { a, in, NULL };
  GtkWidget *window = open_project (project);
  PyxisView *view = project_window_find (window, PYXIS_TYPE_VIEW);
  guint n_notices = count_notices (view);

  drag (view, paths, cases[i].over, cases[i].dropped ? "dropped" : "refused");
  wait_for_title (view, cases[i].dropped ? cases[i].dropped : cases[i].over);
  g_assert_cmpuint (count_notices (view), ==, n_notices);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A page that drags a file's address itself is no user who gives the file (CVE-2025-13947). */
static void
test_own_drag (void)
{
  static const char page[] =
    "<!doctype html><title>Ready</title>" FILLS "<div class=all draggable=true>Drag</div><script>"
    "const all = document.querySelector ('div');"
    "all.onmousemove = () => { document.title = 'Over' };"
    "all.onmousedown = () => { all.onmousemove = null; document.title = 'Held' };"
    "all.ondragstart = ({ dataTransfer }) => { dataTransfer.effectAllowed = 'copy';"
    "  dataTransfer.setData ('text/uri-list', 'file:///etc/passwd') };"
    "all.ondragover = (event) => { event.preventDefault (); document.title = 'Over again' };"
    "all.ondrop = (event) => { event.preventDefault ();"
    "  document.title = ['Dropped', event.dataTransfer.files.length,"
    "    event.dataTransfer.types.includes ('Files')].join (' ') }</script>";
  g_autoptr (TemporaryFolder) project = temporary_folder_new ();
  g_autofree char *index = temporary_folder_write (project, "index.html", page, -1);
  GtkWidget *window = open_project (project);
  PyxisView *view = project_window_find (window, PYXIS_TYPE_VIEW);
  Wish wish = { view, "Over" };

  dragging_hover (GTK_WIDGET (view), is_over, &wish);
  keys_run ("xdotool mousedown 1");
  wait_for_title (view, "Held");
  wish.over = "Over again";
  dragging_hover (GTK_WIDGET (view), is_over, &wish);
  keys_run ("xdotool mouseup 1");
  wait_for_title (view, "Dropped 0 false");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_alert (GtkWidget *window)
{
  return ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window);
}

/* (transfer none) */
static GtkWidget *
wait_for_alert (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (;;) {
    for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (is_alert (window))
        return window;
    }
    g_main_context_iteration (NULL, TRUE);
  }
}

/* What no page gets: the user is told, and the next drop works. */
static void
test_refused (void)
{
  g_autoptr (TemporaryFolder) project = temporary_folder_new ();
  g_autofree char *index = temporary_folder_write (project, "index.html", INPUT ("multiple"), -1);
  g_autofree char *a = g_build_filename (folder, "a.txt", NULL);
  const char *system[] = { a, "/etc", NULL };
  const char *paths[] = { a, NULL };
  GtkWidget *window = open_project (project);
  PyxisView *view = project_window_find (window, PYXIS_TYPE_VIEW);
  GtkWidget *alert;

  drag (view, system, "Over Files", "dropped");
  alert = wait_for_alert ();
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (alert)), ==,
                   "Not for This Page");
  gtk_window_close (GTK_WINDOW (alert));
  drag (view, paths, "Over Files", "dropped");
  wait_for_title (view, "Dropped a.txt=one");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/page-drops/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
  }
  g_test_add_func ("/page-drops/own-drag", test_own_drag);
  g_test_add_func ("/page-drops/refused", test_refused);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    const char *text;
  } files[] = { { "a.txt", "one" }, { "in/b.txt", "two" }, { "in/sub/c.txt", "three" } };
  int status;

  if (argc > 1 && g_str_equal (argv[1], "drag"))
    return dragging_be_source (argv + 2);
  folder = temporary_folder_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    g_free (temporary_folder_write (folder, files[i].name, files[i].text, -1));
  status = project_window_run (argc, argv, add);
  temporary_folder_free (folder);
  return status;
}
