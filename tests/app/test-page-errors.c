/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/project-window.h"
#include "../util/shown.h"
#include "error-details.h"
#include "error-overlay.h"
#include "file-work.h"
#include "source-window.h"

/* Real errors of real pages in real windows: what the user sees of them, and does about them. */

#define PAGE                                                                                       \
  "<!doctype html><meta charset=\"utf-8\"><title>Starting</title>\n"                               \
  "<script type=\"module\" src=\"https://cdn.jsdelivr.net/npm/@pyscript/core/dist/core.js\">"      \
  "</script>\n"
#define MAIN                                                                                       \
  "from pyscript import document\n\n\ndef start():\n    import money\n    document.title = "       \
  "money.name()\n\n\nstart()\n"
#define MONEY "def name():\n    return \"It Works\"\n"

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = {
    "index.html",
    PAGE "<script type=\"mpy\" src=\"main.py\" config=\"pyscript.toml\"></script>\n",
    "main.py",
    MAIN,
    "money.py",
    MONEY,
    "pyscript.toml",
    "name = \"Money\" # mine\n",
    NULL,
  };

  fixture->folder = temporary_folder_new ();
  for (gsize i = 0; files[i]; i += 2)
    g_free (temporary_folder_write (fixture->folder, files[i], files[i + 1], -1));
  fixture->window = project_window_open (fixture->folder, "Starting");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  temporary_folder_free (fixture->folder);
}

static void
wait_for_text (GtkWidget *widget, const char *text)
{
  while (!shown_has_text (widget, text))
    g_main_context_iteration (NULL, TRUE);
}

/* (nullable): a mapped widget of a type in which `text` is seen. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && shown_has_text (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, text);

    if (found)
      return found;
  }
  return NULL;
}

static void
click (GtkWidget *window, const char *label)
{
  GtkWidget *button;

  while (!(button = find (window, GTK_TYPE_BUTTON, label)))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (button, "clicked");
}

/* The other window, of a type, in which `text` is seen. */
static GtkWidget *
wait_for_window (GType type, const char *text)
{
  for (;;) {
    GListModel *windows = gtk_window_get_toplevels ();

    for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && shown_has_text (window, text))
        return window;
    }
    g_main_context_iteration (NULL, TRUE);
  }
}

/* From the overlay to the details. */
static void
open_details (Fixture *fixture)
{
  GtkWidget *overlay = project_window_find (fixture->window, PYXIS_TYPE_ERROR_OVERLAY);

  wait_for_text (overlay, "ImportError: no module named 'money'");
  g_test_message ("the overlay is there");
  wait_for_text (overlay, "MicroPython Has No Module “money”");
  click (overlay, "How to Fix It");
  g_test_message ("the details are asked for");
  wait_for_text (fixture->window, "It imports its own small library");
}

static char *
dup_configuration (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pyscript.toml", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
assert_configuration (Fixture *fixture, const char *expected)
{
  g_autofree char *text = dup_configuration (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
has_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type))
      return TRUE;
  }
  return FALSE;
}

/* The frame is a way to its line, and the file to an editor. The file is read while the window goes on. */
static void
test_frame (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *window;
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *line = NULL;

  open_details (fixture);
  row = find (fixture->window, GTK_TYPE_LIST_BOX_ROW, "main.py, line 5, in start");
  g_assert_nonnull (row);
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  gtk_widget_activate (row);
  g_assert_true (has_window (PYXIS_TYPE_FILE_WORK));
  g_assert_false (has_window (PYXIS_TYPE_SOURCE_WINDOW));
  window = wait_for_window (PYXIS_TYPE_SOURCE_WINDOW, "main.py");
  buffer =
    gtk_text_view_get_buffer (GTK_TEXT_VIEW (project_window_find (window, GTK_TYPE_TEXT_VIEW)));
  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  line = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (line, ==, "    import money");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Nothing is changed before the yes; then the page runs. */
static void
test_fix (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_details (fixture);
  click (fixture->window, "Show Change…");
  dialog = wait_for_window (ADW_TYPE_MESSAGE_DIALOG, "+ \"./money.py\" = \"./money.py\"");
  assert_configuration (fixture, "name = \"Money\" # mine\n");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  assert_configuration (fixture, "name = \"Money\" # mine\n");

  click (fixture->window, "Show Change…");
  dialog = wait_for_window (ADW_TYPE_MESSAGE_DIALOG, "+ \"./money.py\" = \"./money.py\"");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "apply");
  assert_configuration (fixture,
                        "name = \"Money\" # mine\n\n[files]\n\"./money.py\" = \"./money.py\"\n");
  wait_for_text (fixture->window, "Changed “pyscript.toml”");
  click (fixture->window, "Reload");
  project_window_wait_for_title (fixture->window, "It Works");
  wait_for_text (fixture->window, "No Errors");
}

/* What was changed meanwhile is not lost, and the user hears of it. */
static void
test_meanwhile (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_details (fixture);
  click (fixture->window, "Show Change…");
  dialog = wait_for_window (ADW_TYPE_MESSAGE_DIALOG, "+ \"./money.py\"");
  g_free (temporary_folder_write (fixture->folder, "pyscript.toml", "name = \"Other\"\n", -1));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "apply");
  dialog = wait_for_window (ADW_TYPE_MESSAGE_DIALOG, "was changed meanwhile");
  assert_configuration (fixture, "name = \"Other\"\n");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_read_and_dismiss (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_details (fixture);
  click (fixture->window, "Read More");
  dialog = wait_for_window (ADW_TYPE_MESSAGE_DIALOG, "MicroPython has a small library of its own");
  gtk_window_destroy (GTK_WINDOW (dialog));
  click (fixture->window, "Dismiss All");
  wait_for_text (fixture->window, "No Errors");
}

static void
add (void)
{
  g_test_add ("/page-errors/frame", Fixture, NULL, set_up, test_frame, tear_down);
  g_test_add ("/page-errors/fix", Fixture, NULL, set_up, test_fix, tear_down);
  g_test_add ("/page-errors/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  g_test_add ("/page-errors/read-and-dismiss", Fixture, NULL, set_up, test_read_and_dismiss,
              tear_down);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add);
}
