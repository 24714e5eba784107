/* SPDX-License-Identifier: Apache-2.0 */
#include "leave-question.h"

#include "files-editor.h"
#include "files-tree.h"
#include "kept-project.h"
#include "welcome.h"

/* Windows that close with unsaved files in memory, as their user sees it. */

static void
respond (const char *label)
{
  asking_click (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), label);
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
}

/* Nobody is asked for nothing, nor for what Python makes by itself. */
static void
test_nothing (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  pyxis_vfs_make_folder (kept.vfs, "__pycache__", 0755, NULL);
  vfs_files_put (kept.vfs, "__pycache__/m.pyc", "code");
  vfs_files_put (kept.vfs, "empty", "");
  gtk_window_close (GTK_WINDOW (kept.window));
  kept_project_wait_until_closed (kept.window);
  kept_project_clear (&kept);
}

static void
test_cancel_and_discard (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  gtk_window_close (GTK_WINDOW (kept.window));
  g_assert_nonnull (asking_find (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), GTK_TYPE_LABEL,
                                 "“kept” has 1 file in memory, below /vfs, that is not saved."));
  respond ("_Cancel");
  asking_call (kept.view, "return document.title", "\"Kept\""); /* the page goes on */
  kept_project_assert_text (&kept, "note.txt", "text");

  gtk_window_close (GTK_WINDOW (kept.window));
  respond ("_Discard");
  kept_project_wait_until_closed (kept.window);
  kept_project_open (&kept);
  kept_project_assert_text (&kept, "note.txt", NULL);
  gtk_window_close (GTK_WINDOW (kept.window));
  kept_project_wait_until_closed (kept.window);
  kept_project_clear (&kept);
}

/* The window stays, for the welcome page, and another attempt that only closes it is not taken for that. */
static void
test_close_project (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  gtk_widget_activate_action (kept.window, "win.close-project", NULL);
  respond ("_Cancel");
  asking_call (kept.view, "return document.title", "\"Kept\"");
  kept_project_assert_text (&kept, "note.txt", "text");

  gtk_widget_activate_action (kept.window, "win.close-project", NULL);
  respond ("_Discard");
  while (!pyxis_window_is_free (PYXIS_WINDOW (kept.window)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (asking_find (kept.window, PYXIS_TYPE_WELCOME, NULL));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (kept.window)), ==, "Pyxis");
  gtk_window_destroy (GTK_WINDOW (kept.window));

  kept_project_open (&kept);
  kept_project_assert_text (&kept, "note.txt", NULL);
  gtk_window_close (GTK_WINDOW (kept.window));
  kept_project_wait_until_closed (kept.window);
  kept_project_clear (&kept);
}

/* Into a folder of their own; then nobody is asked again, and the window closes. */
static void
test_save_all (void)
{
  KeptProject kept;
  g_autofree char *target = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *text = NULL;

  kept_project_init (&kept, NULL);
  target = g_build_filename (kept.folder, "target", NULL);
  saved = g_build_filename (target, "kept files (2)", "a", "note.txt", NULL);
  g_free (temporary_folder_write (kept.folder, "target/kept files/old", "old", -1));
  kept_project_open (&kept);
  pyxis_vfs_make_folder (kept.vfs, "a", 0755, NULL);
  vfs_files_put (kept.vfs, "a/note.txt", "text");
  gtk_window_close (GTK_WINDOW (kept.window));
  respond ("_Save All…");
  kept_project_choose (target, FALSE);
  kept_project_wait_until_closed (kept.window);
  g_assert_true (g_file_get_contents (saved, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "text");
  kept_project_clear (&kept);
}

/* The place was not chosen, or takes nothing: the window stays, and says why. */
static void
test_save_fails (void)
{
  KeptProject kept;
  GtkWidget *dialog;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  gtk_window_close (GTK_WINDOW (kept.window));
  respond ("_Save All…");
  gtk_dialog_response (GTK_DIALOG (asking_wait_for_window (GTK_TYPE_FILE_CHOOSER_DIALOG)),
                       GTK_RESPONSE_CANCEL);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
  kept_project_assert_text (&kept, "note.txt", "text");

  gtk_window_close (GTK_WINDOW (kept.window));
  respond ("_Save All…");
  kept_project_choose ("/proc/self", FALSE);
  dialog = asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (asking_find (dialog, GTK_TYPE_LABEL, "The Files Were Not Saved"));
  respond ("_Close");
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

/* Of two windows the second is asked, whether they close after each other or together. */
static void
test_two_windows (void)
{
  KeptProject kept, beside;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  beside = kept;
  gtk_widget_activate_action (kept.window, "win.duplicate", NULL);
  kept_project_take (
    &beside, GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (asking_application))));
  g_assert_true (beside.window != kept.window);
  g_assert_true (beside.vfs == kept.vfs);
  vfs_files_put (kept.vfs, "note.txt", "text");
  gtk_window_close (GTK_WINDOW (kept.window));
  kept_project_wait_until_closed (kept.window);
  g_assert_null (asking_get_window (ADW_TYPE_MESSAGE_DIALOG));
  kept_project_assert_text (&beside, "note.txt", "text");

  gtk_widget_activate_action (beside.window, "win.duplicate", NULL);
  kept_project_take (
    &kept, GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (asking_application))));
  gtk_window_close (GTK_WINDOW (kept.window));
  gtk_window_close (GTK_WINDOW (beside.window));
  respond ("_Discard");
  kept_project_wait_until_closed (beside.window);
  kept_project_clear (&kept);
}

