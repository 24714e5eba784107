/* SPDX-License-Identifier: Apache-2.0 */
#include "file-keeper.h"

#include "file-keeper-private.h"
#include "file-lock.h"
#include "kept-project.h"
#include "recovery-bar.h"
#include "vfs-journal.h"
#include "vfs-store.h"

/* What is on the disk of files in memory, and what comes back of it, in real windows. */

static void
close_window (KeptProject *kept)
{
  gtk_window_close (GTK_WINDOW (kept->window));
  kept_project_wait_until_closed (kept->window);
}

/* As a process would have left it that was killed. */
static void
leave_spool (KeptProject *kept, const char *path, const char *text, guint n_unsaved)
{
  g_autofree char *spool = g_build_filename (kept->state, "spool", NULL);
  g_autoptr (PyxisVfsStore) store = pyxis_vfs_store_new (spool);
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsSnapshot) now = NULL;
  g_autoptr (GError) error = NULL;

  vfs_files_put (vfs, path, text);
  now = pyxis_vfs_take_snapshot (vfs);
  g_assert_true (pyxis_vfs_store_save (store, now, n_unsaved, &error));
}

static guint
count_files (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    n += g_str_has_prefix (name, prefix);
  return n;
}

static void
click_in_bar (KeptProject *kept, const char *label)
{
  asking_click (asking_find (kept->window, PYXIS_TYPE_RECOVERY_BAR, NULL), label);
}

static gboolean
is_offered (KeptProject *kept)
{
  GtkWidget *bar = asking_find (kept->window, PYXIS_TYPE_RECOVERY_BAR, NULL);

  return gtk_info_bar_get_revealed (GTK_INFO_BAR (gtk_widget_get_first_child (bar)));
}

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
    close_window (&kept);
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
  close_window (&kept);
  g_assert_true (g_file_set_contents (file, "something else", -1, NULL));
  leave_spool (&kept, "other.txt", "lost", 1);
  kept_project_open (&kept);
  g_assert_cmpuint (asking_count_rows (kept.view, "notice", "*files of the last time*"), ==, 1);
  kept_project_assert_text (&kept, "note.txt", NULL);
  vfs_files_put (kept.vfs, "note.txt", "new");
  click_in_bar (&kept, "_Restore"); /* what would be in memory only stays on the disk */
  asking_click (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), "_Close");
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpuint (count_files (kept.state, "lost-"), ==, 1);
  kept_project_assert_text (&kept, "other.txt", NULL);
  gtk_window_close (GTK_WINDOW (kept.window));
  asking_click (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), "_Discard");
  kept_project_wait_until_closed (kept.window);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "something else");
  g_assert_cmpint (g_unlink (file), ==, 0);
  kept_project_clear (&kept);
}

static void
test_restore (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  leave_spool (&kept, "note.txt", "lost", 1);
  kept_project_open (&kept);
  kept_project_assert_text (&kept, "note.txt", NULL); /* it is offered, not forced */
  click_in_bar (&kept, "_Restore");
  kept_project_wait_for_toast (&kept, "1 file restored");
  kept_project_assert_text (&kept, "note.txt", "lost");
  g_assert_cmpuint (count_files (kept.state, "lost-"), ==, 0);
  g_assert_cmpuint (count_files (kept.state, "spool"), ==, 1); /* it is unsaved still */
  gtk_window_destroy (GTK_WINDOW (kept.window));
  g_assert_cmpuint (count_files (kept.state, "spool"), ==, 0);
  kept_project_clear (&kept);
}

