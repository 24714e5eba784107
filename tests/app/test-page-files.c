/* SPDX-License-Identifier: Apache-2.0 */
#include "page-files.h"

#include <unistd.h>

#include "asking.h"
#include "choosing.h"
#include "temporary-folder.h"

/* File inputs of a real page. The chooser is GTK's own dialog, as there is no portal here. */

/* The page's promise of what an input holds, once it says that it changed or was cancelled. */
static void
open_chooser (PyxisView *view, const char *id, char **answer)
{
  g_autofree char *body = g_strdup_printf (
    "const input = document.getElementById ('%s'); const over = new Promise ((r) => {"
    "  input.onchange = () => r ([...input.files].map ((f) => f.name).join (' '));"
    "  input.oncancel = () => r ('cancelled'); });"
    "input.click (); return over",
    id);

  asking_start (view, body, answer);
}

static gboolean
offers_filter (GtkFileChooser *chooser, const char *name)
{
  g_autoptr (GListModel) filters = gtk_file_chooser_get_filters (chooser);

  for (guint i = 0; i < g_list_model_get_n_items (filters); i++) {
    g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

    if (g_str_equal (gtk_file_filter_get_name (filter), name))
      return TRUE;
  }
  return FALSE;
}

static void
test_request (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *answer = NULL;
  GtkFileChooser *chooser;

  open_chooser (view, "files", &answer);
  chooser = choosing_wait ();
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (chooser)));
  g_assert_true (gtk_file_chooser_get_select_multiple (chooser));
  g_assert_true (offers_filter (chooser, "Files for This Page"));
  g_assert_true (offers_filter (chooser, "All Files"));
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);

  open_chooser (view, "file", NULL);
  chooser = choosing_wait ();
  g_assert_false (gtk_file_chooser_get_select_multiple (chooser));
  g_assert_false (offers_filter (chooser, "All Files"));
  asking_destroy (view);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

/* The page reads what was chosen, and the next chooser begins in its folder. */
static void
test_choose (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "data.csv", "a,b", -1);
  g_autoptr (GFile) start = g_file_new_for_path (g_get_tmp_dir ());
  g_autofree char *answer = NULL;
  g_autoptr (GFile) current = NULL;
  g_autofree char *current_path = NULL;
  PyxisView *view = asking_open ();

  open_chooser (view, "file", &answer);
  /* Away from the recent files, which are no folder. */
  gtk_file_chooser_set_current_folder (choosing_wait (), start, NULL);
  choosing_choose (path);
  asking_wait_for_answer (&answer, "\"data.csv\"");
  asking_call (view, "return document.getElementById ('file').files[0].text ()", "\"a,b\"");

  open_chooser (view, "files", NULL);
  while (!(current = gtk_file_chooser_get_current_folder (choosing_wait ())))
    g_main_context_iteration (NULL, TRUE);
  current_path = g_file_get_path (current);
  g_assert_cmpstr (current_path, ==, folder);
  asking_destroy (view);
  temporary_folder_free (folder);
}

/* A reload takes the chooser back. */
static void
test_withdraw (void)
{
  PyxisView *view = asking_open ();

  open_chooser (view, "file", NULL);
  choosing_wait ();
  pyxis_view_reload (view, FALSE);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
  asking_wait_for_load (view);
  asking_destroy (view);
}

/* Each way to a click on an input for a folder; all leave it in `window.input`. */
static const struct {
  const char *name;
  const char *click;
} ways[] = {
  { "document", "document.body.append (input); input.click ();" },
  { "label", "const label = document.createElement ('label'); label.append ('Folder', input);"
             "document.body.append (label); label.click ();" },
  { "open root", "const host = document.createElement ('div'); document.body.append (host);"
                 "host.attachShadow ({ mode: 'open' }).append (input); input.click ();" },
  { "closed root", "const host = document.createElement ('div'); document.body.append (host);"
                   "host.attachShadow ({ mode: 'closed' }).append (input); input.click ();" },
  { "nowhere", "input.click ();" },
  { "picker", "document.body.append (input); input.showPicker ();" },
};

