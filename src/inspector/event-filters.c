/* SPDX-License-Identifier: Apache-2.0 */
#include "event-filters.h"

#include <glib/gi18n.h>

#include "event-choice.h"

struct _PyxisEventFilters {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchEntry *search_entry;
  GtkLabel *mistake_label;
  GtkMenuButton *menu_button;
  PyxisEventChoice *choice;
  GtkToggleButton *pause_button;
  GtkToggleButton *keep_button;
  GtkLabel *new_label;
  GtkWidget *clear_button;
  GtkMenuButton *log_button;
};

enum {
  PROP_0,
  PROP_HAS_CHOICE,
  PROP_IS_LIVE,
  PROP_IS_PAUSED,
  PROP_KEEPS,
  PROP_MENU_MODEL,
  PROP_N_NEW,
  LAST_PROP,
};
enum { CHANGED, CLEAR, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisEventFilters, pyxis_event_filters, GTK_TYPE_WIDGET)

static void
show_mistake (PyxisEventFilters *self, const char *sentence)
{
  gtk_label_set_text (self->mistake_label, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake_label), sentence != NULL);
  if (sentence)
    gtk_widget_add_css_class (GTK_WIDGET (self->search_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->search_entry), "error");
}

static void
changed_cb (GtkWidget *widget, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static void
clear_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLEAR], 0);
}

static void
paused_cb (GtkToggleButton *button, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_IS_PAUSED]);
}

static void
kept_cb (GtkToggleButton *button, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_KEEPS]);
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static gboolean
has_choice (PyxisEventFilters *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->menu_button));
}

static void
name (GtkWidget *widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Without one it is requests that are listed. */
static void
set_choice (PyxisEventFilters *self, gboolean is_wanted)
{
  const char *keep =
    is_wanted ? _ ("Keep events over a reload") : _ ("Keep requests over a reload");
  const char *clear = is_wanted ? _ ("Clear the list") : _ ("Clear the list of requests");

  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), is_wanted);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->keep_button), keep);
  name (GTK_WIDGET (self->keep_button), keep);
  gtk_widget_set_tooltip_text (self->clear_button, clear);
  name (self->clear_button, clear);
  name (GTK_WIDGET (self->search_entry), is_wanted ? _ ("Filter events") : _ ("Filter requests"));
}

static void
show_n_new (PyxisEventFilters *self, guint n)
{
  g_autofree char *text =
    n == 0              ? g_strdup ("")
    : has_choice (self) ? g_strdup_printf (ngettext ("%u new event", "%u new events", n), n)
                        : g_strdup_printf (ngettext ("%u new request", "%u new requests", n), n);

  gtk_label_set_text (self->new_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->new_label), n > 0);
}

static void
set_live (PyxisEventFilters *self, gboolean is_live)
{
  gtk_widget_set_visible (self->clear_button, is_live);
  gtk_widget_set_visible (GTK_WIDGET (self->pause_button), is_live);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_button), is_live);
  if (!is_live)
    gtk_toggle_button_set_active (self->keep_button, TRUE);
}

static void
set_menu (PyxisEventFilters *self, GMenuModel *menu)
{
  gtk_menu_button_set_menu_model (self->log_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->log_button), menu != NULL);
}

static void
pyxis_event_filters_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PYXIS_TYPE_EVENT_FILTERS);

  G_OBJECT_CLASS (pyxis_event_filters_parent_class)->dispose (object);
}

static void
pyxis_event_filters_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisEventFilters *self = PYXIS_EVENT_FILTERS (object);

  switch (id) {
  case PROP_HAS_CHOICE:
    g_value_set_boolean (value, has_choice (self));
    break;
  case PROP_IS_LIVE:
    g_value_set_boolean (value, gtk_widget_get_visible (self->clear_button));
    break;
  case PROP_IS_PAUSED:
    g_value_set_boolean (value, gtk_toggle_button_get_active (self->pause_button));
    break;
  case PROP_KEEPS:
    g_value_set_boolean (value, gtk_toggle_button_get_active (self->keep_button));
    break;
  case PROP_MENU_MODEL:
    g_value_set_object (value, gtk_menu_button_get_menu_model (self->log_button));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_event_filters_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisEventFilters *self = PYXIS_EVENT_FILTERS (object);

  switch (id) {
  case PROP_HAS_CHOICE:
    set_choice (self, g_value_get_boolean (value));
    break;
  case PROP_IS_LIVE:
    set_live (self, g_value_get_boolean (value));
    break;
  case PROP_IS_PAUSED:
    gtk_toggle_button_set_active (self->pause_button, g_value_get_boolean (value));
    break;
  case PROP_KEEPS:
    gtk_toggle_button_set_active (self->keep_button, g_value_get_boolean (value));
    break;
  case PROP_MENU_MODEL:
    set_menu (self, g_value_get_object (value));
    break;
  case PROP_N_NEW:
    show_n_new (self, g_value_get_uint (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (PYXIS_TYPE_EVENT_CHOICE);
  gtk_widget_class_set_template_from_resource (klass, "/pyxis/inspector/ui/event-filters.ui");
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, box);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, choice);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, clear_button);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, keep_button);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, log_button);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, menu_button);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, mistake_label);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, new_label);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, pause_button);
  gtk_widget_class_bind_template_child (klass, PyxisEventFilters, search_entry);
  gtk_widget_class_bind_template_callback (klass, changed_cb);
  gtk_widget_class_bind_template_callback (klass, clear_cb);
  gtk_widget_class_bind_template_callback (klass, kept_cb);
  gtk_widget_class_bind_template_callback (klass, paused_cb);
}

static void
pyxis_event_filters_class_init (PyxisEventFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pyxis_event_filters_dispose;
  object_class->get_property = pyxis_event_filters_get_property;
  object_class->set_property = pyxis_event_filters_set_property;

  pspecs[PROP_HAS_CHOICE] = g_param_spec_boolean ("has-choice", NULL, NULL, TRUE, flags);
  pspecs[PROP_IS_LIVE] = g_param_spec_boolean ("is-live", NULL, NULL, TRUE, flags);
  pspecs[PROP_MENU_MODEL] =
    g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL, flags);
  pspecs[PROP_IS_PAUSED] = g_param_spec_boolean ("is-paused", NULL, NULL, FALSE, flags);
  pspecs[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_KEEPS] = g_param_spec_boolean ("keeps", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[CLEAR] = g_signal_new ("clear", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_event_filters_init (PyxisEventFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_event_filters_fill (PyxisEventFilters *self, PyxisEventQuery *query)
{
  g_autoptr (GError) error = NULL;
  gboolean shows_all;

  g_return_if_fail (PYXIS_IS_EVENT_FILTERS (self));

  shows_all = pyxis_event_choice_fill (self->choice, query);
  pyxis_event_query_set_text (query, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)),
                              &error);
  show_mistake (self, error ? error->message : NULL);
  /* A choice that nobody sees is taken for events that did not come. */
  gtk_menu_button_set_label (self->menu_button, shows_all ? _ ("Show") : _ ("Show: Chosen"));
}

void
pyxis_event_filters_focus (PyxisEventFilters *self)
{
  g_return_if_fail (PYXIS_IS_EVENT_FILTERS (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
pyxis_event_filters_set_text (PyxisEventFilters *self, const char *text)
{
  g_return_if_fail (PYXIS_IS_EVENT_FILTERS (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
}
