/* SPDX-License-Identifier: Apache-2.0 */
#include "grant-client.h"

#include <string.h>

#include "grant-call-private.h"

struct _PyxisGrantClient {
  GObject parent_instance;

  PyxisGrants *grants;
  PyxisGrantDesk *desk;
  GThreadPool *pool; /* of one thread, which takes one GTask after the other */
};

enum { KEPT, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisGrantClient, pyxis_grant_client, G_TYPE_OBJECT)

void
pyxis_grant_answer_free (PyxisGrantAnswer *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->stat);
  g_free (self->kept);
  g_free (self);
}

/* In the client's thread. One without a call is for the writers. */
static void
run_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  PyxisGrantCall *call = g_task_get_task_data (task);
  PyxisGrantDesk *desk = call->desk;
  gsize length = call->body ? g_bytes_get_size (call->body) : 0;

  if (!call->answer)
    g_hash_table_remove_all (desk->writers);
  else if (!g_task_return_error_if_cancelled (task)) {
    pyxis_grant_call_run (call);
    g_task_return_pointer (task, pyxis_grant_call_steal_answer (call),
                           (GDestroyNotify) pyxis_grant_answer_free);
  }
  g_atomic_pointer_add (&desk->waiting, -(gssize) length);
}

static void
pyxis_grant_client_dispose (GObject *object)
{
  PyxisGrantClient *self = PYXIS_GRANT_CLIENT (object);

  /* What waits is still done, without us: a disk may hang. */
  if (self->pool)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, FALSE);
  g_clear_object (&self->grants);

  G_OBJECT_CLASS (pyxis_grant_client_parent_class)->dispose (object);
}

static void
pyxis_grant_client_finalize (GObject *object)
{
  pyxis_grant_desk_unref (PYXIS_GRANT_CLIENT (object)->desk);

  G_OBJECT_CLASS (pyxis_grant_client_parent_class)->finalize (object);
}

static void
pyxis_grant_client_class_init (PyxisGrantClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_grant_client_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_grant_client_finalize;

  signals[KEPT] = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pyxis_grant_client_init (PyxisGrantClient *self)
{
  self->desk = pyxis_grant_desk_new ();
  /* Fails for exclusive threads only. */
  self->pool = g_thread_pool_new (run_cb, NULL, 1, FALSE, NULL);
}

PyxisGrantClient *
pyxis_grant_client_new (PyxisGrants *grants)
{
  PyxisGrantClient *self = g_object_new (PYXIS_TYPE_GRANT_CLIENT, NULL);

  self->grants = g_object_ref (grants);
  return self;
}

/* FALSE: more waits than anybody sends who waits for answers. */
static gboolean
book (PyxisGrantClient *self, gsize length)
{
  gsize waiting = (gsize) g_atomic_pointer_add (&self->desk->waiting, (gssize) length);

  if (waiting + length <= PYXIS_GRANT_CLIENT_WAITING_MAX)
    return TRUE;
  g_atomic_pointer_add (&self->desk->waiting, -(gssize) length);
  return FALSE;
}

static void
answer_at_once (GTask *task, PyxisGrantCall *call)
{
  pyxis_grant_call_run (call);
  g_task_return_pointer (task, pyxis_grant_call_steal_answer (call),
                         (GDestroyNotify) pyxis_grant_answer_free);
}

static PyxisGrantAnswer *
new_full (void)
{
  static const char sentence[] = "Too much is being written at once: wait for what was sent.";
  PyxisGrantAnswer *answer = g_new0 (PyxisGrantAnswer, 1);

  answer->exception = "QuotaExceededError";
  answer->bytes = g_bytes_new_static (sentence, strlen (sentence));
  return answer;
}

void
pyxis_grant_client_call_async (PyxisGrantClient *self,
                               const char *target,
                               GBytes *body,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  PyxisGrantCall *call = pyxis_grant_call_new (self->desk, self->grants, target, body);

  g_task_set_task_data (task, call, (GDestroyNotify) pyxis_grant_call_free);
  if (!pyxis_grant_call_needs_disk (call))
    answer_at_once (task, call);
  else if (book (self, body ? g_bytes_get_size (body) : 0))
    g_thread_pool_push (self->pool, g_steal_pointer (&task), NULL);
  else
    g_task_return_pointer (task, new_full (), (GDestroyNotify) pyxis_grant_answer_free);
}

PyxisGrantAnswer *
pyxis_grant_client_call_finish (PyxisGrantClient *self, GAsyncResult *result, GError **error)
{
  PyxisGrantAnswer *answer;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer && answer->kept)
    g_signal_emit (self, signals[KEPT], 0, answer->kept);
  return answer;
}

void
pyxis_grant_client_close_all (PyxisGrantClient *self)
{
  GTask *task = g_task_new (NULL, NULL, NULL, NULL);
  PyxisGrantCall *call = pyxis_grant_call_new (self->desk, self->grants, "", NULL);

  pyxis_grant_answer_free (pyxis_grant_call_steal_answer (call));
  g_task_set_task_data (task, call, (GDestroyNotify) pyxis_grant_call_free);
  g_thread_pool_push (self->pool, task, NULL);
}
