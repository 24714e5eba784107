/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-format-row.h"

#include <glib/gi18n.h>

struct _PyxisPackFormatRow {
  AdwActionRow parent_instance;

  GtkCheckButton *check_button;

  const PyxisPackFormat *format;
};

G_DEFINE_FINAL_TYPE (PyxisPackFormatRow, pyxis_pack_format_row, ADW_TYPE_ACTION_ROW)

static void
pyxis_pack_format_row_class_init (PyxisPackFormatRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-format-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackFormatRow, check_button);
}

static void
pyxis_pack_format_row_init (PyxisPackFormatRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pyxis_pack_format_row_new (const PyxisPackFormat *format)
{
  PyxisPackFormatRow *self = g_object_new (PYXIS_TYPE_PACK_FORMAT_ROW, NULL);

  self->format = format;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (format->title));
  pyxis_pack_format_row_set_is_shared (self, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ (format->title), -1);
  return GTK_WIDGET (self);
}

const PyxisPackFormat *
pyxis_pack_format_row_get_format (PyxisPackFormatRow *self)
{
  g_return_val_if_fail (PYXIS_IS_PACK_FORMAT_ROW (self), NULL);

  return self->format;
}

GtkCheckButton *
pyxis_pack_format_row_get_button (PyxisPackFormatRow *self)
{
  g_return_val_if_fail (PYXIS_IS_PACK_FORMAT_ROW (self), NULL);

  return self->check_button;
}

void
pyxis_pack_format_row_set_is_shared (PyxisPackFormatRow *self, gboolean is_shared)
{
  const char *leaning;

  g_return_if_fail (PYXIS_IS_PACK_FORMAT_ROW (self));

  leaning = is_shared ? self->format->leaning : NULL;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               _ (leaning ? leaning : self->format->explanation));
}
