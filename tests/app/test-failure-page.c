/* SPDX-License-Identifier: Apache-2.0 */
#include "failure-page.h"

#include <gtksourceview/gtksource.h>

#include "../util/pack-sample.h"
#include "../util/zip-writer.h"
#include "excerpt.h"
#include "file-watch.h"
#include "jsc-options.h"
#include "pins.h"
#include "web-library.h"
#include "window.h"

/* The page in a real window, for real projects that are broken. */

#define BROKEN "name = \"x\"\npackages = [\n"
#define RIGHT "name = \"Repaired\"\n"

static AdwApplication *application;

typedef struct {
  TemporaryFolder *folder;
  GtkWidget *window;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_free (temporary_folder_write (fixture->folder, name, text, -1));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = temporary_folder_new ();
  write_file (fixture, "index.html", "<!doctype html><title>It Runs</title>");
  fixture->window = pyxis_window_new (application);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  temporary_folder_free (fixture->folder);
}

static void
open_target (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  pyxis_window_open_path (PYXIS_WINDOW (fixture->window), path);
}

/* (nullable): the first mapped widget of `type` below `widget` in which `text`, if it is not NULL, is
 * shown. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (!text ||
       (GTK_IS_LABEL (widget) ? strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL
                              : find (widget, GTK_TYPE_LABEL, text) != NULL)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, text);

    if (found)
      return found;
  }
  return NULL;
}

static GtkWidget *
wait_for (Fixture *fixture, GType type, const char *text)
{
  GtkWidget *found;

  while (!(found = find (fixture->window, type, text)))
    g_main_context_iteration (NULL, TRUE);
  return found;
}

static void
wait_for_start (Fixture *fixture)
{
  while (!g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (fixture->window)), "It Runs"))
    g_main_context_iteration (NULL, TRUE);
}

static GtkSourceBuffer *
find_buffer (Fixture *fixture)
{
  GtkWidget *view = wait_for (fixture, GTK_SOURCE_TYPE_VIEW, NULL);

  return GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
}

static void
assert_shows (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (find_buffer (fixture), "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* Whether exactly this line, from 0, is marked. */
static gboolean
is_marked (GtkSourceBuffer *buffer, int line)
{
  GtkTextIter start;
  gboolean is_only = TRUE;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);
  do {
    g_autoptr (GSList) marks = gtk_source_buffer_get_source_marks_at_iter (buffer, &start, NULL);

    is_only &= (g_slist_length (marks) == 1) == (gtk_text_iter_get_line (&start) == line);
  } while (gtk_text_iter_forward_line (&start));
  return is_only;
}

/* A packed app is not looked at for a project: it is damaged, or whose it is not. */
static void
test_packed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *project = pack_sample_make (fixture->folder);
  g_autofree char *bundle = pack_sample_pack (fixture->folder, project, "clock.pyxis", NULL);
  g_autofree char *pins = pyxis_pins_dup_path ();
  g_autofree char *folder = g_path_get_dirname (pins);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (pins, "[org.example.Clock]\nkey=of its author\n", -1, NULL));
  open_target (fixture, "clock.pyxis");
  wait_for (fixture, GTK_TYPE_LABEL, "The App Is Not Signed");
  wait_for (fixture, GTK_TYPE_LABEL, "Ask its maker for the signed version.");
  g_assert_null (find (fixture->window, GTK_TYPE_LABEL, "app-keys.ini"));
  g_assert_cmpint (g_unlink (pins), ==, 0);

  g_assert_cmpint (truncate (bundle, 100), ==, 0);
  open_target (fixture, "clock.pyxis");
  wait_for (fixture, GTK_TYPE_LABEL, "The App Is Damaged");
}

/* Reason, file and line, and the first button has the focus. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  GtkWidget *text_view;
  GtkWidget *reason;

  write_file (fixture, "pyscript.toml", BROKEN);
  open_target (fixture, "");
  wait_for (fixture, GTK_TYPE_LABEL, "The Project Needs a Correction");
  wait_for (fixture, GTK_TYPE_LABEL, fixture->folder);
  reason = wait_for (fixture, GTK_TYPE_LABEL, "pyscript.toml: PyScript cannot read this value");
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (reason)));
  wait_for (fixture, PYXIS_TYPE_EXCERPT, "pyscript.toml, line 2");
  assert_shows (fixture, BROKEN);
  g_assert_true (is_marked (find_buffer (fixture), 1));
  text_view = wait_for (fixture, GTK_SOURCE_TYPE_VIEW, NULL);
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (text_view)));
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (text_view),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 find (fixture->window, GTK_TYPE_BUTTON, "Edit File"));
}

/* A line far below is in sight, and stays where the user has scrolled when the same fails again. */
static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *text_view;
  GtkAdjustment *adjustment;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "key-%u = %s\n", i, i == 149 ? "wrong" : "1");
  write_file (fixture, "pyscript.toml", text->str);
  open_target (fixture, "");
  wait_for (fixture, PYXIS_TYPE_EXCERPT, "pyscript.toml, line 150");
  text_view = wait_for (fixture, GTK_SOURCE_TYPE_VIEW, NULL);
  for (gboolean is_seen = FALSE; !is_seen;) {
    GtkTextIter line;
    GdkRectangle visible;
    int y;

    g_main_context_iteration (NULL, TRUE);
    gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text_view)), &line,
                                      149);
    gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (text_view), &visible);
    gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (text_view), &line, &y, NULL);
    is_seen = y > 0 && y >= visible.y && y < visible.y + visible.height;
  }
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (text_view));
  gtk_adjustment_set_value (adjustment, 7);
  open_target (fixture, "");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 7);
  g_assert_true (is_marked (find_buffer (fixture), 149));
}

