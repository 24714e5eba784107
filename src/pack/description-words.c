/* SPDX-License-Identifier: Apache-2.0 */
#include "description-words.h"

#include <string.h>

#define ID_PART_MAX 60
#define SUMMARY_MAX 120

char *
pyxis_description_words_dup_id_part (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *c = ascii; *c; c++) {
    if (g_ascii_isalnum (*c))
      g_string_append_c (word, *c);
  }
  if (word->len == 0) {
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

    g_string_append_printf (word, "App%.8s", hash);
  }
  if (g_ascii_isdigit (word->str[0]))
    g_string_prepend (word, "App");
  g_string_truncate (word, MIN (word->len, ID_PART_MAX));
  return g_string_free (g_steal_pointer (&word), FALSE);
}

char *
pyxis_description_words_dup_summary (const char *description)
{
  g_autofree char *line = g_strndup (description, strcspn (description, "\n"));
  gsize length;

  if (strlen (line) > SUMMARY_MAX) {
    const char *end = line + SUMMARY_MAX;
    char *space;

    *(char *) g_utf8_find_prev_char (line, end) = '\0';
    space = strrchr (line, ' ');
    if (space)
      *space = '\0';
  }
  g_strstrip (line);
  length = strlen (line);
  if (length > 1 && line[length - 1] == '.' && line[length - 2] != '.')
    line[length - 1] = '\0';
  return g_steal_pointer (&line);
}
