/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "breakpoints.h"
#include "console.h"
#include "event-log.h"
#include "events-page.h"
#include "failure-list.h"
#include "interpreters.h"
#include "project.h"
#include "vfs-unsaved.h"

/* PyxisPanel: what there is to see of a project besides its view, a page each. More pages go into its
 * template.
 *
 * Properties: "page" (string): the name of the page that is shown, "events", "errors", "console",
 *           "scripts", "network" or "files"; another name changes nothing; "is-closable" (boolean): whether
 *           it has a button for that, TRUE at first; "is-stacked" (boolean): whether details are below what is
 *           listed, for a panel that is higher than wide.
 * Signals: "closed" (): the user wants it no more;
 *          "body-wanted" (PyxisEvent): see request-details.h; who can get it calls
 *          pyxis_panel_show_body (). */
#define PYXIS_TYPE_PANEL (pyxis_panel_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPanel, pyxis_panel, PYXIS, PANEL, GtkWidget)

/* What the pages show; each nullable. */
void pyxis_panel_set_log (PyxisPanel *self, PyxisEventLog *log);
void pyxis_panel_set_project (PyxisPanel *self, PyxisProject *project);
void pyxis_panel_set_vfs (PyxisPanel *self, PyxisVfs *vfs);
void pyxis_panel_set_unsaved (PyxisPanel *self, PyxisVfsUnsaved *unsaved);
void pyxis_panel_set_breakpoints (PyxisPanel *self, PyxisBreakpoints *breakpoints);
void pyxis_panel_set_interpreters (PyxisPanel *self, PyxisInterpreters *interpreters);

/* How its console asks JavaScript; `object` (nullable) is not kept alive. */
void pyxis_panel_set_scripting (PyxisPanel *self,
                                const PyxisConsoleScripting *scripting,
                                GObject *object);

/* (transfer none): for what only the application knows of events. */
PyxisEventsPage *pyxis_panel_get_events_page (PyxisPanel *self);

/* (nullable): NULL while it goes. */
const char *pyxis_panel_get_page (PyxisPanel *self);

/* What was typed into files and not saved becomes a part of them: for a window that is about to go. FALSE
 * where that is not possible. */
gboolean pyxis_panel_save_drafts (PyxisPanel *self, GError **error);

/* Gives the keyboard to the page that is shown. */
void pyxis_panel_focus (PyxisPanel *self);

/* On the page "files"; FALSE where there is no such file or folder. */
gboolean pyxis_panel_show_file (PyxisPanel *self, const char *path);

/* (transfer none) (nullable): what the page "errors" shows. */
PyxisFailureList *pyxis_panel_get_failures (PyxisPanel *self);

/* On the page "errors": what came of an event of the log; FALSE where it is not there. */
gboolean pyxis_panel_show_failure (PyxisPanel *self, guint64 seq);

/* As pyxis_request_details_show_body (). */
void pyxis_panel_show_body (PyxisPanel *self, PyxisEvent *event, GBytes *bytes, const char *remark);

/* The user wants to look for something: FALSE if the keyboard is not in a page of the panel that can be
 * searched. */
gboolean pyxis_panel_find (PyxisPanel *self);
