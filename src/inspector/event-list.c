/* SPDX-License-Identifier: Apache-2.0 */
#include "event-list.h"

#include "column-scroll.h"
#include "pyxis-inspector-resources.h"

/* Kinetic scrolling goes on for about so long after the last event. */
#define TOUCH_LASTS_US (1 * G_USEC_PER_SEC)

struct _PyxisEventList {
  GtkWidget parent_instance;

  GtkWidget *clear_button;
  GtkMenuButton *menu_button;
  GtkWidget *toolbar;
  GtkSearchEntry *search_entry;
  GtkScrolledWindow *scrolled_window;
  GtkColumnView *column_view;
  GtkFilterListModel *filter_model;
  GtkCustomFilter *filter;

  PyxisEventLog *log;
  char *needle; /* case-folded; NULL: everything is shown */
  gboolean follows_end;
  guint scroll;   /* the idle source that will scroll to the end */
  gint64 touched; /* when the user last did something to the list, monotonic */
};

enum { PROP_0, PROP_LOG, PROP_MENU_MODEL, PROP_IS_LIVE, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisEventList, pyxis_event_list, GTK_TYPE_WIDGET)

static gboolean
contains (const char *text, const char *needle)
{
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  return folded && strstr (folded, needle);
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  PyxisEventList *self = user_data;
  const PyxisEventFields *fields = pyxis_event_get_fields (item);

  if (!self->needle)
    return TRUE;
  return contains (fields->kind, self->needle) || contains (fields->text, self->needle) ||
         contains (fields->element, self->needle) || contains (fields->source, self->needle) ||
         contains (fields->interpreter, self->needle);
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

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  PyxisEventList *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_clear_pointer (&self->needle, g_free);
  if (*text)
    self->needle = g_utf8_casefold (text, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
clear_cb (GtkButton *button, gpointer user_data)
{
  PyxisEventList *self = user_data;

  if (self->log)
    pyxis_event_log_clear (self->log);
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
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_EVENT_LIST);

  G_OBJECT_CLASS (pyxis_event_list_parent_class)->dispose (object);
}

static void
pyxis_event_list_finalize (GObject *object)
{
  g_free (PYXIS_EVENT_LIST (object)->needle);

  G_OBJECT_CLASS (pyxis_event_list_parent_class)->finalize (object);
}

static void
set_live (PyxisEventList *self, gboolean is_live)
{
  gtk_widget_set_visible (self->clear_button, is_live);
  self->follows_end = is_live;
  if (!is_live)
    g_clear_handle_id (&self->scroll, g_source_remove);
}

static void
pyxis_event_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisEventList *self = PYXIS_EVENT_LIST (object);

  switch (id) {
  case PROP_LOG:
    g_value_set_object (value, self->log);
    break;
  case PROP_MENU_MODEL:
    g_value_set_object (value, gtk_menu_button_get_menu_model (self->menu_button));
    break;
  case PROP_IS_LIVE:
    g_value_set_boolean (value, gtk_widget_get_visible (self->clear_button));
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
  case PROP_MENU_MODEL:
    gtk_menu_button_set_menu_model (self->menu_button, g_value_get_object (value));
    gtk_widget_set_visible (GTK_WIDGET (self->menu_button), g_value_get_object (value) != NULL);
    break;
  case PROP_IS_LIVE:
    set_live (self, g_value_get_boolean (value));
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
  pspecs[PROP_MENU_MODEL] =
    g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_IS_LIVE] =
    g_param_spec_boolean ("is-live", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  g_type_ensure (PYXIS_TYPE_EVENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/event-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, clear_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, column_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, filter);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, filter_model);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventList, toolbar);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_place);
  gtk_widget_class_bind_template_callback (widget_class, format_text);
  gtk_widget_class_bind_template_callback (widget_class, format_time);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
pyxis_event_list_init (PyxisEventList *self)
{
  GtkAdjustment *adjustment = NULL;
  GtkEventController *controller = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->follows_end = TRUE;
  gtk_custom_filter_set_filter_func (self->filter, is_shown, self, NULL);
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

  if (!g_set_object (&self->log, log))
    return;
  gtk_filter_list_model_set_model (self->filter_model, G_LIST_MODEL (log));
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_LOG]);
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

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
