/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-dialog.h"

#include <glib/gstdio.h>

#include "../util/pack-sample.h"
#include "../util/project-window.h"
#include "../util/shown.h"
#include "key-question.h"
#include "pack-fix-dialog.h"
#include "pack-formats.h"
#include "pack-result.h"
#include "pins.h"
#include "target.h"

/* The window that makes apps, used as its user does, on real folders. */

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
      return window;
  }
  return NULL;
}

static GtkWidget *
wait_for_window (GType type)
{
  GtkWidget *window;

  while (!(window = find_window (type)))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static void
wait_for_text (GtkWidget *widget, const char *text, gboolean is_there)
{
  g_test_message ("%s: %s", text, is_there ? "comes" : "goes");
  while (shown_has_text (widget, text) != is_there)
    g_main_context_iteration (NULL, TRUE);
}

/* (nullable): the button with that tooltip. */
static GtkWidget *
find_button (GtkWidget *widget, const char *tooltip)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, tooltip);

    if (found)
      return found;
  }
  return NULL;
}

static void
click (GtkWidget *window, const char *tooltip)
{
  GtkWidget *button = find_button (window, tooltip);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* (transfer none): over a window of its own. */
static GtkWidget *
open_dialog (const char *path)
{
  g_autoptr (PyxisProject) project = pyxis_project_load (path, NULL);
  GtkWidget *dialog = pyxis_pack_dialog_new (NULL, project);

  gtk_window_present (GTK_WINDOW (dialog));
  wait_for_text (dialog, "before they are packed", TRUE);
  return dialog;
}

static void
close_dialog (GtkWidget *dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  while (dialog)
    g_main_context_iteration (NULL, TRUE);
}

static void
copy_example (const char *name, const char *folder)
{
  g_autofree char *from = g_build_filename (g_getenv ("PYXIS_EXAMPLES"), name, NULL);
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *file;

  g_mkdir (folder, 0700);
  while ((file = g_dir_read_name (dir))) {
    g_autofree char *source = g_build_filename (from, file, NULL);
    g_autofree char *target = g_build_filename (folder, file, NULL);
    g_autofree char *bytes = NULL;
    gsize length;

    if (g_file_get_contents (source, &bytes, &length, NULL))
      g_assert_true (g_file_set_contents (target, bytes, (gssize) length, NULL));
  }
}

/* A project that runs, by its action; what comes of it is whole, and the choice is kept. */
static void
test_pack (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = g_build_filename (folder, "A & <b>", NULL);
  g_autofree char *output = g_build_filename (folder, "A & <b>.pyxis", NULL);
  g_autoptr (PyxisBundle) bundle = NULL;
  g_autoptr (PyxisProject) packed = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window, *dialog;

  copy_example ("hello-micropython", project);
  window = project_window_open (project, "Hello");
  while (!project_window_get_view (window)) /* the title may be there before */
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_activate_action (window, "page.package", NULL));
  dialog = wait_for_window (PYXIS_TYPE_PACK_DIALOG);
  wait_for_text (dialog, "before they are packed", TRUE);
  g_assert_true (shown_has_text (dialog, "micropython"));
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  wait_for_text (dialog, "Is Packed", TRUE);
  g_assert_true (shown_has_text (dialog, "A & <b>.pyxis"));

  bundle = pyxis_bundle_open (output, &error);
  g_assert_no_error (error);
  g_assert_true (pyxis_bundle_check (bundle, &error));
  g_assert_cmpuint (pyxis_bundle_get_manifest (bundle)->runtimes->len, ==, 2);
  packed = pyxis_target_load (output, NULL, &error);
  g_assert_no_error (error);

  gtk_widget_activate_action (find_button (dialog, "Back to formats and options"), "pack.again",
                              NULL);
  wait_for_text (dialog, "in place of what is there", TRUE);
  close_dialog (dialog);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Each format of the table makes what its ending says; the last one is chosen the next time. */
static void
test_formats (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  const PyxisPackFormat *format;

  for (guint i = 0; (format = pyxis_pack_format_get (i)); i++) {
    g_autofree char *name = g_strconcat ("clock", format->ending, NULL);
    g_autofree char *output = g_build_filename (folder, name, NULL);
    GtkWidget *dialog = open_dialog (project);
    PyxisPackFormats *formats = project_window_find (dialog, PYXIS_TYPE_PACK_FORMATS);

    g_assert_true (shown_has_text (dialog, format->title));
    g_assert_true (shown_has_text (dialog, "use sound")); /* what a Flatpak may do */
    pyxis_pack_formats_set (formats, format->name);
    wait_for_text (dialog, name, TRUE);
    g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
    wait_for_text (dialog, "Is Packed", TRUE);
    g_assert_true (
      g_file_test (output, format->is_folder ? G_FILE_TEST_IS_DIR : G_FILE_TEST_IS_REGULAR));
    close_dialog (dialog);
    dialog = open_dialog (project);
    formats = project_window_find (dialog, PYXIS_TYPE_PACK_FORMATS);
    g_assert_cmpstr (pyxis_pack_formats_get (formats)->name, ==, format->name);
    close_dialog (dialog);
  }
}

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
  dialog = open_dialog (project);
  wait_for_text (dialog, "local.pyxis.Clock", TRUE);
  click (dialog, "Set “id”");
  question = wait_for_window (PYXIS_TYPE_PACK_FIX_DIALOG);
  entry = project_window_find (question, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "no id");
  wait_for_text (question, "three or more words", TRUE);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (question), "apply"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "org.example.Clock");
  wait_for_text (question, "+ id = \"org.example.Clock\"", TRUE);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "apply");
  gtk_window_destroy (GTK_WINDOW (question)); /* as the button does */
  wait_for_text (dialog, "0.1.0 · org.example.Clock", TRUE);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "name = \"Clock\"\n\n[pyxis]\nid = \"org.example.Clock\"\n");

  g_assert_true (
    g_file_set_contents (path, "version = \"x\"\n[pyxis]\nid = \"wrong\"\n", -1, NULL));
  wait_for_text (dialog, "“id” cannot be \"wrong\"", TRUE);
  wait_for_text (dialog, "“version” cannot be \"x\"", TRUE);
  g_assert_nonnull (find_button (dialog, "Set “id”"));
  g_assert_nonnull (find_button (dialog, "Set “version”"));
  g_assert_false (gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (dialog))));
  g_assert_true (g_file_set_contents (path, PACK_SAMPLE_TOML, -1, NULL));
  wait_for_text (dialog, "The description is complete.", TRUE);
  g_assert_true (gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (dialog))));
  close_dialog (dialog);
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
  dialog = open_dialog (project);
  set = find_button (dialog, "Set “id”");
  change = find_button (dialog, "Choose where the app is written");
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
  close_dialog (dialog);
}

