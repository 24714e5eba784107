/* SPDX-License-Identifier: Apache-2.0 */
#include "event-list.h"

#include "column-scroll.h"
#include "event-cells.h"
#include "event-delta.h"
#include "event-feed.h"
#include "pyxis-inspector-resources.h"

/* Kinetic scrolling goes on for about so long after the last event. */
#define TOUCH_LASTS_US (1 * G_USEC_PER_SEC)

struct _PyxisEventList {
  GtkWidget parent_instance;

  GtkColumnView *column_view;
  GtkColumnViewColumn *delta_column;
  GtkFilterListModel *filter_model;
  PyxisEventFilters *filters;
  GtkScrolledWindow *scrolled_window;
  GtkSingleSelection *selection;

  PyxisEventFeed *feed;
  gboolean follows_end;
  guint scroll;   /* the idle source that will scroll to the end */
  gint64 touched; /* when the user last did something to the list, monotonic */
};

enum { PROP_0, PROP_IS_LIVE, PROP_LOG, PROP_MENU_MODEL, PROP_SELECTED, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisEventList, pyxis_event_list, GTK_TYPE_WIDGET)

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_SELECTED]);
}

/* What the list does by itself (growing, being laid out) moves the adjustment as the user does. So only
 * a value that changes soon after the user touched something counts: scrolling up lets go of the end,
 * coming back to it takes hold again. */
static void
scrolled_cb (GtkAdjustment *adjustment, gpointer user_data)
{
  PyxisEventList *self = user_data;
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (g_get_monotonic_time () < self->touched + TOUCH_LASTS_US)
    self->follows_end = gtk_adjustment_get_value (adjustment) >= end - 1;
}

static gboolean
input_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  PyxisEventList *self = user_data;

  switch (gdk_event_get_event_type (event)) {
  case GDK_SCROLL:
  case GDK_KEY_PRESS:
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_UPDATE:
    self->touched = g_get_monotonic_time ();
    break;
  case GDK_MOTION_NOTIFY: /* the scroll bar is dragged */
    if (gdk_event_get_modifier_state (event) & GDK_BUTTON1_MASK)
      self->touched = g_get_monotonic_time ();
    break;
  default:
    break;
  }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
scroll_to_end_cb (gpointer user_data)
{
  PyxisEventList *self = user_data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filter_model));

  self->scroll = 0;
  if (n > 0)
    pyxis_column_scroll_to (self->column_view, n - 1);
  return G_SOURCE_REMOVE;
}

static void
follow_end (PyxisEventList *self)
{
  if (self->follows_end && !self->scroll)
    self->scroll = g_idle_add (scroll_to_end_cb, self);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  follow_end (user_data);
}

/* A list that is not mapped cannot scroll. */
static void
pyxis_event_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pyxis_event_list_parent_class)->map (widget);
  follow_end (PYXIS_EVENT_LIST (widget));
}

static void
pyxis_event_list_dispose (GObject *object)
{
  PyxisEventList *self = PYXIS_EVENT_LIST (object);

  g_clear_handle_id (&self->scroll, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_EVENT_LIST);
  g_clear_object (&self->feed);

  G_OBJECT_CLASS (pyxis_event_list_parent_class)->dispose (object);
}

static void
set_live (PyxisEventList *self, const GValue *value)
{
  g_object_set_property (G_OBJECT (self->filters), "is-live", value);
  self->follows_end = g_value_get_boolean (value);
  if (!self->follows_end)
    g_clear_handle_id (&self->scroll, g_source_remove);
}

static void
pyxis_event_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisEventList *self = PYXIS_EVENT_LIST (object);

  switch (id) {
  case PROP_LOG:
    g_value_set_object (value, pyxis_event_feed_get_log (self->feed));
    break;
  case PROP_IS_LIVE:
  case PROP_MENU_MODEL:
    g_object_get_property (G_OBJECT (self->filters), pspec->name, value);
    break;
  case PROP_SELECTED:
    g_value_set_object (value, pyxis_event_list_get_selected (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_event_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisEventList *self = PYXIS_EVENT_LIST (object);

  switch (id) {
  case PROP_LOG:
    pyxis_event_list_set_log (self, g_value_get_object (value));
    break;
  case PROP_IS_LIVE:
    set_live (self, value);
    break;
  case PROP_MENU_MODEL:
    g_object_set_property (G_OBJECT (self->filters), pspec->name, value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_event_list_class_init (PyxisEventListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  object_class->dispose = pyxis_event_list_dispose;
  object_class->get_property = pyxis_event_list_get_property;
  object_class->set_property = pyxis_event_list_set_property;
  widget_class->map = pyxis_event_list_map;

  pspecs[PROP_LOG] = g_param_spec_object ("log", NULL, NULL, PYXIS_TYPE_EVENT_LOG, flags);
  pspecs[PROP_MENU_MODEL] =
    g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL, flags);
  pspecs[PROP_IS_LIVE] = g_param_spec_boolean ("is-live", NULL, NULL, TRUE, flags);
  pspecs[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, PYXIS_TYPE_EVENT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  g_type_ensure (PYXIS_TYPE_EVENT);
  g_type_ensure (PYXIS_TYPE_EVENT_FILTERS);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/event-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, column_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, delta_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, filter_model);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, filters);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, selection);
  pyxis_event_cells_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
pyxis_event_list_init (PyxisEventList *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  g_autoptr (GtkListItemFactory) deltas = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->follows_end = TRUE;
  self->feed = pyxis_event_feed_new (self->filters, self->filter_model, NULL, NULL);
  deltas = pyxis_event_delta_factory_new (G_LIST_MODEL (self->filter_model));
  gtk_column_view_column_set_factory (self->delta_column, deltas);
  g_signal_connect_object (self->filter_model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           0);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (input_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled_window), controller);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled_window),
                           "value-changed", G_CALLBACK (scrolled_cb), self, 0);
}

GtkWidget *
pyxis_event_list_new (void)
{
  return g_object_new (PYXIS_TYPE_EVENT_LIST, NULL);
}

void
pyxis_event_list_set_log (PyxisEventList *self, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_EVENT_LIST (self));

  if (log == pyxis_event_feed_get_log (self->feed))
    return;
  pyxis_event_feed_set_log (self->feed, log);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_LOG]);
}

PyxisEvent *
pyxis_event_list_get_selected (PyxisEventList *self)
{
  g_return_val_if_fail (PYXIS_IS_EVENT_LIST (self), NULL);

  return self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

void
pyxis_event_list_unselect (PyxisEventList *self)
{
  g_return_if_fail (PYXIS_IS_EVENT_LIST (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
pyxis_event_list_set_terms (PyxisEventList *self, const char *terms)
{
  g_return_if_fail (PYXIS_IS_EVENT_LIST (self));

  pyxis_event_filters_set_text (self->filters, terms);
}

void
pyxis_event_list_focus (PyxisEventList *self)
{
  g_return_if_fail (PYXIS_IS_EVENT_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

void
pyxis_event_list_find (PyxisEventList *self)
{
  g_return_if_fail (PYXIS_IS_EVENT_LIST (self));

  pyxis_event_filters_focus (self->filters);
}
