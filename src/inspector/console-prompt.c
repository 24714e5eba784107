/* SPDX-License-Identifier: Apache-2.0 */
#include "console-prompt.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "console-history.h"
#include "console-offer.h"
#include "source-buffer.h"

#define INDENT "    "
#define PYTHON "python3"

struct _PyxisConsolePrompt {
  GtkWidget parent_instance;

  GtkSourceBuffer *buffer;
  GtkTextView *text_view;
  GtkScrolledWindow *scrolled_window;
  PyxisConsoleOffer *offer;

  PyxisConsoleHistory *history;
  guint start; /* of what is offered, in characters */
};

enum { RUN, COMPLETE, CLEAR, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisConsolePrompt, pyxis_console_prompt, GTK_TYPE_WIDGET)

/* (transfer full) */
static char *
dup_text (PyxisConsolePrompt *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, FALSE);
}

/* (transfer full): up to the cursor. */
static char *
dup_begin (PyxisConsolePrompt *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, cursor;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_buffer_get_text (buffer, &start, &cursor, FALSE);
}

static void
show_cursor (PyxisConsolePrompt *self)
{
  GtkTextMark *mark = gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer));

  gtk_text_view_scroll_mark_onscreen (self->text_view, mark);
}

static void
set_text (PyxisConsolePrompt *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  show_cursor (self);
}

/* (transfer full) */
static char *
dup_last_line (const char *text)
{
  const char *newline = strrchr (text, '\n');

  return g_strdup (newline ? newline + 1 : text);
}

/* (transfer full): of the last line of `text`; one step more where that opens a block. */
static char *
dup_indent (const char *text)
{
  g_autofree char *line = g_strchomp (dup_last_line (text));
  gsize n = strspn (line, " \t");

  return g_strdup_printf ("%.*s%s", (int) n, line, g_str_has_suffix (line, ":") ? INDENT : "");
}

static void
insert_line (PyxisConsolePrompt *self)
{
  g_autofree char *begin = dup_begin (self);
  g_autofree char *indent = dup_indent (begin);
  g_autofree char *text = g_strconcat ("\n", indent, NULL);

  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self->buffer), TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (self->buffer), text, -1);
  show_cursor (self);
}

/* Whether the cursor is in the first line (`step` -1) or in the last (1). */
static gboolean
is_in_line (PyxisConsolePrompt *self, int step)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  int last = gtk_text_buffer_get_line_count (buffer) - 1;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line (&iter) == (step < 0 ? 0 : last);
}

static gboolean
recall (PyxisConsolePrompt *self, int step)
{
  g_autofree char *current = NULL;
  const char *text;

  if (!is_in_line (self, step))
    return FALSE;
  current = dup_text (self);
  text = step < 0 ? pyxis_console_history_go_back (self->history, current)
                  : pyxis_console_history_go_on (self->history);
  if (text)
    set_text (self, text);
  return text != NULL;
}

/* Whether a block of Python goes on, which an empty line ends. Whatever else is incomplete, its interpreter
 * tells; but who writes a block writes fast. */
static gboolean
is_block (PyxisConsolePrompt *self, const char *text)
{
  GtkSourceLanguage *language = gtk_source_buffer_get_language (self->buffer);
  g_autofree char *line = g_strchomp (dup_last_line (text));

  if (!*line || !language || !g_str_equal (gtk_source_language_get_id (language), PYTHON))
    return FALSE;
  return g_str_has_suffix (line, ":") || (g_ascii_isspace (*line) && strchr (text, '\n'));
}

static void
run (PyxisConsolePrompt *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (is_block (self, text))
    insert_line (self);
  else if (*stripped)
    g_signal_emit (self, signals[RUN], 0, text);
}

/* At the beginning of a line, Tab indents; where nothing is typed, it leads out of here. */
static gboolean
complete (PyxisConsolePrompt *self)
{
  g_autofree char *begin = dup_begin (self);
  gsize n = strlen (begin);

  if (n == 0)
    return FALSE;
  if (g_ascii_isspace (begin[n - 1]))
    gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (self->buffer), INDENT, -1);
  else
    g_signal_emit (self, signals[COMPLETE], 0, begin);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  PyxisConsolePrompt *self = user_data;
  GdkModifierType held = state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK);
  gboolean is_enter =
    keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (is_enter && held == GDK_SHIFT_MASK)
    insert_line (self);
  else if (is_enter && held == 0)
    run (self);
  else if (held == GDK_CONTROL_MASK && keyval == GDK_KEY_l)
    g_signal_emit (self, signals[CLEAR], 0);
  else if (held == 0 && keyval == GDK_KEY_Up)
    return recall (self, -1);
  else if (held == 0 && keyval == GDK_KEY_Down)
    return recall (self, 1);
  else if (held == 0 && keyval == GDK_KEY_Tab)
    return complete (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Replaces what begins at `start` and ends at the cursor. */
static void
put_in (PyxisConsolePrompt *self, const char *name)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, cursor;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) self->start);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_delete (buffer, &start, &cursor);
  gtk_text_buffer_insert (buffer, &start, name, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
chosen_cb (PyxisConsoleOffer *offer, const char *name, gpointer user_data)
{
  PyxisConsolePrompt *self = user_data;

  put_in (self, name);
}

static void
closed_cb (GtkPopover *popover, gpointer user_data)
{
  pyxis_console_prompt_focus (user_data);
}

/* What is set stops. */
static void
stop_scrolling (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment));
}

