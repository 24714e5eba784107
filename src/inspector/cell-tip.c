/* SPDX-License-Identifier: Apache-2.0 */
#include "cell-tip.h"

struct _PyxisCellTip {
  GtkWidget parent_instance;

  char *tip; /* (nullable) */
};

enum { PROP_0, PROP_TIP, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisCellTip, pyxis_cell_tip, GTK_TYPE_WIDGET)

static gboolean
pyxis_cell_tip_query_tooltip (
  GtkWidget *widget, int x, int y, gboolean is_by_keyboard, GtkTooltip *tooltip)
{
  const char *tip = PYXIS_CELL_TIP (widget)->tip;

  gtk_tooltip_set_text (tooltip, tip);
  return tip && *tip;
}

static void
pyxis_cell_tip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TIP)
    g_value_set_string (value, PYXIS_CELL_TIP (object)->tip);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_cell_tip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisCellTip *self = PYXIS_CELL_TIP (object);

  if (id != PROP_TIP) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_free (self->tip);
  self->tip = g_value_dup_string (value);
}

static void
pyxis_cell_tip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pyxis_cell_tip_parent_class)->dispose (object);
}

static void
pyxis_cell_tip_finalize (GObject *object)
{
  g_free (PYXIS_CELL_TIP (object)->tip);

  G_OBJECT_CLASS (pyxis_cell_tip_parent_class)->finalize (object);
}

static void
pyxis_cell_tip_class_init (PyxisCellTipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_cell_tip_dispose;
  object_class->finalize = pyxis_cell_tip_finalize;
  object_class->get_property = pyxis_cell_tip_get_property;
  object_class->set_property = pyxis_cell_tip_set_property;
  widget_class->query_tooltip = pyxis_cell_tip_query_tooltip;

  pspecs[PROP_TIP] =
    g_param_spec_string ("tip", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pyxis_cell_tip_init (PyxisCellTip *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}
