/* SPDX-License-Identifier: Apache-2.0 */
#include "files-preview.h"

#include "files-window.h"
#include "text-patch.h"

/* A picture of 2 × 1 pixels. */
static const guint8 picture[] = {
  0x42, 0x4d, 0x3e, 0, 0, 0, 0, 0,  0, 0, 0x36, 0, 0, 0, 0x28, 0, 0, 0, 2, 0, 0,
  0,    1,    0,    0, 0, 1, 0, 24, 0, 0, 0,    0, 0, 8, 0,    0, 0, 0, 0, 0, 0,
  0,    0,    0,    0, 0, 0, 0, 0,  0, 0, 0,    0, 1, 2, 3,    4, 5, 6, 0, 0,
};

static void
put_bytes (FilesWindow *self, const char *path, const void *data, gsize n)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, n);
  g_autoptr (GError) error = NULL;

  pyxis_vfs_put (self->vfs, path, bytes, &error);
  g_assert_no_error (error);
}

static GtkTextBuffer *
get_buffer (FilesWindow *self)
{
  return gtk_text_view_get_buffer (files_window_find (self->page, GTK_SOURCE_TYPE_VIEW));
}

static void
wait_for_content (FilesWindow *self, const char *expected)
{
  for (;;) {
    g_autofree char *text = NULL;

    g_object_get (get_buffer (self), "text", &text, NULL);
    if (g_strcmp0 (text, expected) == 0)
      return;
    g_main_context_iteration (NULL, TRUE);
  }
}

static gboolean
is_editable (FilesWindow *self)
{
  return gtk_text_view_get_editable (files_window_find (self->page, GTK_SOURCE_TYPE_VIEW));
}

/* As keys do, at the start. */
static void
type (FilesWindow *self, const char *text)
{
  GtkTextIter start;

  g_assert_true (is_editable (self));
  gtk_text_buffer_get_start_iter (get_buffer (self), &start);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
  gtk_text_buffer_insert_interactive_at_cursor (get_buffer (self), text, -1, TRUE);
}

static void
act (FilesWindow *self, const char *action)
{
  GtkWidget *view = files_window_find (self->page, GTK_SOURCE_TYPE_VIEW);

  g_assert_true (gtk_widget_activate_action (view, action, NULL));
}

static void
test_text (FilesWindow *self, gconstpointer data)
{
  vfs_files_put (self->vfs, "a.py", "import os\n");
  files_window_select (self, "a.py");
  wait_for_content (self, "import os\n");
  files_window_wait_for (self, "10 bytes");
  g_assert_cmpstr (gtk_source_language_get_id (
                     gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (get_buffer (self)))),
                   ==, "python3");

  /* It is live, and gone when the file is. */
  vfs_files_put (self->vfs, "a.py", "import re\n");
  wait_for_content (self, "import re\n");
  g_assert_true (pyxis_vfs_remove (self->vfs, "a.py", NULL));
  files_window_wait_for (self, "Select a file to see what is in it.");
}

static void
wait_for_position (GtkAdjustment *adjustment, gboolean is_end)
{
  while (is_end
           ? gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) + 1 <
               gtk_adjustment_get_upper (adjustment)
           : gtk_adjustment_get_value (adjustment) != 500)
    g_main_context_iteration (NULL, TRUE);
}

/* Who looks at the end of a file that grows goes on doing so; who looks elsewhere stays there. */
static void
test_scroll (FilesWindow *self, gconstpointer data)
{
  GtkTextView *view = files_window_find (self->page, GTK_SOURCE_TYPE_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "line %u\n", i);
  vfs_files_put (self->vfs, "a.log", text->str);
  files_window_select (self, "a.log");
  wait_for_content (self, text->str);
  while (gtk_adjustment_get_upper (adjustment) < 3000)
    g_main_context_iteration (NULL, TRUE);
  for (guint round = 0; round < 2; round++) {
    double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

    gtk_adjustment_set_value (adjustment, round == 0 ? 500 : end);
    wait_for_position (adjustment, round == 1);
    for (guint i = 0; i < 100; i++)
      g_string_append (text, "another\n");
    vfs_files_put (self->vfs, "a.log", text->str);
    wait_for_content (self, text->str);
    while (gtk_adjustment_get_upper (adjustment) < end + 1000)
      g_main_context_iteration (NULL, TRUE);
    wait_for_position (adjustment, round == 1);
  }
}

