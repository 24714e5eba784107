/* SPDX-License-Identifier: Apache-2.0 */
#include "info-bar.h"

#include <glib/gi18n.h>

/* (nullable): by the class that GTK's template gives it. */
static GtkWidget *
find_close (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "close"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_close (child);
  return found;
}

void
pyxis_info_bar_name_close (GtkInfoBar *info_bar)
{
  GtkWidget *button = find_close (GTK_WIDGET (info_bar));

  if (!button)
    return;
  gtk_widget_set_tooltip_text (button, _ ("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close"), -1);
}

static void
revealed_cb (GtkRevealer *revealer, GParamSpec *pspec, gpointer user_data)
{
  GtkInfoBar *info_bar = user_data;

  if (!gtk_info_bar_get_revealed (info_bar) && !gtk_revealer_get_child_revealed (revealer))
    gtk_widget_set_visible (GTK_WIDGET (info_bar), FALSE);
}

void
pyxis_info_bar_attach_width (GtkInfoBar *info_bar)
{
  GtkWidget *revealer = gtk_widget_get_first_child (GTK_WIDGET (info_bar));

  g_signal_connect_object (revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), info_bar,
                           0);
  revealed_cb (GTK_REVEALER (revealer), NULL, info_bar);
}

void
pyxis_info_bar_reveal (GtkInfoBar *info_bar)
{
  gtk_widget_set_visible (GTK_WIDGET (info_bar), TRUE);
  gtk_info_bar_set_revealed (info_bar, TRUE);
}
