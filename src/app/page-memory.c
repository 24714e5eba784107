/* SPDX-License-Identifier: Apache-2.0 */
#include "page-memory.h"

#include <glib/gi18n.h>

#include "file-snapshot.h"
#include "page-actions-private.h"
#include "save-files.h"
#include "snapshots-window.h"
#include "toast.h"

/* (nullable) */
static PyxisFileKeeper *
get_keeper (PyxisProjectPage *page)
{
  return pyxis_session_get_keeper (pyxis_project_page_get_session (page));
}

void
pyxis_page_memory_take_snapshot (PyxisProjectPage *page, const char *reason)
{
  PyxisFileKeeper *keeper = get_keeper (page);

  if (keeper)
    pyxis_file_snapshot_take (pyxis_file_keeper_get_snapshots (keeper),
                              pyxis_file_keeper_get_vfs (keeper), reason);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_save_files_as_zip (user_data);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_import_zip (user_data);
}

static void
take_snapshot_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_page_memory_take_snapshot (user_data, NULL);
  pyxis_toast_say_with_action (GTK_WIDGET (pyxis_project_page_get_view (user_data)),
                               _ ("Snapshot taken"), _ ("_Snapshots"), "page.snapshots");
}

static void
snapshots_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (get_keeper (user_data))
    gtk_window_present (GTK_WINDOW (pyxis_snapshots_window_new (user_data)));
}

/* The newest may be undone in the same way. */
static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisFileKeeper *keeper = get_keeper (user_data);
  GListModel *list = keeper ? G_LIST_MODEL (pyxis_file_keeper_get_snapshots (keeper)) : NULL;
  guint n = list ? g_list_model_get_n_items (list) : 0;
  g_autoptr (PyxisFileSnapshot) last = n > 0 ? g_list_model_get_item (list, n - 1) : NULL;

  if (!last)
    return;
  pyxis_page_memory_take_snapshot (user_data, _ ("Before going back"));
  pyxis_vfs_restore (pyxis_file_keeper_get_vfs (keeper), pyxis_file_snapshot_get_snapshot (last));
  pyxis_toast_say (GTK_WIDGET (pyxis_project_page_get_view (user_data)),
                   _ ("The files are as they were before"));
}

void
pyxis_page_memory_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "export-files", export_cb },
    { "import-files", import_cb },
    { "take-snapshot", take_snapshot_cb },
    { "snapshots", snapshots_cb },
    { "undo-files", undo_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
}
