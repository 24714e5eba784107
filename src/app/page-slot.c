/* SPDX-License-Identifier: Apache-2.0 */
#include "page-slot.h"

static GtkWidget *
get_window (AdwBin *slot)
{
  return GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (slot)));
}

void
pyxis_page_slot_fill (AdwBin *slot, PyxisProjectPage *page, PyxisWindowMemory *memory)
{
  g_return_if_fail (ADW_IS_BIN (slot) && !adw_bin_get_child (slot));

  gtk_widget_insert_action_group (get_window (slot), "page", pyxis_project_page_get_actions (page));
  adw_bin_set_child (slot, GTK_WIDGET (page));
  pyxis_window_memory_set_page (memory, page);
}

void
pyxis_page_slot_empty (AdwBin *slot, PyxisWindowMemory *memory)
{
  g_return_if_fail (ADW_IS_BIN (slot) && adw_bin_get_child (slot));

  pyxis_window_memory_set_page (memory, NULL);
  g_signal_handlers_disconnect_by_data (adw_bin_get_child (slot), get_window (slot));
  gtk_widget_insert_action_group (get_window (slot), "page", NULL);
  adw_bin_set_child (slot, NULL);
}
