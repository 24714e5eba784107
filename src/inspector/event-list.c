/* SPDX-License-Identifier: Apache-2.0 */
#include "event-list.h"

#include "column-scroll.h"
#include "event-delta.h"
#include "event-filters.h"
#include "pyxis-inspector-resources.h"

/* Kinetic scrolling goes on for about so long after the last event. */
#define TOUCH_LASTS_US (1 * G_USEC_PER_SEC)

struct _PyxisEventList {
  GtkWidget parent_instance;

  GtkColumnView *column_view;
  GtkColumnViewColumn *delta_column;
  GtkCustomFilter *filter;
  GtkFilterListModel *filter_model;
  PyxisEventFilters *filters;
  GtkScrolledWindow *scrolled_window;
  GtkSingleSelection *selection;

  PyxisEventLog *log;
  PyxisEventQuery *query;
  guint navigation;  /* that the query is about; 0: all */
  GListStore *still; /* what was there when the list was paused; NULL: it is not */
  guint n_new;       /* since then */
  gboolean follows_end;
  guint scroll;   /* the idle source that will scroll to the end */
  gint64 touched; /* when the user last did something to the list, monotonic */
};

enum { PROP_0, PROP_LOG, PROP_SELECTED, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisEventList, pyxis_event_list, GTK_TYPE_WIDGET)

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  return pyxis_event_query_matches (PYXIS_EVENT_LIST (user_data)->query, item);
}

static char *
format_time (GtkListItem *item, double time)
{
  return g_strdup_printf ("%.1f", time);
}

static char *
format_place (GtkListItem *item, const char *where, int worker)
{
  return worker > 0 ? g_strdup_printf ("%s %d", where, worker) : g_strdup (where);
}

/* The last line that is not empty: what a traceback says in the end. */
static char *
format_text (GtkListItem *item, const char *text)
{
  g_autofree char *stripped = g_strchomp (g_strdup (text ? text : ""));
  const char *newline = strrchr (stripped, '\n');

  return g_strdup (newline ? newline + 1 : stripped);
}

static PyxisEventSeverity
get_severity (PyxisEvent *event)
{
  return event ? pyxis_event_kind_get_severity (pyxis_event_get_fields (event))
               : PYXIS_SEVERITY_NORMAL;
}

static char *
format_severity_icon (GtkListItem *item, PyxisEvent *event)
{
  static const char *const icons[] = { NULL, "dialog-warning-symbolic", "dialog-error-symbolic" };

  return g_strdup (icons[get_severity (event)]);
}

static char **
format_severity_classes (GtkListItem *item, PyxisEvent *event)
{
  static const char *const classes[][2] = { { NULL }, { "warning", NULL }, { "error", NULL } };

  return g_strdupv ((char **) classes[get_severity (event)]);
}

/* Which navigation is shown; 0: all of them. */
static guint
choose_navigation (PyxisEventList *self)
{
  gboolean keeps;

  g_object_get (self->filters, "keeps", &keeps, NULL);
  return keeps || !self->log ? 0 : pyxis_event_log_get_navigation (self->log);
}

static void
filters_changed_cb (PyxisEventFilters *filters, gpointer user_data)
{
  PyxisEventList *self = user_data;

  self->navigation = choose_navigation (self);
  pyxis_event_query_set_navigation (self->query, self->navigation);
  pyxis_event_filters_fill (filters, self->query);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_n_new (PyxisEventList *self, guint n)
{
  self->n_new = n;
  g_object_set (self->filters, "n-new", n, NULL);
}

/* A list of its own holds what is shown, while the log goes on. */
static void
pause_list (PyxisEventList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->log));
  g_autoptr (GPtrArray) events = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (events, g_list_model_get_item (G_LIST_MODEL (self->log), i));
  self->still = g_list_store_new (PYXIS_TYPE_EVENT);
  g_list_store_splice (self->still, 0, 0, events->pdata, events->len);
  gtk_filter_list_model_set_model (self->filter_model, G_LIST_MODEL (self->still));
}

