/* SPDX-License-Identifier: Apache-2.0 */
#include "column-scroll.h"

GtkWidget *
pyxis_column_scroll_find_list (GtkColumnView *view)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));

  while (child && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Setting the adjustment instead leaves the list where it was. */
void
pyxis_column_scroll_to (GtkColumnView *view, guint position)
{
  GtkWidget *list = pyxis_column_scroll_find_list (view);

  if (list)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}
