/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions.h"

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_reload (pyxis_project_page_get_view (user_data), FALSE);
}

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
change_events_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_object_set (user_data, "shows-events", g_variant_get_boolean (state), NULL);
}

static void
shows_events_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  gboolean shows_events;

  g_object_get (page, "shows-events", &shows_events, NULL);
  g_simple_action_set_state (user_data, g_variant_new_boolean (shows_events));
}

static const GActionEntry view_entries[] = {
  { "reload", reload_cb },
  { "reload-bypass-cache", reload_bypass_cache_cb },
  { "stop", stop_cb },
};

static void
set_enabled (GSimpleActionGroup *actions, gboolean enabled)
{
  for (gsize i = 0; i < G_N_ELEMENTS (view_entries); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (actions), view_entries[i].name);

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
  }
}

GSimpleActionGroup *
pyxis_page_actions_new (PyxisProjectPage *page)
{
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  /* No GPropertyAction: it would own the page, which owns the group. */
  static const GActionEntry events[] = { { "events", NULL, NULL, "false", change_events_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (actions), view_entries,
                                   G_N_ELEMENTS (view_entries), page);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), events, G_N_ELEMENTS (events), page);
  g_signal_connect_object (page, "notify::shows-events", G_CALLBACK (shows_events_cb),
                           g_action_map_lookup_action (G_ACTION_MAP (actions), "events"), 0);
  set_enabled (actions, FALSE);
  return actions;
}

void
pyxis_page_actions_set_view (GSimpleActionGroup *actions, PyxisView *view)
{
  set_enabled (actions, view != NULL);
}
