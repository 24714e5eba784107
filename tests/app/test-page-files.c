/* SPDX-License-Identifier: Apache-2.0 */
#include "page-files.h"

#include "asking.h"
#include "temporary-folder.h"

/* File inputs of a real page. The chooser is GTK's own dialog, as there is no portal here. */

static GtkFileChooser *
wait_for_chooser (void)
{
  return GTK_FILE_CHOOSER (asking_wait_for_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
}

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

static void
choose (const char *path)
{
  GtkFileChooser *chooser = wait_for_chooser ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) chosen = NULL;

  gtk_file_chooser_set_file (chooser, file, NULL);
  while (!(chosen = gtk_file_chooser_get_file (chooser)) || !g_file_equal (chosen, file)) {
    g_clear_object (&chosen);
    g_main_context_iteration (NULL, TRUE);
  }
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
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
  chooser = wait_for_chooser ();
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (chooser)));
  g_assert_true (gtk_file_chooser_get_select_multiple (chooser));
  g_assert_true (offers_filter (chooser, "Files for This Page"));
  g_assert_true (offers_filter (chooser, "All Files"));
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);

  open_chooser (view, "file", NULL);
  chooser = wait_for_chooser ();
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
  g_autofree char *answer = NULL;
  g_autoptr (GFile) current = NULL;
  g_autofree char *current_path = NULL;
  PyxisView *view = asking_open ();

  open_chooser (view, "file", &answer);
  choose (path);
  asking_wait_for_answer (&answer, "\"data.csv\"");
  asking_call (view, "return document.getElementById ('file').files[0].text ()", "\"a,b\"");

  open_chooser (view, "files", NULL);
  while (!(current = gtk_file_chooser_get_current_folder (wait_for_chooser ())))
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
  wait_for_chooser ();
  pyxis_view_reload (view, FALSE);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
  asking_wait_for_load (view);
  asking_destroy (view);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/page-files/request", test_request);
  g_test_add_func ("/page-files/choose", test_choose);
  g_test_add_func ("/page-files/withdraw", test_withdraw);
  return asking_run ();
}