/* Any text becomes any other, letter by letter. */
static void
test_patch (void)
{
  static const char *const texts[] = {
    "", "a", "aa", "ä", "äö", "öä", "aäb", "a\nb\n", "a\nc\nb\n", "日本", "日曜", "本日", "aaaaaa",
  };
  GtkTextView *view = GTK_TEXT_VIEW (g_object_ref_sink (gtk_text_view_new ()));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  for (gsize i = 0; i < G_N_ELEMENTS (texts) * G_N_ELEMENTS (texts); i++) {
    const char *to = texts[i % G_N_ELEMENTS (texts)];
    g_autofree char *text = NULL;

    gtk_text_buffer_set_text (buffer, texts[i / G_N_ELEMENTS (texts)], -1);
    pyxis_text_patch (view, to);
    g_object_get (buffer, "text", &text, NULL);
    g_assert_cmpstr (text, ==, to);
  }
  g_object_unref (view);
}

static void
test_edit (FilesWindow *self, gconstpointer data)
{
  vfs_files_put (self->vfs, "a.txt", "old");
  vfs_files_put (self->vfs, "b.txt", "B");
  files_window_select (self, "a.txt");
  wait_for_content (self, "old");
  type (self, "new ");
  files_window_wait_for (self, "Changed, not saved");
  vfs_files_assert_text (self->vfs, "a.txt", "old");

  /* What is not saved waits while another file is looked at. */
  files_window_select (self, "b.txt");
  wait_for_content (self, "B");
  files_window_select (self, "a.txt");
  wait_for_content (self, "new old");
  act (self, "editor.save");
  vfs_files_assert_text (self->vfs, "a.txt", "new old");
  files_window_wait_for_none (self, "Changed, not saved");
  files_window_act (self, "files.undo");
  vfs_files_assert_text (self->vfs, "a.txt", "old");
  wait_for_content (self, "old");
}

static void
test_changed_meanwhile (FilesWindow *self, gconstpointer data)
{
  vfs_files_put (self->vfs, "a.txt", "old");
  files_window_select (self, "a.txt");
  wait_for_content (self, "old");
  type (self, "mine ");
  vfs_files_put (self->vfs, "a.txt", "theirs");
  files_window_wait_for (self, "The file has changed meanwhile.");
  wait_for_content (self, "mine old");
  act (self, "editor.revert");
  wait_for_content (self, "theirs");
  files_window_wait_for_none (self, "meanwhile");

  type (self, "mine ");
  g_assert_true (pyxis_vfs_remove (self->vfs, "a.txt", NULL));
  files_window_wait_for (self, "The file is gone. Save makes it again.");
  act (self, "editor.save");
  vfs_files_assert_text (self->vfs, "a.txt", "mine theirs");
}

/* Before a window goes, what was typed into any file is put there. */
static void
test_drafts (FilesWindow *self, gconstpointer data)
{
  for (guint i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("%u.txt", i);

    vfs_files_put (self->vfs, name, name);
    files_window_select (self, name);
    wait_for_content (self, name);
    type (self, "new ");
  }
  g_assert_true (pyxis_files_page_save_drafts (PYXIS_FILES_PAGE (self->page), NULL));
  vfs_files_assert_text (self->vfs, "0.txt", "new 0.txt");
  vfs_files_assert_text (self->vfs, "1.txt", "new 1.txt");
  vfs_files_assert_text (self->vfs, "2.txt", "new 2.txt");
  files_window_wait_for_none (self, "Changed, not saved");
  files_window_select (self, "0.txt");
  wait_for_content (self, "new 0.txt");
  files_window_wait_for_none (self, "Changed, not saved");
}

/* There is no room for what was typed: it stays. */
static void
test_full (FilesWindow *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (20000, 'x');

  vfs_files_put (self->vfs, "a.txt", "old");
  files_window_select (self, "a.txt");
  wait_for_content (self, "old");
  type (self, text);
  act (self, "editor.save");
  files_window_wait_for (self, "finds no room");
  vfs_files_assert_text (self->vfs, "a.txt", "old");
  files_window_wait_for (self, "Changed, not saved");
}

