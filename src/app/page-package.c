/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include "pack-dialog.h"

static void
package_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (pyxis_pack_dialog_new (
    pyxis_page_actions_get_window (user_data), pyxis_project_page_get_project (user_data))));
}

void
pyxis_page_package_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = { { "package", package_cb } };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
}

void
pyxis_page_package_set_project (GActionMap *actions, PyxisProject *project)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "package")),
                               g_file_test (pyxis_project_get_path (project), G_FILE_TEST_IS_DIR));
}
