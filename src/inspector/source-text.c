/* SPDX-License-Identifier: Apache-2.0 */
#include "source-text.h"

#include <string.h>

#define REST "…"

static void
append_line (GString *text, const char *line, gsize length, gboolean *is_cut)
{
  if (length <= PYXIS_SOURCE_LINE_MAX) {
    g_string_append_len (text, line, length);
    return;
  }
  g_string_append_len (text, line, PYXIS_SOURCE_LINE_MAX);
  g_string_append (text, REST);
  *is_cut = TRUE;
}

char *
pyxis_source_text_make (GBytes *bytes, gboolean *is_cut)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end = data + MIN (size, PYXIS_SOURCE_TEXT_MAX);
  g_autoptr (GString) text = g_string_new (NULL);

  *is_cut = size > PYXIS_SOURCE_TEXT_MAX;
  while (data < end) {
    const char *newline = memchr (data, '\n', end - data);
    const char *line_end = newline ? newline : end;

    append_line (text, data, line_end - data, is_cut);
    if (newline)
      g_string_append_c (text, '\n');
    data = newline ? newline + 1 : end;
  }
  if (size > PYXIS_SOURCE_TEXT_MAX && !g_str_has_suffix (text->str, REST))
    g_string_append (text, REST);
  /* A NUL too is no text. */
  return g_utf8_make_valid (text->str, text->len);
}

/* A letter may be cut in two at the end of what is looked at. */
gboolean
pyxis_source_text_is_text (GBytes *bytes)
{
  gsize whole;
  const char *data = g_bytes_get_data (bytes, &whole);
  gsize size = MIN (whole, PYXIS_SOURCE_PROBE_MAX);
  const char *end = data;

  if (size == 0 || g_utf8_validate_len (data, size, &end))
    return TRUE;
  return size == PYXIS_SOURCE_PROBE_MAX && data + size - end < 4 && !memchr (data, 0, size);
}
