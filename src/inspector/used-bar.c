/* SPDX-License-Identifier: Apache-2.0 */
#include "used-bar.h"

#include <glib/gi18n.h>

struct _PyxisUsedBar {
  GtkBox parent_instance;

  GtkLabel *label;
  GtkLevelBar *level_bar;
};

G_DEFINE_FINAL_TYPE (PyxisUsedBar, pyxis_used_bar, GTK_TYPE_BOX)

static void
pyxis_used_bar_class_init (PyxisUsedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/used-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisUsedBar, label);
  gtk_widget_class_bind_template_child (widget_class, PyxisUsedBar, level_bar);
}

static void
pyxis_used_bar_init (PyxisUsedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* GTK's own words are for a battery: little is bad there. */
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

void
pyxis_used_bar_update (PyxisUsedBar *self, PyxisVfs *vfs)
{
  gsize limit = MAX (pyxis_vfs_get_limits (vfs)->bytes, 1);
  guint n = pyxis_vfs_get_n_files (vfs);
  g_autofree char *used_text = g_format_size (pyxis_vfs_get_used_bytes (vfs));
  g_autofree char *limit_text = g_format_size (limit);
  g_autofree char *text = g_strdup_printf (_ ("%s of %s"), used_text, limit_text);
  g_autofree char *files =
    g_strdup_printf (g_dngettext (NULL, "%u file or folder", "%u files and folders", n), n);

  gtk_level_bar_set_value (self->level_bar, (double) pyxis_vfs_get_used_bytes (vfs) / limit);
  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), files);
}
