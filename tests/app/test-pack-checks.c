/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-checks.h"

#include "../util/pack-sample.h"
#include "../util/pack-window.h"
#include "../util/project-window.h"
#include "pack-fix-dialog.h"

/* What the Package dialog says of a description, and how that is put right and gone through. */

/* A note is answered; what is wrong in the file is seen when it was saved, and nothing is packed. */
static void
test_checks (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = g_build_filename (project, "pyscript.toml", NULL);
  g_autofree char *text = NULL;
  GtkWidget *dialog, *question, *entry;

  g_free (temporary_folder_write (folder, "clock/pyscript.toml", "name = \"Clock\"\n", -1));
  dialog = pack_window_open (project);
  pack_window_wait_for_text (dialog, "local.pyxis.Clock", TRUE);
  pack_window_click (dialog, "Set “id”");
  question = pack_window_wait (PYXIS_TYPE_PACK_FIX_DIALOG);
  entry = project_window_find (question, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "no id");
  pack_window_wait_for_text (question, "three or more words", TRUE);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (question), "apply"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "org.example.Clock");
  pack_window_wait_for_text (question, "+ id = \"org.example.Clock\"", TRUE);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "apply");
  gtk_window_destroy (GTK_WINDOW (question)); /* as the button does */
  pack_window_wait_for_text (dialog, "0.1.0 · org.example.Clock", TRUE);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "name = \"Clock\"\n\n[pyxis]\nid = \"org.example.Clock\"\n");

  g_assert_true (
    g_file_set_contents (path, "version = \"x\"\n[pyxis]\nid = \"wrong\"\n", -1, NULL));
  pack_window_wait_for_text (dialog, "“id” cannot be \"wrong\"", TRUE);
  pack_window_wait_for_text (dialog, "“version” cannot be \"x\"", TRUE);
  g_assert_nonnull (pack_window_find_button (dialog, "Set “id”"));
  g_assert_nonnull (pack_window_find_button (dialog, "Set “version”"));
  g_assert_false (gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (dialog))));
  g_assert_true (g_file_set_contents (path, PACK_SAMPLE_TOML, -1, NULL));
  pack_window_wait_for_text (dialog, "The description is complete.", TRUE);
  g_assert_true (gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (dialog))));
  pack_window_close (dialog);
}

/* The name of an icon that is not there can be set, to one that is. */
static void
test_icon (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (project, "pyscript.toml", NULL);
  GtkWidget *dialog = pack_window_open (project), *question, *entry;

  g_assert_true (g_file_set_contents (path, "[pyxis]\nicon = \"art.svg\"\n", -1, NULL));
  pack_window_wait_for_text (dialog, "“icon” names “art.svg”, which is no file", TRUE);
  pack_window_click (dialog, "Set “icon”");
  question = pack_window_wait (PYXIS_TYPE_PACK_FIX_DIALOG);
  pack_window_wait_for_text (question, "“art.svg” is no file in the project.", TRUE);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (question), "apply"));
  entry = project_window_find (question, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "icon.svg");
  pack_window_wait_for_text (question, "+ icon = \"icon.svg\"", TRUE);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "apply");
  gtk_window_destroy (GTK_WINDOW (question)); /* as the button does */
  pack_window_wait_for_text (dialog, "which is no file", FALSE);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "[pyxis]\nicon = \"icon.svg\"\n");
  pack_window_close (dialog);
}

/* The next stop of Tab; after the last comes the first. */
static GtkWidget *
go_on (GtkWidget *dialog)
{
  g_assert_true (gtk_widget_child_focus (dialog, GTK_DIR_TAB_FORWARD));
  return gtk_root_get_focus (GTK_ROOT (dialog));
}

static gboolean
is_told_row (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX_ROW (widget) &&
         !gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
}

/* Of the rows where nothing can be done the first is a stop of Tab, and the arrows go through the others; elsewhere the
 * buttons are, and say what their rows do. */
static void
test_tab (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autoptr (GString) told = g_string_new (NULL);
  GtkWidget *dialog, *first, *focus, *row = NULL, *set, *change;
  guint n_told = 0;

  g_free (temporary_folder_write (folder, "clock/pyscript.toml", "name = \"Clock\"\n", -1));
  dialog = pack_window_open (project);
  set = pack_window_find_button (dialog, "Set “id”");
  change = pack_window_find_button (dialog, "Choose where the app is written");
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
  first = go_on (dialog);
  for (focus = go_on (dialog); focus != first; focus = go_on (dialog)) {
    n_told += is_told_row (focus) ? 1 : 0;
    g_string_append (told, focus == set ? "set " : focus == change ? "change " : "");
    if (is_told_row (focus))
      row = focus;
  }
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpstr (told->str, ==, "set change ");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (set), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Note: pyscript.toml: there is no “id” in [pyxis]; it is "
                                       "local.pyxis.Clock, made of the name. Give one of your own "
                                       "before others install the app: it tells it from others of "
                                       "that name.");
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (change),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));

  gtk_widget_grab_focus (row);
  for (focus = row; row; row = gtk_widget_get_next_sibling (row)) {
    g_assert_true (gtk_root_get_focus (GTK_ROOT (dialog)) == row);
    g_signal_emit_by_name (gtk_widget_get_parent (row), "move-cursor", GTK_MOVEMENT_DISPLAY_LINES,
                           1, FALSE, FALSE);
  }
  gtk_widget_grab_focus (focus);
  g_assert_true (gtk_widget_child_focus (dialog, GTK_DIR_TAB_BACKWARD));
  g_assert_true (GTK_IS_LABEL (gtk_root_get_focus (GTK_ROOT (dialog))));
  pack_window_close (dialog);
}

static void
add_tests (void)
{
  g_test_add_func ("/pack-checks/icon", test_icon);
  g_test_add_func ("/pack-checks/notes", test_checks);
  g_test_add_func ("/pack-checks/tab", test_tab);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add_tests);
}
