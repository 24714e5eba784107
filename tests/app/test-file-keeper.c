/* SPDX-License-Identifier: Apache-2.0 */
#include "file-keeper.h"

#include "file-keeper-private.h"
#include "file-lock.h"
#include "losses.h"

/* What is on the disk of files in memory, and what comes back of it, in real windows. */

/* keep-files: what is there at the end is there the next time, and nobody is asked. */
static void
test_keeps (void)
{
  KeptProject kept;

  kept_project_init (&kept, "[pyxis]\nkeep-files = true\n");
  for (int i = 0; i < 3; i++) {
    g_autofree char *text = g_strdup_printf ("text %d", i);
    g_autofree char *before = i > 0 ? g_strdup_printf ("text %d", i - 1) : NULL;

    kept_project_open (&kept);
    kept_project_assert_text (&kept, "note.txt", before);
    vfs_files_put (kept.vfs, "note.txt", text);
    losses_close_window (&kept);
  }
  kept_project_clear (&kept);
}

/* What was kept and is damaged stays as it is, is told, and nothing is written over it. */
static void
test_damaged (void)
{
  KeptProject kept;
  g_autofree char *file = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *text = NULL;

  kept_project_init (&kept, "[pyxis]\nkeep-files = true\n");
  origin = g_path_get_basename (kept.state);
  file = g_build_filename (g_get_user_data_dir (), "pyxis", "files", origin, "files", NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  losses_close_window (&kept);
  g_assert_true (g_file_set_contents (file, "something else", -1, NULL));
  losses_leave_spool (&kept, "other.txt", "lost", 1);
  kept_project_open (&kept);
  g_assert_cmpuint (asking_count_rows (kept.view, "notice", "*files of the last time*"), ==, 1);
  kept_project_assert_text (&kept, "note.txt", NULL);
  vfs_files_put (kept.vfs, "note.txt", "new");
  losses_wait_for_offer (&kept, "1 file was not saved");
  losses_click_in_bar (&kept, "_Restore"); /* what would be in memory only stays on the disk */
  losses_answer ("_Close");
  g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, 1);
  kept_project_assert_text (&kept, "other.txt", NULL);
  gtk_window_close (GTK_WINDOW (kept.window));
  asking_click (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), "_Discard");
  kept_project_wait_until_closed (kept.window);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "something else");
  g_assert_cmpint (g_unlink (file), ==, 0);
  kept_project_clear (&kept);
}

/* A disk that has changed a byte: what is sound comes back, what is not is named, all is written anew, and
 * the damaged data is beside it. */
static void
test_damaged_kept (void)
{
  KeptProject kept;
  g_autofree char *origin = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;

  kept_project_init (&kept, "[pyxis]\nkeep-files = true\n");
  origin = g_path_get_basename (kept.state);
  folder = g_build_filename (g_get_user_data_dir (), "pyxis", "files", origin, NULL);
  file = g_build_filename (folder, "files", NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "bad.txt", "will be bad");
  vfs_files_put (kept.vfs, "good.txt", "good");
  losses_close_window (&kept);
  losses_damage (file, "will be bad");
  kept_project_open (&kept);
  g_assert_cmpuint (asking_count_rows (kept.view, "notice", "*“bad.txt”*/damaged-*"), ==, 1);
  kept_project_assert_text (&kept, "good.txt", "good");
  losses_close_window (&kept);
  g_assert_cmpuint (losses_count_files (folder, "damaged-"), ==, 1);
  kept_project_open (&kept);
  g_assert_cmpuint (asking_count_rows (kept.view, "notice", "*/damaged-*"), ==, 0);
  kept_project_assert_text (&kept, "good.txt", "good");
  losses_close_window (&kept);
  g_assert_cmpuint (losses_count_files (folder, "damaged-"), ==, 1);
  kept_project_clear (&kept);
}