static void
test_json (FilesWindow *self, gconstpointer data)
{
  GtkToggleButton *button = files_window_find (
    files_window_find (self->page, PYXIS_TYPE_FILES_EDITOR), GTK_TYPE_TOGGLE_BUTTON);

  vfs_files_put (self->vfs, "a.json", "{\"n\":1.10}");
  vfs_files_put (self->vfs, "broken.json", "{\"n\":");
  files_window_select (self, "a.json");
  wait_for_content (self, "{\n  \"n\": 1.10\n}");
  g_assert_false (is_editable (self));
  gtk_toggle_button_set_active (button, FALSE);
  wait_for_content (self, "{\"n\":1.10}");
  g_assert_true (is_editable (self));
  gtk_toggle_button_set_active (button, TRUE);
  files_window_select (self, "broken.json");
  wait_for_content (self, "{\"n\":");
  g_assert_true (is_editable (self));
}

static void
test_binary (FilesWindow *self, gconstpointer data)
{
  g_autofree char *large = g_strnfill (3 * 1024 * 1024, 'x');

  put_bytes (self, "a.bin", "\0\1\2", 3);
  files_window_select (self, "a.bin");
  files_window_wait_for (self, "3 bytes, which are no text.");
  put_bytes (self, "latin", "\xfc\xe4", 2);
  files_window_select (self, "latin");
  files_window_wait_for (self, "2 bytes, which are no text.");

  /* Of what is long a part is read. */
  vfs_files_put (self->vfs, "large.txt", large);
  files_window_select (self, "large.txt");
  files_window_wait_for (self, "A part of it, to be read only");
  g_assert_false (is_editable (self));
  vfs_files_put (self->vfs, "empty", "");
  files_window_select (self, "empty");
  wait_for_content (self, "");
  g_assert_true (is_editable (self));
}

/* A BMP's header with other sizes. */
static void
put_picture (FilesWindow *self, const char *path, guint32 width, guint32 height)
{
  guint8 copy[sizeof picture];
  guint32 sizes[] = { GUINT32_TO_LE (width), GUINT32_TO_LE (height) };

  memcpy (copy, picture, sizeof picture);
  memcpy (copy + 18, sizes, sizeof sizes);
  put_bytes (self, path, copy, sizeof copy);
}

static void
test_image (FilesWindow *self, gconstpointer data)
{
  GtkPicture *shown = files_window_find (self->page, GTK_TYPE_PICTURE);

  put_picture (self, "a.bmp", 2, 1);
  files_window_select (self, "a.bmp");
  files_window_wait_for (self, "2 × 1 pixels");
  g_assert_nonnull (gtk_picture_get_paintable (shown));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (shown)));

  put_picture (self, "bomb.bmp", 30000, 30000);
  files_window_select (self, "bomb.bmp");
  files_window_wait_for (self, "The picture is too large to be shown: 30000 × 30000 pixels.");
  put_bytes (self, "broken.png", "\x89PNG no", 7);
  files_window_select (self, "broken.png");
  files_window_wait_for (self, "It is no picture that can be shown.");
  vfs_files_put (self->vfs, "text.png", "only text");
  files_window_select (self, "text.png");
  wait_for_content (self, "only text");
}

static void
test_folder (FilesWindow *self, gconstpointer data)
{
  vfs_files_make_folder (self->vfs, "folder");
  vfs_files_put (self->vfs, "folder/a", "");
  files_window_select (self, "folder");
  files_window_wait_for (self, "1 file or folder is in it.");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, bytes, func)                                                                     \
  g_test_add ("/files-preview/" name, FilesWindow, GSIZE_TO_POINTER (bytes), files_window_set_up,  \
              func, files_window_tear_down)
  ADD ("text", 0, test_text);
  ADD ("scroll", 0, test_scroll);
  ADD ("edit", 0, test_edit);
  ADD ("changed-meanwhile", 0, test_changed_meanwhile);
  ADD ("drafts", 0, test_drafts);
  ADD ("full", 10000, test_full);
  ADD ("json", 0, test_json);
  ADD ("binary", 8 << 20, test_binary);
  ADD ("image", 0, test_image);
  ADD ("folder", 0, test_folder);
  g_test_add_func ("/files-preview/patch", test_patch);
  return g_test_run ();
}
