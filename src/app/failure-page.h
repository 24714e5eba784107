/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisFailurePage: why a project does not run, with the file and line where the mistake is, and
 * ways on.
 *
 * Emits "try-again" with the path of the project: when the user asks for it, and, for what could not
 * be loaded, when a file of the project was saved; a handler may show the next failure at once. Its
 * other ways on are the actions "win.open" and "win.welcome". */
#define PYXIS_TYPE_FAILURE_PAGE (pyxis_failure_page_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFailurePage, pyxis_failure_page, PYXIS, FAILURE_PAGE, GtkWidget)

/* What is at `path`, a project or not, could not be loaded. */
void
pyxis_failure_page_show_load_error (PyxisFailurePage *self, const char *path, const GError *error);

/* The project at `path` was loaded, and could not be started. */
void
pyxis_failure_page_show_start_error (PyxisFailurePage *self, const char *path, const GError *error);

/* The page is left: nothing is watched any longer. */
void pyxis_failure_page_leave (PyxisFailurePage *self);
