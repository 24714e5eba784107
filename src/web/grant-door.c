/* SPDX-License-Identifier: Apache-2.0 */
#include "grant-door.h"

#include <string.h>

#include "token-bucket.h"

#define PREFIX "/@pyxis/fs/"

struct _PyxisGrantDoor {
  GObject parent_instance;

  PyxisGrants *grants;
  PyxisGrantClient *client;
  PyxisEventLog *log;
  PyxisTokenBucket notices;
};

G_DEFINE_FINAL_TYPE (PyxisGrantDoor, pyxis_grant_door, G_TYPE_OBJECT)

static void
kept_cb (PyxisGrantClient *client, const char *name, gpointer user_data)
{
  PyxisGrantDoor *self = user_data;

  if (pyxis_token_bucket_take (&self->notices, g_get_monotonic_time ()))
    pyxis_event_log_notice (self->log, "kept",
                            "“%s” stays on the disk: Python did not see it as it is now, and so "
                            "cannot mean to remove it. Mount the folder again to see it.",
                            name);
}

static void
pyxis_grant_door_dispose (GObject *object)
{
  PyxisGrantDoor *self = PYXIS_GRANT_DOOR (object);

  if (self->client)
    pyxis_grant_client_close_all (self->client);
  g_clear_object (&self->client);
  g_clear_object (&self->grants);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (pyxis_grant_door_parent_class)->dispose (object);
}

static void
pyxis_grant_door_class_init (PyxisGrantDoorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_grant_door_dispose;
}

static void
pyxis_grant_door_init (PyxisGrantDoor *self)
{
  self->notices = (PyxisTokenBucket){ .capacity = 20, .rate = 0.2 };
}

PyxisGrantDoor *
pyxis_grant_door_new (PyxisGrants *grants, PyxisEventLog *log)
{
  PyxisGrantDoor *self = g_object_new (PYXIS_TYPE_GRANT_DOOR, NULL);

  self->grants = g_object_ref (grants);
  self->client = pyxis_grant_client_new (grants);
  self->log = g_object_ref (log);
  g_signal_connect_object (self->client, "kept", G_CALLBACK (kept_cb), self, 0);
  return self;
}

PyxisGrants *
pyxis_grant_door_get_grants (PyxisGrantDoor *self)
{
  return self->grants;
}

PyxisGrantClient *
pyxis_grant_door_get_client (PyxisGrantDoor *self)
{
  return self->client;
}

const char *
pyxis_grant_door_find_call (const char *method, const char *target)
{
  if (g_strcmp0 (method, "POST") != 0 || !g_str_has_prefix (target, PREFIX))
    return NULL;
  return target + strlen (PREFIX);
}

static PyxisResponse *
make_response (const PyxisGrantAnswer *answer)
{
  PyxisResponse *response =
    pyxis_response_new_for_bytes (200, "application/octet-stream", answer->bytes);

  pyxis_response_add_header (response, "Cache-Control", "no-store");
  if (answer->exception)
    pyxis_response_add_header (response, "X-Pyxis-Exception", "%s", answer->exception);
  if (answer->stat)
    pyxis_response_add_header (response, "X-Pyxis-Stat", "%s", answer->stat);
  return response;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (PyxisGrantAnswer) answer =
    pyxis_grant_client_call_finish (PYXIS_GRANT_CLIENT (source), result, NULL);

  g_task_return_pointer (task, answer ? make_response (answer) : NULL,
                         (GDestroyNotify) pyxis_response_free);
}

void
pyxis_grant_door_answer_async (PyxisGrantDoor *self,
                               const char *call,
                               GBytes *body,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  /* What is cancelled is said by the client's answer. */
  GTask *task = g_task_new (self, NULL, callback, user_data);

  /* Our scripts send less: "" is no call. */
  if (body && g_bytes_get_size (body) > PYXIS_GRANT_CLIENT_BODY_MAX)
    call = "";
  pyxis_grant_client_call_async (self->client, call, body, cancellable, answered_cb, task);
}

PyxisResponse *
pyxis_grant_door_answer_finish (PyxisGrantDoor *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
