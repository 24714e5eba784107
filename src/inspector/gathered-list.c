/* SPDX-License-Identifier: Apache-2.0 */
#include "gathered-list.h"

struct _PyxisGatheredList {
  GObject parent_instance;

  GListModel *model;
  guint n_items; /* that are told of */
  guint gather;  /* the source that will tell of the others */
};

static void pyxis_gathered_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisGatheredList,
                               pyxis_gathered_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pyxis_gathered_list_list_model_init))

static gboolean
gather_cb (gpointer user_data)
{
  PyxisGatheredList *self = user_data;
  guint n_before = self->n_items;

  self->gather = 0;
  self->n_items = g_list_model_get_n_items (self->model);
  if (self->n_items > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->n_items - n_before);
  return G_SOURCE_REMOVE;
}

/* Those behind ours are not told of yet, whatever becomes of them. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  PyxisGatheredList *self = user_data;

  if (position < self->n_items) {
    guint ours = MIN (removed, self->n_items - position);

    self->n_items = self->n_items - ours + added;
    g_list_model_items_changed (G_LIST_MODEL (self), position, ours, added);
  } else if (added > 0 && !self->gather) {
    self->gather = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, gather_cb, self, NULL);
  }
}

static GType
pyxis_gathered_list_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (PYXIS_GATHERED_LIST (model)->model);
}

static guint
pyxis_gathered_list_get_n_items (GListModel *model)
{
  return PYXIS_GATHERED_LIST (model)->n_items;
}

static gpointer
pyxis_gathered_list_get_item (GListModel *model, guint position)
{
  PyxisGatheredList *self = PYXIS_GATHERED_LIST (model);

  return position < self->n_items ? g_list_model_get_item (self->model, position) : NULL;
}

static void
pyxis_gathered_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pyxis_gathered_list_get_item_type;
  iface->get_n_items = pyxis_gathered_list_get_n_items;
  iface->get_item = pyxis_gathered_list_get_item;
}

static void
pyxis_gathered_list_dispose (GObject *object)
{
  g_clear_handle_id (&PYXIS_GATHERED_LIST (object)->gather, g_source_remove);

  G_OBJECT_CLASS (pyxis_gathered_list_parent_class)->dispose (object);
}

static void
pyxis_gathered_list_finalize (GObject *object)
{
  g_object_unref (PYXIS_GATHERED_LIST (object)->model);

  G_OBJECT_CLASS (pyxis_gathered_list_parent_class)->finalize (object);
}

static void
pyxis_gathered_list_class_init (PyxisGatheredListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_gathered_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_gathered_list_finalize;
}

static void
pyxis_gathered_list_init (PyxisGatheredList *self)
{
}

PyxisGatheredList *
pyxis_gathered_list_new (GListModel *model)
{
  PyxisGatheredList *self = g_object_new (PYXIS_TYPE_GATHERED_LIST, NULL);

  self->model = g_object_ref (model);
  self->n_items = g_list_model_get_n_items (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  return self;
}
