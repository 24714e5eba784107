/* SPDX-License-Identifier: Apache-2.0 */
#include "panel-private.h"

#include "pyxis-inspector-resources.h"

enum { PROP_0, PROP_IS_CLOSABLE, PROP_IS_STACKED, PROP_PAGE, LAST_PROP };
enum { BODY_WANTED, CLOSED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPanel, pyxis_panel, GTK_TYPE_WIDGET)

static void
page_changed_cb (AdwViewStack *stack, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_PAGE]);
}

static void
closed_cb (PyxisPanelBar *bar, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLOSED], 0);
}

static void
pyxis_panel_dispose (GObject *object)
{
  PyxisPanel *self = PYXIS_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PANEL);
  pyxis_panel_pages_clear (self);

  G_OBJECT_CLASS (pyxis_panel_parent_class)->dispose (object);
}

static void
pyxis_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisPanel *self = PYXIS_PANEL (object);

  if (id == PROP_PAGE)
    g_value_set_string (value, pyxis_panel_get_page (self));
  else if (id == PROP_IS_CLOSABLE)
    g_value_set_boolean (value, self->is_closable);
  else if (id == PROP_IS_STACKED)
    g_value_set_boolean (value, self->is_stacked);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_page (PyxisPanel *self, const char *name)
{
  if (name && adw_view_stack_get_child_by_name (self->stack, name))
    adw_view_stack_set_visible_child_name (self->stack, name);
}

static void
pyxis_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisPanel *self = PYXIS_PANEL (object);

  if (id == PROP_PAGE)
    set_page (self, g_value_get_string (value));
  else if (id == PROP_IS_CLOSABLE)
    self->is_closable = g_value_get_boolean (value);
  else if (id == PROP_IS_STACKED)
    pyxis_panel_pages_set_stacked (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_panel_class_init (PyxisPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  object_class->dispose = pyxis_panel_dispose;
  object_class->get_property = pyxis_panel_get_property;
  object_class->set_property = pyxis_panel_set_property;

  pspecs[PROP_IS_CLOSABLE] = g_param_spec_boolean ("is-closable", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_IS_STACKED] = g_param_spec_boolean ("is-stacked", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_PAGE] = g_param_spec_string (
    "page", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[BODY_WANTED] = g_signal_new ("body-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, PYXIS_TYPE_EVENT);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PYXIS_TYPE_EVENTS_PAGE);
  g_type_ensure (PYXIS_TYPE_PANEL_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, console_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, errors_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, errors_stack_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, events_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, files_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, network_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, scripts_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, stack);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  pyxis_panel_pages_bind (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_panel_init (PyxisPanel *self)
{
  self->is_closable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

PyxisFailureList *
pyxis_panel_get_failures (PyxisPanel *self)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), NULL);

  return self->failures;
}

gboolean
pyxis_panel_show_failure (PyxisPanel *self, guint64 seq)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), FALSE);

  return pyxis_errors_page_show (pyxis_panel_get_errors_page (self), seq);
}

PyxisEventsPage *
pyxis_panel_get_events_page (PyxisPanel *self)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), NULL);

  return self->events_page;
}

const char *
pyxis_panel_get_page (PyxisPanel *self)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), NULL);

  return self->stack ? adw_view_stack_get_visible_child_name (self->stack) : NULL;
}

gboolean
pyxis_panel_save_drafts (PyxisPanel *self, GError **error)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), FALSE);

  return !self->files_page || pyxis_files_page_save_drafts (self->files_page, error);
}

void
pyxis_panel_focus (PyxisPanel *self)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  if (g_str_equal (pyxis_panel_get_page (self), "files"))
    pyxis_files_page_focus (pyxis_panel_get_files_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "errors"))
    pyxis_errors_page_focus (pyxis_panel_get_errors_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "scripts"))
    pyxis_scripts_page_focus (pyxis_panel_get_scripts_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "network"))
    pyxis_network_page_focus (pyxis_panel_get_network_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "console"))
    pyxis_console_page_focus (pyxis_panel_get_console_page (self));
  else
    pyxis_events_page_focus (self->events_page);
}

gboolean
pyxis_panel_show_file (PyxisPanel *self, const char *path)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), FALSE);

  return pyxis_files_page_show (pyxis_panel_get_files_page (self), path);
}

void
pyxis_panel_show_body (PyxisPanel *self, PyxisEvent *event, GBytes *bytes, const char *remark)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  if (self->network_page)
    pyxis_network_page_show_body (self->network_page, event, bytes, remark);
}

gboolean
pyxis_panel_find (PyxisPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  g_return_val_if_fail (PYXIS_IS_PANEL (self), FALSE);

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return FALSE;
  if (g_str_equal (pyxis_panel_get_page (self), "files"))
    pyxis_files_page_find (pyxis_panel_get_files_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "network"))
    pyxis_network_page_find (pyxis_panel_get_network_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "events"))
    pyxis_events_page_find (self->events_page);
  else
    return FALSE;
  return TRUE;
}
