/* SPDX-License-Identifier: Apache-2.0 */
#include "stop-door.h"

#include <string.h>

#define PREFIX "/@pyxis/stop/"

struct _PyxisStopDoor {
  GObject parent_instance;

  GPtrArray *breakpoints; /* of PyxisBreakpoints: one of each window */
};

G_DEFINE_FINAL_TYPE (PyxisStopDoor, pyxis_stop_door, G_TYPE_OBJECT)

static void
pyxis_stop_door_finalize (GObject *object)
{
  g_ptr_array_unref (PYXIS_STOP_DOOR (object)->breakpoints);

  G_OBJECT_CLASS (pyxis_stop_door_parent_class)->finalize (object);
}

static void
pyxis_stop_door_class_init (PyxisStopDoorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_stop_door_finalize;
}

static void
pyxis_stop_door_init (PyxisStopDoor *self)
{
  self->breakpoints = g_ptr_array_new_with_free_func (g_object_unref);
}

PyxisStopDoor *
pyxis_stop_door_new (void)
{
  return g_object_new (PYXIS_TYPE_STOP_DOOR, NULL);
}

void
pyxis_stop_door_add (PyxisStopDoor *self, PyxisBreakpoints *breakpoints)
{
  g_ptr_array_add (self->breakpoints, g_object_ref (breakpoints));
}

void
pyxis_stop_door_remove (PyxisStopDoor *self, PyxisBreakpoints *breakpoints)
{
  g_ptr_array_remove (self->breakpoints, breakpoints);
}

const char *
pyxis_stop_door_find_call (const char *method, const char *target)
{
  if (g_strcmp0 (method, "POST") != 0 || !g_str_has_prefix (target, PREFIX))
    return NULL;
  return target + strlen (PREFIX);
}

static PyxisResponse *
make_response (guint status, GBytes *bytes)
{
  PyxisResponse *response = pyxis_response_new_for_bytes (status, "application/json", bytes);

  pyxis_response_add_header (response, "Cache-Control", "no-store");
  return response;
}

static void
heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) answer = pyxis_breakpoints_hear_finish (PYXIS_BREAKPOINTS (source), result);

  g_task_return_pointer (task, make_response (200, answer), (GDestroyNotify) pyxis_response_free);
}

void
pyxis_stop_door_answer_async (PyxisStopDoor *self,
                              const char *call,
                              GBytes *body,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("{}", 2);

  for (guint i = 0; i < self->breakpoints->len; i++) {
    PyxisBreakpoints *breakpoints = self->breakpoints->pdata[i];

    if (!g_str_equal (pyxis_breakpoints_get_token (breakpoints), call))
      continue;
    pyxis_breakpoints_hear_async (breakpoints, body, cancellable, heard_cb, task);
    return;
  }
  g_task_return_pointer (task, make_response (404, nothing), (GDestroyNotify) pyxis_response_free);
  g_object_unref (task);
}

PyxisResponse *
pyxis_stop_door_answer_finish (PyxisStopDoor *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
