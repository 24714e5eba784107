/* SPDX-License-Identifier: Apache-2.0 */
#include "version.h"

#include <string.h>

#define VERSION_MAX 64

/* One part of a version, a run of digits or of letters: "0.7.31-alpha.1" has seven. */
typedef struct {
  const char *text;
  gsize length; /* 0: the version is over */
} Part;

static Part
next_part (const char **cursor)
{
  const char *start = *cursor;
  gboolean is_number;

  while (*start && !g_ascii_isalnum (*start))
    start++;
  is_number = g_ascii_isdigit (*start);
  *cursor = start;
  while (g_ascii_isalnum (**cursor) && g_ascii_isdigit (**cursor) == is_number)
    (*cursor)++;

  return (Part){ start, *cursor - start };
}

static gboolean
is_word (Part part)
{
  return part.length > 0 && g_ascii_isalpha (*part.text);
}

static Part
skip_zeros (Part part)
{
  while (part.length > 0 && *part.text == '0') {
    part.text++;
    part.length--;
  }

  return part;
}

/* A word ("alpha") comes before nothing, as in every numbering of releases; digits are compared as
 * text of equal length, so that none are too many. */
static int
compare_parts (Part a, Part b)
{
  if (is_word (a) != is_word (b))
    return is_word (a) ? -1 : 1;

  if (is_word (a)) {
    int order = strncmp (a.text, b.text, MIN (a.length, b.length));
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
  }

  a = skip_zeros (a);
  b = skip_zeros (b);
  if (a.length != b.length)
    return a.length < b.length ? -1 : 1;

  return strncmp (a.text, b.text, a.length);
}

int
pyxis_version_compare (const char *a, const char *b)
{
  while (TRUE) {
    Part left = next_part (&a);
    Part right = next_part (&b);
    int order;

    if (left.length == 0 && right.length == 0)
      return 0;

    order = compare_parts (left, right);
    if (order != 0)
      return order < 0 ? -1 : 1;
  }
}

gboolean
pyxis_version_is_valid (const char *version)
{
  gsize length = strlen (version);

  if (length == 0 || length > VERSION_MAX || !g_ascii_isdigit (version[0]))
    return FALSE;

  for (gsize i = 0; i < length; i++) {
    gboolean is_separator = version[i] == '.' || version[i] == '-';

    if (!is_separator && !g_ascii_isalnum (version[i]))
      return FALSE;
    if (is_separator && !g_ascii_isalnum (version[i + 1]))
      return FALSE;
  }

  return TRUE;
}

/* Whether the first `count` parts are the same. */
static gboolean
shares_parts (const char *a, const char *b, guint count)
{
  for (guint i = 0; i < count; i++) {
    if (compare_parts (next_part (&a), next_part (&b)) != 0)
      return FALSE;
  }

  return TRUE;
}

static guint
count_parts (const char *version)
{
  guint count = 0;

  while (next_part (&version).length > 0)
    count++;

  return count;
}

/* How many leading parts two versions must share to be thought alike: npm's caret. */
static guint
family_size (const char *version)
{
  Part major = skip_zeros (next_part (&version));

  return major.length == 0 ? 2 : 1;
}

static const char *
highest (const char *const *installed, const char *wanted, guint shared)
{
  const char *best = NULL;

  for (gsize i = 0; installed[i]; i++) {
    if (wanted && !shares_parts (installed[i], wanted, shared))
      continue;
    if (!best || pyxis_version_compare (installed[i], best) > 0)
      best = installed[i];
  }

  return best;
}

static const char *
lowest_from (const char *const *installed, const char *wanted, guint shared)
{
  const char *best = NULL;

  for (gsize i = 0; installed[i]; i++) {
    if (!shares_parts (installed[i], wanted, shared) ||
        pyxis_version_compare (installed[i], wanted) < 0)
      continue;
    if (!best || pyxis_version_compare (installed[i], best) < 0)
      best = installed[i];
  }

  return best;
}

const char *
pyxis_version_nearest (const char *const *installed, const char *wanted)
{
  const char *best = NULL;
  guint parts;

  if (!wanted || !pyxis_version_is_valid (wanted))
    return highest (installed, NULL, 0);

  parts = count_parts (wanted);
  best = parts < 3 ? highest (installed, wanted, parts) : NULL;
  if (!best)
    best = lowest_from (installed, wanted, family_size (wanted));
  if (!best)
    best = highest (installed, wanted, family_size (wanted));

  return best ? best : highest (installed, NULL, 0);
}
