/* SPDX-License-Identifier: Apache-2.0 */
#include "range.h"

#include <string.h>

static const char *
skip_blank (const char *text)
{
  return text + strspn (text, " \t");
}

/* Digits at *text, which moves behind them; what is too great for a file counts as the greatest
 * number, so that it lies behind every end. FALSE without a digit. */
static gboolean
read_number (const char **text, goffset *number)
{
  const char *start = *text;

  *number = 0;
  for (; g_ascii_isdigit (**text); (*text)++) {
    int digit = **text - '0';

    *number = *number > (G_MAXOFFSET - digit) / 10 ? G_MAXOFFSET : *number * 10 + digit;
  }

  return *text > start;
}

static PyxisRangeKind
parse_suffix (const char *text, goffset size, goffset *first, goffset *last)
{
  goffset length;

  if (!read_number (&text, &length) || *skip_blank (text))
    return PYXIS_RANGE_WHOLE;
  if (length == 0)
    return PYXIS_RANGE_UNSATISFIABLE;
  /* Satisfiable, but "0-" of nothing cannot be written as a Content-Range. */
  if (size == 0)
    return PYXIS_RANGE_WHOLE;

  *first = size - MIN (length, size);
  *last = size - 1;
  return PYXIS_RANGE_PART;
}

PyxisRangeKind
pyxis_range_parse (const char *header, goffset size, goffset *first, goffset *last)
{
  goffset from, to = G_MAXOFFSET;
  gboolean has_to;

  if (!header || size < 0 || g_ascii_strncasecmp (header, "bytes=", strlen ("bytes=")) != 0)
    return PYXIS_RANGE_WHOLE;

  header = skip_blank (header + strlen ("bytes="));
  if (*header == '-')
    return parse_suffix (header + 1, size, first, last);
  if (!read_number (&header, &from) || *header != '-')
    return PYXIS_RANGE_WHOLE;

  header++;
  has_to = read_number (&header, &to);
  if (*skip_blank (header) || (has_to && to < from))
    return PYXIS_RANGE_WHOLE;
  if (from >= size)
    return PYXIS_RANGE_UNSATISFIABLE;

  *first = from;
  *last = has_to ? MIN (to, size - 1) : size - 1;
  return PYXIS_RANGE_PART;
}
