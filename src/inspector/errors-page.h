/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "failure-list.h"
#include "project.h"

/* PyxisErrorsPage: what went wrong in the page that is shown, a list and the details of one; the first
 * is selected by itself. The user may dismiss all of it. */
#define PYXIS_TYPE_ERRORS_PAGE (pyxis_errors_page_get_type ())
G_DECLARE_FINAL_TYPE (PyxisErrorsPage, pyxis_errors_page, PYXIS, ERRORS_PAGE, GtkWidget)

/* (nullable) */
void pyxis_errors_page_set_failures (PyxisErrorsPage *self, PyxisFailureList *failures);

/* (nullable): whose files the frames are looked for in. */
void pyxis_errors_page_set_project (PyxisErrorsPage *self, PyxisProject *project);

/* Selects what came of an event; FALSE where it is not there. */
gboolean pyxis_errors_page_show (PyxisErrorsPage *self, guint64 seq);

void pyxis_errors_page_focus (PyxisErrorsPage *self);

/* Whether details are below what is listed, not beside it (stacking.h). */
void pyxis_errors_page_set_stacked (PyxisErrorsPage *self, gboolean is_stacked);