/* A scrolled window (GTK 4.8) that goes while it still scrolls to the cursor by itself disconnects its adjustment
 * twice, with a critical. */
static void
pyxis_console_prompt_unmap (GtkWidget *widget)
{
  PyxisConsolePrompt *self = PYXIS_CONSOLE_PROMPT (widget);

  stop_scrolling (gtk_scrolled_window_get_hadjustment (self->scrolled_window));
  stop_scrolling (gtk_scrolled_window_get_vadjustment (self->scrolled_window));

  GTK_WIDGET_CLASS (pyxis_console_prompt_parent_class)->unmap (widget);
}

static void
pyxis_console_prompt_dispose (GObject *object)
{
  PyxisConsolePrompt *self = PYXIS_CONSOLE_PROMPT (object);

  if (self->offer)
    gtk_widget_unparent (GTK_WIDGET (self->offer));
  self->offer = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_CONSOLE_PROMPT);

  G_OBJECT_CLASS (pyxis_console_prompt_parent_class)->dispose (object);
}

static void
pyxis_console_prompt_finalize (GObject *object)
{
  pyxis_console_history_free (PYXIS_CONSOLE_PROMPT (object)->history);

  G_OBJECT_CLASS (pyxis_console_prompt_parent_class)->finalize (object);
}

static void
pyxis_console_prompt_class_init (PyxisConsolePromptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_console_prompt_dispose;
  widget_class->unmap = pyxis_console_prompt_unmap;
  G_OBJECT_CLASS (klass)->finalize = pyxis_console_prompt_finalize;

  signals[RUN] = g_signal_new ("run", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[COMPLETE] = g_signal_new ("complete", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLEAR] = g_signal_new ("clear", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/pyxis/inspector/ui/console-prompt.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePrompt, buffer);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePrompt, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePrompt, text_view);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_console_prompt_init (PyxisConsolePrompt *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->history = pyxis_console_history_new ();
  self->offer = g_object_new (PYXIS_TYPE_CONSOLE_OFFER, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->offer), GTK_WIDGET (self));
  g_signal_connect (self->offer, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_object (self->offer, "closed", G_CALLBACK (closed_cb), self, 0);
  pyxis_source_buffer_follow_style (self->buffer);
}

void
pyxis_console_prompt_set_language (PyxisConsolePrompt *self, const char *id)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();

  g_return_if_fail (PYXIS_IS_CONSOLE_PROMPT (self));

  gtk_source_buffer_set_language (self->buffer,
                                  gtk_source_language_manager_get_language (manager, id));
}

void
pyxis_console_prompt_take (PyxisConsolePrompt *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PYXIS_IS_CONSOLE_PROMPT (self));

  text = g_strchomp (dup_text (self));
  pyxis_console_history_add (self->history, text);
  set_text (self, "");
}

void
pyxis_console_prompt_go_on (PyxisConsolePrompt *self, const char *code)
{
  g_autofree char *since = NULL;
  g_autofree char *indent = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (PYXIS_IS_CONSOLE_PROMPT (self));

  since = dup_text (self);
  indent = dup_indent (code);
  text = g_strconcat (code, "\n", indent, since, NULL);
  pyxis_console_history_forget (self->history);
  set_text (self, text);
}

static guint
count_common (const char *const *items)
{
  gsize n = strlen (items[0]);

  for (guint i = 1; items[i]; i++)
    while (n > 0 && strncmp (items[0], items[i], n) != 0)
      n = (gsize) (g_utf8_find_prev_char (items[0], items[0] + n) - items[0]);
  return (guint) n;
}

void
pyxis_console_prompt_offer (PyxisConsolePrompt *self,
                            const char *code,
                            guint start,
                            const char *const *items)
{
  g_autofree char *begin = NULL;
  g_autofree char *common = NULL;

  g_return_if_fail (PYXIS_IS_CONSOLE_PROMPT (self));

  begin = dup_begin (self);
  if (!g_str_equal (begin, code) || !items[0] || start > g_utf8_strlen (begin, -1)) {
    gtk_widget_error_bell (GTK_WIDGET (self));
    return;
  }
  self->start = start;
  common = g_strndup (items[0], count_common (items));
  if (g_utf8_strlen (common, -1) > g_utf8_strlen (begin, -1) - start)
    put_in (self, common);
  if (items[1])
    pyxis_console_offer_show (self->offer, self->text_view, items);
}

void
pyxis_console_prompt_focus (PyxisConsolePrompt *self)
{
  g_return_if_fail (PYXIS_IS_CONSOLE_PROMPT (self));

  if (self->text_view)
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}
