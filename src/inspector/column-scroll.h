/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Scrolls so that a row is seen. A column view got its own function for it only in 4.12. */
void pyxis_column_scroll_to (GtkColumnView *view, guint position);

/* (nullable): the list that a column view keeps inside. */
GtkWidget *pyxis_column_scroll_find_list (GtkColumnView *view);
