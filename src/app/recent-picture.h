/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"
#include "recent-projects.h"

/* From now on the project of `page`, which has a view, is remembered with a picture of how it
 * looks. */
void pyxis_recent_picture_attach (PyxisRecentProjects *recent_projects, PyxisProjectPage *page);