static void
go_on (PyxisEventList *self)
{
  g_clear_object (&self->still);
  show_n_new (self, 0);
  gtk_filter_list_model_set_model (self->filter_model, G_LIST_MODEL (self->log));
}

static void
paused_cb (PyxisEventFilters *filters, GParamSpec *pspec, gpointer user_data)
{
  PyxisEventList *self = user_data;
  gboolean is_paused;

  g_object_get (filters, "is-paused", &is_paused, NULL);
  if (is_paused && !self->still && self->log)
    pause_list (self);
  else if (!is_paused && self->still)
    go_on (self);
}

static void
clear_cb (PyxisEventFilters *filters, gpointer user_data)
{
  PyxisEventList *self = user_data;

  if (self->log)
    pyxis_event_log_clear (self->log);
  if (self->still) {
    g_list_store_remove_all (self->still);
    show_n_new (self, 0);
  }
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisEventList *self = user_data;

  if (self->still)
    show_n_new (self, self->n_new + 1);
  else if (choose_navigation (self) != self->navigation)
    filters_changed_cb (self->filters, self);
}

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
  g_clear_object (&self->log);
  g_clear_object (&self->still);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_EVENT_LIST);

  G_OBJECT_CLASS (pyxis_event_list_parent_class)->dispose (object);
}

static void
pyxis_event_list_finalize (GObject *object)
{
  pyxis_event_query_free (PYXIS_EVENT_LIST (object)->query);

  G_OBJECT_CLASS (pyxis_event_list_parent_class)->finalize (object);
}

static void
pyxis_event_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOG)
    g_value_set_object (value, PYXIS_EVENT_LIST (object)->log);
  else if (id == PROP_SELECTED)
    g_value_set_object (value, pyxis_event_list_get_selected (PYXIS_EVENT_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_event_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOG)
    pyxis_event_list_set_log (PYXIS_EVENT_LIST (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_event_list_class_init (PyxisEventListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  object_class->dispose = pyxis_event_list_dispose;
  object_class->finalize = pyxis_event_list_finalize;
  object_class->get_property = pyxis_event_list_get_property;
  object_class->set_property = pyxis_event_list_set_property;
  widget_class->map = pyxis_event_list_map;

  pspecs[PROP_LOG] =
    g_param_spec_object ("log", NULL, NULL, PYXIS_TYPE_EVENT_LOG,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, PYXIS_TYPE_EVENT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  g_type_ensure (PYXIS_TYPE_EVENT);
  g_type_ensure (PYXIS_TYPE_EVENT_FILTERS);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/event-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, column_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, delta_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, filter);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, filter_model);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, filters);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, selection);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_place);
  gtk_widget_class_bind_template_callback (widget_class, format_severity_classes);
  gtk_widget_class_bind_template_callback (widget_class, format_severity_icon);
  gtk_widget_class_bind_template_callback (widget_class, format_text);
  gtk_widget_class_bind_template_callback (widget_class, format_time);
  gtk_widget_class_bind_template_callback (widget_class, paused_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
pyxis_event_list_init (PyxisEventList *self)
{
  GtkAdjustment *adjustment = NULL;
  GtkEventController *controller = NULL;
  g_autoptr (GtkListItemFactory) deltas = NULL;

  self->query = pyxis_event_query_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->follows_end = TRUE;
  gtk_custom_filter_set_filter_func (self->filter, is_shown, self, NULL);
  deltas = pyxis_event_delta_factory_new (G_LIST_MODEL (self->filter_model));
  gtk_column_view_column_set_factory (self->delta_column, deltas);
  g_signal_connect_object (self->filter_model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           0);
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (input_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled_window), controller);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, 0);
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

  if (self->log == log)
    return;
  if (self->log)
    g_signal_handlers_disconnect_by_func (self->log, appended_cb, self);
  g_set_object (&self->log, log);
  if (log)
    g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
  g_object_set (self->filters, "is-paused", FALSE, NULL);
  gtk_filter_list_model_set_model (self->filter_model, G_LIST_MODEL (log));
  filters_changed_cb (self->filters, self);
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
