/* SPDX-License-Identifier: Apache-2.0 */
#include "files-buttons.h"

struct _PyxisFilesButtons {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (PyxisFilesButtons, pyxis_files_buttons, GTK_TYPE_BOX)

static void
pyxis_files_buttons_class_init (PyxisFilesButtonsClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/pyxis/inspector/ui/files-buttons.ui");
}

static void
pyxis_files_buttons_init (PyxisFilesButtons *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
