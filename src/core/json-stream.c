/* SPDX-License-Identifier: Apache-2.0 */
#include "json-stream.h"

#include <string.h>

#define EMPTY "[]"

static gboolean
write_text (PyxisJsonStream *self, const char *text, gsize length, GError **error)
{
  return g_output_stream_write_all (self->output, text, length, NULL, self->cancellable, error);
}

gboolean
pyxis_json_stream_begin (PyxisJsonStream *self, cJSON *envelope, GError **error)
{
  g_autofree char *text = cJSON_PrintUnformatted (envelope);
  char *list = g_strrstr (text, EMPTY);

  cJSON_Delete (envelope);
  g_return_val_if_fail (list, FALSE);

  self->tail = g_strdup (list + 1);
  return write_text (self, text, (gsize) (list + 1 - text), error);
}

gboolean
pyxis_json_stream_add (PyxisJsonStream *self, cJSON *item, GError **error)
{
  g_autofree char *text = cJSON_PrintUnformatted (item);
  const char *before = self->has_items ? ",\n" : "\n";

  cJSON_Delete (item);
  self->has_items = TRUE;
  return write_text (self, before, strlen (before), error) &&
         write_text (self, text, strlen (text), error);
}

gboolean
pyxis_json_stream_end (PyxisJsonStream *self, GError **error)
{
  return write_text (self, self->tail, strlen (self->tail), error) &&
         write_text (self, "\n", 1, error);
}

void
pyxis_json_stream_clear (PyxisJsonStream *self)
{
  g_clear_pointer (&self->tail, g_free);
}
