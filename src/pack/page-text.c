/* SPDX-License-Identifier: Apache-2.0 */
#include "page-text.h"

#include <string.h>

#define TEXT_MAX (8 * 1024 * 1024)

gboolean
pyxis_page_text_is_one (const char *path)
{
  static const char *const endings[] = { ".html", ".htm", ".js",   ".mjs",
                                         ".css",  ".py",  ".json", ".toml" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  }
  return FALSE;
}

char *
pyxis_page_text_load (PyxisSource *source, const char *path)
{
  g_autoptr (PyxisContent) content = pyxis_source_open (source, path, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (!content || content->size > TEXT_MAX)
    return NULL;

  bytes = g_malloc (TEXT_MAX + 1);
  if (!g_input_stream_read_all (content->stream, bytes, TEXT_MAX, &length, NULL, NULL))
    return NULL;
  for (char *nul = bytes; (nul = memchr (nul, 0, length - (gsize) (nul - bytes))) != NULL;)
    *nul = ' ';
  return g_utf8_make_valid (bytes, (gssize) length);
}

static gboolean
is_of_address (char c)
{
  return (guchar) c > ' ' && (guchar) c < 0x7f && !strchr ("\"'`<>()[]{}\\|^,;", c);
}

void
pyxis_page_text_find_addresses (const char *text, PyxisPageTextFunc func, gpointer user_data)
{
  const char *at = text;

  while ((at = strstr (at, "://")) != NULL) {
    const char *start = at - text >= 5 && strncmp (at - 5, "https", 5) == 0  ? at - 5
                        : at - text >= 4 && strncmp (at - 4, "http", 4) == 0 ? at - 4
                                                                             : NULL;
    gsize length = 3;

    while (is_of_address (at[length]))
      length++;
    if (start && length > 3) {
      g_autofree char *address = g_strndup (start, (gsize) (at - start) + length);

      func (address, start, user_data);
    }
    at += length;
  }
}
