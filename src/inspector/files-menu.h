/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* What the user can do with the files of a tree, by the actions "files.…" of the page around it. */

/* (transfer none): a child of `tree`, which unparents it. */
GtkPopover *pyxis_files_menu_attach (GtkWidget *tree);

/* The same by keys; and those for the menu, "tree.menu". */
void pyxis_files_menu_add_keys (GtkWidgetClass *klass);
