/* SPDX-License-Identifier: Apache-2.0 */
#include "page-stops.h"

#include "page-actions-private.h"

static PyxisBreakpoints *
get_breakpoints (PyxisProjectPage *page)
{
  return pyxis_engine_get_breakpoints (pyxis_view_get_engine (pyxis_project_page_get_view (page)));
}

static void
continue_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_breakpoints_go_on (get_breakpoints (user_data), FALSE);
}

static void
continue_to_next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_breakpoints_go_on (get_breakpoints (user_data), TRUE);
}

/* Their keys are the page's, or a widget's, until something is stopped. */
static void
set_stopped (GActionMap *map, gboolean is_stopped)
{
  static const char *const names[] = { "continue", "continue-to-next" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, names[i])),
                                 is_stopped);
}

static void
changed_cb (PyxisBreakpoints *breakpoints, gpointer user_data)
{
  set_stopped (G_ACTION_MAP (pyxis_project_page_get_actions (user_data)),
               pyxis_breakpoints_get_stop (breakpoints) != NULL);
}

void
pyxis_page_stops_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "continue", continue_cb },
    { "continue-to-next", continue_to_next_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
  set_stopped (actions, FALSE);
}

void
pyxis_page_stops_attach (PyxisProjectPage *page, PyxisStopBar *bar, PyxisPanel *panel)
{
  PyxisBreakpoints *breakpoints = get_breakpoints (page);

  g_signal_connect_object (breakpoints, "changed", G_CALLBACK (changed_cb), page, 0);
  changed_cb (breakpoints, page);
  pyxis_stop_bar_attach (bar, breakpoints);
  pyxis_panel_set_breakpoints (panel, breakpoints);
}
