/* SPDX-License-Identifier: Apache-2.0 */
#include "project-code.h"

#include <string.h>

/* Skips the string that begins at `quote`; to the end of the line if it is open. */
static const char *
skip_string (const char *quote)
{
  const char triple[] = { *quote, *quote, *quote, '\0' };
  gboolean is_long = g_str_has_prefix (quote, triple);
  const char *c = quote + (is_long ? 3 : 1);

  for (; *c; c++) {
    if (*c == '\\' && c[1])
      c++;
    else if (is_long && g_str_has_prefix (c, triple))
      return c + 3;
    else if (!is_long && (*c == *quote || *c == '\n'))
      return c + 1;
  }

  return c;
}

/* The words of `text` that are code, dots included ("pyscript.web"), each followed by a space; an
 * opening parenthesis is a word. */
static char *
dup_words (const char *text)
{
  GString *words = g_string_new (" ");
  const char *c = text;

  while (*c) {
    gsize length = 0;

    while (g_ascii_isalnum (c[length]) || c[length] == '_' || c[length] == '.' ||
           (guchar) c[length] >= 0x80)
      length++;

    if (length > 0)
      g_string_append_printf (g_string_append_len (words, c, length), " ");
    else if (*c == '(')
      g_string_append (words, "( ");

    if (length > 0)
      c += length;
    else if (*c == '#')
      c += strcspn (c, "\n");
    else if (*c == '"' || *c == '\'')
      c = skip_string (c);
    else
      c++;
  }

  return g_string_free (words, FALSE);
}

gboolean
pyxis_project_code_shows_output (const char *text)
{
  static const char *const signs[] = {
    " display ( ", ".display ( ", " document ",     " document.",     ".document ",   ".document.",
    " pydom ",     " pydom.",     " pyscript.web ", " pyscript.web.", " import web ",
  };
  g_autofree char *words = dup_words (text);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (strstr (words, signs[i]))
      return TRUE;
  }

  return FALSE;
}
