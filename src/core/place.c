/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"

#include "address.h"
#include "source.h"

#include <string.h>

#define OPENING "“"
#define CLOSING "”"
#define LINE ", line "

/* (transfer full) (nullable): what stands in quotes at the front, or a first word with a dot inside. */
static char *
dup_name (const char *sentence)
{
  const char *closing = strstr (sentence, CLOSING);
  gsize length = strcspn (sentence, " ");
  g_autofree char *word = NULL;
  const char *dot;

  if (g_str_has_prefix (sentence, OPENING)) {
    sentence += strlen (OPENING);
    return closing ? g_strndup (sentence, closing - sentence) : NULL;
  }

  if (length > 0 && sentence[length - 1] == ':')
    length--;
  word = g_strndup (sentence, length);
  dot = strchr (word, '.');
  return dot && dot > word && dot[1] ? g_steal_pointer (&word) : NULL;
}

/* The last one: what the parser said, with words of the user's, stands before it. */
static guint
find_line (const char *sentence)
{
  const char *at = g_strrstr (sentence, LINE);
  char *end;
  guint64 line;

  if (!at || !g_ascii_isdigit (at[strlen (LINE)]))
    return 0;
  line = g_ascii_strtoull (at + strlen (LINE), &end, 10);
  return line <= G_MAXINT && (*end == '.' || *end == ',') ? line : 0;
}

gboolean
pyxis_place_find (const char *sentence, char **file, guint *line)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (sentence && file && line, FALSE);

  *file = NULL;
  *line = 0;
  name = dup_name (sentence);
  if (!name || !*name || !pyxis_address_check_path (name, NULL) || pyxis_source_is_hidden (name))
    return FALSE;

  *file = g_steal_pointer (&name);
  *line = find_line (sentence);
  return TRUE;
}
