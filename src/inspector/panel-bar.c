/* SPDX-License-Identifier: Apache-2.0 */
#include "panel-bar.h"

struct _PyxisPanelBar {
  GtkWidget parent_instance;

  GtkWidget *box;
  PyxisPauseButton *pause_button;

  AdwViewStack *stack;
  gboolean is_closable;
};

enum { PROP_0, PROP_IS_CLOSABLE, PROP_STACK, LAST_PROP };
enum { CLOSED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPanelBar, pyxis_panel_bar, GTK_TYPE_WIDGET)

static void
close_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLOSED], 0);
}

static void
pyxis_panel_bar_dispose (GObject *object)
{
  PyxisPanelBar *self = PYXIS_PANEL_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PANEL_BAR);
  g_clear_object (&self->stack);

  G_OBJECT_CLASS (pyxis_panel_bar_parent_class)->dispose (object);
}

static void
pyxis_panel_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisPanelBar *self = PYXIS_PANEL_BAR (object);

  if (id == PROP_STACK)
    g_value_set_object (value, self->stack);
  else if (id == PROP_IS_CLOSABLE)
    g_value_set_boolean (value, self->is_closable);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_panel_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisPanelBar *self = PYXIS_PANEL_BAR (object);

  if (id == PROP_STACK)
    g_set_object (&self->stack, g_value_get_object (value));
  else if (id == PROP_IS_CLOSABLE)
    self->is_closable = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_panel_bar_class_init (PyxisPanelBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_panel_bar_dispose;
  object_class->get_property = pyxis_panel_bar_get_property;
  object_class->set_property = pyxis_panel_bar_set_property;

  pspecs[PROP_IS_CLOSABLE] = g_param_spec_boolean ("is-closable", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_STACK] = g_param_spec_object ("stack", NULL, NULL, ADW_TYPE_VIEW_STACK,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ADW_TYPE_SQUEEZER);
  g_type_ensure (ADW_TYPE_VIEW_SWITCHER);
  g_type_ensure (PYXIS_TYPE_PAUSE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/panel-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPanelBar, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanelBar, pause_button);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_set_css_name (widget_class, "panelbar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_panel_bar_init (PyxisPanelBar *self)
{
  self->is_closable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

PyxisPauseButton *
pyxis_panel_bar_get_pause_button (PyxisPanelBar *self)
{
  g_return_val_if_fail (PYXIS_IS_PANEL_BAR (self), NULL);

  return self->pause_button;
}
