/* SPDX-License-Identifier: Apache-2.0 */
#include "excerpt.h"

#include <glib/gi18n.h>

#include "source-buffer.h"

#define MARK "mistake"
#define MAX_LINES 14

struct _PyxisExcerpt {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSourceBuffer *buffer;
  GtkLabel *caption;
  GtkScrolledWindow *scrolled_window;
  GtkTextView *text_view;

  guint scroll_source;
};

G_DEFINE_FINAL_TYPE (PyxisExcerpt, pyxis_excerpt, GTK_TYPE_WIDGET)

static gboolean
scroll_cb (gpointer user_data)
{
  PyxisExcerpt *self = user_data;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  self->scroll_source = 0;
  /* As far to the right as can be, so that nothing is scrolled to the left. */
  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 1,
                                0.5);
  return G_SOURCE_REMOVE;
}

/* A text view learns bit by bit, when idle, how high its text is, and scrolls by what it knows: the
 * line is brought into sight when it is done. Who scrolls does not come here. */
static void
height_changed_cb (GtkAdjustment *adjustment, gpointer user_data)
{
  PyxisExcerpt *self = user_data;

  if (!self->scroll_source)
    self->scroll_source = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

static void
pyxis_excerpt_dispose (GObject *object)
{
  PyxisExcerpt *self = PYXIS_EXCERPT (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_EXCERPT);

  G_OBJECT_CLASS (pyxis_excerpt_parent_class)->dispose (object);
}

static void
pyxis_excerpt_class_init (PyxisExcerptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_excerpt_dispose;

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/excerpt.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisExcerpt, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisExcerpt, buffer);
  gtk_widget_class_bind_template_child (widget_class, PyxisExcerpt, caption);
  gtk_widget_class_bind_template_child (widget_class, PyxisExcerpt, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisExcerpt, text_view);
}

/* How the line is marked: an icon beside it, so that it is not only a colour. */
static void
pyxis_excerpt_init (PyxisExcerpt *self)
{
  static const GdkRGBA red = { 0.88f, 0.11f, 0.14f, 0.2f };
  g_autoptr (GtkSourceMarkAttributes) attributes = gtk_source_mark_attributes_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_source_mark_attributes_set_background (attributes, &red);
  gtk_source_mark_attributes_set_icon_name (attributes, "dialog-error-symbolic");
  gtk_source_view_set_mark_attributes (GTK_SOURCE_VIEW (self->text_view), MARK, attributes, 0);
  pyxis_source_buffer_follow_style (self->buffer);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled_window), "changed",
                           G_CALLBACK (height_changed_cb), self, 0);
}

static gboolean
is_shown (PyxisExcerpt *self, const char *caption, const char *text)
{
  g_autofree char *shown = NULL;

  g_object_get (self->buffer, "text", &shown, NULL);
  return g_str_equal (shown, text) && g_str_equal (gtk_label_get_text (self->caption), caption);
}

/* Of the lines, at most so many: a text view does not know its own height yet. */
static void
set_height (PyxisExcerpt *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->text_view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer));
  int height =
    PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)) * MIN (n_lines, MAX_LINES);

  pango_font_metrics_unref (metrics);
  height += gtk_text_view_get_top_margin (self->text_view);
  height += gtk_text_view_get_bottom_margin (self->text_view);
  gtk_scrolled_window_set_max_content_height (self->scrolled_window, -1);
  gtk_scrolled_window_set_min_content_height (self->scrolled_window, height);
  gtk_scrolled_window_set_max_content_height (self->scrolled_window, height);
}

static void
mark_line (PyxisExcerpt *self, guint line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start;

  if (line == 0 || !gtk_text_buffer_get_iter_at_line (buffer, &start, line - 1))
    return;
  gtk_source_buffer_create_source_mark (self->buffer, NULL, MARK, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  height_changed_cb (gtk_scrolled_window_get_vadjustment (self->scrolled_window), self);
}

void
pyxis_excerpt_show (PyxisExcerpt *self, const char *name, const char *text, guint line)
{
  g_autofree char *caption = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (PYXIS_IS_EXCERPT (self) && name && text);

  caption = line > 0 ? g_strdup_printf (_ ("%s, line %u"), name, line) : g_strdup (name);
  if (is_shown (self, caption, text))
    return;
  bytes = g_bytes_new (text, strlen (text));
  gtk_label_set_text (self->caption, caption);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_source_buffer_remove_source_marks (self->buffer, &start, &end, MARK);
  pyxis_source_buffer_fill (self->buffer, name, NULL, bytes);
  set_height (self);
  mark_line (self, line);
}