/* What happens to it, and what it holds then. */
#define INPUT                                                                                      \
  "const seen = []; const input = window.input = document.createElement ('input');"                \
  "input.type = 'file'; input.webkitdirectory = true;"                                             \
  "const over = new Promise ((resolve) => { for (const type of ['input', 'change', 'cancel'])"     \
  "  input.addEventListener (type, async () => { seen.push (type); if (type === 'input') return;"  \
  "    const texts = [];"                                                                          \
  "    for (const file of [...input.files])"                                                       \
  "      texts.push (file.name, file.webkitRelativePath, await file.text ());"                     \
  "    resolve ([...seen, ...texts].join (' ')) }) });"

static void
start_folder (PyxisView *view, const char *click, char **answer)
{
  g_autofree char *body = g_strdup_printf (INPUT "%s return over", click);

  asking_start (view, body, answer);
}

static TemporaryFolder *
make_folder (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *a = temporary_folder_write (folder, "photos/a.txt", "A", -1);
  g_autofree char *deep = temporary_folder_write (folder, "photos/sub/deep/a.txt", "deep", -1);
  g_autofree char *umlaut = temporary_folder_write (folder, "photos/ü & b.txt", "B", -1);
  g_autofree char *hidden = temporary_folder_write (folder, "photos/.git/config", "secret", -1);
  g_autofree char *link = g_build_filename (folder, "photos/link", NULL);

  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  return folder;
}

#define GIVEN                                                                                      \
  "\"input change a.txt photos/a.txt A a.txt photos/sub/deep/a.txt deep"                           \
  " ü & b.txt photos/ü & b.txt B\""

static void
test_folder (void)
{
  TemporaryFolder *folder = make_folder ();
  g_autofree char *photos = g_build_filename (folder, "photos", NULL);
  PyxisView *view = asking_open ();

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *answer = NULL;

    g_test_message ("%s", ways[i].name);
    start_folder (view, ways[i].click, &answer);
    g_assert_cmpint (gtk_file_chooser_get_action (choosing_wait ()), ==,
                     GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
    choosing_choose (photos);
    asking_wait_for_answer (&answer, GIVEN);
  }
  /* What a script puts there afterwards was in no folder. */
  asking_call (view,
               "const data = new DataTransfer ();"
               "for (const file of input.files) data.items.add (new File (['x'], 'other'));"
               "input.files = data.files;"
               "return [input.files.length, input.files[0].webkitRelativePath]",
               "[3,\"\"]");
  asking_destroy (view);
  temporary_folder_free (folder);
}

/* A cancel and a folder that no page gets change nothing; the next plain input asks for a file. */
static void
test_no_folder (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *answer = NULL;

  start_folder (view, ways[0].click, &answer);
  gtk_dialog_response (GTK_DIALOG (choosing_wait ()), GTK_RESPONSE_CANCEL);
  asking_wait_for_answer (&answer, "\"cancel\"");
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);

  start_folder (view, ways[0].click, &answer);
  choosing_choose ("/etc");
  asking_wait_for_answer (&answer, "\"cancel\"");
  gtk_window_close (GTK_WINDOW (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG)));
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);

  start_folder (view, ways[0].click, NULL);
  choosing_wait ();
  pyxis_view_reload (view, FALSE);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
  asking_wait_for_load (view);

  open_chooser (view, "file", NULL);
  g_assert_cmpint (gtk_file_chooser_get_action (choosing_wait ()), ==,
                   GTK_FILE_CHOOSER_ACTION_OPEN);
  asking_destroy (view);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/page-files/request", test_request);
  g_test_add_func ("/page-files/choose", test_choose);
  g_test_add_func ("/page-files/withdraw", test_withdraw);
  g_test_add_func ("/page-files/folder", test_folder);
  g_test_add_func ("/page-files/no-folder", test_no_folder);
  return asking_run ();
}
