/* SPDX-License-Identifier: Apache-2.0 */
#include "toml-scan.h"

#include <gio/gio.h>
#include <string.h>

#include "toml-space.h"

/* Steps of the parser's regular expressions that we let happen: well below a second. */
#define MAX_WORK (20 * 1000 * 1000)
/* As long as "s1234567" with its quotes, which the parser puts in a string's place. */
#define MASKED_STRING_LENGTH 10

/* Stands for a quote that closes nothing, in the mask. */
#define LONE_QUOTE '\1'

typedef struct {
  const char *text;
  char *mask;    /* `text` with what is in strings made "x" */
  guint64 work;  /* so far */
  gsize counted; /* up to where `line` was counted */
  guint line;
} Scanner;

void
pyxis_toml_scan_fail (GError **error, const char *what, guint line, const char *advice)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s, line %u. %s", what, line, advice);
}

/* The closing quote of the string that begins at `start`, on the same line; NULL without one. */
static const char *
find_closing_quote (const char *start)
{
  for (const char *c = start + 1; *c && !is_newline (*c); c++) {
    if ((guchar) *c == 0xe2 && is_line_separator (c))
      return NULL;
    if (*c == *start)
      return c;
    if (*c == '\\' && c[1] && !is_newline (c[1]))
      c++;
    else if (*c == '\\')
      return NULL;
  }

  return NULL;
}

static guint
line_of (Scanner *self, gsize offset)
{
  for (; self->counted < offset; self->counted++) {
    char c = self->text[self->counted];

    if (c == '\n' || (c == '\r' && self->text[self->counted + 1] != '\n'))
      self->line++;
  }

  return self->line;
}

static gboolean
add_work (Scanner *self, guint64 steps, gsize offset, GError **error)
{
  self->work += steps;
  if (self->work <= MAX_WORK)
    return TRUE;

  pyxis_toml_scan_fail (error, "this would take PyScript very long to read", line_of (self, offset),
                        "Break it into shorter lines.");
  return FALSE;
}

static gboolean
mask_strings (Scanner *self, GError **error)
{
  for (char *c = self->mask; *c; c++) {
    const char *start = self->text + (c - self->mask);
    const char *end;

    if (*c != '"' && *c != '\'')
      continue;

    end = find_closing_quote (start);
    if (end) {
      memset (c + 1, 'x', end - start - 1);
      c += end - start;
    } else {
      *c = LONE_QUOTE;
      if (!add_work (self, strcspn (start, "\r\n"), start - self->text, error))
        return FALSE;
    }
  }

  return TRUE;
}

/* How long the parser will search in `length` bytes that hold no white space: it tries from every
 * character to the end of them. What was a string is short there. */
static guint64
work_of_run (const char *mask, gsize length)
{
  guint64 size = 0;

  for (gsize i = 0; i < length; i++) {
    const char *end = mask[i] == '"' || mask[i] == '\'' ? strchr (mask + i + 1, mask[i]) : NULL;

    size += end ? MASKED_STRING_LENGTH : 1;
    if (end)
      i = end - mask;
  }

  return size * size;
}

/* Skips white space and says how much of it the clean text will keep: not what is between its newlines. */
static gsize
skip_space (const char **text)
{
  const char *start = *text, *first = NULL, *last = NULL;
  gsize step;

  for (; (step = space_length (*text)) > 0; *text += step) {
    if (!is_newline (**text))
      continue;
    last = *text;
    if (!first)
      first = last;
  }

  return *text - start - (first ? last - first : 0);
}

/* Counts the work for the whole text; its unit is a run of white space or a run of anything else. */
static gboolean
check_work (Scanner *self, GError **error)
{
  const char *c = self->mask;

  while (*c) {
    const char *start = c;
    guint64 length = skip_space (&c);

    if (!add_work (self, length * length, start - self->mask, error))
      return FALSE;

    start = c;
    while (*c && space_length (c) == 0)
      c = g_utf8_next_char (c);
    if (!add_work (self, work_of_run (start, c - start), start - self->mask, error))
      return FALSE;
  }

  return TRUE;
}

