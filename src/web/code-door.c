/* SPDX-License-Identifier: Apache-2.0 */
#include "code-door.h"

#include <string.h>

#define PREFIX "/@pyxis/code/"

struct _PyxisCodeDoor {
  GObject parent_instance;

  PyxisCodeCache *cache; /* (nullable) */
  guint n_waiting;
};

G_DEFINE_FINAL_TYPE (PyxisCodeDoor, pyxis_code_door, G_TYPE_OBJECT)

/* Of the thread that writes. */
typedef struct {
  PyxisCodeCache *cache;
  char *version;
  GBytes *body;
} Handover;

static void
handover_free (gpointer data)
{
  Handover *self = data;

  g_object_unref (self->cache);
  g_free (self->version);
  g_bytes_unref (self->body);
  g_free (self);
}

static void
pyxis_code_door_finalize (GObject *object)
{
  g_clear_object (&PYXIS_CODE_DOOR (object)->cache);

  G_OBJECT_CLASS (pyxis_code_door_parent_class)->finalize (object);
}

static void
pyxis_code_door_class_init (PyxisCodeDoorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_code_door_finalize;
}

static void
pyxis_code_door_init (PyxisCodeDoor *self)
{
}

PyxisCodeDoor *
pyxis_code_door_new (PyxisCodeCache *cache)
{
  PyxisCodeDoor *self = g_object_new (PYXIS_TYPE_CODE_DOOR, NULL);

  g_set_object (&self->cache, cache);
  return self;
}

PyxisCodeCache *
pyxis_code_door_get_cache (PyxisCodeDoor *self)
{
  return self->cache;
}

const char *
pyxis_code_door_find_call (const char *method, const char *target)
{
  if (g_strcmp0 (method, "POST") != 0 || !g_str_has_prefix (target, PREFIX))
    return NULL;
  return target + strlen (PREFIX);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Handover *handover = task_data;
  GError *error = NULL;

  if (pyxis_code_cache_add (handover->cache, handover->version, handover->body, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  PYXIS_CODE_DOOR (source)->n_waiting--;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_debug ("Compiled code is not kept: %s", error->message);
}

static void
begin_writing (PyxisCodeDoor *self, const char *version, GBytes *body)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);
  Handover *handover = g_new0 (Handover, 1);

  handover->cache = g_object_ref (self->cache);
  handover->version = g_strdup (version);
  handover->body = g_bytes_ref (body);
  self->n_waiting++;
  g_task_set_task_data (task, handover, handover_free);
  g_task_run_in_thread (task, write_in_thread);
}

/* 200: it can be kept. */
static guint
check (PyxisCodeDoor *self, const char *version, GBytes *body)
{
  g_autoptr (GError) error = NULL;

  if (!self->cache)
    return 404;
  if (!body || g_bytes_get_size (body) == 0)
    return 400;
  if (pyxis_code_cache_check (self->cache, version, body, &error))
    return self->n_waiting < PYXIS_CODE_DOOR_WAITING_MAX ? 200 : 503;
  g_debug ("Compiled code is not kept: %s", error->message);
  return error->code == G_IO_ERROR_NOT_FOUND ? 404 : error->code == G_IO_ERROR_NO_SPACE ? 413 : 400;
}

PyxisResponse *
pyxis_code_door_answer (PyxisCodeDoor *self, const char *call, GBytes *body)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  guint status = check (self, call, body);
  PyxisResponse *response;

  if (status == 200)
    begin_writing (self, call, body);
  response = pyxis_response_new_for_bytes (status, "application/octet-stream", nothing);
  pyxis_response_add_header (response, "Cache-Control", "no-store");
  return response;
}
