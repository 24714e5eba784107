/* SPDX-License-Identifier: Apache-2.0 */
#include "recovery-bar.h"

#include "losses.h"

/* What was lost when Pyxis ended unexpectedly, in real windows. */

static void
test_restore (void)
{
  KeptProject kept;

  losses_open_one (&kept, NULL);
  kept_project_assert_text (&kept, "note.txt", NULL); /* it is offered, not forced */
  losses_click_in_bar (&kept, "_Restore");
  g_assert_false (losses_is_offered (&kept));
  kept_project_assert_text (&kept, "note.txt", NULL); /* it is read in a thread */
  kept_project_wait_for_toast (&kept, "1 file restored");
  kept_project_assert_text (&kept, "note.txt", "lost");
  losses_wait_for_lost (&kept, 0);
  g_assert_false (losses_is_offered (&kept));
  g_assert_cmpuint (losses_count_files (kept.state, "spool"), ==, 1); /* it is unsaved still */
  gtk_window_destroy (GTK_WINDOW (kept.window));
  g_assert_cmpuint (losses_count_files (kept.state, "spool"), ==, 0);
  kept_project_clear (&kept);
}

/* Killed while the disk took the first spool, all of which it has, but under no name yet. */
static void
test_killed_early (void)
{
  KeptProject kept;
  g_autofree char *spool = NULL;
  g_autofree char *part = NULL;

  kept_project_init (&kept, NULL);
  losses_leave_spool (&kept, "note.txt", "lost", 1);
  spool = g_build_filename (kept.state, "spool", NULL);
  part = g_strconcat (spool, ".new", NULL);
  g_assert_cmpint (g_rename (spool, part), ==, 0);
  kept_project_open (&kept);
  losses_wait_for_offer (&kept, "1 file was not saved");
  losses_restore (&kept, "1 file restored");
  kept_project_assert_text (&kept, "note.txt", "lost");
  losses_end (&kept);
}

static void
test_restore_beside (void)
{
  KeptProject kept;

  losses_open_one (&kept, NULL);
  vfs_files_put (kept.vfs, "note.txt", "newer");
  losses_restore (&kept, "1 file restored, 1 beside a newer one");
  kept_project_assert_text (&kept, "note.txt", "newer");
  kept_project_assert_text (&kept, "note (2).txt", "lost");
  losses_end (&kept);
}

/* The disk takes nothing just then: what was lost stays there, and is offered again. */
static void
test_restore_fails (void)
{
  KeptProject kept;
  g_autofree char *part = NULL;

  losses_open_one (&kept, NULL);
  part = g_build_filename (kept.state, "spool.new", NULL); /* of a new spool */
  g_assert_cmpint (g_mkdir (part, 0700), ==, 0);
  losses_click_in_bar (&kept, "_Restore");
  losses_answer ("_Close");
  losses_wait_for_offer (&kept, "1 file was not saved");
  g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, 1);
  g_assert_cmpint (g_rmdir (part), ==, 0);
  losses_restore (&kept, "All files are there already"); /* since then */
  losses_wait_for_lost (&kept, 0);
  losses_end (&kept);
}

/* As often as it is not answered it comes again; more than one loss comes one by one. */
static void
test_discard (void)
{
  KeptProject kept;

  losses_open_two (&kept);
  losses_click_in_bar (&kept, "_Discard");
  losses_answer ("_Cancel");
  g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, 2);
  losses_click_in_bar (&kept, "_Discard");
  losses_answer ("_Discard");
  g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, 1);
  losses_wait_for_offer (&kept, "1 file was not saved");
  losses_restore (&kept, "1 file restored");
  losses_wait_until_offered (&kept, FALSE);
  kept_project_assert_text (&kept, "note.txt", "lost");
  kept_project_assert_text (&kept, "more.txt", NULL);
  losses_end (&kept);
}

static void
test_save_lost (void)
{
  KeptProject kept;
  g_autofree char *zip = NULL;

  losses_open_one (&kept, NULL);
  zip = g_build_filename (kept.folder, "lost.zip", NULL);
  losses_click_in_bar (&kept, "_Save As Zip…");
  kept_project_choose (zip, TRUE);
  losses_wait_until_offered (&kept, FALSE);
  kept_project_wait_for_toast (&kept, "“lost.zip” saved");
  g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, 0);
  g_assert_true (g_file_test (zip, G_FILE_TEST_IS_REGULAR));
  losses_close_window (&kept);
  kept_project_clear (&kept);
}

/* As another version of Pyxis left it: nobody's to throw away. */
static void
test_other_version (void)
{
  static const char other[] = "PYXISVFS\3\0\0\0and what follows";
  KeptProject kept;
  g_autofree char *spool = NULL;

  kept_project_init (&kept, NULL);
  losses_leave_spool (&kept, "note.txt", "lost", 1);
  spool = g_build_filename (kept.state, "spool", NULL);
  g_assert_true (g_file_set_contents (spool, other, sizeof other, NULL));
  for (int i = 0; i < 2; i++) {
    kept_project_open (&kept);
    asking_wait_for_row (kept.view, "notice", "*stay on the disk*");
    g_assert_false (losses_is_offered (&kept));
    g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, 1);
    losses_close_window (&kept);
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

    losses_leave_spool (&kept, "note.txt", "lost", 1);
    g_assert_cmpint (g_rename (spool, lost), ==, 0);
  }
  losses_leave_spool (&kept, "note.txt", "the newest", 5);
  kept_project_open (&kept);
  losses_wait_for_offer (&kept, "5 files were not saved");
  g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, PYXIS_KEPT_FILES_MAX_LOST);
  losses_restore (&kept, "1 file restored");
  kept_project_assert_text (&kept, "note.txt", "the newest");
  losses_end (&kept);
}

