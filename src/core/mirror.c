/* SPDX-License-Identifier: Apache-2.0 */
#include "mirror.h"

#include <string.h>

#include "address.h"
#include "page.h"

#define PUBLIC "https://"
#define MIRROR "/@pyxis/cdn/"

/* A part of a text that is not ours and may hold NULs. */
typedef struct {
  const char *start;
  const char *end;
} Span;

static Span
span_of (GBytes *bytes)
{
  gsize length = 0;
  const char *start = g_bytes_get_data (bytes, &length);

  return (Span){ start, start + length };
}

static gsize
length_of (Span span)
{
  return span.end - span.start;
}

static gboolean
begins_with (Span span, const char *prefix)
{
  gsize length = strlen (prefix);

  return length_of (span) >= length && memcmp (span.start, prefix, length) == 0;
}

/* (nullable) */
static const char *
find (Span span, const char *text)
{
  return length_of (span) ? memmem (span.start, length_of (span), text, strlen (text)) : NULL;
}

/* "https://esm.sh/pyodide" is not the beginning of "https://esm.sh/pyodide-http". */
static gboolean
is_whole (Span span, const char *prefix)
{
  const char *next = span.start + strlen (prefix);

  return next[-1] == '/' || next == span.end ||
         !(g_ascii_isalnum (*next) || memchr ("-._~", *next, 4));
}

static gboolean
is_public (Span span)
{
  for (const char *const *prefix = pyxis_redirect_get_prefixes (); *prefix; prefix++) {
    if (begins_with (span, *prefix) && is_whole (span, *prefix))
      return TRUE;
  }

  return FALSE;
}

static void
append_rewritten (GString *result, Span span, const char *base)
{
  const char *address;

  while ((address = find (span, PUBLIC)) != NULL) {
    g_string_append_len (result, span.start, address - span.start);
    span.start = address;
    if (is_public (span))
      g_string_append_printf (result, "%s" MIRROR, base);
    else
      g_string_append (result, PUBLIC);
    span.start += strlen (PUBLIC);
  }

  g_string_append_len (result, span.start, length_of (span));
}

static gboolean
is_tag (Span span, const char *name)
{
  gsize length = strlen (name);

  return length_of (span) > length && g_ascii_strncasecmp (span.start, name, length) == 0 &&
         (g_ascii_isspace (span.start[length]) || memchr (">/", span.start[length], 2));
}

/* (nullable): where an import map comes before every script: behind <head>, else at the first
 * <script>. */
static const char *
find_place_for_map (Span span)
{
  while ((span.start = find (span, "<")) != NULL) {
    if (is_tag (span, "<script"))
      return span.start;
    if (is_tag (span, "<head")) {
      const char *close = find (span, ">");

      return close ? close + 1 : NULL;
    }

    span.start = begins_with (span, "<!--") ? find (span, "-->") : span.start + 1;
    if (!span.start)
      return NULL;
  }

  return NULL;
}

PyxisRedirect *
pyxis_mirror_find (const char *path)
{
  g_autofree char *encoded = pyxis_address_encode_path (path);
  g_autofree char *address = g_strconcat (PUBLIC, encoded + 1, NULL);

  return pyxis_redirect_find (address);
}

GBytes *
pyxis_mirror_rewrite_script (GBytes *script, const char *base)
{
  GString *result = g_string_sized_new (g_bytes_get_size (script) + 1024);

  append_rewritten (result, span_of (script), base);
  return g_string_free_to_bytes (result);
}

GBytes *
pyxis_mirror_rewrite_page (GBytes *page, const char *base)
{
  Span whole = span_of (page);
  const char *place = find (whole, "importmap") ? NULL : find_place_for_map (whole);
  g_autoptr (GBytes) map = NULL;
  GString *result = NULL;

  if (!place)
    return pyxis_mirror_rewrite_script (page, base);

  map = pyxis_page_new ("import-map", "base", base, NULL);
  result = g_string_sized_new (length_of (whole) + 1024);
  append_rewritten (result, (Span){ whole.start, place }, base);
  g_string_append_len (result, g_bytes_get_data (map, NULL), g_bytes_get_size (map));
  append_rewritten (result, (Span){ place, whole.end }, base);
  return g_string_free_to_bytes (result);
}
