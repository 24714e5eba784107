/* SPDX-License-Identifier: Apache-2.0 */
#include "stacking.h"

#define LIST_PERCENT 60
#define STACKED_LIST_PERCENT 50

static gboolean
is_stacked (GtkPaned *paned)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (paned)) == GTK_ORIENTATION_VERTICAL;
}

void
pyxis_stacking_set (GtkPaned *paned, gboolean is_wanted)
{
  if (is_stacked (paned) == is_wanted)
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (paned), is_wanted ? GTK_ORIENTATION_VERTICAL
                                                                    : GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_position (paned, -1);
}

void
pyxis_stacking_place (GtkPaned *paned)
{
  GtkWidget *widget = GTK_WIDGET (paned);

  if (is_stacked (paned))
    gtk_paned_set_position (paned, gtk_widget_get_height (widget) * STACKED_LIST_PERCENT / 100);
  else
    gtk_paned_set_position (paned, gtk_widget_get_width (widget) * LIST_PERCENT / 100);
}