/* An icon that is no file is another's name: of one that is there. */
static void
test_icon (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (project, "pyscript.toml", NULL);
  GtkWidget *dialog = open_dialog (project), *question, *entry;

  g_assert_true (g_file_set_contents (path, "[pyxis]\nicon = \"art.svg\"\n", -1, NULL));
  wait_for_text (dialog, "“icon” names “art.svg”, which is no file", TRUE);
  click (dialog, "Set “icon”");
  question = wait_for_window (PYXIS_TYPE_PACK_FIX_DIALOG);
  wait_for_text (question, "“art.svg” is no file in the project.", TRUE);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (question), "apply"));
  entry = project_window_find (question, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "icon.svg");
  wait_for_text (question, "+ icon = \"icon.svg\"", TRUE);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "apply");
  gtk_window_destroy (GTK_WINDOW (question)); /* as the button does */
  wait_for_text (dialog, "which is no file", FALSE);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "[pyxis]\nicon = \"icon.svg\"\n");
  close_dialog (dialog);
}

/* A place that cannot be written is one sentence, and the dialog goes on. */
static void
test_failure (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *there = g_build_filename (folder, "clock.pyxis", NULL);
  GtkWidget *dialog = open_dialog (project);

  g_assert_cmpint (g_mkdir (there, 0700), ==, 0);
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  wait_for_text (dialog, "is there and no file", TRUE);
  g_assert_cmpint (g_rmdir (there), ==, 0);
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  wait_for_text (dialog, "Is Packed", TRUE);
  close_dialog (dialog);
}