static void
test_restore_beside (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  leave_spool (&kept, "note.txt", "lost", 1);
  kept_project_open (&kept);
  vfs_files_put (kept.vfs, "note.txt", "newer");
  click_in_bar (&kept, "_Restore");
  kept_project_wait_for_toast (&kept, "1 file restored, 1 beside a newer one");
  kept_project_assert_text (&kept, "note.txt", "newer");
  kept_project_assert_text (&kept, "note (2).txt", "lost");
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

/* As often as it is not answered it comes again; more than one loss comes one by one. */
static void
test_discard (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  leave_spool (&kept, "note.txt", "lost", 1);
  kept_project_open (&kept);
  close_window (&kept);
  leave_spool (&kept, "more.txt", "lost too", 2);
  kept_project_open (&kept);
  g_assert_nonnull (asking_find (kept.window, GTK_TYPE_LABEL, "2 files were not saved"));
  click_in_bar (&kept, "_Discard");
  asking_click (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), "_Cancel");
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpuint (count_files (kept.state, "lost-"), ==, 2);
  click_in_bar (&kept, "_Discard");
  asking_click (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), "_Discard");
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpuint (count_files (kept.state, "lost-"), ==, 1);
  g_assert_nonnull (asking_find (kept.window, GTK_TYPE_LABEL, "1 file was not saved"));
  click_in_bar (&kept, "_Restore");
  g_assert_false (is_offered (&kept));
  kept_project_assert_text (&kept, "note.txt", "lost");
  kept_project_assert_text (&kept, "more.txt", NULL);
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

static void
test_save_lost (void)
{
  KeptProject kept;
  g_autofree char *zip = NULL;

  kept_project_init (&kept, NULL);
  zip = g_build_filename (kept.folder, "lost.zip", NULL);
  leave_spool (&kept, "note.txt", "lost", 1);
  kept_project_open (&kept);
  click_in_bar (&kept, "_Save As Zip…");
  kept_project_choose (zip, TRUE);
  while (is_offered (&kept))
    g_main_context_iteration (NULL, TRUE);
  kept_project_wait_for_toast (&kept, "“lost.zip” saved");
  g_assert_cmpuint (count_files (kept.state, "lost-"), ==, 0);
  g_assert_true (g_file_test (zip, G_FILE_TEST_IS_REGULAR));
  close_window (&kept);
  kept_project_clear (&kept);
}

/* As another version of Pyxis left it: nobody's to throw away. */
static void
test_other_version (void)
{
  static const char other[] = "PYXISVFS\2\0\0\0and what follows";
  KeptProject kept;
  g_autofree char *spool = NULL;

  kept_project_init (&kept, NULL);
  leave_spool (&kept, "note.txt", "lost", 1);
  spool = g_build_filename (kept.state, "spool", NULL);
  g_assert_true (g_file_set_contents (spool, other, sizeof other, NULL));
  for (int i = 0; i < 2; i++) {
    kept_project_open (&kept);
    g_assert_false (is_offered (&kept));
    g_assert_cmpuint (asking_count_rows (kept.view, "notice", "*stay on the disk*"), ==, 1);
    g_assert_cmpuint (count_files (kept.state, "lost-"), ==, 1);
    close_window (&kept);
  }
  kept_project_clear (&kept);
}

