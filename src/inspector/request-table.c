/* SPDX-License-Identifier: Apache-2.0 */
#include "request-table.h"

#include "request-bar.h"
#include "request-cells.h"

struct _PyxisRequestTable {
  GtkWidget parent_instance;

  GtkColumnViewColumn *bar_column;
  GtkColumnView *column_view;
  GtkWidget *scrolled_window;
  GtkSingleSelection *selection;
  GtkSortListModel *sort_model;

  GtkAdjustment *range; /* of the bars */
};

enum { PROP_0, PROP_REQUESTS, PROP_SELECTED, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisRequestTable, pyxis_request_table, GTK_TYPE_WIDGET)

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_SELECTED]);
}

static void
pyxis_request_table_dispose (GObject *object)
{
  PyxisRequestTable *self = PYXIS_REQUEST_TABLE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_REQUEST_TABLE);
  g_clear_object (&self->range);

  G_OBJECT_CLASS (pyxis_request_table_parent_class)->dispose (object);
}

static void
pyxis_request_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_object (value, pyxis_request_table_get_selected (PYXIS_REQUEST_TABLE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_request_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisRequestTable *self = PYXIS_REQUEST_TABLE (object);

  if (id == PROP_REQUESTS)
    gtk_sort_list_model_set_model (self->sort_model, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_request_table_class_init (PyxisRequestTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_request_table_dispose;
  object_class->get_property = pyxis_request_table_get_property;
  object_class->set_property = pyxis_request_table_set_property;

  pspecs[PROP_REQUESTS] = g_param_spec_object ("requests", NULL, NULL, G_TYPE_LIST_MODEL,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, PYXIS_TYPE_EVENT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/pyxis/inspector/ui/request-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestTable, bar_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestTable, column_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestTable, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestTable, selection);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestTable, sort_model);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  pyxis_request_cells_bind (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* The bars are in the order of the beginnings. */
static void
set_sorters (PyxisRequestTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->column_view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
    g_autoptr (GtkSorter) sorter = pyxis_request_cells_sorter_new (MIN (i, PYXIS_REQUEST_BEGAN));

    gtk_column_view_column_set_sorter (column, sorter);
  }
  gtk_sort_list_model_set_sorter (self->sort_model, gtk_column_view_get_sorter (self->column_view));
}

static void
pyxis_request_table_init (PyxisRequestTable *self)
{
  g_autoptr (GtkListItemFactory) bars = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->range = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  bars = pyxis_request_bar_factory_new (self->range);
  gtk_column_view_column_set_factory (self->bar_column, bars);
  set_sorters (self);
}

PyxisEvent *
pyxis_request_table_get_selected (PyxisRequestTable *self)
{
  g_return_val_if_fail (PYXIS_IS_REQUEST_TABLE (self), NULL);

  return self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

void
pyxis_request_table_unselect (PyxisRequestTable *self)
{
  g_return_if_fail (PYXIS_IS_REQUEST_TABLE (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
pyxis_request_table_set_end (PyxisRequestTable *self, double end)
{
  g_return_if_fail (PYXIS_IS_REQUEST_TABLE (self));

  gtk_adjustment_set_upper (self->range, end);
}

void
pyxis_request_table_focus (PyxisRequestTable *self)
{
  g_return_if_fail (PYXIS_IS_REQUEST_TABLE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}
