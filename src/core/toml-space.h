/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <string.h>

/* White space as PyScript's parser of TOML, in JavaScript, has it. */

static inline gboolean
is_newline (char c)
{
  return c == '\n' || c == '\r';
}

/* The length of the white space at `text`, as JavaScript's \s has it; 0 if there is none. */
static inline gsize
space_length (const char *text)
{
  gunichar c;

  if ((guchar) *text < 0x80)
    return *text && strchr ("\t\n\v\f\r ", *text) ? 1 : 0;

  c = g_utf8_get_char (text);
  if (c == 0xfeff || c == 0x2028 || c == 0x2029 || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
    return g_utf8_next_char (text) - text;

  return 0;
}

/* The two characters beside newlines over which JavaScript's "." does not match. */
static inline gboolean
is_line_separator (const char *text)
{
  return g_str_has_prefix (text, "\xe2\x80\xa8") || g_str_has_prefix (text, "\xe2\x80\xa9");
}
