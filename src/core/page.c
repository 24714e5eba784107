/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <gio/gio.h>
#include <stdarg.h>
#include <string.h>

#include "pyxis-core-resources.h"

char *
pyxis_page_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *escaped = g_string_sized_new (strlen (valid) + 16);

  for (const char *c = valid; *c; c++) {
    if (*c == '&')
      g_string_append (escaped, "&amp;");
    else if (*c == '<')
      g_string_append (escaped, "&lt;");
    else if (*c == '>')
      g_string_append (escaped, "&gt;");
    else if (*c == '"')
      g_string_append (escaped, "&quot;");
    else if (*c == '\'')
      g_string_append (escaped, "&#39;");
    else if ((guchar) *c < ' ' && *c != '\n' && *c != '\t')
      g_string_append (escaped, "\xef\xbf\xbd"); /* U+FFFD: HTML forbids control characters */
    else
      g_string_append_c (escaped, *c);
  }

  return g_string_free (escaped, FALSE);
}

static GHashTable *
collect_values (va_list arguments)
{
  GHashTable *values = g_hash_table_new (g_str_hash, g_str_equal);
  const char *key;

  while ((key = va_arg (arguments, const char *)) != NULL) {
    const char *value = va_arg (arguments, const char *);
    g_hash_table_insert (values, (gpointer) key, (gpointer) value);
  }

  return values;
}

/* Appends what stands for one placeholder and says where reading goes on: behind it, or behind the
 * end of a part that is left out. */
static const char *
append_placeholder (GString *page, GHashTable *values, const char *start)
{
  const char *end = strstr (start, "}}");
  g_autofree char *tag = end ? g_strndup (start + 2, end - start - 2) : NULL;
  const char *key = tag && (*tag == '?' || *tag == '/') ? tag + 1 : tag;
  const char *value = key ? g_hash_table_lookup (values, key) : NULL;

  if (!value)
    g_error ("A page template has no value for \"%s\"", key ? key : start);

  if (*tag == '?' && !*value) {
    g_autofree char *closing = g_strdup_printf ("{{/%s}}", key);
    const char *close = strstr (end, closing);

    g_assert (close);
    return close + strlen (closing);
  }

  if (key == tag) {
    g_autofree char *escaped = pyxis_page_escape (value);
    g_string_append (page, escaped);
  }

  return end + 2;
}

GBytes *
pyxis_page_new (const char *name, ...)
{
  g_autofree char *path = g_strdup_printf ("/pyxis/pages/%s.html", name);
  g_autoptr (GBytes) template =
    g_resource_lookup_data (pyxis_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GString) page = NULL;
  g_autofree char *text = NULL;
  const char *cursor, *start;
  va_list arguments;

  g_return_val_if_fail (template, NULL);

  va_start (arguments, name);
  values = collect_values (arguments);
  va_end (arguments);

  text = g_strndup (g_bytes_get_data (template, NULL), g_bytes_get_size (template));
  page = g_string_sized_new (strlen (text) * 2);
  for (cursor = text; (start = strstr (cursor, "{{")) != NULL;) {
    g_string_append_len (page, cursor, start - cursor);
    cursor = append_placeholder (page, values, start);
  }
  g_string_append (page, cursor);

  return g_string_free_to_bytes (g_steal_pointer (&page));
}
