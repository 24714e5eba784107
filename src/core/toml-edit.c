/* SPDX-License-Identifier: Apache-2.0 */
#include "toml-edit.h"

#include <string.h>

/* A place in a text. */
typedef struct {
  gsize start;
  gsize end;
} Span;

/* The end of the line that `at` is in, past its newline. */
static gsize
find_line_end (const char *text, gsize at)
{
  gsize end = at + strcspn (text + at, "\n");

  return text[end] ? end + 1 : end;
}

/* Past the string that begins at `at`, on one line or on several. */
static gsize
skip_string (const char *text, gsize at)
{
  char quote = text[at];
  gboolean is_long = text[at + 1] == quote && text[at + 2] == quote;

  for (at += is_long ? 3 : 1; text[at]; at++) {
    if (text[at] == '\\' && quote == '"' && text[at + 1])
      at++;
    else if (text[at] == quote && (!is_long || (text[at + 1] == quote && text[at + 2] == quote)))
      return at + (is_long ? 3 : 1);
  }
  return at;
}

/* Past the statement at `at`: its line, or as many as its brackets and strings take. `close` becomes
 * where its last bracket closes, 0: it has none. */
static gsize
skip_statement (const char *text, gsize at, gsize *close)
{
  guint depth = 0;

  *close = 0;
  while (text[at] && !(text[at] == '\n' && depth == 0)) {
    if (text[at] == '"' || text[at] == '\'') {
      at = skip_string (text, at);
      continue;
    }
    if (text[at] == '#') {
      at += strcspn (text + at, "\n");
      continue;
    }
    if (strchr ("[{", text[at]))
      depth++;
    if (strchr ("]}", text[at]) && depth > 0 && --depth == 0)
      *close = at;
    at++;
  }
  return text[at] ? at + 1 : at;
}

static gboolean
is_key_letter (char c)
{
  return g_ascii_isalnum (c) || (c && strchr ("_-", c));
}

/* The key of the statement at `at`, quoted or not, if it is this one. */
static gboolean
read_key (const char *text, gsize at, const char *key, Span *found)
{
  gsize length = strlen (key);
  gboolean is_quoted;

  at += strspn (text + at, " \t");
  is_quoted = text[at] == '"' || text[at] == '\'';
  if (is_quoted)
    at++;
  if (strncmp (text + at, key, length) != 0 || is_key_letter (text[at + length]))
    return FALSE;
  *found = (Span){ at, at + length };
  at += length + (is_quoted ? 1 : 0);
  return text[at + strspn (text + at, " \t")] == '=';
}

/* Where the table whose statements begin at `start` ends: at the next one, or at the end. 0: the top. */
static gsize
find_end (const char *text, gsize start)
{
  gsize close;

  for (gsize at = start; text[at]; at = skip_statement (text, at, &close))
    if (text[at + strspn (text + at, " \t")] == '[')
      return at;
  return strlen (text);
}

/* The statement of a key in the table that begins at `start`; `close` as in skip_statement (). */
static gboolean
find_key (const char *text, gsize start, const char *key, Span *statement, Span *name, gsize *close)
{
  gsize end = find_end (text, start);

  for (gsize at = start; at < end;) {
    gsize next = skip_statement (text, at, close);

    if (read_key (text, at, key, name)) {
      *statement = (Span){ at, next };
      return TRUE;
    }
    at = next;
  }
  return FALSE;
}

/* (transfer full): a basic string; NULL for what is better not put into one. */
static char *
dup_quoted (const char *value)
{
  for (const char *c = value; *c; c++)
    if ((guchar) *c < 0x20 || strchr ("\"\\", *c))
      return NULL;
  return g_strdup_printf ("\"%s\"", value);
}

/* (transfer full): `text` with `piece` instead of what is there. */
static char *
replace (const char *text, Span place, const char *piece)
{
  g_autofree char *before = g_strndup (text, place.start);

  return g_strconcat (before, piece, text + place.end, NULL);
}

