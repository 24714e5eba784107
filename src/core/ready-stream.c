/* SPDX-License-Identifier: Apache-2.0 */
#include "ready-stream.h"

typedef struct {
  gboolean is_ready;
} PyxisReadyStreamPrivate;

static void pyxis_ready_stream_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (PyxisReadyStream,
                                  pyxis_ready_stream,
                                  G_TYPE_INPUT_STREAM,
                                  G_ADD_PRIVATE (PyxisReadyStream)
                                    G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                           pyxis_ready_stream_pollable_init))

static gboolean
pyxis_ready_stream_can_poll (GPollableInputStream *stream)
{
  PyxisReadyStreamPrivate *priv =
    pyxis_ready_stream_get_instance_private (PYXIS_READY_STREAM (stream));

  return priv->is_ready;
}

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
  iface->can_poll = pyxis_ready_stream_can_poll;
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
  pyxis_ready_stream_set_ready (self, TRUE);
}

void
pyxis_ready_stream_set_ready (PyxisReadyStream *self, gboolean is_ready)
{
  PyxisReadyStreamPrivate *priv = pyxis_ready_stream_get_instance_private (self);

  priv->is_ready = is_ready;
}

gboolean
pyxis_ready_stream_is_ready (GInputStream *stream)
{
  return G_IS_POLLABLE_INPUT_STREAM (stream) &&
         g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (stream));
}
