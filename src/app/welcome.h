/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "recent-projects.h"

/* PyxisWelcome: what a window shows that has no project yet: what was opened before, the examples
 * that Pyxis comes with, a search over both. Files that are dropped on it are opened. It uses the
 * actions "win.open" and "win.open-file" of the window around it, and "app.open-in-new-window" for
 * all but the first of several dropped files. The examples are read after the first frame.
 *
 * Signal: "open" (char *path): the user chose a project. */
#define PYXIS_TYPE_WELCOME (pyxis_welcome_get_type ())
G_DECLARE_FINAL_TYPE (PyxisWelcome, pyxis_welcome, PYXIS, WELCOME, GtkWidget)

/* NULL: nothing is remembered. */
void pyxis_welcome_set_recent_projects (PyxisWelcome *self, PyxisRecentProjects *recent_projects);

/* One sentence above all, which the user can close; NULL: none. */
void pyxis_welcome_set_notice (PyxisWelcome *self, const char *sentence);
