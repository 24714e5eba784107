/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include "download.h"

static gboolean
shows_panel (PyxisProjectPage *page)
{
  gboolean is_shown;

  g_object_get (page, "shows-panel", &is_shown, NULL);
  return is_shown;
}

static void
change_panel_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_object_set (user_data, "shows-panel", g_variant_get_boolean (state), NULL);
}

/* The name of the action is that of the page. */
static void
change_page_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  PyxisProjectPage *page = user_data;

  if (!g_variant_get_boolean (state)) {
    /* In a window behind, it is not seen, whatever the state says. */
    if (!pyxis_dock_raise (pyxis_project_page_get_dock (page)))
      g_object_set (page, "shows-panel", FALSE, NULL);
    return;
  }
  pyxis_project_page_show_panel (page, g_action_get_name (G_ACTION (action)));
  pyxis_panel_focus (pyxis_project_page_get_panel (page));
}

/* Who wants it elsewhere wants to see it. */
static void
change_dock_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_object_set (pyxis_project_page_get_dock (user_data), "place",
                g_variant_get_string (state, NULL), NULL);
  g_object_set (user_data, "shows-panel", TRUE, NULL);
}

static void
place_cb (PyxisDock *dock, GParamSpec *pspec, gpointer user_data)
{
  GActionMap *map = G_ACTION_MAP (pyxis_project_page_get_actions (user_data));

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "dock")),
                             g_variant_new_string (pyxis_dock_get_place (dock)));
}

/* Where a page's downloads come to (download-bar.h); before there are any, where they will. */
static void
downloads_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisPanel *panel = pyxis_project_page_get_panel (user_data);

  pyxis_project_page_show_panel (user_data, "files");
  if (!pyxis_panel_show_file (panel, PYXIS_DOWNLOAD_FOLDER))
    pyxis_panel_focus (panel);
}

static void
update (PyxisProjectPage *page)
{
  static const char *const names[] = {
    "events", "errors", "console", "scripts", "network", "files"
  };
  GActionMap *map = G_ACTION_MAP (pyxis_project_page_get_actions (page));
  PyxisPanel *panel = pyxis_project_page_get_panel (page);
  const char *shown = panel ? pyxis_panel_get_page (panel) : NULL;
  gboolean is_open = shows_panel (page);

  if (!shown)
    return; /* all of it is going */
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "panel")),
                             g_variant_new_boolean (is_open));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, names[i])),
                               g_variant_new_boolean (is_open && g_str_equal (shown, names[i])));
}

/* A panel that goes gives the keyboard back to the page. */
static void
shows_panel_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  PyxisView *view = pyxis_project_page_get_view (page);

  update (page);
  if (view && !shows_panel (page))
    gtk_widget_grab_focus (GTK_WIDGET (view));
}

static void
panel_page_cb (PyxisPanel *panel, GParamSpec *pspec, gpointer user_data)
{
  update (user_data);
}

static void
closed_cb (PyxisPanel *panel, gpointer user_data)
{
  g_object_set (user_data, "shows-panel", FALSE, NULL);
}

void
pyxis_page_panel_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  /* No GPropertyAction: it would own the page, which owns the group. */
  static const GActionEntry entries[] = {
    { "panel", NULL, NULL, "false", change_panel_cb },
    { "events", NULL, NULL, "false", change_page_cb },
    { "console", NULL, NULL, "false", change_page_cb },
    { "errors", NULL, NULL, "false", change_page_cb },
    { "scripts", NULL, NULL, "false", change_page_cb },
    { "files", NULL, NULL, "false", change_page_cb },
    { "network", NULL, NULL, "false", change_page_cb },
    { "downloads", downloads_cb },
    { "dock", NULL, "s", "'below'", change_dock_cb },
  };
  PyxisPanel *panel = pyxis_project_page_get_panel (page);

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
  g_signal_connect (page, "notify::shows-panel", G_CALLBACK (shows_panel_cb), NULL);
  g_signal_connect_object (pyxis_project_page_get_dock (page), "notify::place",
                           G_CALLBACK (place_cb), page, 0);
  g_signal_connect_object (panel, "notify::page", G_CALLBACK (panel_page_cb), page, 0);
  g_signal_connect_object (panel, "closed", G_CALLBACK (closed_cb), page, 0);
}
