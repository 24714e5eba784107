/* SPDX-License-Identifier: Apache-2.0 */
#include "traceback-line.h"

#include <string.h>

#define HEADER "Traceback (most recent call last):"
#define FILE_START "File \""
#define LINE_START "\", line "
#define MAX_NAME 1000 /* bytes of a name or a line of code */

/* (transfer full): valid UTF-8 was given, and no character is cut. */
static char *
dup_short (const char *text, gsize length)
{
  length = MIN (length, MAX_NAME);
  while (length > 0 && (text[length] & 0xC0) == 0x80)
    length--;
  return g_strndup (text, length);
}

static guint
read_number (const char *text)
{
  return (guint) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXINT);
}

/* What is shown folded: nobody's own code. "<exec>" and "<stdin>" are the element's. */
static gboolean
is_internal (const char *file)
{
  static const char *const parts[] = {
    "/lib/python",  "site-packages/", "_pyodide/", "/pyodide/",    "<frozen ",
    "[native code", "wasm",           "/@pyxis/",  "user-script:", NULL,
  };
  static const char *const starts[] = {
    "pyscript/", "/pyscript/", "./pyscript/", "/stdlib/", "/home/pyodide/pyscript/", NULL
  };

  for (gsize i = 0; parts[i]; i++)
    if (strstr (file, parts[i]) && !g_str_has_prefix (file, "/home/pyodide/"))
      return TRUE;
  for (gsize i = 0; starts[i]; i++)
    if (g_str_has_prefix (file, starts[i]))
      return TRUE;
  return g_str_equal (file, "asyncio/core.py"); /* MicroPython's */
}

static PyxisFrame *
new_frame (const char *file, gsize length, guint line)
{
  PyxisFrame *frame = g_new0 (PyxisFrame, 1);

  frame->file = dup_short (file, length);
  frame->line = line;
  frame->is_internal = is_internal (frame->file);
  return frame;
}

/* (nullable) (transfer full): of 'File "a.py", line 2, in f', spaces before it gone. */
static PyxisFrame *
read_frame (const char *text)
{
  const char *file = text + strlen (FILE_START);
  const char *end = g_str_has_prefix (text, FILE_START) ? strstr (file, LINE_START) : NULL;
  const char *function = NULL;
  PyxisFrame *frame = NULL;

  if (!end || !g_ascii_isdigit (end[strlen (LINE_START)]))
    return NULL;
  frame = new_frame (file, end - file, read_number (end + strlen (LINE_START)));
  function = strstr (end + strlen (LINE_START), ", in ");
  if (function) {
    function += strlen (", in ");
    frame->function = dup_short (function, strlen (function));
  }
  return frame;
}

/* The address before ":12:34" at the end of `text`; NULL: there is no such end. */
static const char *
find_numbers (const char *text, gsize length, guint *line, guint *column)
{
  const char *at = text + length;
  const char *ends[2] = { NULL, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    const char *digits = at;

    while (digits > text && g_ascii_isdigit (digits[-1]))
      digits--;
    if (digits == at || digits == text || digits[-1] != ':')
      return NULL;
    ends[i] = digits;
    at = digits - 1;
  }
  *line = read_number (ends[1]);
  *column = read_number (ends[0]);
  return at;
}

static PyxisFrame *
new_script (const char *function, gsize function_length, const char *address, gsize length)
{
  guint line = 0;
  guint column = 0;
  const char *end = find_numbers (address, length, &line, &column);
  PyxisFrame *frame = NULL;

  if (!end && address[0] != '[' && !g_str_has_prefix (address, "wasm://"))
    return NULL;
  frame = new_frame (address, end ? (gsize) (end - address) : length, line);
  frame->column = column;
  frame->function = function_length > 0 ? dup_short (function, function_length) : NULL;
  return frame;
}

/* "    at async f (https://a.org/a.js:1:2)", "    at https://a.org/a.js:1:2" */
static PyxisFrame *
read_chrome (const char *text)
{
  gsize length = strlen (text);
  const char *open = NULL;

  if (length == 0 || text[length - 1] != ')')
    return new_script (NULL, 0, text, length);
  open = g_strrstr (text, " (");
  if (!open)
    return NULL;
  return new_script (text, open - text, open + 2, text + length - 1 - (open + 2));
}

PyxisFrame *
pyxis_traceback_line_read_script (const char *line)
{
  const char *text = line + strspn (line, " \t");
  const char *at = NULL;

  if (text != line && g_str_has_prefix (text, "at "))
    return read_chrome (text + strlen ("at "));
  at = strchr (text, '@');
  /* Words of a message may well hold an "@" and end in numbers. */
  if (!at || (!strstr (at, "://") && at[1] != '[' && !g_str_has_prefix (at, "@user-script:")))
    return NULL;
  return new_script (text, at - text, at + 1, strlen (at + 1));
}

/* "+-+---------------- 1 ----------------": whether it begins a part, and how deep. */
static gboolean
read_member (const char *text, guint spaces, guint *depth)
{
  gboolean is_first = g_str_has_prefix (text, "+-+-");

  if (!g_str_has_prefix (text, "+-") || strcspn (text, "0123456789.") == strlen (text))
    return FALSE;
  *depth = MAX (spaces / 2 + (is_first ? 1 : 0), 2) - 1;
  return TRUE;
}

static PyxisLineKind
classify (const char *text, PyxisLine *line)
{
  const char *word = text + strspn (text, " \t");

  if (!*word)
    return PYXIS_LINE_EMPTY;
  if (strstr (text, HEADER))
    return PYXIS_LINE_HEADER;
  if (g_str_has_prefix (word, "During handling of the above exception"))
    return PYXIS_LINE_CONTEXT;
  if (g_str_has_prefix (word, "The above exception was the direct cause"))
    return PYXIS_LINE_CAUSE;
  if (word != text && g_str_has_prefix (word, "[Previous line repeated ")) {
    line->count = read_number (word + strlen ("[Previous line repeated "));
    return PYXIS_LINE_REPEATED;
  }
  line->frame = word != text ? read_frame (word) : NULL;
  if (line->frame)
    return PYXIS_LINE_FRAME;
  line->frame = pyxis_traceback_line_read_script (text);
  if (line->frame)
    return PYXIS_LINE_SCRIPT;
  return word != text ? PYXIS_LINE_INDENTED : PYXIS_LINE_TEXT;
}

PyxisLine
pyxis_traceback_line_read (const char *line, gboolean has_margin)
{
  guint spaces = strspn (line, " ");
  PyxisLine read = { .text = line };

  if (has_margin && read_member (line + spaces, spaces, &read.depth)) {
    read.kind = PYXIS_LINE_MEMBER;
    return read;
  }
  if (has_margin && spaces >= 2 && strchr ("|+", line[spaces]) && line[spaces]) {
    read.depth = spaces / 2 - 1;
    read.text = line + spaces + (line[spaces + 1] == ' ' ? 2 : 1);
  }
  /* The end of a group. */
  if (has_margin && line[spaces] == '+' && line[spaces + 1] == '-')
    read.kind = PYXIS_LINE_EMPTY;
  else
    read.kind = classify (read.text, &read);
  return read;
}

void
pyxis_frame_free (PyxisFrame *self)
{
  if (!self)
    return;
  g_free (self->file);
  g_free (self->function);
  g_free (self->source);
  g_free (self->caret);
  g_free (self);
}
