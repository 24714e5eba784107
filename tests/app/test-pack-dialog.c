/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-dialog.h"

#include <glib/gstdio.h>

#include "../util/pack-sample.h"
#include "../util/pack-window.h"
#include "../util/project-window.h"
#include "key-question.h"
#include "pack-fix-dialog.h"
#include "pack-formats.h"
#include "pack-result.h"
#include "pins.h"
#include "target.h"

/* The window that makes apps, used as its user does, on real folders. */

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
  dialog = pack_window_wait (PYXIS_TYPE_PACK_DIALOG);
  pack_window_wait_for_text (dialog, "before they are packed", TRUE);
  g_assert_true (shown_has_text (dialog, "micropython"));
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  pack_window_wait_for_text (dialog, "Is Packed", TRUE);
  g_assert_true (shown_has_text (dialog, "A & <b>.pyxis"));

  bundle = pyxis_bundle_open (output, &error);
  g_assert_no_error (error);
  g_assert_true (pyxis_bundle_check (bundle, NULL, &error));
  g_assert_cmpuint (pyxis_bundle_get_manifest (bundle)->runtimes->len, ==, 2);
  packed = pyxis_target_load (output, NULL, &error);
  g_assert_no_error (error);

  gtk_widget_activate_action (pack_window_find_button (dialog, "Back to formats and options"),
                              "pack.again", NULL);
  pack_window_wait_for_text (dialog, "in place of what is there", TRUE);
  pack_window_close (dialog);
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
    GtkWidget *dialog = pack_window_open (project);
    PyxisPackFormats *formats = project_window_find (dialog, PYXIS_TYPE_PACK_FORMATS);

    g_assert_true (shown_has_text (dialog, format->title));
    g_assert_true (shown_has_text (dialog, "use sound")); /* what a Flatpak may do */
    pyxis_pack_formats_set (formats, format->name);
    pack_window_wait_for_text (dialog, name, TRUE);
    g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
    pack_window_wait_for_text (dialog, "Is Packed", TRUE);
    g_assert_true (
      g_file_test (output, format->is_folder ? G_FILE_TEST_IS_DIR : G_FILE_TEST_IS_REGULAR));
    pack_window_close (dialog);
    dialog = pack_window_open (project);
    formats = project_window_find (dialog, PYXIS_TYPE_PACK_FORMATS);
    g_assert_cmpstr (pyxis_pack_formats_get (formats)->name, ==, format->name);
    pack_window_close (dialog);
  }
}

/* A place that cannot be written is one sentence, and the dialog goes on. */
static void
test_failure (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *there = g_build_filename (folder, "clock.pyxis", NULL);
  GtkWidget *dialog = pack_window_open (project);

  g_assert_cmpint (g_mkdir (there, 0700), ==, 0);
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  pack_window_wait_for_text (dialog, "is there and no file", TRUE);
  g_assert_cmpint (g_rmdir (there), ==, 0);
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  pack_window_wait_for_text (dialog, "Is Packed", TRUE);
  pack_window_close (dialog);
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
  pack_window_wait_for_text (window, "Give <this> along.", TRUE);
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
  dialog = pack_window_wait (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "cancel");
  gtk_window_close (GTK_WINDOW (dialog)); /* as Escape does */
  same = pyxis_pins_dup_key ("org.example.Clock");
  g_assert_cmpstr (same, ==, known);
  g_assert_true (pyxis_window_is_free (PYXIS_WINDOW (second)));
  while (pack_window_find (ADW_TYPE_MESSAGE_DIALOG))
    g_main_context_iteration (NULL, TRUE);

  pyxis_window_open_path (PYXIS_WINDOW (second), unsigned_one);
  pack_window_wait_for_text (second, "not signed", TRUE);
  g_assert_false (pyxis_key_question_applies (unsigned_one));
  g_assert_null (pack_window_find (ADW_TYPE_MESSAGE_DIALOG));

  pyxis_window_open_path (PYXIS_WINDOW (second), foreign);
  dialog = pack_window_wait (ADW_TYPE_MESSAGE_DIALOG);
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
  g_test_add_func ("/pack-dialog/failure", test_failure);
  g_test_add_func ("/pack-dialog/formats", test_formats);
  g_test_add_func ("/pack-dialog/notes", test_notes);
  g_test_add_func ("/pack-dialog/pack", test_pack);
  g_test_add_func ("/pack-dialog/key", test_key);
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) data = temporary_folder_new ();

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  return project_window_run (argc, argv, add_tests);
}
