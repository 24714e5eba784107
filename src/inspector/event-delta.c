/* SPDX-License-Identifier: Apache-2.0 */
#include "event-delta.h"

#include "event.h"

#define CELLS "pyxis-event-delta"

/* A row keeps its item when the one before it is filtered away, so all that are bound are told anew. */
typedef struct {
  GListModel *shown;
  GHashTable *bound; /* of GtkListItem, borrowed */
  guint refresh;
} Cells;

static void
cells_free (gpointer data)
{
  Cells *cells = data;

  g_clear_handle_id (&cells->refresh, g_source_remove);
  g_hash_table_unref (cells->bound);
  g_object_unref (cells->shown);
  g_free (cells);
}

static void
show (Cells *cells, GtkListItem *item)
{
  g_autofree char *text = pyxis_event_delta_dup (cells->shown, gtk_list_item_get_position (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text ? text : "");
}

static gboolean
refresh_cb (gpointer user_data)
{
  Cells *cells = user_data;
  GHashTableIter iter;
  gpointer item;

  cells->refresh = 0;
  g_hash_table_iter_init (&iter, cells->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show (cells, item);
  return G_SOURCE_REMOVE;
}

/* New rows at the end change none that is there. */
static void
items_changed_cb (GListModel *shown, guint position, guint removed, guint added, gpointer user_data)
{
  Cells *cells = g_object_get_data (user_data, CELLS);

  if (position + added < g_list_model_get_n_items (shown) && !cells->refresh)
    cells->refresh = g_idle_add (refresh_cb, cells);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Cells *cells = g_object_get_data (G_OBJECT (factory), CELLS);

  g_hash_table_add (cells->bound, item);
  show (cells, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Cells *cells = g_object_get_data (G_OBJECT (factory), CELLS);

  g_hash_table_remove (cells->bound, item);
}

GtkListItemFactory *
pyxis_event_delta_factory_new (GListModel *shown)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cells *cells = g_new0 (Cells, 1);

  cells->shown = g_object_ref (shown);
  cells->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  g_object_set_data_full (G_OBJECT (factory), CELLS, cells, cells_free);
  g_signal_connect_object (shown, "items-changed", G_CALLBACK (items_changed_cb), factory, 0);
  return factory;
}

char *
pyxis_event_delta_dup (GListModel *shown, guint position)
{
  g_autoptr (PyxisEvent) event = g_list_model_get_item (shown, position);
  g_autoptr (PyxisEvent) before = position > 0 ? g_list_model_get_item (shown, position - 1) : NULL;

  if (!event || !before ||
      pyxis_event_get_navigation (event) != pyxis_event_get_navigation (before))
    return NULL;
  return g_strdup_printf ("%+.1f",
                          pyxis_event_get_fields (event)->t - pyxis_event_get_fields (before)->t);
}
