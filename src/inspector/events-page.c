/* SPDX-License-Identifier: Apache-2.0 */
#include "events-page.h"

#include "event-details.h"
#include "event-list.h"
#include "pyxis-inspector-resources.h"
#include "stacking.h"

struct _PyxisEventsPage {
  GtkWidget parent_instance;

  PyxisEventList *event_list;
  GtkPaned *paned;

  PyxisEventDetails *details; /* NULL until an event is selected: it holds source views */
};

enum { PROP_0, PROP_IS_LIVE, PROP_MENU_MODEL };
enum { SELECTED, SOURCE_WANTED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisEventsPage, pyxis_events_page, GTK_TYPE_WIDGET)

static void
closed_cb (PyxisEventDetails *details, gpointer user_data)
{
  PyxisEventsPage *self = user_data;

  pyxis_event_list_unselect (self->event_list);
  pyxis_event_list_focus (self->event_list);
}

static void
source_wanted_cb (PyxisEventDetails *details, PyxisEvent *event, gpointer user_data)
{
  g_signal_emit (user_data, signals[SOURCE_WANTED], 0, event);
}

static PyxisEventDetails *
get_details (PyxisEventsPage *self)
{
  if (!self->details) {
    self->details = g_object_new (PYXIS_TYPE_EVENT_DETAILS, NULL);
    g_signal_connect (self->details, "closed", G_CALLBACK (closed_cb), self);
    g_signal_connect (self->details, "source-wanted", G_CALLBACK (source_wanted_cb), self);
    gtk_paned_set_end_child (self->paned, GTK_WIDGET (self->details));
    pyxis_stacking_place (self->paned);
  }
  return self->details;
}

static void
selected_cb (PyxisEventList *list, GParamSpec *pspec, gpointer user_data)
{
  PyxisEventsPage *self = user_data;
  PyxisEvent *event = pyxis_event_list_get_selected (list);

  if (event || self->details)
    pyxis_event_details_set_event (get_details (self), event);
  if (self->details)
    gtk_widget_set_visible (GTK_WIDGET (self->details), event != NULL);
  g_signal_emit (self, signals[SELECTED], 0, event);
}

/* Escape closes the details, wherever the keyboard is. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  PyxisEventsPage *self = user_data;

  if (keyval != GDK_KEY_Escape || !pyxis_event_list_get_selected (self->event_list))
    return GDK_EVENT_PROPAGATE;
  closed_cb (self->details, self);
  return GDK_EVENT_STOP;
}

static void
pyxis_events_page_dispose (GObject *object)
{
  PyxisEventsPage *self = PYXIS_EVENTS_PAGE (object);

  if (self->event_list)
    g_signal_handlers_disconnect_by_func (self->event_list, selected_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_EVENTS_PAGE);
  self->details = NULL;

  G_OBJECT_CLASS (pyxis_events_page_parent_class)->dispose (object);
}

/* Both are the list's. */
static void
pyxis_events_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_object_get_property (G_OBJECT (PYXIS_EVENTS_PAGE (object)->event_list), pspec->name, value);
}

static void
pyxis_events_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_object_set_property (G_OBJECT (PYXIS_EVENTS_PAGE (object)->event_list), pspec->name, value);
}

static void
pyxis_events_page_class_init (PyxisEventsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  object_class->dispose = pyxis_events_page_dispose;
  object_class->get_property = pyxis_events_page_get_property;
  object_class->set_property = pyxis_events_page_set_property;

  g_object_class_install_property (
    object_class, PROP_IS_LIVE,
    g_param_spec_boolean ("is-live", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    object_class, PROP_MENU_MODEL,
    g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, PYXIS_TYPE_EVENT);
  signals[SOURCE_WANTED] =
    g_signal_new ("source-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, PYXIS_TYPE_EVENT);

  g_type_ensure (PYXIS_TYPE_EVENT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisEventsPage, event_list);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventsPage, paned);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_events_page_init (PyxisEventsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_events_page_set_log (PyxisEventsPage *self, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_EVENTS_PAGE (self));

  pyxis_event_list_set_log (self->event_list, log);
}

void
pyxis_events_page_show_source (
  PyxisEventsPage *self, PyxisEvent *event, const char *name, GBytes *bytes, guint line)
{
  g_return_if_fail (PYXIS_IS_EVENTS_PAGE (self));

  if (self->details)
    pyxis_event_details_show_source (self->details, event, name, bytes, line);
}

void
pyxis_events_page_set_terms (PyxisEventsPage *self, const char *terms)
{
  g_return_if_fail (PYXIS_IS_EVENTS_PAGE (self));

  pyxis_event_list_set_terms (self->event_list, terms);
}

void
pyxis_events_page_focus (PyxisEventsPage *self)
{
  g_return_if_fail (PYXIS_IS_EVENTS_PAGE (self));

  pyxis_event_list_focus (self->event_list);
}

void
pyxis_events_page_find (PyxisEventsPage *self)
{
  g_return_if_fail (PYXIS_IS_EVENTS_PAGE (self));

  pyxis_event_list_find (self->event_list);
}

void
pyxis_events_page_set_stacked (PyxisEventsPage *self, gboolean is_stacked)
{
  g_return_if_fail (PYXIS_IS_EVENTS_PAGE (self));

  pyxis_stacking_set (self->paned, is_stacked);
}
