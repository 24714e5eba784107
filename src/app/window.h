/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "project.h"
#include "recent-projects.h"
#include "snapshot-duty.h"

/* PyxisWindow: one project in a window; the welcome page when there is none, or why one does not run. */
#define PYXIS_TYPE_WINDOW (pyxis_window_get_type ())
G_DECLARE_FINAL_TYPE (PyxisWindow, pyxis_window, PYXIS, WINDOW, AdwApplicationWindow)

GtkWidget *pyxis_window_new (AdwApplication *application);

/* (nullable) (transfer none): the window that runs what is at `path`. */
PyxisWindow *pyxis_window_find (GtkApplication *application, const char *path);

/* Where the projects that this window opens are remembered; NULL, as at first: nowhere. */
void pyxis_window_set_recent_projects (PyxisWindow *self, PyxisRecentProjects *recent_projects);

/* One sentence on the welcome page. */
void pyxis_window_set_notice (PyxisWindow *self, const char *sentence);

/* How interpreters start in what this window opens from now on. */
void pyxis_window_set_snapshot (PyxisWindow *self, PyxisSnapshotChoice snapshot);

/* Whether nothing would be lost if a project was opened here. */
gboolean pyxis_window_is_free (PyxisWindow *self);

/* Runs `project` here, instead of what was shown before. */
void pyxis_window_open_project (PyxisWindow *self, PyxisProject *project);

/* Loads what the user named; a failure is shown in the window. What runs in another window already is
 * not started twice: that window comes to the front. */
void pyxis_window_open_path (PyxisWindow *self, const char *path);