/* The end of the statement that begins at `start`, without white space behind it. `next` is where
 * the next begins. */
static gsize
find_end (Scanner *self, gsize start, gsize *next)
{
  gsize end = start, at = start;

  while (self->mask[at]) {
    gboolean has_newline = FALSE;
    gsize step;

    while (self->mask[at] && space_length (self->mask + at) == 0)
      at++;
    end = at;
    for (; (step = space_length (self->mask + at)) > 0; at += step)
      has_newline = has_newline || is_newline (self->mask[at]);

    if (has_newline && !strchr (",[", self->mask[end - 1]) && self->mask[at] != ']')
      break;
  }

  *next = at;
  return end;
}

/* A line that the parser joined to a comment is lost. */
static gboolean
check_comment (Scanner *self, gsize hash, gsize end, GError **error)
{
  for (gsize at = hash; at < end; at++) {
    gsize below = at;

    if (!is_newline (self->mask[at]))
      continue;
    while (space_length (self->mask + below) > 0)
      below += space_length (self->mask + below);
    if (self->mask[below] != '#') {
      pyxis_toml_scan_fail (error, "PyScript takes this for a part of the comment above it",
                            line_of (self, below), "Move or remove that comment.");
      return FALSE;
    }
    at = below;
  }

  return TRUE;
}

/* The parser takes it for a date wherever it stands, and names the table or value by the date's number. */
static gboolean
check_name (Scanner *self, gsize start, gsize end, GError **error)
{
  static const char shape[] = "00-00-00";

  for (gsize at = start; at + strlen (shape) <= end; at++) {
    const char *c = self->mask + at;
    gsize n = 0;

    while (shape[n] && (shape[n] == '0' ? g_ascii_isdigit (c[n]) : c[n] == '-' || c[n] == ':'))
      n++;
    if (!shape[n]) {
      pyxis_toml_scan_fail (error, "PyScript takes this name for a date", line_of (self, at),
                            "Put it into quotes.");
      return FALSE;
    }
  }

  return TRUE;
}

static gboolean
check_table (Scanner *self, gsize start, gsize code_end, GError **error)
{
  const char *table = self->mask + start;
  const char *close = memchr (table, ']', code_end - start);
  gsize at;

  /* The parser would join the lines of a name. */
  if (!close || strcspn (table, "\r\n") < (gsize) (close - table)) {
    pyxis_toml_scan_fail (error, "a bracket is not closed", line_of (self, start),
                          "Write a table as [name].");
    return FALSE;
  }
  if (!check_name (self, start, close - self->mask, error))
    return FALSE;

  for (at = close - self->mask; at < code_end && self->mask[at] == ']';)
    at++;
  while (at < code_end && space_length (self->mask + at) > 0)
    at += space_length (self->mask + at);
  if (at < code_end) {
    pyxis_toml_scan_fail (error, "PyScript drops what stands behind the name of a table",
                          line_of (self, at), "Put it on a line of its own.");
    return FALSE;
  }

  return TRUE;
}

static gboolean
check_value (Scanner *self, gsize start, gsize code_end, GError **error)
{
  while (start < code_end && space_length (self->mask + start) > 0)
    start += space_length (self->mask + start);

  if (start == code_end) {
    pyxis_toml_scan_fail (error, "the value is missing", line_of (self, start),
                          "Write it behind the “=”, on the same line.");
    return FALSE;
  }
  if (g_str_has_prefix (self->text + start, "\"\"\"") ||
      g_str_has_prefix (self->text + start, "'''")) {
    pyxis_toml_scan_fail (error, "PyScript reads no text in triple quotes", line_of (self, start),
                          "Use single quotes, on one line.");
    return FALSE;
  }
  for (gsize at = start; at < code_end; at++) {
    if (self->mask[at] == LONE_QUOTE) {
      pyxis_toml_scan_fail (error, "a quote is not closed", line_of (self, at),
                            "Close it on the same line.");
      return FALSE;
    }
  }

  return TRUE;
}

