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
