/* SPDX-License-Identifier: Apache-2.0 */
#include "name-popover.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PyxisNamePopover {
  GtkPopover parent_instance;

  GtkButton *button;
  GtkEditable *entry;
  GtkLabel *error_label;
  GtkLabel *title_label;
};

enum { NAMED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisNamePopover, pyxis_name_popover, GTK_TYPE_POPOVER)

/* (nullable): why a text cannot be a name at all. */
static const char *
judge (const char *name)
{
  if (strchr (name, '/'))
    return _ ("A name cannot hold a slash.");
  if (g_str_equal (name, ".") || g_str_equal (name, ".."))
    return _ ("A name cannot be “.” or “..”.");
  return NULL;
}

static void
changed_cb (GtkEditable *entry, gpointer user_data)
{
  PyxisNamePopover *self = user_data;
  const char *name = gtk_editable_get_text (entry);
  const char *reason = judge (name);

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), *name && !reason);
  pyxis_name_popover_refuse (self, reason);
}

static void
accept_cb (GtkWidget *widget, gpointer user_data)
{
  PyxisNamePopover *self = user_data;
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->entry));

  if (*name && !judge (name))
    g_signal_emit (self, signals[NAMED], 0, name);
}

static void
pyxis_name_popover_class_init (PyxisNamePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[NAMED] = g_signal_new ("named", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/name-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisNamePopover, button);
  gtk_widget_class_bind_template_child (widget_class, PyxisNamePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, PyxisNamePopover, error_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisNamePopover, title_label);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
pyxis_name_popover_init (PyxisNamePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_name_popover_ask (PyxisNamePopover *self,
                        const char *title,
                        const char *button,
                        const char *name,
                        const GdkRectangle *at)
{
  const char *dot = strrchr (name, '.');
  glong end = dot && dot > name ? g_utf8_strlen (name, dot - name) : -1;

  g_return_if_fail (PYXIS_IS_NAME_POPOVER (self));

  gtk_label_set_label (self->title_label, title);
  gtk_button_set_label (self->button, button);
  gtk_editable_set_text (self->entry, name);
  changed_cb (self->entry, self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, end);
}

void
pyxis_name_popover_refuse (PyxisNamePopover *self, const char *sentence)
{
  g_return_if_fail (PYXIS_IS_NAME_POPOVER (self));

  gtk_label_set_label (self->error_label, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), sentence != NULL);
  if (sentence)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}
