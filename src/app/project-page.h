/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "dock.h"
#include "find-bar.h"
#include "panel.h"
#include "project.h"
#include "session.h"
#include "view.h"

/* PyxisProjectPage: one project that runs: its view, above it what a user must not miss, and the
 * panel, docked or in a window. It starts the project when it is made, and what runs ends with it. What a user can do with
 * the project is in its action group, which the window that shows the page inserts as "page".
 *
 * Properties: "title", "subtitle" (string, read-only): of the page and its folder, for a header bar;
 *             "shows-panel" (boolean); "view" (PyxisView, read-only): NULL until it has started.
 * Signals: "failed" (GError *): the project could not start; there is nothing to show.
 *          "cancelled" (): the user does not want to wait until there is.
 *          "closed" (): the page went, as its view wanted or was asked (pyxis_view_try_close ()). */
#define PYXIS_TYPE_PROJECT_PAGE (pyxis_project_page_get_type ())
G_DECLARE_FINAL_TYPE (PyxisProjectPage, pyxis_project_page, PYXIS, PROJECT_PAGE, GtkWidget)

/* `sibling` (nullable): an engine of the same project, whose storage is taken over. */
GtkWidget *
pyxis_project_page_new (PyxisProject *project, PyxisSnapshotChoice snapshot, PyxisEngine *sibling);

/* The project of another page once more, which has started: what pages store is common to both,
 * what happens in each is in a log of its own. `address` (nullable) is of the page that it shows
 * first. */
GtkWidget *pyxis_project_page_new_beside (PyxisProjectPage *other, const char *address);

PyxisProject *pyxis_project_page_get_project (PyxisProjectPage *self);

/* (transfer none) */
PyxisSession *pyxis_project_page_get_session (PyxisProjectPage *self);

/* (transfer none): what happens in it. */
PyxisEventLog *pyxis_project_page_get_log (PyxisProjectPage *self);

/* (nullable): what shows the project; NULL until it has started. */
PyxisView *pyxis_project_page_get_view (PyxisProjectPage *self);

/* (transfer none): above the view, hidden until it is opened. */
PyxisFindBar *pyxis_project_page_get_find_bar (PyxisProjectPage *self);

/* (transfer none): the view and the panel. */
PyxisDock *pyxis_project_page_get_dock (PyxisProjectPage *self);

/* (transfer none): "reload", "stop", "events" and so on; they are enabled when they make sense. */
GActionGroup *pyxis_project_page_get_actions (PyxisProjectPage *self);

/* (transfer none) */
PyxisPanel *pyxis_project_page_get_panel (PyxisProjectPage *self);

/* Shows a copy under way below the page, until `row` is removed from its parent, if it has one. */
void pyxis_project_page_add_transfer (PyxisProjectPage *self, GtkWidget *row);

/* Opens the panel at a page of it, "events", "files" or "network". */
void pyxis_project_page_show_panel (PyxisProjectPage *self, const char *name);

/* Brings its window to the front of the panel's own. */
void pyxis_project_page_raise (PyxisProjectPage *self);

/* The names of page and folder in one, for the window's list; (transfer full). */
char *pyxis_project_page_dup_window_title (PyxisProjectPage *self);
