/* SPDX-License-Identifier: Apache-2.0 */
#include "file-work.h"

#include "asking.h"

/* What is being done, in a thread that the test lets go on. */
typedef struct {
  int step; /* atomic: how often the test let it go on */
  gboolean is_over;
  GError *error;
} Work;

static gboolean
do_work (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Work *self = data;

  pyxis_copy_progress_set_total (progress, 2);
  pyxis_copy_progress_add (progress, 1);
  while (g_atomic_int_get (&self->step) == 0)
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  return TRUE;
}

static void
end (gpointer data, const GError *error)
{
  Work *self = data;

  self->is_over = TRUE;
  self->error = error ? g_error_copy (error) : NULL;
}

static void
nothing (gpointer data)
{
}

static void
wait_for_end (Work *work)
{
  while (!work->is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* It is shown with its progress, and its button ends it. */
static void
test_cancel (void)
{
  GtkWidget *window = gtk_window_new ();
  Work work = { 0 };
  GtkWidget *dialog, *bar;

  gtk_window_present (GTK_WINDOW (window));
  pyxis_file_work_run (GTK_WINDOW (window), "Saving", do_work, end, &work, nothing);
  dialog = asking_wait_for_window (PYXIS_TYPE_FILE_WORK);
  g_assert_nonnull (asking_find (dialog, GTK_TYPE_LABEL, "Saving"));
  bar = asking_find (dialog, GTK_TYPE_PROGRESS_BAR, NULL);
  while (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)) < 0.5)
    g_main_context_iteration (NULL, TRUE);
  asking_click (dialog, "_Cancel");
  wait_for_end (&work);
  g_assert_error (work.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&work.error);
  asking_wait_for_none (PYXIS_TYPE_FILE_WORK);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What takes no time shows nothing; a window that goes meanwhile is of no matter. */
static void
test_short (void)
{
  GtkWidget *window = gtk_window_new ();
  Work work = { .step = 1 };

  gtk_window_present (GTK_WINDOW (window));
  pyxis_file_work_run (GTK_WINDOW (window), "Saving", do_work, end, &work, nothing);
  wait_for_end (&work);
  g_assert_no_error (work.error);
  g_assert_null (asking_get_window (PYXIS_TYPE_FILE_WORK));

  work = (Work){ 0 };
  pyxis_file_work_run (GTK_WINDOW (window), "Saving", do_work, end, &work, nothing);
  asking_wait_for_window (PYXIS_TYPE_FILE_WORK);
  gtk_window_destroy (GTK_WINDOW (window));
  g_atomic_int_set (&work.step, 1);
  wait_for_end (&work);
  g_clear_error (&work.error);
  asking_wait_for_none (PYXIS_TYPE_FILE_WORK);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/file-work/cancel", test_cancel);
  g_test_add_func ("/file-work/short", test_short);
  return asking_run ();
}
