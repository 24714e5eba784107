/* SPDX-License-Identifier: Apache-2.0 */
#include "traceback.h"

#include <string.h>

#include "traceback-line.h"

#define SOURCE_MAX 500 /* bytes of a line of code */
#define MESSAGE_MAX 8192
#define INDENT 4 /* of code below its frame */

typedef enum { BEFORE, IN_FRAMES, IN_MESSAGE } State;

/* What is read so far, in the order of the text. */
typedef struct {
  GPtrArray *exceptions;
  GPtrArray *scripts;
  GString *head; /* words outside of any exception: all there is of an error of JavaScript's */
  PyxisException *current;
  GString *message; /* of it */
  PyxisExceptionLink next;
  State state;
  gboolean has_margin;
} Reader;

static void
exception_free (gpointer data)
{
  PyxisException *self = data;

  g_free (self->type);
  g_free (self->message);
  g_ptr_array_unref (self->frames);
  g_free (self);
}

static PyxisException *
exception_new (PyxisExceptionLink link, guint depth)
{
  PyxisException *self = g_new0 (PyxisException, 1);

  self->link = link;
  self->depth = depth;
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_frame_free);
  return self;
}

static void
skip (const char **text, const char *start)
{
  if (g_str_has_prefix (*text, start))
    *text += strlen (start);
}

/* "Uncaught (in promise) app.ValueError: words". The end of the text counts as one of strchr (). */
static void
read_words (PyxisException *self, const char *words)
{
  gsize length = 0;

  skip (&words, "Uncaught ");
  skip (&words, "(in promise) ");
  while (g_ascii_isalnum (words[length]) || (words[length] && strchr ("_.", words[length])))
    length++;
  g_free (self->type);
  g_free (self->message);
  if (length > 0 && strchr (":\n", words[length])) {
    self->type = g_strndup (words, length);
    words += words[length] ? length + 1 : length;
  } else {
    self->type = NULL;
  }
  self->message = g_strstrip (g_strdup (words));
}

static void
end_message (Reader *self)
{
  if (self->current && self->message->len > 0)
    read_words (self->current, self->message->str);
  g_string_truncate (self->message, 0);
  self->state = BEFORE;
}

/* An exception that was announced, and of which nothing came yet, is the same. */
static void
begin (Reader *self, guint depth)
{
  PyxisException *last = self->state == IN_FRAMES ? self->current : NULL;

  if (last && last->frames->len == 0 && self->message->len == 0) {
    last->depth = MAX (last->depth, depth);
    return;
  }
  end_message (self);
  if (self->exceptions->len == PYXIS_TRACEBACK_EXCEPTIONS_MAX)
    exception_free (g_ptr_array_steal_index (self->exceptions, 0));
  self->current = exception_new (depth > 0 ? PYXIS_EXCEPTION_MEMBER : self->next, depth);
  g_ptr_array_add (self->exceptions, self->current);
  if (depth == 0)
    self->next = PYXIS_EXCEPTION_RAISED;
  self->state = IN_FRAMES;
}

static void
add_frame (Reader *self, const PyxisLine *line)
{
  if (self->state != IN_FRAMES)
    begin (self, line->depth);
  if (self->current->frames->len == PYXIS_TRACEBACK_FRAMES_MAX) {
    g_ptr_array_remove_index (self->current->frames, PYXIS_TRACEBACK_FRAMES_MAX / 2);
    self->current->n_left_out++;
  }
  g_ptr_array_add (self->current->frames, line->frame);
}

static void
add_script (Reader *self, PyxisFrame *frame)
{
  end_message (self);
  self->current = NULL;
  if (self->scripts->len < PYXIS_TRACEBACK_FRAMES_MAX)
    g_ptr_array_add (self->scripts, frame);
  else
    pyxis_frame_free (frame);
}

