/* SPDX-License-Identifier: Apache-2.0 */
#include "files-page-private.h"
#include "stacking.h"

/* What is above the tree has two lines then. */
void
pyxis_files_page_set_stacked (PyxisFilesPage *self, gboolean is_stacked)
{
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (self->search_entry));

  g_return_if_fail (PYXIS_IS_FILES_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_parent (line)),
                                  is_stacked ? GTK_ORIENTATION_VERTICAL
                                             : GTK_ORIENTATION_HORIZONTAL);
  pyxis_stacking_set (GTK_PANED (gtk_widget_get_parent (GTK_WIDGET (self->preview))), is_stacked);
}
