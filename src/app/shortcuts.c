/* SPDX-License-Identifier: Apache-2.0 */
#include "shortcuts.h"

#define KEYS_MAX 4

/* Ctrl+S saves where there is something to save: a text of the Files page (files-editor.c). Elsewhere it
 * is the page's own. */
static const struct {
  const char *action;
  const char *keys[KEYS_MAX + 1];
  gboolean is_of_apps; /* also of those that nobody develops here */
} shortcuts[] = {
  { "page.reload", { "<Control>r", "F5" } },
  { "page.reload-bypass-cache", { "<Control><Shift>r", "<Shift>F5" } },
  { "page.panel", { "F12", "<Control><Shift>i" } },
  { "page.dock::below", { "<Alt>F12" } },
  { "page.dock::right", { "<Shift>F12" } },
  { "page.dock::window", { "<Control><Shift>F12" } },
  { "page.errors", { "<Control><Shift>m" } },
  { "page.console", { "<Control><Shift>k" } },
  { "page.scripts", { "<Control><Shift>l" } },
  { "page.files", { "<Control><Shift>e" } },
  { "page.network", { "<Control><Shift>d" } },
  { "page.continue", { "F8" } },
  { "page.continue-to-next", { "<Shift>F8" } },
  { "page.downloads", { "<Control><Shift>y" } },
  { "page.find", { "<Control>f" }, TRUE },
  { "page.find-next", { "<Control>g", "F3" }, TRUE },
  { "page.find-previous", { "<Control><Shift>g", "<Shift>F3" }, TRUE },
  { "page.caret-browsing", { "F7" }, TRUE },
  { "page.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" }, TRUE },
  { "page.zoom-out", { "<Control>minus", "<Control>KP_Subtract" }, TRUE },
  { "page.zoom-reset", { "<Control>0", "<Control>KP_0" }, TRUE },
  { "page.print", { "<Control>p" }, TRUE },
  { "page.save-screenshot", { "<Control><Shift>s" } },
  { "page.view-source", { "<Control>u" } },
  { "page.package", { "<Control><Shift>a" } },
  { "page.copy-address", { "<Control><Shift>c" } },
  { "win.close-project", { "<Alt>Home" } },
  { "win.fullscreen", { "F11" }, TRUE },
};

/* Back is where the text comes from. */
static void
set_history_keys (GtkApplication *application)
{
  static const char *const left[] = { "<Alt>Left", "Back", NULL };
  static const char *const right[] = { "<Alt>Right", "Forward", NULL };
  static const char *const right_to_left_back[] = { "<Alt>Right", "Back", NULL };
  static const char *const right_to_left_forward[] = { "<Alt>Left", "Forward", NULL };
  gboolean is_mirrored = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  gtk_application_set_accels_for_action (application, "page.back",
                                         is_mirrored ? right_to_left_back : left);
  gtk_application_set_accels_for_action (application, "page.forward",
                                         is_mirrored ? right_to_left_forward : right);
}

static void
apply (GtkApplication *application, gboolean has_tools)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (has_tools || shortcuts[i].is_of_apps)
      gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].keys);
  set_history_keys (application);
}

void
pyxis_shortcuts_apply (GtkApplication *application)
{
  apply (application, TRUE);
}

void
pyxis_shortcuts_apply_app (GtkApplication *application)
{
  apply (application, FALSE);
}
