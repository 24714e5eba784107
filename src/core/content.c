/* SPDX-License-Identifier: Apache-2.0 */
#include "content.h"

PyxisContent *
pyxis_content_new (GInputStream *stream, goffset size, gint64 mtime)
{
  PyxisContent *self = g_new0 (PyxisContent, 1);

  self->stream = stream;
  self->size = size;
  self->mtime = mtime;

  return self;
}

PyxisContent *
pyxis_content_new_for_bytes (GBytes *bytes)
{
  return pyxis_content_new (g_memory_input_stream_new_from_bytes (bytes), g_bytes_get_size (bytes),
                            -1);
}

void
pyxis_content_free (PyxisContent *self)
{
  g_object_unref (self->stream);
  g_free (self);
}
