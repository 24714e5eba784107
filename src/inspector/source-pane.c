/* SPDX-License-Identifier: Apache-2.0 */
#include "source-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "source-buffer.h"

struct _PyxisSourcePane {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSourceBuffer *buffer;
  GtkLabel *name_label;
  GtkScrolledWindow *scroller;
  GtkTextView *text_view;

  guint scroll; /* the idle source that brings the line into sight */
};

G_DEFINE_FINAL_TYPE (PyxisSourcePane, pyxis_source_pane, GTK_TYPE_WIDGET)

static gboolean
scroll_cb (gpointer user_data)
{
  PyxisSourcePane *self = user_data;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  self->scroll = 0;
  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0,
                                0.3);
  return G_SOURCE_REMOVE;
}

static void
pyxis_source_pane_dispose (GObject *object)
{
  PyxisSourcePane *self = PYXIS_SOURCE_PANE (object);

  g_clear_handle_id (&self->scroll, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_SOURCE_PANE);

  G_OBJECT_CLASS (pyxis_source_pane_parent_class)->dispose (object);
}

static void
pyxis_source_pane_class_init (PyxisSourcePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_source_pane_dispose;

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/source-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisSourcePane, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourcePane, buffer);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourcePane, name_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourcePane, scroller);
  gtk_widget_class_bind_template_child (widget_class, PyxisSourcePane, text_view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_source_pane_init (PyxisSourcePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_source_buffer_follow_style (self->buffer);
}

/* By a selection, which a screen reader tells as well. */
static void
mark_line (PyxisSourcePane *self, guint line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  if (line == 0 || !gtk_text_buffer_get_iter_at_line (buffer, &start, line - 1))
    return;
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  /* A text view learns bit by bit, when idle, how high its text is. */
  if (!self->scroll)
    self->scroll = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

void
pyxis_source_pane_show (PyxisSourcePane *self, const char *name, GBytes *bytes, guint line)
{
  g_autofree char *label = NULL;

  g_return_if_fail (PYXIS_IS_SOURCE_PANE (self) && name);

  label = line > 0 ? g_strdup_printf (_ ("%s, line %u"), name, line) : g_strdup (name);
  gtk_label_set_text (self->name_label, label);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), bytes != NULL);
  if (!bytes)
    return;
  pyxis_source_buffer_fill (self->buffer, strchr (name, '.') ? name : "script.py", NULL, bytes);
  mark_line (self, line);
}
