/* SPDX-License-Identifier: Apache-2.0 */
#include "plain-breaks.h"

static void
apply (GtkWidget *widget, PangoAttrList *attributes)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_attributes (GTK_LABEL (widget), attributes);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    apply (child, attributes);
}

void
pyxis_plain_breaks_apply (GtkWidget *widget)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  apply (widget, attributes);
  pango_attr_list_unref (attributes);
}
