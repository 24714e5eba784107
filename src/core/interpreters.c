/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreters.h"

#include "interpreter-private.h"

#define MESSAGE_MAX (16 * 1024)

struct _PyxisInterpreters {
  GObject parent_instance;

  GPtrArray *items;
  PyxisInterpretersAsk ask; /* NULL: closed */
  gpointer ask_data;
};

static GType
pyxis_interpreters_get_item_type (GListModel *model)
{
  return PYXIS_TYPE_INTERPRETER;
}

static guint
pyxis_interpreters_get_n_items (GListModel *model)
{
  return PYXIS_INTERPRETERS (model)->items->len;
}

static gpointer
pyxis_interpreters_get_item (GListModel *model, guint position)
{
  GPtrArray *items = PYXIS_INTERPRETERS (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pyxis_interpreters_get_item_type;
  iface->get_n_items = pyxis_interpreters_get_n_items;
  iface->get_item = pyxis_interpreters_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisInterpreters,
                               pyxis_interpreters,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
ask_cb (PyxisInterpreter *interpreter, const char *request, guint64 ticket, gpointer user_data)
{
  PyxisInterpreters *self = user_data;

  if (self->ask)
    self->ask (pyxis_interpreter_get_id (interpreter), request, ticket, self->ask_data);
}

static int
find (PyxisInterpreters *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (pyxis_interpreter_get_id (self->items->pdata[i]), id))
      return i;
  return -1;
}

static void
take_away (PyxisInterpreters *self, int position)
{
  g_autoptr (PyxisInterpreter) interpreter = g_ptr_array_steal_index (self->items, position);

  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  pyxis_interpreter_close (interpreter);
}

static void
pyxis_interpreters_dispose (GObject *object)
{
  pyxis_interpreters_close (PYXIS_INTERPRETERS (object));

  G_OBJECT_CLASS (pyxis_interpreters_parent_class)->dispose (object);
}

static void
pyxis_interpreters_finalize (GObject *object)
{
  g_ptr_array_unref (PYXIS_INTERPRETERS (object)->items);

  G_OBJECT_CLASS (pyxis_interpreters_parent_class)->finalize (object);
}

static void
pyxis_interpreters_class_init (PyxisInterpretersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_interpreters_dispose;
  object_class->finalize = pyxis_interpreters_finalize;
}

static void
pyxis_interpreters_init (PyxisInterpreters *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

PyxisInterpreters *
pyxis_interpreters_new (PyxisInterpretersAsk ask, gpointer user_data)
{
  PyxisInterpreters *self = g_object_new (PYXIS_TYPE_INTERPRETERS, NULL);

  self->ask = ask;
  self->ask_data = user_data;
  return self;
}

static gboolean
add (PyxisInterpreters *self, const cJSON *fields, GError **error)
{
  g_autoptr (PyxisInterpreter) interpreter = pyxis_interpreter_new (fields, ask_cb, self);

  if (!interpreter || find (self, pyxis_interpreter_get_id (interpreter)) >= 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The page tells of no interpreter, or of one that is known.");
    return FALSE;
  }
  if (self->items->len >= PYXIS_INTERPRETERS_MAX) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 "The page has more than %d interpreters, of which the rest is not shown.",
                 PYXIS_INTERPRETERS_MAX);
    return FALSE;
  }
  g_ptr_array_add (self->items, g_steal_pointer (&interpreter));
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
  return TRUE;
}

gboolean
pyxis_interpreters_hear (PyxisInterpreters *self, const char *json, gsize length, GError **error)
{
  cJSON *message = length <= MESSAGE_MAX ? cJSON_ParseWithLength (json, length) : NULL;
  const cJSON *come = cJSON_GetObjectItemCaseSensitive (message, "come");
  const char *gone = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (message, "gone"));
  int position = gone ? find (self, gone) : -1;
  gboolean is_heard = position >= 0;

  g_return_val_if_fail (PYXIS_IS_INTERPRETERS (self), FALSE);

  if (position >= 0)
    take_away (self, position);
  else
    is_heard = add (self, come, error);
  cJSON_Delete (message);
  return is_heard;
}

/* A ticket is given once. */
void
pyxis_interpreters_answer (PyxisInterpreters *self, guint64 ticket, const char *json, gsize length)
{
  g_return_if_fail (PYXIS_IS_INTERPRETERS (self));

  for (guint i = 0; i < self->items->len; i++) {
    g_autoptr (PyxisInterpreter) interpreter = g_object_ref (self->items->pdata[i]);
    int position;

    if (!pyxis_interpreter_answer (interpreter, ticket, json, length))
      continue;
    position = find (self, pyxis_interpreter_get_id (interpreter));
    if (position >= 0)
      take_away (self, position);
    return;
  }
}

void
pyxis_interpreters_clear (PyxisInterpreters *self)
{
  g_autoptr (GPtrArray) gone = NULL;

  g_return_if_fail (PYXIS_IS_INTERPRETERS (self));

  if (self->items->len == 0)
    return;
  gone = g_steal_pointer (&self->items);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, gone->len, 0);
  for (guint i = 0; i < gone->len; i++)
    pyxis_interpreter_close (gone->pdata[i]);
}

void
pyxis_interpreters_close (PyxisInterpreters *self)
{
  g_return_if_fail (PYXIS_IS_INTERPRETERS (self));

  self->ask = NULL;
  pyxis_interpreters_clear (self);
}
