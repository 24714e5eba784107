/* SPDX-License-Identifier: Apache-2.0 */
#include "server-stream.h"

#define CHUNK (256 * 1024)

typedef struct {
  SoupServerMessage *message;
  PyxisResponse *response;
  GCancellable *cancellable;
  gulong wrote_chunk;
  gulong finished;
  gulong disconnected;
  gboolean is_reading;
  gboolean is_finished;
} Stream;

static void
stream_free (Stream *self)
{
  g_signal_handler_disconnect (self->message, self->wrote_chunk);
  g_signal_handler_disconnect (self->message, self->finished);
  g_signal_handler_disconnect (self->message, self->disconnected);
  g_object_unref (self->message);
  g_object_unref (self->cancellable);
  pyxis_response_free (self->response);
  g_free (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stream *self = user_data;
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  self->is_reading = FALSE;
  if (self->is_finished) {
    stream_free (self);
    return;
  }

  if (bytes && g_bytes_get_size (bytes) > 0) {
    soup_message_body_append_bytes (body, bytes);
  } else if (bytes) {
    soup_message_body_complete (body);
  } else {
    /* The file broke off after the headers were sent: the client must see a cut connection, never
     * a short answer that looks whole. */
    g_autoptr (GIOStream) connection = soup_server_message_steal_connection (self->message);

    g_io_stream_close (connection, NULL, NULL);
    return;
  }
  soup_server_message_unpause (self->message);
}

static void
read_next (Stream *self)
{
  self->is_reading = TRUE;
  soup_server_message_pause (self->message);
  g_input_stream_read_bytes_async (self->response->body, CHUNK, G_PRIORITY_DEFAULT,
                                   self->cancellable, read_cb, self);
}

static void
wrote_chunk_cb (SoupServerMessage *message, gpointer user_data)
{
  read_next (user_data);
}

/* After the last byte, when the client went away, or when the connection was taken away: by us, or
 * by a server that stops. Libsoup tells of the last two only by "disconnected". */
static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  Stream *self = user_data;

  self->is_finished = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (!self->is_reading)
    stream_free (self);
}

void
pyxis_server_stream_send (SoupServerMessage *message, PyxisResponse *response)
{
  Stream *self = g_new0 (Stream, 1);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  self->message = g_object_ref (message);
  self->response = response;
  self->cancellable = g_cancellable_new ();
  self->wrote_chunk = g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self);
  self->finished = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  self->disconnected = g_signal_connect (message, "disconnected", G_CALLBACK (finished_cb), self);

  soup_message_body_set_accumulate (body, FALSE);
  if (response->length >= 0)
    soup_message_headers_set_content_length (headers, response->length);
  else
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  read_next (self);
}