static gboolean
check_assignment (Scanner *self, gsize start, gsize code_end, GError **error)
{
  gsize at = start + 1;

  while (at < code_end && self->mask[at] != '=' && space_length (self->mask + at) == 0)
    at++;
  if (!check_name (self, start, at, error))
    return FALSE;
  while (at < code_end && space_length (self->mask + at) > 0)
    at += space_length (self->mask + at);
  if (at < code_end && self->mask[at] == '=')
    return check_value (self, at + 1, code_end, error);

  if (memchr (self->mask + start, '=', code_end - start))
    pyxis_toml_scan_fail (error, "a key is one word", line_of (self, start),
                          "Put a key that has spaces into quotes.");
  else
    pyxis_toml_scan_fail (error, "PyScript drops this, which is neither a table nor a value",
                          line_of (self, start),
                          "Write [table] or key = value; in a list, a comma stands "
                          "before each end of line.");
  return FALSE;
}

static gboolean
check_statement (Scanner *self, gsize start, gsize end, GError **error)
{
  const char *hash = memchr (self->mask + start, '#', end - start);
  gsize code_end = hash ? (gsize) (hash - self->mask) : end;

  if (hash && !check_comment (self, code_end, end, error))
    return FALSE;
  if (code_end == start)
    return TRUE;
  /* The parser looks for a table's end in the comment as well; we do not. */
  if (self->mask[start] == '[')
    return check_table (self, start, code_end, error);

  return check_assignment (self, start, code_end, error);
}

/* Where the last newline of the white space at `at`, which is one, is. */
static gsize
find_last_newline (Scanner *self, gsize at)
{
  gsize last = at;

  for (gsize step; (step = space_length (self->mask + at)) > 0; at += step) {
    if (is_newline (self->mask[at]))
      last = at;
  }

  return last;
}

/* Appends a statement as the parser would join it. Blank lines inside go: on many of them its
 * expressions take cubic time. White space that begins a line stays: not all of it may stand in a value. */
static void
append_clean (Scanner *self, PyxisTomlScan *scan, gsize start, gsize end)
{
  PyxisTomlStatement statement = { scan->clean->len, line_of (self, start) };

  if (self->mask[start] == '#')
    return;

  g_array_append_val (scan->statements, statement);
  for (gsize at = start; at < end; at++) {
    if (is_newline (self->mask[at]))
      at = find_last_newline (self, at);
    g_string_append_c (scan->clean, is_newline (self->mask[at]) ? '\n' : self->text[at]);
  }
  g_string_append_c (scan->clean, '\n');
}

PyxisTomlScan *
pyxis_toml_scan_new (const char *text, GError **error)
{
  g_autoptr (PyxisTomlScan) scan = g_new0 (PyxisTomlScan, 1);
  g_autofree char *mask = g_strdup (text);
  Scanner self = { .text = text, .mask = mask, .line = 1 };
  gsize start = 0, next;

  scan->clean = g_string_new (NULL);
  scan->statements = g_array_new (FALSE, FALSE, sizeof (PyxisTomlStatement));
  if (!mask_strings (&self, error) || !check_work (&self, error))
    return NULL;

  while (space_length (mask + start) > 0)
    start += space_length (mask + start);
  for (; mask[start]; start = next) {
    gsize end = find_end (&self, start, &next);

    append_clean (&self, scan, start, end);
    if (!check_statement (&self, start, end, error))
      return NULL;
  }

  return g_steal_pointer (&scan);
}

void
pyxis_toml_scan_free (PyxisTomlScan *self)
{
  if (self->clean)
    g_string_free (self->clean, TRUE);
  g_clear_pointer (&self->statements, g_array_unref);
  g_free (self);
}