/* What was typed into a file and cannot be saved is not lost without a word. */
static void
test_typed (void)
{
  KeptProject kept;
  GtkWidget *tree, *view;
  GtkTextBuffer *buffer;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  gtk_widget_activate_action (kept.window, "page.files", NULL);
  tree = asking_find (kept.window, PYXIS_TYPE_FILES_TREE, NULL);
  view = asking_find (asking_find (kept.window, PYXIS_TYPE_FILES_EDITOR, NULL),
                      GTK_SOURCE_TYPE_VIEW, NULL);
  pyxis_files_tree_select (PYXIS_FILES_TREE (tree), "note.txt");
  while (!(buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))) ||
         gtk_text_buffer_get_char_count (buffer) == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, "typed", -1);
  pyxis_vfs_set_read_only (kept.vfs);
  gtk_window_close (GTK_WINDOW (kept.window));
  g_assert_nonnull (asking_find (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), GTK_TYPE_LABEL,
                                 "On the Files page you changed a file"));
  respond ("_Cancel");
  g_assert_true (gtk_text_buffer_get_modified (buffer));
  gtk_window_close (GTK_WINDOW (kept.window));
  respond ("_Discard");
  respond ("_Discard");
  kept_project_wait_until_closed (kept.window);
  kept_project_clear (&kept);
}

/* A page that closes itself is no way around the question. */
static void
test_page_closes (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  g_signal_emit_by_name (kept.view, "closed");
  respond ("_Cancel");
  asking_call (kept.view, "return document.title", "\"Kept\"");
  g_signal_emit_by_name (kept.view, "closed");
  respond ("_Discard");
  kept_project_wait_until_closed (kept.window);
  kept_project_clear (&kept);
}

/* The page's own question comes then, and its answer is heard: what was discarded is not gone yet. */
static void
test_before_unload (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  asking_call (kept.view,
               "window.addEventListener ('beforeunload', (e) => { e.preventDefault (); "
               "e.returnValue = 'x' })",
               "undefined");
  vfs_files_put (kept.vfs, "note.txt", "text");
  gtk_window_close (GTK_WINDOW (kept.window));
  respond ("_Discard");
  respond ("_Stay");
  kept_project_assert_text (&kept, "note.txt", "text");
  /* The answer was for that attempt: what is written since is nothing that the user discarded. */
  g_assert_false (pyxis_leave_question_is_answered (kept.page));
  vfs_files_put (kept.vfs, "more.txt", "text");
  g_signal_emit_by_name (kept.view, "closed");
  respond ("_Cancel");
  gtk_window_close (GTK_WINDOW (kept.window));
  respond ("_Discard");
  respond ("_Leave");
  kept_project_wait_until_closed (kept.window);
  kept_project_clear (&kept);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/leave-question/nothing", test_nothing);
  g_test_add_func ("/leave-question/cancel-and-discard", test_cancel_and_discard);
  g_test_add_func ("/leave-question/close-project", test_close_project);
  g_test_add_func ("/leave-question/save-all", test_save_all);
  g_test_add_func ("/leave-question/save-fails", test_save_fails);
  g_test_add_func ("/leave-question/two-windows", test_two_windows);
  g_test_add_func ("/leave-question/typed", test_typed);
  g_test_add_func ("/leave-question/page-closes", test_page_closes);
  g_test_add_func ("/leave-question/before-unload", test_before_unload);
  return asking_run ();
}
