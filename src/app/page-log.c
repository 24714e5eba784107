/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include <glib/gi18n.h>

#include "comparison-window.h"
#include "log-files.h"
#include "log-window.h"

static GListModel *
get_log (PyxisProjectPage *page)
{
  return G_LIST_MODEL (pyxis_session_get_log (pyxis_project_page_get_session (page)));
}

static const char *
get_name (PyxisProjectPage *page)
{
  return pyxis_project_get_name (pyxis_project_page_get_project (page));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisProjectPage *page = user_data;

  pyxis_log_files_export (GTK_WIDGET (pyxis_project_page_get_view (page)), get_log (page),
                          get_name (page));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_log_files_open (GTK_WIDGET (user_data), _ ("Open a Saved Log"), pyxis_log_window_show);
}

static void
other_opened (GtkWidget *place, PyxisEventLog *other, const char *path, const char *remark)
{
  PyxisProjectPage *page = PYXIS_PROJECT_PAGE (place);
  g_autofree char *name = g_filename_display_basename (path);

  pyxis_comparison_window_show (place, &(PyxisComparisonSide){ G_LIST_MODEL (other), name },
                                &(PyxisComparisonSide){ get_log (page), _ ("This run") });
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_log_files_open (GTK_WIDGET (user_data), _ ("Compare With a Saved Log"), other_opened);
}

void
pyxis_page_log_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "export-log", export_cb },
    { "open-log", open_cb },
    { "compare-log", compare_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
}
