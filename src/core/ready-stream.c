/* SPDX-License-Identifier: Apache-2.0 */
#include "ready-stream.h"

static void pyxis_ready_stream_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (PyxisReadyStream,
                                  pyxis_ready_stream,
                                  G_TYPE_INPUT_STREAM,
                                  G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                         pyxis_ready_stream_pollable_init))

static gboolean
pyxis_ready_stream_is_readable (GPollableInputStream *stream)
{
  return TRUE;
}

static GSource *
pyxis_ready_stream_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) now = g_timeout_source_new (0);

  return g_pollable_source_new_full (stream, now, cancellable);
}

static void
pyxis_ready_stream_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = pyxis_ready_stream_is_readable;
  iface->create_source = pyxis_ready_stream_create_source;
}

static void
pyxis_ready_stream_class_init (PyxisReadyStreamClass *klass)
{
}

static void
pyxis_ready_stream_init (PyxisReadyStream *self)
{
}
