/* SPDX-License-Identifier: Apache-2.0 */
#include "template.h"

#include <string.h>

#include "page.h"
#include "pyxis-pack-resources.h"

typedef struct {
  GString *text;
  PyxisTemplateKind kind;
  const cJSON *root;
  const cJSON *item; /* (nullable): the element that a list is at */
} Filling;

static void append_part (Filling *self, const char *part, const char *end);

static const cJSON *
lookup (const Filling *self, const char *key)
{
  const cJSON *own = cJSON_GetObjectItemCaseSensitive (self->item, key);

  return own ? own : cJSON_GetObjectItemCaseSensitive (self->root, key);
}

static void
append_value (Filling *self, const char *key)
{
  const char *value = cJSON_GetStringValue (*key == '.' ? self->item : lookup (self, key));
  g_autofree char *escaped = NULL;

  if (!value)
    g_error ("A template has no value for \"%s\"", key);
  escaped = self->kind == PYXIS_TEMPLATE_XML ? pyxis_page_escape (value) : g_strdup (value);
  g_string_append (self->text, escaped);
}

static void
append_section (Filling *self, const char *key, const char *part, const char *end)
{
  const cJSON *value = lookup (self, key), *before = self->item, *item;

  if (cJSON_IsString (value)) {
    if (*value->valuestring)
      append_part (self, part, end);
    return;
  }
  cJSON_ArrayForEach (item, value)
  {
    self->item = item;
    append_part (self, part, end);
  }
  self->item = before;
}

/* Behind a mark that fills a line of its own, that line's end too. */
static const char *
skip_line_end (const Filling *self, const char *after)
{
  gsize length = self->text->len;
  gboolean is_alone = *after == '\n' && (length == 0 || self->text->str[length - 1] == '\n');

  return is_alone ? after + 1 : after;
}

/* Returns where reading goes on. */
static const char *
append_mark (Filling *self, const char *mark)
{
  const char *end = strstr (mark, "}}");
  g_autofree char *key = g_strndup (mark + 2, (gsize) (end - mark) - 2);
  g_autofree char *closing = NULL;
  const char *part = end + 2, *close;

  if (*key != '#') {
    append_value (self, key);
    return part;
  }
  closing = g_strdup_printf ("{{/%s}}", key + 1);
  close = strstr (part, closing);
  g_assert (close);
  append_section (self, key + 1, skip_line_end (self, part), close);
  return skip_line_end (self, close + strlen (closing));
}

static void
append_part (Filling *self, const char *part, const char *end)
{
  const char *mark;

  while ((mark = g_strstr_len (part, end - part, "{{")) != NULL) {
    g_string_append_len (self->text, part, mark - part);
    part = append_mark (self, mark);
  }
  g_string_append_len (self->text, part, end - part);
}

GBytes *
pyxis_template_load (const char *name)
{
  g_autofree char *path = g_strconcat ("/pyxis/pack/", name, NULL);
  GBytes *bytes =
    g_resource_lookup_data (pyxis_pack_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (!bytes)
    g_error ("There is no template \"%s\"", name);
  return bytes;
}

GBytes *
pyxis_template_fill (const char *name, PyxisTemplateKind kind, const cJSON *values)
{
  g_autoptr (GBytes) bytes = pyxis_template_load (name);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *template = g_strndup (data, length);
  Filling self = { .text = g_string_new (NULL), .kind = kind, .root = values };

  append_part (&self, template, template + length);
  return g_string_free_to_bytes (self.text);
}
