/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-formats.h"

#include "pack-format-row.h"

struct _PyxisPackFormats {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* (element-type PyxisPackFormatRow): borrowed */
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPackFormats, pyxis_pack_formats, ADW_TYPE_PREFERENCES_GROUP)

static void
toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  if (gtk_check_button_get_active (button))
    g_signal_emit (user_data, signals[CHANGED], 0);
}

static void
add_row (PyxisPackFormats *self, const PyxisPackFormat *format)
{
  GtkWidget *row = pyxis_pack_format_row_new (format);
  GtkCheckButton *button = pyxis_pack_format_row_get_button (PYXIS_PACK_FORMAT_ROW (row));

  if (self->rows->len > 0)
    gtk_check_button_set_group (button, pyxis_pack_format_row_get_button (self->rows->pdata[0]));
  else
    gtk_check_button_set_active (button, TRUE);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
pyxis_pack_formats_finalize (GObject *object)
{
  g_ptr_array_unref (PYXIS_PACK_FORMATS (object)->rows);

  G_OBJECT_CLASS (pyxis_pack_formats_parent_class)->finalize (object);
}

static void
pyxis_pack_formats_class_init (PyxisPackFormatsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pyxis_pack_formats_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-formats.ui");
}

static void
pyxis_pack_formats_init (PyxisPackFormats *self)
{
  const PyxisPackFormat *format;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  for (guint i = 0; (format = pyxis_pack_format_get (i)); i++)
    add_row (self, format);
}

const PyxisPackFormat *
pyxis_pack_formats_get (PyxisPackFormats *self)
{
  g_return_val_if_fail (PYXIS_IS_PACK_FORMATS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_check_button_get_active (pyxis_pack_format_row_get_button (self->rows->pdata[i])))
      return pyxis_pack_format_row_get_format (self->rows->pdata[i]);
  return pyxis_pack_format_get (0);
}

void
pyxis_pack_formats_set (PyxisPackFormats *self, const char *name)
{
  g_return_if_fail (PYXIS_IS_PACK_FORMATS (self));

  for (guint i = 0; i < self->rows->len; i++) {
    PyxisPackFormatRow *row = self->rows->pdata[i];

    if (g_str_equal (pyxis_pack_format_row_get_format (row)->name, name))
      gtk_check_button_set_active (pyxis_pack_format_row_get_button (row), TRUE);
  }
}

void
pyxis_pack_formats_set_is_shared (PyxisPackFormats *self, gboolean is_shared)
{
  g_return_if_fail (PYXIS_IS_PACK_FORMATS (self));

  for (guint i = 0; i < self->rows->len; i++)
    pyxis_pack_format_row_set_is_shared (self->rows->pdata[i], is_shared);
}
