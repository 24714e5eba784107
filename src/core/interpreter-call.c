/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "interpreter-private.h"

/* Without an answer for so long, it is busy. */
#define BUSY_MS 1000
#define WAITING_MAX 100
#define WORDS_MAX 1000 /* bytes */

/* A question. */
typedef struct {
  char *request;
  GSource *timeout;
  GSource *cancelled;
} Question;

static void
clear_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
question_free (gpointer data)
{
  Question *self = data;

  clear_source (&self->timeout);
  clear_source (&self->cancelled);
  g_free (self->request);
  g_free (self);
}

static gboolean
busy_cb (gpointer user_data)
{
  PyxisInterpreter *self = user_data;

  self->busy_timeout = 0;
  pyxis_interpreter_set_busy (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* Takes `task`. */
static void
refuse (GTask *task, int code, const char *text)
{
  Question *question = g_task_get_task_data (task);

  clear_source (&question->timeout);
  clear_source (&question->cancelled);
  g_task_return_new_error (task, G_IO_ERROR, code, "%s", text);
  g_object_unref (task);
}

/* The next question is asked, if none is with it. */
static void
ask_next (PyxisInterpreter *self)
{
  static guint64 last_ticket = 0;
  Question *question;

  if (self->ticket || !self->ask || g_queue_is_empty (&self->waiting))
    return;
  self->ticket = ++last_ticket;
  self->task = g_queue_pop_head (&self->waiting);
  self->busy_timeout = g_timeout_add (BUSY_MS, busy_cb, self);
  question = g_task_get_task_data (self->task);
  self->ask (self, question->request, self->ticket, self->ask_data);
}

/* Nobody waits for the answer any more; the question itself cannot be taken back. (transfer full) */
static GTask *
leave (GTask *task)
{
  PyxisInterpreter *self = g_task_get_source_object (task);

  if (self->task == task)
    self->task = NULL;
  else
    g_queue_remove (&self->waiting, task);
  return task;
}

static gboolean
timeout_cb (gpointer user_data)
{
  refuse (leave (user_data), G_IO_ERROR_TIMED_OUT,
          "Python is busy and does not answer. Wait until it has done its work, or stop the page.");
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  refuse (leave (user_data), G_IO_ERROR_CANCELLED, "Python's answer is not waited for any more.");
  return G_SOURCE_REMOVE;
}

/* (nullable): its value, out of `answer`. */
static cJSON *
read_value (cJSON *answer, GError **error)
{
  cJSON *value = cJSON_DetachItemFromObjectCaseSensitive (answer, "value");
  const char *words = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (answer, "error"));
  g_autofree char *valid =
    words ? g_utf8_make_valid (words, MIN (strlen (words), WORDS_MAX)) : NULL;

  if (value)
    return value;
  if (valid)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, valid);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The page answered nothing that Pyxis can read. Reload it.");
  return NULL;
}

/* Takes `task`. */
static void
tell (GTask *task, cJSON *answer)
{
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  cJSON *value = read_value (answer, &error);

  clear_source (&question->timeout);
  clear_source (&question->cancelled);
  if (value)
    g_task_return_pointer (task, value, (GDestroyNotify) cJSON_Delete);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

gboolean
pyxis_interpreter_answer (PyxisInterpreter *self, guint64 ticket, const char *json, gsize length)
{
  cJSON *answer = NULL;
  gboolean is_gone;

  if (!ticket || ticket != self->ticket)
    return FALSE;
  if (json && length <= PYXIS_INTERPRETER_ANSWER_MAX)
    answer = cJSON_ParseWithLength (json, length);
  is_gone = !json || cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (answer, "gone"));
  self->ticket = 0;
  pyxis_interpreter_set_busy (self, FALSE);
  if (self->task && !is_gone)
    tell (g_steal_pointer (&self->task), answer);
  cJSON_Delete (answer);
  if (!is_gone)
    ask_next (self);
  return is_gone;
}

void
pyxis_interpreter_close (PyxisInterpreter *self)
{
  static const char *const gone =
    "This interpreter is gone: its page was left or reloaded, or its worker was ended.";
  GTask *task;

  self->ask = NULL;
  self->ticket = 0;
  pyxis_interpreter_set_busy (self, FALSE);
  if (self->task)
    refuse (g_steal_pointer (&self->task), G_IO_ERROR_CLOSED, gone);
  while ((task = g_queue_pop_head (&self->waiting)))
    refuse (task, G_IO_ERROR_CLOSED, gone);
}

/* (transfer full) */
static char *
print_request (const PyxisInterpreterCall *call)
{
  cJSON *request = cJSON_CreateObject ();
  char *text;

  cJSON_AddStringToObject (request, "call", call->name);
  cJSON_AddItemToObject (
    request, "values", call->values ? cJSON_Duplicate (call->values, TRUE) : cJSON_CreateObject ());
  text = cJSON_PrintUnformatted (request);
  cJSON_Delete (request);
  return text;
}

static void
watch_task (GTask *task, guint timeout)
{
  Question *question = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (timeout > 0) {
    question->timeout = g_timeout_source_new (timeout);
    g_source_set_callback (question->timeout, timeout_cb, task, NULL);
    g_source_attach (question->timeout, NULL);
  }
  if (cancellable) {
    question->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (question->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
    g_source_attach (question->cancelled, NULL);
  }
}

void
pyxis_interpreter_call_async (PyxisInterpreter *self,
                              const PyxisInterpreterCall *call,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_return_if_fail (PYXIS_IS_INTERPRETER (self));

  question->request = print_request (call);
  g_task_set_task_data (task, question, question_free);
  if (!self->ask) {
    refuse (task, G_IO_ERROR_CLOSED, "This interpreter is gone.");
  } else if ((self->is_busy && call->timeout > 0) || self->waiting.length >= WAITING_MAX) {
    refuse (task, G_IO_ERROR_BUSY, "Python is busy. Try again when it has done its work.");
  } else {
    watch_task (task, call->timeout);
    g_queue_push_tail (&self->waiting, task);
    ask_next (self);
  }
}

cJSON *
pyxis_interpreter_call_finish (PyxisInterpreter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
