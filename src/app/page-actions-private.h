/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* The parts of a page's actions. Each adds its own; the page is their user data. What needs a view
 * may rely on it: without one its actions are off. */

/* "go" (an int32: see view-history.h), "back", "forward". */
void pyxis_page_history_add_actions (GActionMap *actions, PyxisProjectPage *page);
void pyxis_page_history_set_view (GActionMap *actions, PyxisView *view);

/* "zoom-in", "zoom-out", "zoom-reset", and the wheel with Ctrl. */
void pyxis_page_zoom_add_actions (GActionMap *actions, PyxisProjectPage *page);
void pyxis_page_zoom_set_view (PyxisProjectPage *page, PyxisView *view);

/* "panel", and "events", "errors" and so on, which are its pages: each has whether it is seen as its state;
 * "dock" (a string): where it is (dock.h). */
void pyxis_page_panel_add_actions (GActionMap *actions, PyxisProjectPage *page);

/* "print"; "save-screenshot", "view-source", "web-inspector". */
void pyxis_page_output_add_actions (GActionMap *actions, PyxisProjectPage *page);
void pyxis_page_output_add_tools (GActionMap *actions, PyxisProjectPage *page);

/* "export-log", "open-log", "compare-log": of what the Events page shows. */
void pyxis_page_log_add_actions (GActionMap *actions, PyxisProjectPage *page);

/* "export-files", "import-files", "take-snapshot", "snapshots", "undo-files". */
void pyxis_page_memory_add_actions (GActionMap *actions, PyxisProjectPage *page);

/* "open-folder", "copy-address"; "open-in-browser", "stop-serving". */
void pyxis_page_outside_add_actions (GActionMap *actions, PyxisProjectPage *page);

/* "package": for a folder. */
void pyxis_page_package_add_actions (GActionMap *actions, PyxisProjectPage *page);
void pyxis_page_package_set_project (GActionMap *actions, PyxisProject *project);

/* What the details of an error offer: "open-place", "show-change", "read-section" (error-details.h). */
void pyxis_page_errors_add_actions (GActionMap *actions, PyxisProjectPage *page);

/* "continue", "continue-to-next": of what is stopped at a breakpoint. */
void pyxis_page_stops_add_actions (GActionMap *actions, PyxisProjectPage *page);

/* Over which a dialog of `page` stands. */
GtkWindow *pyxis_page_actions_get_window (PyxisProjectPage *page);
