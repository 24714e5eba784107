/* SPDX-License-Identifier: Apache-2.0 */
#include "deb-words.h"

#include <string.h>

#define WIDTH 76
#define AUTHOR_WITH_ADDRESS "^([^<>@]*\\S) *<([^<>@\\s]+@[^<>@\\s]+)>$"

char *
pyxis_deb_words_dup_package (const char *id)
{
  char *package = g_ascii_strdown (id, -1);
  char *start = package;

  g_strdelimit (package, "_", '-');
  /* A name begins with a letter or a digit. */
  while (*start == '-')
    start++;
  memmove (package, start, strlen (start) + 1);
  return package;
}

/* (transfer full): "org.example.Clock" -> "nobody@example.org"; an id that was made of a name has no
 * domain, and packages that name a "local" one are refused. */
static char *
dup_address (const char *id)
{
  g_auto (GStrv) words = g_strsplit (id, ".", -1);
  GString *address = g_string_new ("nobody@");

  if (g_str_equal (words[0], "local")) {
    g_string_append (address, "pyxis-desktop.github.io");
    return g_string_free (address, FALSE);
  }
  for (guint i = g_strv_length (words) - 1; i-- > 0;)
    g_string_append_printf (address, "%s%s", words[i], i > 0 ? "." : "");
  g_strdelimit (address->str, "_", '-');
  return g_string_free (address, FALSE);
}

char *
pyxis_deb_words_dup_maintainer (const PyxisDescription *description)
{
  g_autoptr (GRegex) regex = g_regex_new (AUTHOR_WITH_ADDRESS, 0, 0, NULL);
  g_autoptr (GRegex) ends = g_regex_new ("[<>@,\"()\\s]+", 0, 0, NULL); /* a name */
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL, *address = NULL, *plain = NULL;

  if (g_regex_match (regex, description->author, 0, &match)) {
    name = g_match_info_fetch (match, 1);
    address = g_match_info_fetch (match, 2);
  } else {
    name = g_strdup (description->author);
    address = description->author_email ? g_strdup (description->author_email)
                                        : dup_address (description->id);
  }
  plain = g_regex_replace_literal (ends, name, -1, 0, " ", 0, NULL);
  g_strstrip (plain);
  return g_strdup_printf ("%s <%s>", *plain ? plain : "The author", address);
}

gboolean
pyxis_deb_words_has_address (const PyxisDescription *description)
{
  return description->author_email ||
         g_regex_match_simple (AUTHOR_WITH_ADDRESS, description->author, 0, 0);
}

static void
append_paragraph (GString *lines, const char *paragraph)
{
  g_auto (GStrv) words = g_strsplit_set (paragraph, " \t\r\n", -1);
  glong width = 0;

  for (gsize i = 0; words[i]; i++) {
    glong length = g_utf8_strlen (words[i], -1);

    if (length == 0)
      continue;
    /* A line with a dot first is reserved. */
    if (width > 0 && width + 1 + length > WIDTH && *words[i] != '.') {
      g_string_append_c (lines, '\n');
      width = 0;
    }
    g_string_append (lines, width > 0 || *words[i] != '.' ? " " : "  ");
    g_string_append (lines, words[i]);
    width += length + 1;
  }
}

static gboolean
says_only (const char *paragraph, const char *summary)
{
  gsize length = strlen (summary);

  return strncmp (paragraph, summary, length) == 0 &&
         (paragraph[length] == '\0' || g_str_equal (paragraph + length, "."));
}

char *
pyxis_deb_words_dup_long (const char *text, const char *summary)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);
  GString *lines = g_string_new (NULL);

  for (gsize i = 0; paragraphs[i]; i++) {
    if (!*g_strstrip (paragraphs[i]) || says_only (paragraphs[i], summary))
      continue;
    if (lines->len > 0)
      g_string_append (lines, "\n .\n");
    append_paragraph (lines, paragraphs[i]);
  }
  return g_string_free (lines, FALSE);
}

char *
pyxis_deb_words_dup_verbatim (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) parts = g_strsplit (g_strstrip (valid), "\n", -1);
  GString *lines = g_string_new (NULL);

  for (gsize i = 0; parts[i]; i++) {
    g_strchomp (parts[i]);
    if (i > 0)
      g_string_append_c (lines, '\n');
    g_string_append (lines, *parts[i] == '\0' ? " ." : *parts[i] == '.' ? "  " : " ");
    g_string_append (lines, parts[i]);
  }
  return g_string_free (lines, FALSE);
}

char *
pyxis_deb_words_dup_licence (const char *expression)
{
  char *word = g_strdup (expression);

  g_strdelimit (word, " ()", '-');
  return word;
}

const char *
pyxis_deb_words_get_common_licence (const char *id)
{
  static const struct {
    const char *id, *name;
  } rows[] = {
    { "Apache-2.0", "Apache-2.0" },
    { "Artistic-1.0-Perl", "Artistic" },
    { "CC0-1.0", "CC0-1.0" },
    { "GPL-1.0-only", "GPL-1" },
    { "GPL-1.0-or-later", "GPL-1" },
    { "GPL-2.0-only", "GPL-2" },
    { "GPL-2.0-or-later", "GPL-2" },
    { "GPL-3.0-only", "GPL-3" },
    { "GPL-3.0-or-later", "GPL-3" },
    { "LGPL-2.0-only", "LGPL-2" },
    { "LGPL-2.0-or-later", "LGPL-2" },
    { "LGPL-2.1-only", "LGPL-2.1" },
    { "LGPL-2.1-or-later", "LGPL-2.1" },
    { "LGPL-3.0-only", "LGPL-3" },
    { "LGPL-3.0-or-later", "LGPL-3" },
    { "MPL-1.1", "MPL-1.1" },
    { "MPL-2.0", "MPL-2.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (g_str_equal (rows[i].id, id))
      return rows[i].name;
  }
  return NULL;
}

char *
pyxis_deb_words_dup_roff (const char *text)
{
  GString *shown = g_string_new (text);

  g_string_replace (shown, "\\", "\\e", 0);
  g_string_replace (shown, "-", "\\-", 0);
  g_string_replace (shown, "\"", "\\(dq", 0);
  g_strdelimit (shown->str, "\r\n\t", ' ');
  return g_string_free (shown, FALSE);
}
