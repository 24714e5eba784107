/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-summary.h"

#include <glib/gi18n.h>

#include "manifest.h"

struct _PyxisPackSummary {
  AdwPreferencesGroup parent_instance;

  AdwAvatar *avatar;
  AdwActionRow *files_row;
  AdwActionRow *hosts_row;
  GtkStack *icon_stack;
  GtkLabel *id_label;
  GtkImage *image;
  GtkListBox *list;
  GtkLabel *name_label;
  AdwActionRow *runtimes_row;
  GtkSpinner *spinner;
  AdwActionRow *window_row;
};

G_DEFINE_FINAL_TYPE (PyxisPackSummary, pyxis_pack_summary, ADW_TYPE_PREFERENCES_GROUP)

/* Nothing can be done in its rows: Tab comes to the list and goes on, as GTK itself has it since 4.18 where it is told
 * to ("tab-behavior"); for who has a screen reader the arrows go through all of them. */
static gboolean
pyxis_pack_summary_focus (GtkWidget *widget, GtkDirectionType direction)
{
  PyxisPackSummary *self = PYXIS_PACK_SUMMARY (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list))) {
    if (direction == GTK_DIR_TAB_FORWARD)
      return FALSE;
    if (direction == GTK_DIR_TAB_BACKWARD)
      return gtk_widget_child_focus (GTK_WIDGET (self->id_label), direction);
  }
  return GTK_WIDGET_CLASS (pyxis_pack_summary_parent_class)->focus (widget, direction);
}

static void
pyxis_pack_summary_class_init (PyxisPackSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = pyxis_pack_summary_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, avatar);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, files_row);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, hosts_row);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, icon_stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, id_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, image);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, list);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, name_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, runtimes_row);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, spinner);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackSummary, window_row);
}

static void
pyxis_pack_summary_init (PyxisPackSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_window (const PyxisDescriptionWindow *window)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%d × %d pixels"), window->width, window->height);
  if (window->min_width || window->min_height)
    g_string_append_printf (text, _ (", at least %d × %d"), window->min_width, window->min_height);
  if (!window->is_resizable)
    g_string_append (text, _ (", of fixed size"));
  if (window->is_fullscreen)
    g_string_append (text, _ (", full screen"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
pyxis_pack_summary_show_description (PyxisPackSummary *self, const PyxisDescription *description)
{
  g_autofree char *id = NULL;
  g_autofree char *window = NULL;
  g_autofree char *hosts = NULL;

  g_return_if_fail (PYXIS_IS_PACK_SUMMARY (self));

  id = g_strdup_printf ("%s · %s", description->version, description->id);
  window = dup_window (&description->window);
  hosts = g_strjoinv (", ", description->hosts);
  adw_avatar_set_text (self->avatar, description->name);
  gtk_label_set_text (self->name_label, description->name);
  gtk_label_set_text (self->id_label, id);
  adw_action_row_set_subtitle (self->window_row, window);
  adw_action_row_set_subtitle (self->hosts_row, *hosts ? hosts : _ ("None: it works offline"));
}

void
pyxis_pack_summary_wait (PyxisPackSummary *self)
{
  g_return_if_fail (PYXIS_IS_PACK_SUMMARY (self));

  gtk_spinner_start (self->spinner);
}

void
pyxis_pack_summary_stop (PyxisPackSummary *self)
{
  g_return_if_fail (PYXIS_IS_PACK_SUMMARY (self));

  gtk_spinner_stop (self->spinner);
}

static void
show_icon (PyxisPackSummary *self, GdkTexture *icon)
{
  if (icon)
    gtk_image_set_from_paintable (self->image, GDK_PAINTABLE (icon));
  gtk_stack_set_visible_child_name (self->icon_stack, icon ? "picture" : "letter");
}

void
pyxis_pack_summary_show_reading (PyxisPackSummary *self, const PyxisPackReading *reading)
{
  g_autofree char *runtimes = NULL;
  g_autofree char *size = NULL;
  g_autofree char *files = NULL;

  g_return_if_fail (PYXIS_IS_PACK_SUMMARY (self));

  gtk_spinner_stop (self->spinner);
  show_icon (self, reading ? reading->icon : NULL);
  if (!reading) {
    adw_action_row_set_subtitle (self->files_row, _ ("Not known yet"));
    adw_action_row_set_subtitle (self->runtimes_row, _ ("Not known yet"));
    return;
  }
  runtimes = pyxis_manifest_dup_runtimes (reading->contents->runtimes);
  size = g_format_size ((guint64) reading->contents->size);
  files = g_strdup_printf (ngettext ("%u file, %s before it is packed",
                                     "%u files, %s before they are packed",
                                     reading->contents->files->len),
                           reading->contents->files->len, size);
  adw_action_row_set_subtitle (self->files_row, files);
  adw_action_row_set_subtitle (
    self->runtimes_row, *runtimes ? runtimes : _ ("None: that of the computer where it runs"));
}
