/* SPDX-License-Identifier: Apache-2.0 */
#include "breakpoints-private.h"

/* What threads ask, and what they are told. */

/* Takes `answer`. */
static void
answer_task (GTask *task, cJSON *answer)
{
  char *text = cJSON_PrintUnformatted (answer);

  cJSON_Delete (answer);
  g_task_return_pointer (task, g_bytes_new_take (text, strlen (text)),
                         (GDestroyNotify) g_bytes_unref);
  g_object_unref (task);
}

/* Takes `task`. */
static void
let_go (PyxisBreakpoints *self, GTask *task)
{
  cJSON *answer = cJSON_CreateObject ();

  cJSON_AddTrueToObject (answer, "go");
  cJSON_AddNumberToObject (answer, "points", pyxis_breakpoints_get_told (self));
  answer_task (task, answer);
}

/* (transfer full): the request that waits there. */
static GTask *
take_task (PyxisStop *stop)
{
  if (stop->cancelled)
    g_signal_handler_disconnect (stop->cancellable, stop->cancelled);
  stop->cancelled = 0;
  g_clear_object (&stop->cancellable);
  return g_steal_pointer (&stop->task);
}

void
pyxis_breakpoints_remove_stop (PyxisBreakpoints *self, PyxisStop *stop)
{
  GTask *task = take_task (stop);

  g_ptr_array_remove (self->stops, stop);
  if (task)
    let_go (self, task);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  PyxisBreakpoints *self = user_data;

  for (guint i = 0; i < self->stops->len; i++) {
    PyxisStop *stop = self->stops->pdata[i];

    if (stop->cancellable != cancellable)
      continue;
    pyxis_breakpoints_remove_stop (self, stop);
    pyxis_breakpoints_emit_changed (self);
    return;
  }
}

void
pyxis_breakpoints_attend (PyxisBreakpoints *self, PyxisStop *stop)
{
  g_autofree char *asked = stop->task ? g_queue_pop_head (&stop->asked) : NULL;

  if (asked)
    answer_task (take_task (stop), cJSON_Parse (asked));
  else if (stop->task && stop->is_released)
    pyxis_breakpoints_remove_stop (self, stop);
}

static void
wait_for_word (PyxisBreakpoints *self, PyxisStop *stop, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  stop->task = task;
  if (cancellable) {
    stop->cancellable = g_object_ref (cancellable);
    stop->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self);
  }
}

static gboolean
is_of_script (PyxisBreakpoints *self, PyxisStop *stop)
{
  if (!self->script || stop->point == PYXIS_POINT_ALL_DONE)
    return TRUE;
  if (stop->point == PYXIS_POINT_ERROR && !stop->fields.script)
    return self->is_main && !stop->fields.worker;
  return stop->fields.script == self->script;
}

static gboolean
is_wanted (PyxisBreakpoints *self, PyxisStop *stop)
{
  if (self->stops->len >= PYXIS_BREAKPOINTS_STOPS_MAX || self->is_leaving)
    return FALSE;
  if (self->takes_next)
    return TRUE;
  return (pyxis_breakpoints_get_told (self) & stop->point) && is_of_script (self, stop);
}

/* Takes `task`. */
static void
hear_stop (PyxisBreakpoints *self, GTask *task, const cJSON *fields)
{
  g_autoptr (PyxisStop) stop = pyxis_stop_new (fields);
  PyxisStop *added = stop;

  if (!stop || !is_wanted (self, stop)) {
    let_go (self, task);
    return;
  }
  self->takes_next = FALSE;
  self->had_error |= stop->point == PYXIS_POINT_ERROR;
  stop->id = ++self->last_id;
  wait_for_word (self, stop, task);
  g_ptr_array_add (self->stops, g_steal_pointer (&stop));
  pyxis_breakpoints_tell_log (self, added, TRUE);
  pyxis_breakpoints_emit_changed (self);
}

/* (nullable) */
static PyxisStop *
find_stop (PyxisBreakpoints *self, const cJSON *id)
{
  for (guint i = 0; i < self->stops->len; i++) {
    PyxisStop *stop = self->stops->pdata[i];

    if (cJSON_IsNumber (id) && stop->id == id->valuedouble && !stop->task)
      return stop;
  }
  return NULL;
}

/* Takes `task`. */
static void
hear_answer (PyxisBreakpoints *self, GTask *task, const cJSON *message)
{
  PyxisStop *stop = find_stop (self, cJSON_GetObjectItemCaseSensitive (message, "id"));
  const cJSON *ticket = cJSON_GetObjectItemCaseSensitive (message, "ticket");
  const char *answer = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (message, "answer"));

  if (!stop) {
    let_go (self, task);
    return;
  }
  wait_for_word (self, stop, task);
  if (cJSON_IsNumber (ticket) && ticket->valuedouble >= 1 && ticket->valuedouble < 1e15)
    g_signal_emit_by_name (self, "answered", (guint64) ticket->valuedouble, answer ? answer : "");
  /* Whoever heard it may have changed what is stopped. */
  if (g_ptr_array_find (self->stops, stop, NULL))
    pyxis_breakpoints_attend (self, stop);
}

PyxisStop *
pyxis_breakpoints_find_thread (PyxisBreakpoints *self, guint worker)
{
  for (guint i = 0; i < self->stops->len; i++) {
    PyxisStop *stop = self->stops->pdata[i];

    if (!stop->is_held && (guint) stop->fields.worker == worker)
      return stop;
  }
  return NULL;
}

gboolean
pyxis_breakpoints_has_stopped (PyxisBreakpoints *self, guint worker)
{
  g_return_val_if_fail (PYXIS_IS_BREAKPOINTS (self), FALSE);

  return pyxis_breakpoints_find_thread (self, worker) != NULL;
}

gboolean
pyxis_breakpoints_ask (
  PyxisBreakpoints *self, guint worker, guint number, const char *request, guint64 ticket)
{
  PyxisStop *stop = NULL;
  cJSON *answer = NULL;
  cJSON *ask = NULL;

  g_return_val_if_fail (PYXIS_IS_BREAKPOINTS (self), FALSE);

  stop = pyxis_breakpoints_find_thread (self, worker);
  if (!stop)
    return FALSE;
  answer = cJSON_CreateObject ();
  cJSON_AddNumberToObject (answer, "id", stop->id);
  ask = cJSON_AddObjectToObject (answer, "ask");
  cJSON_AddNumberToObject (ask, "number", number);
  cJSON_AddNumberToObject (ask, "ticket", ticket);
  cJSON_AddStringToObject (ask, "request", request);
  g_queue_push_tail (&stop->asked, cJSON_PrintUnformatted (answer));
  cJSON_Delete (answer);
  pyxis_breakpoints_attend (self, stop);
  return TRUE;
}

void
pyxis_breakpoints_hear_async (PyxisBreakpoints *self,
                              GBytes *message,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  gsize length = 0;
  const char *json = message ? g_bytes_get_data (message, &length) : NULL;
  cJSON *fields = json ? cJSON_ParseWithLength (json, length) : NULL;
  const cJSON *stop = cJSON_GetObjectItemCaseSensitive (fields, "stop");

  g_return_if_fail (PYXIS_IS_BREAKPOINTS (self));

  g_task_set_check_cancellable (task, FALSE);
  if (stop)
    hear_stop (self, task, stop);
  else
    hear_answer (self, task, fields);
  cJSON_Delete (fields);
}

GBytes *
pyxis_breakpoints_hear_finish (PyxisBreakpoints *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
