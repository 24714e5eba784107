/* SPDX-License-Identifier: Apache-2.0 */
#include "part-stream.h"

struct _PyxisPartStream {
  PyxisReadyStream parent_instance;
  GInputStream *whole;
  goffset remaining;
};

G_DEFINE_FINAL_TYPE (PyxisPartStream, pyxis_part_stream, PYXIS_TYPE_READY_STREAM)

static gssize
pyxis_part_stream_read (
  GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  PyxisPartStream *self = PYXIS_PART_STREAM (stream);
  gsize wanted = MIN (count, (guint64) self->remaining);
  gssize n;

  if (wanted == 0)
    return 0;

  n = g_input_stream_read (self->whole, buffer, wanted, cancellable, error);
  if (n == 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The file ended before the part that was asked for.");
    return -1;
  }
  if (n > 0)
    self->remaining -= n;

  return n;
}

static gboolean
pyxis_part_stream_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  return g_input_stream_close (PYXIS_PART_STREAM (stream)->whole, cancellable, error);
}

static void
pyxis_part_stream_finalize (GObject *object)
{
  g_object_unref (PYXIS_PART_STREAM (object)->whole);
  G_OBJECT_CLASS (pyxis_part_stream_parent_class)->finalize (object);
}

static void
pyxis_part_stream_class_init (PyxisPartStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pyxis_part_stream_finalize;
  stream_class->read_fn = pyxis_part_stream_read;
  stream_class->close_fn = pyxis_part_stream_close;
}

static void
pyxis_part_stream_init (PyxisPartStream *self)
{
}

GInputStream *
pyxis_part_stream_new (GInputStream *whole, goffset length)
{
  PyxisPartStream *self = g_object_new (PYXIS_TYPE_PART_STREAM, NULL);

  self->whole = g_object_ref (whole);
  self->remaining = length;
  pyxis_ready_stream_set_ready (PYXIS_READY_STREAM (self), pyxis_ready_stream_is_ready (whole));

  return G_INPUT_STREAM (self);
}
