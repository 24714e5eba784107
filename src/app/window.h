/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "project.h"

/* PyxisWindow: one project in a window, or a message and a way on when there is none. */
#define PYXIS_TYPE_WINDOW (pyxis_window_get_type ())
G_DECLARE_FINAL_TYPE (PyxisWindow, pyxis_window, PYXIS, WINDOW, AdwApplicationWindow)

GtkWidget *pyxis_window_new (AdwApplication *application);

/* Runs `project` here, instead of what was shown before. */
void pyxis_window_open_project (PyxisWindow *self, PyxisProject *project);

/* Loads what the user named; a failure is shown in the window. */
void pyxis_window_open_path (PyxisWindow *self, const char *path);