/* What the author should know of what was made is beside it. */
static void
test_notes (void)
{
  g_autoptr (PyxisPackSettings) settings = pyxis_pack_settings_load ("none", "/nowhere/clock");
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  PyxisDescription description = { .name = (char *) "C", .id = (char *) "a.b.C" };
  const PyxisPackWritten written = { .description = &description, .notes = notes };
  GtkWidget *result = g_object_new (PYXIS_TYPE_PACK_RESULT, NULL);
  GtkWidget *window = gtk_window_new ();

  g_ptr_array_add (notes, (gpointer) "Give <this> along.");
  gtk_window_set_child (GTK_WINDOW (window), result);
  gtk_window_present (GTK_WINDOW (window));
  pyxis_pack_result_show (PYXIS_PACK_RESULT (result), settings, &written);
  wait_for_text (window, "Give <this> along.", TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Another key asks; a no changes nothing, a yes opens the app; none at all is only refused. */
static void
test_key (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *own = pack_sample_pack_signed (folder, project, "ada");
  g_autofree char *foreign = pack_sample_pack_signed (folder, project, "eve");
  g_autofree char *unsigned_one = pack_sample_pack (folder, project, "nobody.pyxis", NULL);
  g_autofree char *known = NULL, *same = NULL, *other = NULL;
  GtkWidget *window = project_window_open (own, "C"), *second, *dialog;

  known = pyxis_pins_dup_key ("org.example.Clock");
  g_assert_nonnull (known);
  second = pyxis_window_new (project_window_application);
  gtk_window_present (GTK_WINDOW (second));
  pyxis_window_open_path (PYXIS_WINDOW (second), foreign);
  dialog = wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "cancel");
  gtk_window_close (GTK_WINDOW (dialog)); /* as Escape does */
  same = pyxis_pins_dup_key ("org.example.Clock");
  g_assert_cmpstr (same, ==, known);
  g_assert_true (pyxis_window_is_free (PYXIS_WINDOW (second)));
  while (find_window (ADW_TYPE_MESSAGE_DIALOG))
    g_main_context_iteration (NULL, TRUE);

  pyxis_window_open_path (PYXIS_WINDOW (second), unsigned_one);
  wait_for_text (second, "not signed", TRUE);
  g_assert_false (pyxis_key_question_applies (unsigned_one));
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));

  pyxis_window_open_path (PYXIS_WINDOW (second), foreign);
  dialog = wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "trust");
  gtk_window_destroy (GTK_WINDOW (dialog)); /* as the button does */
  project_window_wait_for_title (second, "C");
  other = pyxis_pins_dup_key ("org.example.Clock");
  g_assert_cmpstr (other, !=, known);
  g_assert_true (pyxis_key_question_applies (own));
  gtk_window_destroy (GTK_WINDOW (second));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
  g_test_add_func ("/pack-dialog/checks", test_checks);
  g_test_add_func ("/pack-dialog/failure", test_failure);
  g_test_add_func ("/pack-dialog/formats", test_formats);
  g_test_add_func ("/pack-dialog/notes", test_notes);
  g_test_add_func ("/pack-dialog/pack", test_pack);
  g_test_add_func ("/pack-dialog/icon", test_icon);
  g_test_add_func ("/pack-dialog/key", test_key);
  g_test_add_func ("/pack-dialog/tab", test_tab);
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) data = temporary_folder_new ();

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  return project_window_run (argc, argv, add_tests);
}
