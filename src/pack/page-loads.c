/* SPDX-License-Identifier: Apache-2.0 */
#include "page-loads.h"

#include <string.h>

#define SPACE " \t\r\n\f"

/* A longer tag is not gone through for each address. */
#define TAG_MAX 4096

/* Parts of a page; a text of another kind is one part. */
enum {
  PART_WORDS, /* that are shown, or a comment */
  PART_TAG,
  PART_SCRIPT,
  PART_STYLE,
};

typedef struct {
  const char *start;
  gsize length;
} Span;

static gboolean
is_word (Span span, const char *word)
{
  return strlen (word) == span.length && g_ascii_strncasecmp (span.start, word, span.length) == 0;
}

static gboolean
is_one_of (Span span, const char *const *words)
{
  for (gsize i = 0; words[i]; i++) {
    if (is_word (span, words[i]))
      return TRUE;
  }
  return FALSE;
}

static Span
get_name (const char *tag)
{
  return (Span){ tag + 1, strcspn (tag + 1, SPACE "/>") };
}

/* Moves `at` behind the next attribute of a tag; FALSE: there is none, and `at` is behind the tag. */
static gboolean
next_attribute (const char **at, Span *name, Span *value)
{
  const char *c = *at + strspn (*at, SPACE "/");

  name->start = c;
  name->length = strcspn (c, SPACE "=/>");
  *value = (Span){ c, 0 };
  c += name->length;
  if (name->length == 0 && *c != '=') {
    *at = *c ? c + 1 : c;
    return FALSE;
  }
  *at = c;
  c += strspn (c, SPACE);
  if (*c != '=')
    return TRUE;

  c += 1 + strspn (c + 1, SPACE);
  if (*c == '"' || *c == '\'')
    *value = (Span){ c + 1, strcspn (c + 1, *c == '"' ? "\"" : "'") };
  else
    *value = (Span){ c, strcspn (c, SPACE ">") };
  *at = value->start + value->length;
  *at += value->start > c && **at ? 1 : 0;
  return TRUE;
}

static const char *
find_tag_end (const char *tag)
{
  Span name = get_name (tag), value;
  const char *at = name.start + name.length;

  while (next_attribute (&at, &name, &value))
    ;
  return at;
}

/* The end of what an element has, where that is no page: it ends at "</name", and nowhere else. */
static const char *
find_element_end (const char *start, Span name)
{
  const char *at = start;

  while ((at = strstr (at, "</")) != NULL) {
    if (g_ascii_strncasecmp (at + 2, name.start, name.length) == 0)
      return at;
    at += 2;
  }
  return start + strlen (start);
}

/* What an element with that name has in it. */
static int
get_inner_kind (Span name)
{
  static const char *const scripts[] = { "script",    "py-script",  "mpy-script",
                                         "py-config", "mpy-config", NULL };

  return is_one_of (name, scripts) ? PART_SCRIPT
         : is_word (name, "style") ? PART_STYLE
                                   : PART_WORDS;
}

/* The part behind this one. */
static void
advance (PyxisPageLoads *self)
{
  int inner = self->kind == PART_TAG ? get_inner_kind (get_name (self->start)) : PART_WORDS;
  const char *at = self->end;

  self->kind = inner;
  if (inner != PART_WORDS) {
    self->end = find_element_end (at, get_name (self->start));
  } else if (g_str_has_prefix (at, "<!--")) {
    const char *end = strstr (at, "-->");

    self->end = end ? end : at + strlen (at);
  } else if (*at == '<' && g_ascii_isalpha (at[1])) {
    self->kind = PART_TAG;
    self->end = find_tag_end (at);
  } else {
    self->end = *at ? at + 1 + strcspn (at + 1, "<") : at;
  }
  self->start = at;
}

/* In scripts, Python and configuration: it is all of a text in quotes, or its beginning. */
static gboolean
is_quoted (const char *place)
{
  return strchr ("\"'`", place[-1]) != NULL;
}

static gboolean
is_of_style (const char *place)
{
  return is_quoted (place) || place[-1] == '(';
}

/* Of a tag "link": whether that names a file, and not a page that somebody may look at. */
static gboolean
is_loaded_link (const char *tag, const char *end)
{
  static const char *const idle[] = { "alternate",    "author", "canonical", "help",
                                      "license",      "me",     "next",      "preconnect",
                                      "dns-prefetch", "prev",   "search",    NULL };
  Span name = get_name (tag), value;
  const char *at = name.start + name.length;

  while (at < end && next_attribute (&at, &name, &value)) {
    if (is_word (name, "rel"))
      return !is_one_of (value, idle);
  }
  return TRUE;
}

static gboolean
is_loaded_attribute (const char *tag, const char *end, Span name, const char *place)
{
  static const char *const loading[] = { "background", "config", "data",   "imagesrcset",
                                         "poster",     "src",    "srcset", NULL };
  static const char *const linking[] = { "base", "feimage", "image", "script", "use", NULL };
  Span element = get_name (tag);

  if (is_word (name, "style"))
    return is_of_style (place);
  if (is_word (name, "href") || is_word (name, "xlink:href"))
    return is_one_of (element, linking) || (is_word (element, "link") && is_loaded_link (tag, end));
  return is_one_of (name, loading);
}

static gboolean
is_of_tag (const PyxisPageLoads *self, const char *place)
{
  Span name = get_name (self->start), value;
  const char *at = name.start + name.length;

  if (self->end - self->start > TAG_MAX)
    return TRUE;
  while (at < self->end && next_attribute (&at, &name, &value)) {
    if (place >= value.start && place < value.start + value.length)
      return is_loaded_attribute (self->start, self->end, name, place);
  }
  return FALSE;
}

void
pyxis_page_loads_init (PyxisPageLoads *self, const char *path, const char *text)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gboolean is_page = g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm");

  self->start = text;
  self->end = is_page ? text : text + strlen (text);
  self->kind = is_page ? PART_WORDS : g_str_has_suffix (lower, ".css") ? PART_STYLE : PART_SCRIPT;
}

gboolean
pyxis_page_loads_at (PyxisPageLoads *self, const char *place)
{
  while (place >= self->end && *self->end)
    advance (self);
  if (place == self->start)
    return FALSE;
  switch (self->kind) {
  case PART_TAG:
    return is_of_tag (self, place);
  case PART_SCRIPT:
    return is_quoted (place);
  case PART_STYLE:
    return is_of_style (place);
  default:
    return FALSE;
  }
}
