/* SPDX-License-Identifier: Apache-2.0 */
#include "source-window.h"

#include "source-buffer.h"
#include "text-editor.h"

struct _PyxisSourceWindow {
  AdwWindow parent_instance;

  GtkSourceBuffer *buffer;
  GtkInfoBar *cut_bar;
  GtkWidget *editor_button;
  GtkEditable *entry;
  GtkSearchBar *search_bar;
  GtkTextView *text_view;
  AdwWindowTitle *window_title;

  GtkSourceSearchContext *search;
  char *path; /* NULL: no file of the user's */
};

G_DEFINE_FINAL_TYPE (PyxisSourceWindow, pyxis_source_window, ADW_TYPE_WINDOW)

/* Goes to the match after `start`, or before it. */
static void
find (PyxisSourceWindow *self, GtkTextIter *start, gboolean is_forward)
{
  GtkTextIter match_start;
  GtkTextIter match_end;
  gboolean is_found =
    is_forward
      ? gtk_source_search_context_forward (self->search, start, &match_start, &match_end, NULL)
      : gtk_source_search_context_backward (self->search, start, &match_start, &match_end, NULL);

  if (*gtk_editable_get_text (self->entry) && !is_found)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (!is_found)
    return;
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self->buffer), &match_start, &match_end);
  gtk_text_view_scroll_to_mark (
    self->text_view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)), 0.1, FALSE, 0, 0);
}

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  PyxisSourceWindow *self = user_data;
  GtkTextIter start;

  gtk_source_search_settings_set_search_text (gtk_source_search_context_get_settings (self->search),
                                              gtk_editable_get_text (self->entry));
  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, NULL);
  find (self, &start, TRUE);
}

static void
next_cb (PyxisSourceWindow *self)
{
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), NULL, &end);
  find (self, &end, TRUE);
}

static void
previous_cb (PyxisSourceWindow *self)
{
  GtkTextIter start;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, NULL);
  find (self, &start, FALSE);
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisSourceWindow *self = PYXIS_SOURCE_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
close_search_cb (PyxisSourceWindow *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
open_editor_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_text_editor_open (GTK_WINDOW (widget), PYXIS_SOURCE_WINDOW (widget)->path);
}

static void
pyxis_source_window_dispose (GObject *object)
{
  PyxisSourceWindow *self = PYXIS_SOURCE_WINDOW (object);

  g_clear_object (&self->search);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_SOURCE_WINDOW);

  G_OBJECT_CLASS (pyxis_source_window_parent_class)->dispose (object);
}

static void
add_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "source.find", NULL, find_cb);
  gtk_widget_class_install_action (klass, "source.open-editor", NULL, open_editor_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_f, GDK_CONTROL_MASK, "source.find", NULL);
}

static void
pyxis_source_window_class_init (PyxisSourceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_source_window_dispose;

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/source-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisSourceWindow, buffer);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourceWindow, cut_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourceWindow, editor_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourceWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourceWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourceWindow, text_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourceWindow, window_title);
  gtk_widget_class_bind_template_callback (widget_class, close_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  add_actions (widget_class);
}

static void
pyxis_source_window_init (PyxisSourceWindow *self)
{
  g_autoptr (GtkSourceSearchSettings) settings = gtk_source_search_settings_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_source_search_settings_set_wrap_around (settings, TRUE);
  self->search = gtk_source_search_context_new (self->buffer, settings);
  pyxis_source_buffer_follow_style (self->buffer);
}

GtkWidget *
pyxis_source_window_new (const char *name, const char *subtitle, GBytes *bytes, const char *path)
{
  PyxisSourceWindow *self = g_object_new (PYXIS_TYPE_SOURCE_WINDOW, NULL);
  gboolean is_whole =
    pyxis_source_buffer_fill (self->buffer, name, strchr (name, '.') ? NULL : "text/html", bytes);

  self->path = g_strdup (path);
  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->window_title, name);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_info_bar_set_revealed (self->cut_bar, !is_whole);
  gtk_widget_set_visible (self->editor_button, path != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.open-editor", path != NULL);
  return GTK_WIDGET (self);
}

/* A text view that was just filled does not know how high its lines are: it scrolls to a mark when it does. */
void
pyxis_source_window_show_line (PyxisSourceWindow *self, guint line)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (PYXIS_IS_SOURCE_WINDOW (self));

  buffer = GTK_TEXT_BUFFER (self->buffer);
  if (line == 0 || !gtk_text_buffer_get_iter_at_line (buffer, &start, line - 1))
    return;
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0,
                                0.3);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

char *
pyxis_source_window_dup_text (PyxisSourceWindow *self)
{
  char *text;

  g_return_val_if_fail (PYXIS_IS_SOURCE_WINDOW (self), NULL);

  g_object_get (self->buffer, "text", &text, NULL);
  return text;
}
