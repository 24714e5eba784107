/* SPDX-License-Identifier: Apache-2.0 */
#include "licence-expression.h"

#include <gio/gio.h>
#include <string.h>

#include "template.h"

#define OWN "LicenseRef-"

/* (transfer full): the names of licences, and those of exceptions behind "WITH ". */
static GHashTable *
load_names (void)
{
  g_autoptr (GBytes) bytes = pyxis_template_load ("spdx-names.txt");
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; lines[i]; i++)
    g_hash_table_add (names, g_strdup (lines[i]));
  return names;
}

/* "+": or any later version. */
static gboolean
is_licence (GHashTable *names, const char *word)
{
  g_autofree char *plain = g_strndup (word, strlen (word) - (g_str_has_suffix (word, "+") ? 1 : 0));

  return g_str_has_prefix (word, OWN)
           ? strlen (word) > strlen (OWN)
           : g_hash_table_contains (names, word) || g_hash_table_contains (names, plain);
}

/* (transfer full): words, and parentheses as words of their own; some are empty. */
static char **
split (const char *text)
{
  g_autoptr (GString) spaced = g_string_new (text);

  g_string_replace (spaced, "(", " ( ", 0);
  g_string_replace (spaced, ")", " ) ", 0);
  return g_strsplit (spaced->str, " ", -1);
}

/* What was read of an expression. */
typedef struct {
  GHashTable *names;
  guint depth;
  gboolean is_whole; /* it could end here */
  gboolean is_plain; /* a licence's name came last */
  gboolean is_with;
} Reading;

static gboolean
take_word (Reading *self, const char *word)
{
  gboolean was_plain = self->is_plain, was_whole = self->is_whole;
  g_autofree char *exception = g_strconcat ("WITH ", word, NULL);

  self->is_plain = FALSE;
  if (self->is_with) {
    self->is_with = FALSE;
    return g_hash_table_contains (self->names, exception);
  }
  if (g_str_equal (word, "(")) {
    self->depth++;
    return !was_whole;
  }
  if (g_str_equal (word, ")"))
    return was_whole && self->depth-- > 0;
  if (g_str_equal (word, "WITH")) {
    self->is_with = TRUE;
    return was_plain;
  }
  self->is_whole = !was_whole;
  if (was_whole)
    return g_str_equal (word, "AND") || g_str_equal (word, "OR");
  self->is_plain = TRUE;
  return is_licence (self->names, word);
}

gboolean
pyxis_licence_expression_is_known (const char *text)
{
  g_autoptr (GHashTable) names = load_names ();
  g_auto (GStrv) words = split (text);
  Reading reading = { .names = names };

  for (gsize i = 0; words[i]; i++) {
    if (*words[i] && !take_word (&reading, words[i]))
      return FALSE;
  }
  return reading.is_whole && reading.depth == 0 && !reading.is_with;
}

char *
pyxis_licence_expression_dup_known (const char *text)
{
  g_autoptr (GString) word = g_string_new (OWN);

  if (pyxis_licence_expression_is_known (text))
    return g_strdup (text);
  for (const char *c = text; *c; c++) {
    gboolean is_letter = g_ascii_isalnum (*c) || *c == '.';

    if (is_letter || word->str[word->len - 1] != '-')
      g_string_append_c (word, is_letter ? *c : '-');
  }
  if (word->str[word->len - 1] == '-')
    g_string_truncate (word, word->len - 1);
  return g_string_free (g_steal_pointer (&word), FALSE);
}
