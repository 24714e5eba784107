/* SPDX-License-Identifier: Apache-2.0 */
#include "transfer-row.h"

#include "files-window.h"

/* A short copy is not seen; a longer one is, with how far it is, and can be cancelled. */
static void
test_row (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = pyxis_transfer_row_new ("Uploading");
  PyxisCopyProgress *progress = pyxis_transfer_row_get_progress (PYXIS_TRANSFER_ROW (row));
  GCancellable *cancellable = pyxis_transfer_row_get_cancellable (PYXIS_TRANSFER_ROW (row));
  GtkProgressBar *bar = files_window_find (row, GTK_TYPE_PROGRESS_BAR);
  GtkWidget *button = files_window_find (row, GTK_TYPE_BUTTON);

  gtk_box_append (GTK_BOX (box), row);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (gtk_widget_get_visible (row));
  while (!shown_has_text (window, "Uploading"))
    g_main_context_iteration (NULL, TRUE);
  pyxis_copy_progress_set_total (progress, 4);
  pyxis_copy_progress_add (progress, 1);
  while (gtk_progress_bar_get_fraction (bar) < 0.25)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_cancellable_is_cancelled (cancellable));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* The page brings the templates of its parts. */
  g_type_class_unref (g_type_class_ref (PYXIS_TYPE_FILES_PAGE));
  g_test_add_func ("/transfer-row/row", test_row);
  return g_test_run ();
}
