/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "recent-projects.h"

/* PyxisRecentSection: the part of the welcome page that shows what was opened before, and lets the
 * user put it in order. Invisible when there is nothing to show. A toast overlay above it shows
 * what was removed, with a way back.
 *
 * Signal: "open" (char *path): the user chose a project. */
#define PYXIS_TYPE_RECENT_SECTION (pyxis_recent_section_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRecentSection, pyxis_recent_section, PYXIS, RECENT_SECTION, GtkWidget)

/* NULL: nothing is remembered. */
void pyxis_recent_section_set_recent_projects (PyxisRecentSection *self,
                                               PyxisRecentProjects *recent_projects);

/* Shows only what has `text` in its name or path; "" shows all. */
void pyxis_recent_section_set_search (PyxisRecentSection *self, const char *text);

guint pyxis_recent_section_get_n_shown (PyxisRecentSection *self);

/* (transfer none): the cards. */
GtkFlowBox *pyxis_recent_section_get_flow (PyxisRecentSection *self);