/* Another process has the files: what it wrote last can be read, and nothing written. */
static void
test_read_only (void)
{
  KeptProject kept;
  g_autofree char *path = NULL;
  g_autoptr (PyxisFileLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  kept_project_init (&kept, NULL);
  losses_leave_spool (&kept, "note.txt", "theirs", 1);
  path = g_build_filename (kept.state, "lock", NULL);
  lock = pyxis_file_lock_try (path, &error);
  g_assert_no_error (error);
  kept_project_open (&kept);
  g_assert_cmpuint (asking_count_rows (kept.view, "notice", "*\"code\":\"read-only\"*"), ==, 1);
  kept_project_assert_text (&kept, "note.txt", "theirs");
  g_assert_false (pyxis_vfs_put (kept.vfs, "note.txt", bytes, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EROFS);
  losses_close_window (&kept);
  g_assert_cmpuint (losses_count_files (kept.state, "spool"), ==, 1);
  kept_project_clear (&kept);
}

/* A disk that takes nothing is told once; the files stay in memory, and go on. */
static void
test_no_disk (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  g_free (temporary_folder_write (kept.folder, "x", "", 0));
  g_assert_cmpint (g_mkdir_with_parents (kept.state, 0700), ==, 0);
  g_assert_cmpint (g_rmdir (kept.state), ==, 0);
  g_assert_true (g_file_set_contents (kept.state, "in the way", -1, NULL));
  kept_project_open (&kept);
  for (int i = 0; i < 3; i++)
    vfs_files_put (kept.vfs, "note.txt", "text");
  g_assert_cmpuint (asking_count_rows (kept.view, "notice", "*cannot be written to disk*"), ==, 1);
  kept_project_assert_text (&kept, "note.txt", "text");
  gtk_window_destroy (GTK_WINDOW (kept.window));
  g_assert_cmpint (g_unlink (kept.state), ==, 0);
  kept_project_clear (&kept);
}

/* A disk that takes nothing for a while is tried again, without a further change. */
static void
test_disk_comes_back (void)
{
  KeptProject kept;
  g_autofree char *aside = NULL;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  aside = g_strconcat (kept.state, "-aside", NULL);
  g_assert_cmpint (g_rename (kept.state, aside), ==, 0);
  g_assert_true (g_file_set_contents (kept.state, "in the way", -1, NULL));
  vfs_files_put (kept.vfs, "note.txt", "text");
  asking_wait_for_row (kept.view, "notice", "*cannot be written to disk*");
  g_assert_cmpint (g_unlink (kept.state), ==, 0);
  g_assert_cmpint (g_rename (aside, kept.state), ==, 0);
  while (losses_count_files (kept.state, "spool") == 0)
    g_main_context_iteration (NULL, TRUE);
  losses_end (&kept);
}

/* The end of the page's process, and a reload, are none of the files. */
static void
test_outlives (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "text");
  pyxis_view_reload (kept.view, FALSE);
  asking_wait_for_load (kept.view);
  kept_project_assert_text (&kept, "note.txt", "text");
  pyxis_view_terminate (kept.view);
  asking_wait_for_row (kept.view, "page", "*crash*");
  kept_project_assert_text (&kept, "note.txt", "text");
  while (g_strcmp0 (pyxis_view_get_title (kept.view), "Kept") == 0 ||
         pyxis_view_is_loading (kept.view))
    g_main_context_iteration (NULL, TRUE); /* until the page that says so is there */
  pyxis_view_reload (kept.view, FALSE);
  asking_wait_for_load (kept.view);
  asking_call (kept.view, "return (await fetch ('/@pyxis/vfs/note.txt')).text ()", "\"text\"");
  losses_end (&kept);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/file-keeper/keeps", test_keeps);
  g_test_add_func ("/file-keeper/damaged", test_damaged);
  g_test_add_func ("/file-keeper/damaged-kept", test_damaged_kept);
  g_test_add_func ("/file-keeper/read-only", test_read_only);
  g_test_add_func ("/file-keeper/no-disk", test_no_disk);
  g_test_add_func ("/file-keeper/disk-comes-back", test_disk_comes_back);
  g_test_add_func ("/file-keeper/outlives", test_outlives);
  return asking_run ();
}