/* (transfer full): `line` after what is at the top, a blank line before the first table. */
static char *
insert_at_top (const char *text, const char *line)
{
  gsize end = find_end (text, 0);
  gsize at = end;
  g_autofree char *piece = NULL;

  while (at > 0 && g_ascii_isspace (text[at - 1]))
    at--;
  at = at > 0 ? find_line_end (text, at) : 0;
  at = MIN (at, end);
  piece = g_strconcat (at > 0 && text[at - 1] != '\n' ? "\n" : "", line, "\n",
                       text[at] && text[at] != '\n' ? "\n" : "", NULL);
  return replace (text, (Span){ at, at }, piece);
}

char *
pyxis_toml_edit_append (const char *text, const char *key, const char *value)
{
  g_autofree char *quoted = dup_quoted (value);
  g_autofree char *piece = NULL;
  Span statement, name;
  gsize close, at;

  if (!quoted)
    return NULL;
  if (!find_key (text, 0, key, &statement, &name, &close)) {
    piece = g_strdup_printf ("%s = [%s]", key, quoted);
    return insert_at_top (text, piece);
  }
  if (close == 0 || text[close] != ']')
    return NULL;
  for (at = close; at > statement.start && g_ascii_isspace (text[at - 1]);)
    at--;
  if (strchr ("[,", text[at - 1]))
    piece = g_strconcat (text[at - 1] == ',' && at == close ? " " : "", quoted, NULL);
  else
    piece = g_strconcat (", ", quoted, NULL);
  return replace (text, (Span){ at, at }, piece);
}

/* Past the header of a table; 0: there is none. */
static gsize
find_table (const char *text, const char *table)
{
  g_autofree char *header = g_strdup_printf ("[%s]", table);
  gsize close;

  for (gsize at = 0; text[at]; at = skip_statement (text, at, &close))
    if (g_str_has_prefix (text + at + strspn (text + at, " \t"), header))
      return find_line_end (text, at);
  return 0;
}

/* (transfer full): `line` after the table's header, which ends at `at`. */
static char *
insert_in_table (const char *text, gsize at, const char *line)
{
  g_autofree char *piece = g_strconcat (text[at - 1] != '\n' ? "\n" : "", line, "\n", NULL);

  return replace (text, (Span){ at, at }, piece);
}

/* (transfer full): `line` in a table more. */
static char *
append_table (const char *text, const char *table, const char *line)
{
  gsize length = strlen (text);

  return g_strdup_printf ("%s%s%s[%s]\n%s\n", text,
                          length > 0 && text[length - 1] != '\n' ? "\n" : "",
                          length > 0 ? "\n" : "", table, line);
}

char *
pyxis_toml_edit_set (
  const char *text, const char *table, const char *key, const char *value, gboolean is_list)
{
  g_autofree char *quoted = dup_quoted (value);
  g_autofree char *line =
    quoted ? g_strconcat (key, is_list ? " = [" : " = ", quoted, is_list ? "]" : "", NULL) : NULL;
  gsize start = table ? find_table (text, table) : 0;
  Span statement, name;
  gsize close;

  if (!line)
    return NULL;
  if (table && start == 0)
    return append_table (text, table, line);
  if (find_key (text, start, key, &statement, &name, &close)) {
    if (statement.end > statement.start && text[statement.end - 1] == '\n')
      statement.end--;
    return replace (text, statement, line);
  }
  return table ? insert_in_table (text, start, line) : insert_at_top (text, line);
}

char *
pyxis_toml_edit_add (const char *text, const char *table, const char *key, const char *value)
{
  g_autofree char *quoted = dup_quoted (value);
  g_autofree char *name = dup_quoted (key);
  g_autofree char *line = quoted && name ? g_strdup_printf ("%s = %s", name, quoted) : NULL;
  gsize at = find_table (text, table);

  if (!line)
    return NULL;
  return at > 0 ? insert_in_table (text, at, line) : append_table (text, table, line);
}

char *
pyxis_toml_edit_rename (const char *text, const char *key, const char *right)
{
  Span statement, name;
  gsize close;

  if (!find_key (text, 0, key, &statement, &name, &close))
    return NULL;
  return replace (text, name, right);
}
