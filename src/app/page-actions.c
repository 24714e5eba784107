/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions.h"

#include <glib/gi18n.h>

#include "grants-window.h"
#include "page-actions-private.h"
#include "toast.h"
#include "view-tools.h"

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_reload (pyxis_project_page_get_view (user_data), FALSE);
}

/* Of the network, where a page may use it: what is ours is cached on neither transport. */
static void
reload_bypass_cache_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_reload (pyxis_project_page_get_view (user_data), TRUE);
}

static void
stop_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_stop (pyxis_project_page_get_view (user_data));
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (pyxis_panel_find (pyxis_project_page_get_panel (user_data)))
    return;
  pyxis_project_page_raise (user_data);
  pyxis_find_bar_open (pyxis_project_page_get_find_bar (user_data));
}

static void
find_next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_find_bar_step (pyxis_project_page_get_find_bar (user_data), 1);
}

static void
find_previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_find_bar_step (pyxis_project_page_get_find_bar (user_data), -1);
}

static void
grants_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisEngine *engine = pyxis_view_get_engine (pyxis_project_page_get_view (user_data));
  const char *name = pyxis_project_get_name (pyxis_project_page_get_project (user_data));
  GtkWindow *window = pyxis_page_actions_get_window (user_data);

  gtk_window_present (
    GTK_WINDOW (pyxis_grants_window_new (window, pyxis_engine_get_grants (engine), name)));
}

static void
change_caret_browsing_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  PyxisView *view = pyxis_project_page_get_view (user_data);
  gboolean is_on = g_variant_get_boolean (state);

  pyxis_view_set_caret_browsing (view, is_on);
  g_simple_action_set_state (action, state);
  pyxis_toast_say_status (GTK_WIDGET (view), is_on ? _ ("The arrow keys move a cursor in the page")
                                                   : _ ("The arrow keys scroll the page"));
}

static const GActionEntry entries[] = {
  { "reload", reload_cb },
  { "reload-bypass-cache", reload_bypass_cache_cb },
  { "stop", stop_cb },
  { "find", find_cb },
  { "find-next", find_next_cb },
  { "find-previous", find_previous_cb },
  { "grants", grants_cb },
  { "caret-browsing", NULL, NULL, "false", change_caret_browsing_cb },
};

static void
set_enabled (GSimpleActionGroup *actions, gboolean enabled)
{
  /* Those that something else decides about, or nothing. */
  static const char *const others[] = {
    "continue", "continue-to-next", "dock",  "errors",       "events",
    "files",    "open-folder",      "panel", "stop-serving", NULL
  };
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (actions));

  for (gsize i = 0; names[i]; i++)
    if (!g_strv_contains (others, names[i]))
      g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (actions), names[i])), enabled);
}

GtkWindow *
pyxis_page_actions_get_window (PyxisProjectPage *page)
{
  GtkWindow *window = pyxis_dock_get_active_window (pyxis_project_page_get_dock (page));

  if (window)
    return window;
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_WINDOW));
}

/* What is for whoever develops it. */
static void
add_tools (GActionMap *map, PyxisProjectPage *page)
{
  pyxis_page_errors_add_actions (map, page);
  pyxis_page_log_add_actions (map, page);
  pyxis_page_memory_add_actions (map, page);
  pyxis_page_outside_add_actions (map, page);
  pyxis_page_package_add_actions (map, page);
  pyxis_page_panel_add_actions (map, page);
  pyxis_page_stops_add_actions (map, page);
  pyxis_page_output_add_tools (map, page);
}

GSimpleActionGroup *
pyxis_page_actions_new (PyxisProjectPage *page)
{
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  GActionMap *map = G_ACTION_MAP (actions);

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), page);
  pyxis_page_history_add_actions (map, page);
  pyxis_page_output_add_actions (map, page);
  pyxis_page_zoom_add_actions (map, page);
  if (pyxis_project_has_tools (pyxis_project_page_get_project (page)))
    add_tools (map, page);
  set_enabled (actions, FALSE);
  return actions;
}

void
pyxis_page_actions_set_view (GSimpleActionGroup *actions, PyxisProjectPage *page, PyxisView *view)
{
  GActionMap *map = G_ACTION_MAP (actions);

  set_enabled (actions, TRUE);
  /* Escape is the page's own key unless it stops something. */
  g_object_bind_property (view, "is-loading", g_action_map_lookup_action (map, "stop"), "enabled",
                          G_BINDING_SYNC_CREATE);
  pyxis_page_history_set_view (map, view);
  if (pyxis_project_has_tools (pyxis_project_page_get_project (page)))
    pyxis_page_package_set_project (map, pyxis_project_page_get_project (page));
  pyxis_page_zoom_set_view (page, view);
}
