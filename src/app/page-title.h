/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project.h"
#include "view.h"

/* What a project's page is called. `view` is NULL until the project has started. All are
 * (transfer full). */

/* The page's own title, or the project's name where it has none that says more. */
char *pyxis_page_title_dup (PyxisProject *project, PyxisView *view);

/* The project's name below a title of the page's own, else its folder's. */
char *pyxis_page_title_dup_subtitle (PyxisProject *project, PyxisView *view);

/* Both names in one, for the list of windows. */
char *pyxis_page_title_dup_window_title (PyxisProject *project, PyxisView *view);