/* A clock that was put back: the newest is the newest still, and the oldest goes. */
static void
test_clock (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  for (guint i = 0; i < PYXIS_KEPT_FILES_MAX_LOST; i++) {
    g_autofree char *name =
      g_strdup_printf ("lost-%020" G_GINT64_FORMAT, g_get_real_time () + (i + 1) * G_TIME_SPAN_DAY);
    g_autofree char *lost = g_build_filename (kept.state, name, NULL);
    g_autofree char *spool = g_build_filename (kept.state, "spool", NULL);

    leave_spool (&kept, "note.txt", "lost", 1);
    g_assert_cmpint (g_rename (spool, lost), ==, 0);
  }
  leave_spool (&kept, "note.txt", "the newest", 5);
  kept_project_open (&kept);
  g_assert_nonnull (asking_find (kept.window, GTK_TYPE_LABEL, "5 files were not saved"));
  g_assert_cmpuint (count_files (kept.state, "lost-"), ==, PYXIS_KEPT_FILES_MAX_LOST);
  click_in_bar (&kept, "_Restore");
  kept_project_assert_text (&kept, "note.txt", "the newest");
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

/* What is decided in one window is so in the other, which offers what comes next. */
static void
test_two_bars (void)
{
  KeptProject kept, beside;

  kept_project_init (&kept, NULL);
  leave_spool (&kept, "note.txt", "lost", 1);
  kept_project_open (&kept);
  close_window (&kept);
  leave_spool (&kept, "more.txt", "lost too", 2);
  kept_project_open (&kept);
  gtk_widget_activate_action (kept.window, "win.duplicate", NULL);
  beside = kept;
  kept_project_take (
    &beside, GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (asking_application))));
  g_assert_true (beside.window != kept.window);
  g_assert_nonnull (asking_find (beside.window, GTK_TYPE_LABEL, "2 files were not saved"));
  click_in_bar (&beside, "_Discard");
  click_in_bar (&kept, "_Restore");
  g_assert_nonnull (asking_find (beside.window, GTK_TYPE_LABEL, "1 file was not saved"));
  asking_click (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), "_Discard");
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpuint (count_files (kept.state, "lost-"), ==, 1);
  g_assert_true (is_offered (&kept) && is_offered (&beside));
  click_in_bar (&beside, "_Restore");
  g_assert_false (is_offered (&kept) || is_offered (&beside));
  kept_project_assert_text (&kept, "note.txt", "lost");
  kept_project_assert_text (&kept, "more.txt", "lost too");
  gtk_window_destroy (GTK_WINDOW (beside.window));
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

/* Nothing that anybody could miss: no offer. */
static void
test_nothing_lost (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  leave_spool (&kept, "note.txt", "saved elsewhere", 0);
  kept_project_open (&kept);
  g_assert_false (is_offered (&kept));
  g_assert_cmpuint (count_files (kept.state, "lost-"), ==, 0);
  close_window (&kept);
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
  leave_spool (&kept, "note.txt", "theirs", 1);
  path = g_build_filename (kept.state, "lock", NULL);
  lock = pyxis_file_lock_try (path, &error);
  g_assert_no_error (error);
  kept_project_open (&kept);
  g_assert_cmpuint (asking_count_rows (kept.view, "notice", "*\"code\":\"read-only\"*"), ==, 1);
  kept_project_assert_text (&kept, "note.txt", "theirs");
  g_assert_false (pyxis_vfs_put (kept.vfs, "note.txt", bytes, &error));
  g_assert_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EROFS);
  close_window (&kept);
  g_assert_cmpuint (count_files (kept.state, "spool"), ==, 1);
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
  while (count_files (kept.state, "spool") == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
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
  gtk_window_destroy (GTK_WINDOW (kept.window));
  kept_project_clear (&kept);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/file-keeper/keeps", test_keeps);
  g_test_add_func ("/file-keeper/damaged", test_damaged);
  g_test_add_func ("/file-keeper/restore", test_restore);
  g_test_add_func ("/file-keeper/restore-beside", test_restore_beside);
  g_test_add_func ("/file-keeper/discard", test_discard);
  g_test_add_func ("/file-keeper/save-lost", test_save_lost);
  g_test_add_func ("/file-keeper/other-version", test_other_version);
  g_test_add_func ("/file-keeper/clock", test_clock);
  g_test_add_func ("/file-keeper/two-bars", test_two_bars);
  g_test_add_func ("/file-keeper/nothing-lost", test_nothing_lost);
  g_test_add_func ("/file-keeper/read-only", test_read_only);
  g_test_add_func ("/file-keeper/no-disk", test_no_disk);
  g_test_add_func ("/file-keeper/disk-comes-back", test_disk_comes_back);
  g_test_add_func ("/file-keeper/outlives", test_outlives);
  return asking_run ();
}