/* Code, and below it what points into it: only "^" and "~". */
static void
add_source (PyxisFrame *frame, const char *text)
{
  const char *word = text + strspn (text, " ");
  gboolean is_caret = strspn (word, "^~ ") == strlen (word);

  text += MIN (word - text, INDENT);
  if (strlen (text) > SOURCE_MAX)
    return;
  if (!frame->source && !is_caret)
    frame->source = g_strdup (text);
  else if (frame->source && is_caret && !frame->caret)
    frame->caret = g_strdup (text);
}

static void
add_words (Reader *self, const char *text)
{
  GString *words = self->current ? self->message : self->head;

  if (words->len > 0)
    g_string_append_c (words, '\n');
  if (words->len + strlen (text) <= MESSAGE_MAX)
    g_string_append (words, text);
  if (self->current)
    self->state = IN_MESSAGE;
}

static void
add_indented (Reader *self, const char *text)
{
  GPtrArray *frames = self->state == IN_FRAMES ? self->current->frames : NULL;

  if (frames && frames->len > 0)
    add_source (frames->pdata[frames->len - 1], text);
  else
    add_words (self, text);
}

static void
add_repeats (Reader *self, guint count)
{
  GPtrArray *frames = self->state == IN_FRAMES ? self->current->frames : NULL;

  if (frames && frames->len > 0)
    ((PyxisFrame *) frames->pdata[frames->len - 1])->repeats = count;
}

static void
link_next (Reader *self, PyxisExceptionLink link)
{
  end_message (self);
  self->next = link;
  self->current = NULL;
}

static void
add_line (Reader *self, const char *text)
{
  PyxisLine line = pyxis_traceback_line_read (text, self->has_margin);

  switch (line.kind) {
  case PYXIS_LINE_HEADER:
    self->has_margin |= strstr (text, "Exception Group") != NULL;
    begin (self, line.depth);
    break;
  case PYXIS_LINE_MEMBER:
    end_message (self);
    begin (self, line.depth);
    break;
  case PYXIS_LINE_FRAME:
    add_frame (self, &line);
    break;
  case PYXIS_LINE_REPEATED:
    add_repeats (self, line.count);
    break;
  case PYXIS_LINE_SCRIPT:
    add_script (self, line.frame);
    break;
  case PYXIS_LINE_CAUSE:
  case PYXIS_LINE_CONTEXT:
    link_next (self,
               line.kind == PYXIS_LINE_CAUSE ? PYXIS_EXCEPTION_CAUSE : PYXIS_EXCEPTION_CONTEXT);
    break;
  case PYXIS_LINE_INDENTED:
    add_indented (self, line.text);
    break;
  case PYXIS_LINE_EMPTY:
    if (self->state == IN_MESSAGE)
      add_words (self, "");
    break;
  case PYXIS_LINE_TEXT:
  default:
    add_words (self, line.text);
  }
}

/* The end of what is too long, from the start of a line. */
static char *
dup_end (const char *text)
{
  gsize length = strlen (text);
  const char *end = length > PYXIS_TRACEBACK_MAX ? text + length - PYXIS_TRACEBACK_MAX : text;
  const char *line = end > text ? strchr (end, '\n') : NULL;

  while (!line && (*end & 0xC0) == 0x80)
    end++;
  return g_utf8_make_valid (line ? line + 1 : end, -1);
}

/* Takes one exception with its parts, `first` to `end`, over to the list. */
static void
move (GPtrArray *from, guint first, guint end, GPtrArray *to)
{
  for (guint i = first; i < end; i++)
    g_ptr_array_add (to, from->pdata[i]);
}