/* What is decided in one window is so in the other, which offers what comes next. */
static void
test_two_bars (void)
{
  KeptProject kept, beside;

  losses_open_two (&kept);
  gtk_widget_activate_action (kept.window, "win.duplicate", NULL);
  beside = kept;
  kept_project_take (
    &beside, GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (asking_application))));
  g_assert_true (beside.window != kept.window);
  losses_wait_for_offer (&beside, "2 files were not saved");
  losses_click_in_bar (&beside, "_Discard");
  losses_restore (&kept, "1 file restored");
  losses_wait_for_offer (&beside, "1 file was not saved");
  losses_answer ("_Discard"); /* of what was restored meanwhile: nothing more */
  losses_wait_for_lost (&kept, 1);
  losses_wait_for_offer (&kept, "1 file was not saved");
  losses_restore (&beside, "1 file restored");
  losses_wait_until_offered (&kept, FALSE);
  losses_wait_until_offered (&beside, FALSE);
  losses_wait_for_lost (&kept, 0);
  kept_project_assert_text (&kept, "note.txt", "lost");
  kept_project_assert_text (&kept, "more.txt", "lost too");
  gtk_window_destroy (GTK_WINDOW (beside.window));
  losses_end (&kept);
}

/* A disk that has changed a byte: the other files come back, what is doubtful is named, and the damaged
 * data stays. */
static void
test_damaged_spool (void)
{
  KeptProject kept;
  g_autoptr (PyxisVfsStore) store = NULL;
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsSnapshot) now = NULL;
  g_autofree char *spool = NULL;
  GtkWidget *dialog;

  kept_project_init (&kept, NULL);
  spool = g_build_filename (kept.state, "spool", NULL);
  store = pyxis_vfs_store_new (spool);
  vfs_files_put (vfs, "bad.txt", "will be bad");
  vfs_files_put (vfs, "good.txt", "good");
  now = pyxis_vfs_take_snapshot (vfs);
  g_assert_true (pyxis_vfs_store_save (store, now, 2, NULL));
  losses_damage (spool, "will be bad");
  kept_project_open (&kept);
  losses_wait_for_offer (
    &kept, "2 files were not saved when Pyxis ended unexpectedly. Some of it is damaged.");
  losses_restore (&kept, "2 files restored");
  dialog = asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "“bad.txt”"));
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "/damaged-"));
  losses_answer ("_Close");
  kept_project_assert_text (&kept, "good.txt", "good");
  g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, 0);
  g_assert_cmpuint (losses_count_files (kept.state, "damaged-"), ==, 1);
  losses_end (&kept);
}

static int
measure_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* A window as narrow as a phone's stays so, with all that can be decided. */
static void
test_narrow (void)
{
  static const char *const labels[] = { "_Restore", "_Save As Zip…", "_Discard" };
  KeptProject kept;
  GtkWidget *bar;
  int width;

  losses_open_one (&kept, NULL);
  bar = asking_find (kept.window, PYXIS_TYPE_RECOVERY_BAR, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    g_assert_nonnull (asking_find (bar, GTK_TYPE_BUTTON, labels[i]));
  g_assert_cmpint (measure_width (bar), <=, 320);
  width = measure_width (kept.window);
  losses_restore (&kept, "1 file restored");
  losses_wait_until_offered (&kept, FALSE);
  g_assert_cmpint (measure_width (kept.window), ==, width);
  losses_end (&kept);
}

/* Nothing that anybody could miss: no offer. */
static void
test_nothing_lost (void)
{
  KeptProject kept;

  kept_project_init (&kept, NULL);
  losses_leave_spool (&kept, "note.txt", "saved elsewhere", 0);
  kept_project_open (&kept);
  g_assert_false (losses_is_offered (&kept));
  g_assert_cmpuint (losses_count_files (kept.state, "lost-"), ==, 0);
  losses_close_window (&kept);
  kept_project_clear (&kept);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/recovery-bar/restore", test_restore);
  g_test_add_func ("/recovery-bar/killed-early", test_killed_early);
  g_test_add_func ("/recovery-bar/restore-beside", test_restore_beside);
  g_test_add_func ("/recovery-bar/restore-fails", test_restore_fails);
  g_test_add_func ("/recovery-bar/discard", test_discard);
  g_test_add_func ("/recovery-bar/save-lost", test_save_lost);
  g_test_add_func ("/recovery-bar/other-version", test_other_version);
  g_test_add_func ("/recovery-bar/clock", test_clock);
  g_test_add_func ("/recovery-bar/two-bars", test_two_bars);
  g_test_add_func ("/recovery-bar/damaged-spool", test_damaged_spool);
  g_test_add_func ("/recovery-bar/narrow", test_narrow);
  g_test_add_func ("/recovery-bar/nothing-lost", test_nothing_lost);
  return asking_run ();
}
