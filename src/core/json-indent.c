/* SPDX-License-Identifier: Apache-2.0 */
#include "json-indent.h"

#include <cjson/cJSON.h>
#include <string.h>

#define STEP 2

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static void
break_line (GString *out, guint depth)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < depth * STEP; i++)
    g_string_append_c (out, ' ');
}

/* Copies a string with its quotes; where it ends. */
static const char *
copy_string (GString *out, const char *text)
{
  const char *end = text + 1;

  while (*end != '"')
    end += *end == '\\' ? 2 : 1;
  g_string_append_len (out, text, end + 1 - text);
  return end + 1;
}

static const char *
skip_space (const char *text)
{
  while (is_space (*text))
    text++;
  return text;
}

/* A bracket; where the text goes on. */
static const char *
open_bracket (GString *out, const char *text, guint *depth)
{
  const char *next = skip_space (text + 1);

  g_string_append_c (out, *text);
  if (*next == ']' || *next == '}') {
    g_string_append_c (out, *next);
    return next + 1;
  }
  break_line (out, ++*depth);
  return next;
}

char *
pyxis_json_indent (const char *text)
{
  cJSON *json = cJSON_ParseWithOpts (text, NULL, TRUE);
  GString *out;
  guint depth = 0;

  if (!json)
    return NULL;
  cJSON_Delete (json);

  /* From here on it is known to be JSON. */
  out = g_string_sized_new (strlen (text) * 2);
  for (const char *c = skip_space (text); *c; c = skip_space (c)) {
    if (*c == '"') {
      c = copy_string (out, c);
    } else if (*c == '{' || *c == '[') {
      c = open_bracket (out, c, &depth);
    } else if (*c == '}' || *c == ']') {
      break_line (out, --depth);
      g_string_append_c (out, *c++);
    } else if (*c == ',') {
      g_string_append_c (out, *c++);
      break_line (out, depth);
    } else {
      g_string_append_c (out, *c);
      if (*c++ == ':')
        g_string_append_c (out, ' ');
    }
  }
  return g_string_free (out, FALSE);
}