/* What was raised last comes first. A link in the text is about the exception before it. */
static GPtrArray *
order (GPtrArray *read)
{
  GPtrArray *ordered = g_ptr_array_new_with_free_func (exception_free);
  PyxisExceptionLink link = PYXIS_EXCEPTION_RAISED;

  for (guint end = read->len; end > 0;) {
    guint first = end - 1;
    PyxisException *exception = NULL;
    PyxisExceptionLink own;

    while (first > 0 && ((PyxisException *) read->pdata[first])->depth > 0)
      first--;
    exception = read->pdata[first];
    own = exception->link;
    exception->link = exception->depth > 0 ? PYXIS_EXCEPTION_MEMBER : link;
    link = own == PYXIS_EXCEPTION_CAUSE ? own : PYXIS_EXCEPTION_CONTEXT;
    move (read, first, end, ordered);
    end = first;
  }
  ((PyxisException *) ordered->pdata[0])->link = PYXIS_EXCEPTION_RAISED;
  g_ptr_array_unref (read);
  return ordered;
}

PyxisTraceback *
pyxis_traceback_parse (const char *text)
{
  PyxisTraceback *traceback = g_new0 (PyxisTraceback, 1);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GString) message = g_string_new (NULL);
  Reader reader = {
    .exceptions = g_ptr_array_new (),
    .scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_frame_free),
    .head = head,
    .message = message,
  };
  g_autofree char *read = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text, NULL);

  read = dup_end (text);
  lines = g_strsplit (read, "\n", -1);
  for (gsize i = 0; lines[i]; i++)
    add_line (&reader, g_strchomp (lines[i]));
  end_message (&reader);
  if (reader.exceptions->len == 0) {
    g_ptr_array_add (reader.exceptions, exception_new (PYXIS_EXCEPTION_RAISED, 0));
    read_words (reader.exceptions->pdata[0], head->str);
  }
  traceback->exceptions = order (reader.exceptions);
  traceback->scripts = reader.scripts;
  for (guint i = 0; i < traceback->exceptions->len; i++) {
    PyxisException *exception = traceback->exceptions->pdata[i];

    if (!exception->message)
      exception->message = g_strdup ("");
  }
  return traceback;
}

PyxisTraceback *
pyxis_traceback_new_for_event (PyxisEvent *error)
{
  g_autofree char *type = pyxis_event_dup_detail (error, "type");
  g_autofree char *message = pyxis_event_dup_detail (error, "message");
  g_autofree char *text = pyxis_event_dup_detail (error, "traceback");
  g_autofree char *stack = pyxis_event_dup_detail (error, "stack");
  const char *line = pyxis_event_get_fields (error)->text;
  g_autofree char *whole =
    g_strconcat (text ? text : "", stack ? "\n" : "", stack ? stack : "", NULL);
  PyxisTraceback *self = pyxis_traceback_parse (text || stack ? whole : line ? line : "");
  PyxisException *first = self->exceptions->pdata[0];

  if (type && *type) {
    g_free (first->type);
    first->type = g_steal_pointer (&type);
  }
  if (message && (*message || !*first->message)) {
    g_free (first->message);
    first->message = g_steal_pointer (&message);
  }
  return self;
}

char *
pyxis_exception_dup_line (const PyxisException *self)
{
  g_autofree char *line = g_strndup (self->message, strcspn (self->message, "\n"));

  if (!self->type)
    return g_steal_pointer (&line);
  return *line ? g_strdup_printf ("%s: %s", self->type, line) : g_strdup (self->type);
}

static gboolean
frames_equal (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len && a->len == b->len; i++) {
    const PyxisFrame *one = a->pdata[i];
    const PyxisFrame *other = b->pdata[i];

    if (one->line != other->line || !g_str_equal (one->file, other->file))
      return FALSE;
  }
  return a->len == b->len;
}

gboolean
pyxis_traceback_equal (const PyxisTraceback *a, const PyxisTraceback *b)
{
  const PyxisException *one = a->exceptions->pdata[0];
  const PyxisException *other = b->exceptions->pdata[0];

  return g_strcmp0 (one->type, other->type) == 0 && g_str_equal (one->message, other->message) &&
         frames_equal (one->frames, other->frames) &&
         (one->frames->len > 0 || frames_equal (a->scripts, b->scripts));
}

void
pyxis_traceback_free (PyxisTraceback *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->exceptions);
  g_ptr_array_unref (self->scripts);
  g_free (self);
}
