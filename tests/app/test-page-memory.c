/* SPDX-License-Identifier: Apache-2.0 */
#include "page-memory.h"

#include "kept-project.h"
#include "snapshots-window.h"

/* What a user does with all files in memory at once: the actions of the menu, in real windows. */

static void
act (KeptProject *kept, const char *action)
{
  g_assert_true (gtk_widget_activate_action (kept->window, action, NULL));
}

static void
test_export_and_import (void)
{
  KeptProject kept;
  g_autofree char *zip = NULL;

  kept_project_init (&kept, NULL);
  zip = g_build_filename (kept.folder, "files.zip", NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  vfs_files_put (kept.vfs, "other.txt", "other");
  act (&kept, "page.export-files");
  kept_project_choose (zip, TRUE);
  kept_project_wait_for_toast (&kept, "“files.zip” saved");
  vfs_files_put (kept.vfs, "note.txt", "changed");
  pyxis_vfs_unlink (kept.vfs, "other.txt", NULL);
  act (&kept, "page.import-files");
  kept_project_choose (zip, FALSE);
  while (!kept_project_dup_text (&kept, "other.txt"))
    g_main_context_iteration (NULL, TRUE);
  kept_project_assert_text (&kept, "note.txt", "text");

  act (&kept, "page.undo-files");
  kept_project_assert_text (&kept, "note.txt", "changed");
  kept_project_assert_text (&kept, "other.txt", NULL);
  act (&kept, "page.undo-files");
  kept_project_assert_text (&kept, "note.txt", "text");
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

/* What was exported, or came from a zip, is saved: nobody is asked. */
static void
test_saved (void)
{
  KeptProject kept;
  g_autofree char *zip = NULL;

  kept_project_init (&kept, NULL);
  zip = g_build_filename (kept.folder, "files.zip", NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  act (&kept, "page.export-files");
  kept_project_choose (zip, TRUE);
  kept_project_wait_for_toast (&kept, "“files.zip” saved");
  pyxis_vfs_unlink (kept.vfs, "note.txt", NULL);
  act (&kept, "page.import-files");
  kept_project_choose (zip, FALSE);
  while (!kept_project_dup_text (&kept, "note.txt"))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_close (GTK_WINDOW (kept.window));
  kept_project_wait_until_closed (kept.window);
  kept_project_clear (&kept);
}

static void
test_bad_zip (void)
{
  KeptProject kept;
  g_autofree char *zip = NULL;
  GtkWidget *dialog;

  kept_project_init (&kept, NULL);
  zip = temporary_folder_write (kept.folder, "bad.zip", "this is none", -1);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  act (&kept, "page.import-files");
  kept_project_choose (zip, FALSE);
  dialog = asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (asking_find (dialog, GTK_TYPE_LABEL, "The Files Were Not Imported"));
  kept_project_assert_text (&kept, "note.txt", "text");
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

/* Differences as they come, and a way back that has a way back. */
static void
test_snapshots (void)
{
  KeptProject kept;
  GtkWidget *window;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  act (&kept, "page.snapshots");
  window = asking_wait_for_window (PYXIS_TYPE_SNAPSHOTS_WINDOW);
  g_assert_nonnull (asking_find (window, GTK_TYPE_LABEL, "No Snapshots"));
  asking_click (window, "_Take Snapshot");
  while (!asking_find (window, GTK_TYPE_LABEL, "No difference"))
    g_main_context_iteration (NULL, TRUE);
  vfs_files_put (kept.vfs, "note.txt", "changed");
  vfs_files_put (kept.vfs, "new.txt", "new");
  while (!asking_find (window, GTK_TYPE_LABEL, "2 differences") ||
         !asking_find (window, GTK_TYPE_LABEL, "new.txt"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (asking_find (window, GTK_TYPE_LABEL, "Created"));
  g_assert_nonnull (asking_find (window, GTK_TYPE_LABEL, "Changed"));
  g_assert_nonnull (asking_find (window, GTK_TYPE_LABEL, "7 bytes"));

  asking_click (window, "_Restore");
  kept_project_assert_text (&kept, "note.txt", "text");
  kept_project_assert_text (&kept, "new.txt", NULL);
  while (!asking_find (window, GTK_TYPE_LABEL, "No difference"))
    g_main_context_iteration (NULL, TRUE);
  act (&kept, "page.undo-files");
  kept_project_assert_text (&kept, "note.txt", "changed");
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/page-memory/export-and-import", test_export_and_import);
  g_test_add_func ("/page-memory/saved", test_saved);
  g_test_add_func ("/page-memory/bad-zip", test_bad_zip);
  g_test_add_func ("/page-memory/snapshots", test_snapshots);
  return asking_run ();
}
