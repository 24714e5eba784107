/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* What a user can do with a PyxisWindow, for its class: "win.open", "win.open-file", "win.welcome",
 * "win.duplicate", "win.fullscreen" with what is said then, and the key Escape. The class has its template. */
void pyxis_window_actions_install (GtkWidgetClass *klass);

/* Those that need a project. */
void pyxis_window_actions_enable (GtkWidget *window, gboolean is_enabled);
