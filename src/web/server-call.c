/* SPDX-License-Identifier: Apache-2.0 */
#include "server-call.h"

/* One that waits for the disk, or for the user. */
typedef struct {
  SoupServerMessage *message;
  GCancellable *cancellable;
  gulong finished;
  gulong disconnected; /* the server stops */
} Job;

static void
job_free (Job *job)
{
  g_signal_handler_disconnect (job->message, job->finished);
  g_signal_handler_disconnect (job->message, job->disconnected);
  g_object_unref (job->message);
  g_object_unref (job->cancellable);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* (nullable): what the request asks the file system for; path and query as they were sent. */
static const char *
find_vfs_call (const PyxisServerCall *self, SoupServerMessage *message)
{
  if (!self->door)
    return NULL;
  return pyxis_vfs_door_find_call (soup_server_message_get_method (message),
                                   g_uri_get_path (soup_server_message_get_uri (message)));
}

static const char *
find_grant_call (const PyxisServerCall *self, SoupServerMessage *message)
{
  if (!self->door || !self->grant_door)
    return NULL;
  return pyxis_grant_door_find_call (soup_server_message_get_method (message),
                                     g_uri_get_path (soup_server_message_get_uri (message)));
}

static const char *
find_stop (const PyxisServerCall *self, SoupServerMessage *message)
{
  if (!self->door || !self->stop_door)
    return NULL;
  return pyxis_stop_door_find_call (soup_server_message_get_method (message),
                                    g_uri_get_path (soup_server_message_get_uri (message)));
}

static const char *
find_code (const PyxisServerCall *self, SoupServerMessage *message)
{
  if (!self->door || !self->code_door)
    return NULL;
  return pyxis_code_door_find_call (soup_server_message_get_method (message),
                                    g_uri_get_path (soup_server_message_get_uri (message)));
}

gboolean
pyxis_server_call_is_one (const PyxisServerCall *self, SoupServerMessage *message)
{
  return find_vfs_call (self, message) || find_grant_call (self, message) ||
         find_stop (self, message) || find_code (self, message);
}

gboolean
pyxis_server_call_has_secret (const PyxisServerCall *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return pyxis_vfs_door_admits (
    self->door, soup_message_headers_get_list (headers, PYXIS_VFS_DOOR_SECRET_HEADER));
}

gboolean
pyxis_server_call_wants_body (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
         soup_message_headers_get_content_length (headers) <= PYXIS_VFS_CLIENT_BODY_MAX;
}

void
pyxis_server_call_set_headers (SoupServerMessage *message, GArray *headers)
{
  SoupMessageHeaders *target = soup_server_message_get_response_headers (message);

  for (guint i = 0; i < headers->len; i++) {
    const PyxisHeader *header = &g_array_index (headers, PyxisHeader, i);

    soup_message_headers_replace (target, header->name, header->value);
  }
}

static void
finish (SoupServerMessage *message, PyxisResponse *response)
{
  g_autoptr (GBytes) answer =
    response->length > 0 ? g_input_stream_read_bytes (response->body, response->length, NULL, NULL)
                         : NULL;

  pyxis_server_call_set_headers (message, response->headers);
  soup_server_message_set_status (message, response->status, response->reason);
  if (answer)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer);
}

static void
gone_cb (SoupServerMessage *message, gpointer user_data)
{
  g_cancellable_cancel (((Job *) user_data)->cancellable);
}

static void
granted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (PyxisResponse) response =
    pyxis_grant_door_answer_finish (PYXIS_GRANT_DOOR (source), result);

  if (!response || g_cancellable_is_cancelled (job->cancellable))
    return;
  finish (job->message, response);
  soup_server_message_unpause (job->message);
}

static void
stop_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (PyxisResponse) response =
    pyxis_stop_door_answer_finish (PYXIS_STOP_DOOR (source), result);

  if (g_cancellable_is_cancelled (job->cancellable))
    return;
  finish (job->message, response);
  soup_server_message_unpause (job->message);
}

static Job *
job_new (SoupServerMessage *message)
{
  Job *job = g_new0 (Job, 1);

  job->message = g_object_ref (message);
  job->cancellable = g_cancellable_new ();
  job->finished = g_signal_connect (message, "finished", G_CALLBACK (gone_cb), job);
  job->disconnected = g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), job);
  soup_server_message_pause (message);
  return job;
}

/* `call` with its query; what a stop asks has none. */
static void
answer_later (const PyxisServerCall *self,
              SoupServerMessage *message,
              const char *call,
              GBytes *body)
{
  Job *job = job_new (message);
  const char *stop = find_stop (self, message);

  if (stop)
    pyxis_stop_door_answer_async (self->stop_door, stop, body, job->cancellable, stop_answered_cb,
                                  job);
  else
    pyxis_grant_door_answer_async (self->grant_door, call, body, job->cancellable, granted_cb, job);
}

void
pyxis_server_call_answer (const PyxisServerCall *self,
                          SoupServerMessage *message,
                          gboolean is_admitted)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  const char *vfs_call = find_vfs_call (self, message);
  const char *path = vfs_call ? vfs_call : find_grant_call (self, message);
  g_autofree char *call = g_strconcat (path, query ? "?" : NULL, query, NULL);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  gboolean is_read = is_admitted && soup_message_body_get_accumulate (body);
  g_autoptr (GBytes) bytes = is_read ? soup_message_body_flatten (body) : NULL;
  const char *code = find_code (self, message);
  g_autoptr (PyxisResponse) response = NULL;

  if (is_read && code) {
    response = pyxis_code_door_answer (self->code_door, code, bytes);
    finish (message, response);
    return;
  }
  if (is_read && !vfs_call) {
    answer_later (self, message, call, bytes);
    return;
  }
  response = is_read ? pyxis_vfs_door_answer (self->door, call, bytes) : pyxis_vfs_door_refuse ();
  finish (message, response);
}
