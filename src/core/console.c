/* SPDX-License-Identifier: Apache-2.0 */
#include "console.h"

#include "console-private.h"

#define MAX_ENTRIES 10000
#define MAX_WEIGHT (16 * 1024 * 1024)

static GType
pyxis_console_get_item_type (GListModel *model)
{
  return PYXIS_TYPE_CONSOLE_ENTRY;
}

static guint
pyxis_console_get_n_items (GListModel *model)
{
  return PYXIS_CONSOLE (model)->entries->len;
}

static gpointer
pyxis_console_get_item (GListModel *model, guint position)
{
  GPtrArray *entries = PYXIS_CONSOLE (model)->entries;

  return position < entries->len ? g_object_ref (entries->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pyxis_console_get_item_type;
  iface->get_n_items = pyxis_console_get_n_items;
  iface->get_item = pyxis_console_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisConsole,
                               pyxis_console,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
drop_first (PyxisConsole *self, guint n)
{
  for (guint i = 0; i < n; i++)
    self->weight -= pyxis_console_entry_get_weight (self->entries->pdata[i]);
  g_ptr_array_remove_range (self->entries, 0, n);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

/* How many have to go, so that one of `weight` fits. */
static guint
count_surplus (PyxisConsole *self, gsize weight)
{
  gsize left = self->weight + weight;
  guint n = 0;

  if (self->entries->len < self->max_entries && left <= self->max_weight)
    return 0;
  while (n < self->entries->len && (n < self->max_entries / 100 || left > self->max_weight ||
                                    self->entries->len - n >= self->max_entries))
    left -= pyxis_console_entry_get_weight (self->entries->pdata[n++]);
  return n;
}

void
pyxis_console_take (PyxisConsole *self, PyxisConsoleEntry *entry)
{
  gsize weight = pyxis_console_entry_get_weight (entry);
  guint n = count_surplus (self, weight);

  if (n > 0)
    drop_first (self, n);
  self->weight += weight;
  g_ptr_array_add (self->entries, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
}

void
pyxis_console_remove (PyxisConsole *self, PyxisConsoleEntry *entry)
{
  guint position;

  if (!g_ptr_array_find (self->entries, entry, &position))
    return;
  self->weight -= pyxis_console_entry_get_weight (entry);
  g_ptr_array_remove_index (self->entries, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Of what is there, the names that were given before are no longer. */
static void
begin_page (PyxisConsole *self, guint navigation)
{
  if (self->navigation > 0 && navigation != self->navigation)
    pyxis_console_append (self, PYXIS_CONSOLE_NOTE, NULL, "The page was loaded anew.");
  self->navigation = navigation;
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisConsole *self = user_data;
  PyxisConsoleEntry *entry = pyxis_console_entry_new_for_event (event);

  begin_page (self, pyxis_event_get_navigation (event));
  if (entry)
    pyxis_console_take (self, entry);
}

static void
pyxis_console_dispose (GObject *object)
{
  PyxisConsole *self = PYXIS_CONSOLE (object);

  g_clear_object (&self->log);
  g_clear_weak_pointer (&self->object);

  G_OBJECT_CLASS (pyxis_console_parent_class)->dispose (object);
}

static void
pyxis_console_finalize (GObject *object)
{
  g_ptr_array_unref (PYXIS_CONSOLE (object)->entries);

  G_OBJECT_CLASS (pyxis_console_parent_class)->finalize (object);
}

static void
pyxis_console_class_init (PyxisConsoleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_console_dispose;
  object_class->finalize = pyxis_console_finalize;
}

static void
pyxis_console_init (PyxisConsole *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

PyxisConsole *
pyxis_console_new (PyxisEventLog *log)
{
  return pyxis_console_new_with_limits (log, MAX_ENTRIES, MAX_WEIGHT);
}

PyxisConsole *
pyxis_console_new_with_limits (PyxisEventLog *log, guint max_entries, gsize max_weight)
{
  PyxisConsole *self = g_object_new (PYXIS_TYPE_CONSOLE, NULL);

  g_return_val_if_fail (PYXIS_IS_EVENT_LOG (log) && max_entries > 0, self);

  self->log = g_object_ref (log);
  self->max_entries = max_entries;
  self->max_weight = max_weight;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);

    appended_cb (log, event, self);
  }
  g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
  return self;
}

void
pyxis_console_set_scripting (PyxisConsole *self,
                             const PyxisConsoleScripting *scripting,
                             GObject *object)
{
  g_return_if_fail (PYXIS_IS_CONSOLE (self));

  self->scripting = scripting;
  g_set_weak_pointer (&self->object, object);
}

void
pyxis_console_append (PyxisConsole *self,
                      PyxisConsoleKind kind,
                      const PyxisConsoleOrigin *origin,
                      const char *text)
{
  g_return_if_fail (PYXIS_IS_CONSOLE (self) && text);

  pyxis_console_take (self, pyxis_console_entry_new (kind, origin, text));
}

void
pyxis_console_clear (PyxisConsole *self)
{
  g_return_if_fail (PYXIS_IS_CONSOLE (self));

  if (self->entries->len > 0)
    drop_first (self, self->entries->len);
}