/* Whoever repairs the file need not come back to a button. */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "pyscript.toml", BROKEN);
  open_target (fixture, "");
  wait_for (fixture, GTK_TYPE_LABEL, "tries again by itself");
  write_file (fixture, "pyscript.toml", "\n" BROKEN);
  wait_for (fixture, PYXIS_TYPE_EXCERPT, "pyscript.toml, line 3");
  assert_shows (fixture, "\n" BROKEN);
  g_assert_true (is_marked (find_buffer (fixture), 2));
  write_file (fixture, "pyscript.toml", RIGHT);
  wait_for_start (fixture);
}

static void
test_try_again (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "pyscript.toml", BROKEN);
  open_target (fixture, "");
  wait_for (fixture, PYXIS_TYPE_EXCERPT, NULL);
  write_file (fixture, "pyscript.toml", RIGHT);
  g_signal_emit_by_name (wait_for (fixture, GTK_TYPE_BUTTON, "Try Again"), "clicked");
  g_assert_false (pyxis_window_is_free (PYXIS_WINDOW (fixture->window)));
  wait_for_start (fixture);
}

/* What is missing may come. */
static void
test_appears (Fixture *fixture, gconstpointer data)
{
  open_target (fixture, "later");
  wait_for (fixture, GTK_TYPE_LABEL, "The Project Is Not There");
  write_file (fixture, "later/readme.txt", "Nothing yet");
  wait_for (fixture, GTK_TYPE_LABEL, "Nothing to Run Here");
  write_file (fixture, "later/index.html", "<!doctype html><title>It Runs</title>");
  wait_for_start (fixture);
}

static void
count_cb (gpointer user_data)
{
  ++*(int *) user_data;
}

/* A page that was left starts nothing. */
static void
test_left (Fixture *fixture, gconstpointer data)
{
  int n_changes = 0;
  g_autoptr (PyxisFileWatch) watch = pyxis_file_watch_new (fixture->folder, count_cb, &n_changes);

  write_file (fixture, "pyscript.toml", BROKEN);
  open_target (fixture, "");
  g_signal_emit_by_name (wait_for (fixture, GTK_TYPE_BUTTON, "Back to Welcome"), "clicked");
  wait_for (fixture, GTK_TYPE_LABEL, "Open a PyScript Project");
  for (int i = 1; i <= 2; i++) {
    n_changes = 0;
    write_file (fixture, "pyscript.toml", RIGHT);
    while (n_changes == 0)
      g_main_context_iteration (NULL, TRUE);
  }
  g_assert_true (pyxis_window_is_free (PYXIS_WINDOW (fixture->window)));
}

/* What has no text to show, or no file to edit, is said without. */
static void
test_without_excerpt (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *file;
    const char *text;
    gsize length;
    const char *target;
    gboolean can_edit;
  } rows[] = {
    { "bytes/main.py", "\xff", 1, "bytes", TRUE },
    { "empty/index.html", "", 0, "empty", TRUE },
    { "nothing/a.txt", "a", 1, "nothing", FALSE },
    { "a.zip", "no zip", 6, "a.zip", FALSE },
    { "<b>&amp;/a.txt", "a", 1, "<b>&amp;", FALSE },
    { "picture.png", "a", 1, "picture.png", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path =
      temporary_folder_write (fixture->folder, rows[i].file, rows[i].text, rows[i].length);

    g_test_message ("row %zu", i);
    open_target (fixture, rows[i].target);
    wait_for (fixture, GTK_TYPE_LABEL, rows[i].target);
    g_assert_null (find (fixture->window, PYXIS_TYPE_EXCERPT, NULL));
    if (rows[i].can_edit)
      wait_for (fixture, GTK_TYPE_BUTTON, "Edit File");
    else
      g_assert_null (find (fixture->window, GTK_TYPE_BUTTON, "Edit File"));
    g_assert_nonnull (find (fixture->window, GTK_TYPE_BUTTON, "Try Again"));
    g_assert_nonnull (find (fixture->window, GTK_TYPE_BUTTON, "Open Folder…"));
  }
}

/* The file is in the archive: the one of that name beside it is another. */
static void
test_zip (Fixture *fixture, gconstpointer data)
{
  static const ZipMember members[] = {
    { "main.py", "print (1)", -1 },
    { "pyscript.toml", BROKEN, -1 },
  };
  g_autoptr (GByteArray) bytes =
    zip_writer_make (members, G_N_ELEMENTS (members), "compression=deflate");
  g_autofree char *path =
    temporary_folder_write (fixture->folder, "a.zip", bytes->data, bytes->len);

  write_file (fixture, "pyscript.toml", BROKEN);
  open_target (fixture, "a.zip");
  wait_for (fixture, GTK_TYPE_LABEL, "pyscript.toml: PyScript cannot read this value");
  g_assert_null (find (fixture->window, PYXIS_TYPE_EXCERPT, NULL));
  g_assert_null (find (fixture->window, GTK_TYPE_BUTTON, "Edit File"));
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/failure-page/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
activate_cb (GApplication *app, gpointer user_data)
{
  *(int *) user_data = g_test_run ();
}

int
main (int argc, char **argv)
{
  int status = 1;

  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  add_test ("packed", test_packed);
  add_test ("place", test_place);
  add_test ("scroll", test_scroll);
  add_test ("saved", test_saved);
  add_test ("try-again", test_try_again);
  add_test ("appears", test_appears);
  add_test ("left", test_left);
  add_test ("without-excerpt", test_without_excerpt);
  add_test ("zip", test_zip);

  application = g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &status);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  return status;
}
