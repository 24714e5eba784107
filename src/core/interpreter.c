/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter.h"

#include <string.h>

#include "interpreter-private.h"

#define ID_MAX 40
#define TEXT_MAX 200

enum { PROP_0, PROP_IS_BUSY, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisInterpreter, pyxis_interpreter, G_TYPE_OBJECT)

static void
pyxis_interpreter_dispose (GObject *object)
{
  pyxis_interpreter_close (PYXIS_INTERPRETER (object));

  G_OBJECT_CLASS (pyxis_interpreter_parent_class)->dispose (object);
}

static void
pyxis_interpreter_finalize (GObject *object)
{
  PyxisInterpreter *self = PYXIS_INTERPRETER (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->element);

  G_OBJECT_CLASS (pyxis_interpreter_parent_class)->finalize (object);
}

static void
pyxis_interpreter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_BUSY)
    g_value_set_boolean (value, PYXIS_INTERPRETER (object)->is_busy);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_interpreter_class_init (PyxisInterpreterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_interpreter_dispose;
  object_class->finalize = pyxis_interpreter_finalize;
  object_class->get_property = pyxis_interpreter_get_property;

  pspecs[PROP_IS_BUSY] =
    g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_interpreter_init (PyxisInterpreter *self)
{
  g_queue_init (&self->waiting);
}

/* (transfer full) (nullable): a text that a page sent, not longer than `max`. */
static char *
dup_text (const cJSON *fields, const char *key, gsize max)
{
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (fields, key));
  g_autofree char *valid = text && *text ? g_utf8_make_valid (text, -1) : NULL;

  return valid && strlen (valid) <= max ? g_steal_pointer (&valid) : NULL;
}

void
pyxis_interpreter_set_busy (PyxisInterpreter *self, gboolean is_busy)
{
  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  if (self->is_busy == is_busy)
    return;
  self->is_busy = is_busy;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_IS_BUSY]);
}

PyxisInterpreter *
pyxis_interpreter_new (const cJSON *fields, PyxisInterpreterAsk ask, gpointer user_data)
{
  const cJSON *worker = cJSON_GetObjectItemCaseSensitive (fields, "worker");
  g_autofree char *where = dup_text (fields, "where", ID_MAX);
  g_autoptr (PyxisInterpreter) self = g_object_new (PYXIS_TYPE_INTERPRETER, NULL);

  self->id = dup_text (fields, "id", ID_MAX);
  self->kind = dup_text (fields, "kind", ID_MAX);
  self->name = dup_text (fields, "name", TEXT_MAX);
  self->element = dup_text (fields, "element", TEXT_MAX * 2);
  if (!self->id || !self->kind || !where)
    return NULL;
  if (!g_str_equal (self->kind, "pyodide") && !g_str_equal (self->kind, "micropython"))
    return NULL;
  if (cJSON_IsNumber (worker) && worker->valuedouble >= 1 && worker->valuedouble < G_MAXINT)
    self->worker = worker->valuedouble;
  if (self->worker > 0)
    self->place =
      g_str_equal (where, "editor") ? PYXIS_INTERPRETER_EDITOR : PYXIS_INTERPRETER_WORKER;
  self->ask = ask;
  self->ask_data = user_data;
  return g_steal_pointer (&self);
}

const char *
pyxis_interpreter_get_id (PyxisInterpreter *self)
{
  return self->id;
}

const char *
pyxis_interpreter_get_kind (PyxisInterpreter *self)
{
  return self->kind;
}

PyxisInterpreterPlace
pyxis_interpreter_get_place (PyxisInterpreter *self)
{
  return self->place;
}

guint
pyxis_interpreter_get_worker (PyxisInterpreter *self)
{
  return self->worker;
}

const char *
pyxis_interpreter_get_name (PyxisInterpreter *self)
{
  return self->name;
}

const char *
pyxis_interpreter_get_element (PyxisInterpreter *self)
{
  return self->element;
}

gboolean
pyxis_interpreter_is_busy (PyxisInterpreter *self)
{
  return self->is_busy;
}

gboolean
pyxis_interpreter_is_alive (PyxisInterpreter *self)
{
  return self->ask != NULL;
}
